"""The sample journal from nothing: `python -m tools.sample` (`make sample`). Run again, it keeps what is there."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from django.core.management import CommandError, call_command

# What load_sample says of each account begins so.
ACCOUNT = "账号 "


@dataclass(frozen=True)
class Prepared:
    """What there is to show: a line for each account, and where the PDFs lie."""

    accounts: tuple[str, ...]
    pdfs: Path


def main() -> None:
    prepared = prepare()
    print(f"PDF 在这里：{prepared.pdfs}")


def prepare() -> Prepared:
    """Database, sample issues, and their PDFs under JOURNAL_VAR. Ends the program, with the reason said, where a step fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    from django.conf import settings

    from issues.models import Issue

    with step("准备数据库"):
        call_command("migrate", verbosity=0, interactive=False)
    with step("装入样刊（第一次要画照片）"):
        accounts = load_accounts()
    pdfs = settings.VAR / "sample"
    for code in sample_codes():
        year, number = map(int, code.split("-"))
        if Issue.objects.filter(year=year, number=number).exists():
            with step(f"排 {year} 年第 {number} 期"):
                call_command("typeset_issue", code, out=pdfs)
    return Prepared(accounts, pdfs)


def load_accounts() -> tuple[str, ...]:
    """Load what is missing of the sample; its accounts, or none on a database that has people of its own by now."""
    said = io.StringIO()
    try:
        call_command("load_sample", stdout=said)
    except SystemExit:
        return ()  # the command has said why; what is there can still be shown
    return tuple(line for line in said.getvalue().splitlines() if line.startswith(ACCOUNT))


def sample_codes() -> list[str]:
    """The sample's issues, such as 2026-5, oldest first."""
    from sample.reader import ISSUES, read_issue

    samples = sorted((read_issue(folder) for folder in ISSUES), key=lambda sample: (sample.year, sample.number))
    return [f"{sample.year}-{sample.number}" for sample in samples]


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done; a refusal ends the program with its sentence."""
    print(f"· {name}", flush=True)
    try:
        yield
    except CommandError as error:
        sys.exit(f"{name}没有完成：{error}")


if __name__ == "__main__":
    main()
