"""A job sent by one process and done by a worker in another, over both brokers; nothing here is pretended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import services
from tools.serve import running

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.services

# Asks for a run and waits until the worker has done it. Run in a process of its own, under the real settings.
ASK = """
import json, time
import django
django.setup()
from tests.factories import Office, make_issue
from typesetting.tasks import start
run = start(issue=make_issue(Office()), by=None)
until = time.monotonic() + 60
while run.state in ("queued", "running") and time.monotonic() < until:
    time.sleep(0.2)
    run.refresh_from_db()
print(json.dumps([run.state, run.error, run.pages, run.print_pdf.size if run.print_pdf else 0]))
"""


@pytest.fixture
def one_machine(tmp_path: Path) -> dict[str, str]:
    """SQLite and the filesystem broker, as the demonstration runs."""
    return {"JOURNAL_VAR": str(tmp_path)}


@pytest.fixture
def production(tmp_path: Path) -> Iterator[dict[str, str]]:
    """PostgreSQL and a Redis-protocol server."""
    with services.postgres() as database, services.valkey() as redis:
        yield {"JOURNAL_VAR": str(tmp_path), "DATABASE_URL": database, "REDIS_URL": f"{redis}/0"}


def carry(surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list:
    """Send a run of the press to a worker: its state, error, pages, and the bytes of its print PDF."""
    variables = {"DJANGO_SETTINGS_MODULE": "journal.settings", "LOG_LEVEL": "WARNING", **surroundings}
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    call([sys.executable, "manage.py", "migrate", "--verbosity=0"])
    options = ["--concurrency", "1", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    worker = [sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "-A", "journal", "worker", *options]
    with running({"worker": worker}):
        return json.loads(call([sys.executable, "-c", ASK]).splitlines()[-1])


def call(command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("broker", ["one_machine", "production"])
def test_a_worker_typesets_what_another_process_asks_for(request, monkeypatch, broker):
    state, error, pages, size = carry(request.getfixturevalue(broker), monkeypatch)
    assert (state, error) == ("done", "")
    assert pages % 4 == 0
    assert size > 10_000
