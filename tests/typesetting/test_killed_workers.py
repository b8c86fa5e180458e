"""Real Celery workers killed twenty times over at random moments of runs: every run ends once, right or with a reason."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import services

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
pytestmark = pytest.mark.services


@pytest.fixture
def one_machine() -> dict[str, str]:
    """SQLite and the filesystem broker, as the demonstration runs."""
    return {}


@pytest.fixture
def production() -> Iterator[dict[str, str]]:
    """PostgreSQL and a Redis-protocol server."""
    with services.postgres() as database, services.valkey() as redis:
        yield {"DATABASE_URL": database, "REDIS_URL": f"{redis}/0"}


@pytest.mark.parametrize("surroundings", ["one_machine", "production"])
def test_every_run_ends_once_however_often_its_workers_are_killed(request, tmp_path, surroundings):
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.typesetting.mortal",
        "JOURNAL_VAR": str(tmp_path / "var"),
        "LOG_LEVEL": "CRITICAL",
        **request.getfixturevalue(surroundings),
    }
    (tmp_path / "var").mkdir()
    said = tmp_path / "said"
    with said.open("wb") as output, (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-W", "ignore", "-m", "tests.typesetting.killing", str(KILLS), "7"]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=output, stderr=log, check=False)
    assert done.returncode == 0, (tmp_path / "log").read_text(errors="replace")[-3000:]
    report = json.loads(said.read_text(encoding="utf-8").splitlines()[-1])
    assert report["kills"] == KILLS
    assert set(report["states"]) <= {"done", "failed"}, report  # none is stuck
    assert report["wrong"] == []  # what is done is byte for byte what it is without a kill
    assert report["unexplained"] == []
    assert report["told"] == report["states"].get("done", 0)  # none was done twice
    assert report["attempts"] > 1  # the lost were taken up again
    assert all(preview == ["", "", False] for preview in report["previews"]), report
    assert report["leavings"] == []
