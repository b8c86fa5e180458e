"""The whole suite: `python -m tools.run_tests` (`make test`).

1. everything on SQLite, on every core; 2. what touches the database again on a real PostgreSQL with a real Redis-protocol
server, started here and stopped here; 3. journeys in a real browser. The last line says what ran and whether it passed.
`--only sqlite|postgres|journeys` runs one of them; anything else is handed to pytest.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests import services

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
MOST_WORKERS = 8


@dataclass(frozen=True)
class Outcome:
    """How one part went; `ran` counts tests, those skipped apart."""

    name: str
    passed: bool
    ran: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        skipped = f"（另跳过 {self.skipped}）" if self.skipped else ""
        return f"{self.name} {self.ran} 项{skipped}{'' if self.passed else '，没有全部通过'}"


def main() -> None:
    parser = argparse.ArgumentParser(description="运行测试。")
    parser.add_argument("--only", choices=("sqlite", "postgres", "journeys"), help="只运行其中一部分")
    chosen, extra = parser.parse_known_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the servers are stopped, however this ends
    began = time.monotonic()
    parts = {
        "sqlite": lambda: run("SQLite", ["-m", "not journey and not services", *on_every_core(), *extra]),
        "postgres": lambda: run(
            "PostgreSQL 和 Valkey", ["-m", "not journey", *on_every_core(), *extra], around=real_services()
        ),
        "journeys": lambda: run(
            "浏览器",
            ["-m", "journey", *in_browsers(), *(extra or ["tests/journeys"])],
            around=prepared_site(),
        ),
    }
    outcomes = [part() for name, part in parts.items() if chosen.only in {None, name}]
    if extra:  # a path may hold tests for one part only
        outcomes = [outcome for outcome in outcomes if outcome.ran or outcome.skipped or not outcome.passed]
    passed = bool(outcomes) and all(outcome.passed and (outcome.ran or outcome.skipped) for outcome in outcomes)
    verdict = "测试全部通过" if passed else "测试没有通过"
    print(f"{verdict}：{'；'.join(map(str, outcomes)) or '没有找到测试'}；用时 {time.monotonic() - began:.0f} 秒。")
    sys.exit(not passed)


def on_every_core(dist: str = "worksteal") -> list[str]:
    """pytest-xdist's options."""
    return ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS)), "--dist", dist]


def in_browsers() -> list[str]:
    """The same for journeys: a file stays with one worker, and what it starts is started once. In order of their names, the
    longest file comes among the first.
    """
    return [*on_every_core("loadfile"), "--no-loadscope-reorder"]


def run(name: str, arguments: list[str], around=nullcontext({})) -> Outcome:  # noqa: B008 - it holds nothing
    """One run of pytest, in an environment `around` yields additions to."""
    print(f"—— {name} ——", flush=True)
    with tempfile.TemporaryDirectory(prefix="journal-report-") as folder, around as additions:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
        status = subprocess.run(command, cwd=ROOT, env={**os.environ, **additions}, check=False).returncode
        return read_report(name, report, status)


def read_report(name: str, report: Path, status: int) -> Outcome:
    if not report.exists():
        return Outcome(name, passed=False)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    skipped = int(suite.get("skipped"))
    return Outcome(name, status in {0, NOTHING_COLLECTED}, int(suite.get("tests")) - skipped, skipped)


@contextmanager
def real_services() -> Iterator[dict[str, str]]:
    """PostgreSQL, with a database migrated once for every worker to copy, and a Redis-protocol server."""
    with services.postgres() as database, services.valkey() as redis, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": database, "JOURNAL_VAR": folder, "LOG_LEVEL": "WARNING"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        yield {"TEST_DATABASE_URL": database, "TEST_REDIS_URL": redis}


@contextmanager
def prepared_site() -> Iterator[dict[str, str]]:
    """The sample's site, loaded and typeset once; every worker serves a copy of it."""
    with tempfile.TemporaryDirectory(prefix="journal-site-") as folder:
        environment = {**os.environ, "JOURNAL_VAR": folder}
        for name in ("DATABASE_URL", "REDIS_URL"):
            environment.pop(name, None)
        command = [sys.executable, "-c", "from tools import serve; serve.prepare()"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield {"TEST_SITE": folder}


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("测试中断了。")
