"""A server killed in the middle of a save: half the request there, the rows written, or the answer not yet given.

The server is a process of its own. It is killed by SIGKILL at the point named, and started again; the page that was open
goes on, or the tab was closed too and the article is opened anew. Each time: no character lost, nothing done twice.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.at_the_desk import EDITOR, TEXT, begin, body, open_page, ready, save, says, type_text
from tests.journeys.relay import Relay
from tools import serve
from tools.sample import quiet
from tools.setup import ROOT

HALF, BEFORE, AFTER = "half the body sent", "before the commit", "after the commit"
POINTS = [HALF, BEFORE, AFTER]
LAST = "最后一句话。"
LATER = "断电的时候又打的一句。"
WRITES = {"autosave/": "issues_workingcopy", "edit/": "issues_article", "move/submit/": "issues_article"}


class MortalServer:
    """A server behind a relay, that can be told when to die, and is up again at once."""

    def __init__(self, port: int, note: Path) -> None:
        self.note, self.pid = note, 0
        self.straight = f"http://{serve.HOST}:{port}"
        self.relay = Relay(port)
        self.address = f"http://{serve.HOST}:{self.relay.port}"
        command = [sys.executable, "-m", "tests.journeys.mortal_site", str(port)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.maker = subprocess.Popen(command, cwd=ROOT, env=quiet(), **pipes)

    def start(self) -> None:
        self.maker.stdin.write("start\n")
        self.maker.stdin.flush()
        self.pid = int(self.maker.stdout.readline())
        until = time.monotonic() + serve.ANSWERS_WITHIN
        while not serve.answers(self.straight):
            assert time.monotonic() < until, "the server did not come up"
            time.sleep(0.05)

    def kill(self) -> None:
        """Master and worker at once, as when the power goes."""
        os.killpg(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        self.kill()
        self.maker.communicate()
        self.relay.close()

    def dies_at(self, address: str, point: str) -> None:
        """Told before the request to `address` is sent."""
        path = urlsplit(address).path
        if point == HALF:
            self.relay.break_off(path, then=self.kill)
            return
        (table,) = [table for end, table in WRITES.items() if path.endswith(end)]
        self.note.write_text(json.dumps({"path": path, "table": table, "point": point.split()[0]}))

    def is_dead(self) -> None:
        """Wait until it has died."""
        assert int(self.maker.stdout.readline()) == signal.SIGKILL
        assert not self.note.exists()


@pytest.fixture(scope="module")
def server(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MortalServer]:
    port = serve.free_port()
    note = tmp_path_factory.mktemp("note") / "death"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_SETTINGS_MODULE", "tests.journeys.mortal")
        environment.setenv("DEATH_NOTE", str(note))
        found = MortalServer(port, note)
    found.start()
    yield found
    found.stop()


def kept(address: str) -> dict:
    """What the database holds of the article at `address`."""
    (number,) = re.findall(r"/articles/(\d+)/", address)
    questions = {
        "revision": "SELECT revision FROM issues_article WHERE id = ?",
        "state": "SELECT state FROM issues_article WHERE id = ?",
        "versions": "SELECT name FROM issues_version WHERE article_id = ? ORDER BY number",
        "copies": "SELECT count(*) FROM issues_workingcopy WHERE article_id = ?",
        "done": "SELECT verb FROM accounts_auditentry WHERE target_kind = 'issues.article' AND target_id = ? ORDER BY id",
    }
    with closing(sqlite3.connect(Path(os.environ["JOURNAL_VAR"]) / "journal.sqlite3")) as database:
        found = {name: [row[0] for row in database.execute(asked, [number])] for name, asked in questions.items()}
    return {name: rows[0] if name in {"revision", "state", "copies"} else rows for name, rows in found.items()}


def written(sit_down, title: str) -> tuple[Page, str, int]:
    """A page at which the first words are typed and on the server; its address, and the revision it began from."""
    page = sit_down(EDITOR).page
    address = begin(page, title)
    type_text(page, TEXT)
    says(page, "已存到服务器")
    return page, address, kept(address)["revision"]


def reads(page: Page, text: str) -> None:
    ready(page)
    assert body(page).inner_text().strip() == text


def saved_now(page: Page, text: str) -> None:
    save(page)
    page.get_by_text("已保存。", exact=True).wait_for()
    reads(page, text)


@pytest.mark.parametrize("point", POINTS)
def test_an_autosave_cut_off_is_sent_again_by_the_page_that_stays(sit_down, server, point):
    page, address, began = written(sit_down, f"自动保存时断电：{point}")
    server.dies_at(f"{address}autosave/", point)
    type_text(page, LAST)
    server.is_dead()
    says(page, "服务器暂时不通，已存在本机，恢复后自动上传")
    type_text(page, LATER)
    server.start()
    says(page, "已存到服务器")
    assert kept(address)["revision"] == began
    saved_now(page, TEXT + LAST + LATER)
    found = kept(address)
    assert (found["revision"], found["versions"], found["copies"]) == (began + 1, [], 0)
    assert found["done"].count("修改文字") == 1


@pytest.mark.parametrize("point", POINTS)
def test_a_save_cut_off_is_carried_out_once_by_the_page_that_stays(sit_down, server, point):
    page, address, began = written(sit_down, f"保存时断电：{point}")
    type_text(page, LAST)
    server.dies_at(address, point)
    page.get_by_role("button", name="留存一个版本").click()
    server.is_dead()
    says(page, "还不知道存上没有。您的字都在；恢复以后会自动再存一次，不会存成两份。")
    assert page.url == address  # no error page of the browser's
    type_text(page, LATER)
    server.start()
    says(page, "已保存。后来打的字还没有保存到稿件。")
    found = kept(address)
    assert (found["revision"], found["versions"]) == (began + 1, ["kept"])
    saved_now(page, TEXT + LAST + LATER)  # against the revision that was saved meanwhile: nothing to merge
    found = kept(address)
    assert (found["revision"], found["versions"], found["copies"]) == (began + 2, ["kept"], 0)
    assert (found["done"].count("修改文字"), found["done"].count("留存版本")) == (2, 1)


@pytest.mark.parametrize("point", POINTS)
def test_a_save_cut_off_is_found_by_who_closed_the_tab(sit_down, server, point):
    page, address, began = written(sit_down, f"断电又关了页面：{point}")
    type_text(page, LAST)
    server.dies_at(address, point)
    save(page)
    server.is_dead()
    context = page.context
    page.close(run_before_unload=False)
    server.start()
    page = context.new_page()
    open_page(page, address)
    if point == AFTER:  # it was saved, and nothing is offered
        expect(page.locator(".offer:visible")).to_have_count(0)
    else:
        assert body(page).inner_text().strip() == ""
        page.get_by_role("heading", name="您有一份没有保存的文字").wait_for()
        page.get_by_role("link", name="用这份").click()
        reads(page, TEXT + LAST)
        saved_now(page, TEXT + LAST)
    reads(page, TEXT + LAST)
    found = kept(address)
    assert (found["revision"], found["versions"], found["copies"]) == (began + 1, [], 0)
    assert found["done"].count("修改文字") == 1


def test_an_autosave_cut_off_is_found_by_who_closed_the_tab(sit_down, server):
    page, address, began = written(sit_down, "自动保存时断电又关了页面")
    server.dies_at(f"{address}autosave/", BEFORE)
    type_text(page, LAST)
    server.is_dead()
    says(page, "服务器暂时不通，已存在本机")
    context = page.context
    page.close(run_before_unload=False)
    server.start()
    page = context.new_page()
    open_page(page, address)
    page.get_by_role("heading", name="这台电脑上有一份没有保存的文字").wait_for()
    page.get_by_role("button", name="用这份").click()
    reads(page, TEXT + LAST)
    saved_now(page, TEXT + LAST)
    assert kept(address)["revision"] == began + 1


@pytest.mark.parametrize("point", POINTS)
def test_an_article_sent_to_review_while_the_server_dies_is_sent_once(sit_down, server, point):
    page, address, began = written(sit_down, f"送审时断电：{point}")
    saved_now(page, TEXT)
    page.get_by_role("link", name="稿件页").click()
    desk = page.url
    page.get_by_role("link", name="送审", exact=True).click()
    server.dies_at(f"{desk}move/submit/", point)
    with page.expect_event("requestfailed", lambda request: request.method == "POST"):
        page.get_by_role("button", name="送审", exact=True).click(no_wait_after=True)
    server.is_dead()
    server.start()
    page.goto(f"{desk}move/submit/")  # back to where the button was, and again
    if point == AFTER:
        expect(page.locator("main")).to_contain_text("初审")
        assert page.get_by_role("button", name="送审", exact=True).count() == 0
    else:
        page.get_by_role("button", name="送审", exact=True).click()
        page.wait_for_url(desk)
    page.goto(desk)
    expect(page.locator("main")).to_contain_text(TEXT[:20])
    found = kept(address)
    assert (found["revision"], found["state"], found["versions"]) == (began + 1, "first_review", ["submitted"])
    assert found["done"].count("送审") == 1
