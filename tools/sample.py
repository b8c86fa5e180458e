"""The sample journal from nothing: `python -m tools.sample` (`make sample`). Run again, it keeps what is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sample.reader import ISSUES, read_issue
from sample.unfinished import read_unfinished
from tools.setup import ROOT, say, var_folder

# What load_sample says of each account begins so.
ACCOUNT = "账号 "


def main() -> None:
    migrate()
    if not load():
        sys.exit(1)
    typeset()
    print(f"PDF 在这里：{pdf_folder()}")


def migrate() -> None:
    say("准备数据库")
    if not manage("migrate", "--no-input", "--verbosity=0"):
        sys.exit("数据库没有准备好。请看上面的出错信息。")


def load() -> list[str]:
    """Load what is missing of the sample. A line for each of its accounts; none where the database has people of its own."""
    say("装入样刊（第一次要画照片）")
    run = subprocess.run(command("load_sample"), cwd=ROOT, env=quiet(), stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode:
        return []  # the command has said why
    return [line for line in run.stdout.splitlines() if line.startswith(ACCOUNT)]


def typeset() -> None:
    """The PDFs of the issues that came out, oldest first. Ends the program where the press fails."""
    samples = sorted((read_issue(folder) for folder in ISSUES), key=lambda sample: (sample.year, sample.number))
    for sample in samples:
        _typeset(sample.year, sample.number, "--out", str(pdf_folder()))


def typeset_unfinished() -> None:
    """The issue in progress as it stands, so that its plan shows pages."""
    sample = read_unfinished()
    _typeset(sample.year, sample.number)


def _typeset(year: int, number: int, *options: str) -> None:
    say(f"排 {year} 年第 {number} 期")
    if not manage("typeset_issue", f"{year}-{number}", *options):
        sys.exit("样刊没有排成。请看上面的出错信息。")


def pdf_folder() -> Path:
    return var_folder() / "sample"


def manage(*words: str) -> bool:
    """Run a command of manage.py; whether it went well."""
    return subprocess.run(command(*words), cwd=ROOT, env=quiet(), check=False).returncode == 0


def command(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]


def quiet() -> dict[str, str]:
    """The environment, with a log that speaks of trouble only."""
    return {"LOG_LEVEL": "WARNING", **os.environ}


if __name__ == "__main__":
    main()
