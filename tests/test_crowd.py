"""The load test's own parts: it stands on the production files, its links are slow and break, and its sums are right."""

from __future__ import annotations

import math
import shutil
import subprocess
import time

import pytest

from bench.crowd import production, table
from bench.crowd.browser import Broken, Link
from bench.crowd.office import Found
from bench.crowd.production import nice_of, workers_on
from bench.crowd.table import Span

IDLE, LOADED = Span("idle", 0, 100), Span("sending", 100, 200)


def test_the_commands_and_shares_are_those_of_production():
    assert production._command_of("web")[:3] == ["gunicorn", "--config", "docker/gunicorn.py"]
    worker = production._command_of("worker")
    assert worker[:2] == ["nice", "-n"]
    assert worker[3] == "celery"
    assert production._command_of("beat")[0] == "celery"


def test_two_cores_have_five_web_processes(monkeypatch):
    monkeypatch.setenv("WEB_WORKERS", "3")
    assert workers_on(2) == 5
    assert production.os.environ["WEB_WORKERS"] == "3"


@pytest.mark.parametrize(("shares", "nice"), [(1024, 0), (512, 3), (128, 9)])
def test_a_share_is_weighed_as_niceness(shares, nice):
    assert nice_of(shares) == nice


def test_the_proxy_has_the_configuration_of_production_with_this_machine_s_ports(tmp_path):
    text = production._nginx_conf(tmp_path, tmp_path / "var", 8123, 8124).read_text(encoding="utf-8")
    assert "listen 127.0.0.1:8123 default_server;" in text
    assert "server 127.0.0.1:8124;" in text
    for elsewhere in ("/data/", "/srv", "web:8000", "/dev/std", "/etc/nginx/tls"):
        assert elsewhere not in text
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    if nginx:
        check = subprocess.run(
            [nginx, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False
        )
        assert check.returncode == 0, check.stderr


def test_a_link_takes_its_time_and_loses_nothing():
    link, data = Link(bits=4_000_000, delay=0.01), bytes(range(256)) * 200
    began = time.monotonic()
    assert b"".join(link.carry(data)) == data
    assert time.monotonic() - began >= 0.01 + len(data) * 8 / 4_000_000
    assert link.sent_at >= began


def test_a_link_breaks_where_it_should_and_only_once():
    link = Link(bits=1e9, delay=0, breaks_after=40_000)
    with pytest.raises(Broken):
        list(link.carry(bytes(100_000)))
    assert len(b"".join(link.carry(bytes(100_000)))) == 100_000


def test_percentiles_are_times_that_were_measured():
    seconds = [number / 100 for number in range(1, 101)]
    assert table.percentile(seconds, 0.95) == 0.95
    assert table.percentile([0.2], 0.95) == 0.2
    assert math.isnan(table.percentile([], 0.95))


def test_the_ratio_is_of_the_phases_percentiles():
    pages = [("home", at, 0.01 if at < 100 else 0.03, 200) for at in range(200)]
    assert table.ratio(pages, IDLE, LOADED) == pytest.approx(3)
    lines = table.phases(pages, [IDLE, LOADED])
    assert lines[2].split() == ["sending", "100", "30", "30", "30", "30", "3.00", "0"]


def test_what_was_lost_doubled_or_refused_is_named():
    sender = {
        "name": "a", "sent": True, "photos": [{"bytes": 5_000_000}], "began": 0, "ended": 60,
        "refusals": ["piece 500"], "breaks": 2, "lost_answers": 1, "steps": [("send", 0.5)],
    }  # fmt: skip
    lines = table.outcome([sender], Found(reports=1, doubled=["a"], photos=1, spoilt=["a x.jpg: cut"]), 3.0)
    assert "1 sent, 1 found, 0 lost, 1 doubled" in lines[0]
    assert "0 whole" in lines[1]
    assert "2 broken and resumed, 1 answers lost and asked for again, 1 refusals" in lines[2]
    assert lines[4:] == ["  ! a", "  ! a x.jpg: cut", "  ! a: piece 500"]
