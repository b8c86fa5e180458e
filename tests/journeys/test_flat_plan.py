"""The flat plan, looked at by one editor while another writes: new pages and what moved come by themselves, an offer that was
tried is taken, and the plan comes out even again. And a run of the press, asked for and cancelled where it is watched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.at_the_desk import body, ready, save, says, sign_in
from tests.journeys.conftest import Visitor
from tests.journeys.flat_state import LONG, LONGER, NUMBER, OWN, YEAR
from tools.setup import ROOT

ISSUE = f"qinghai-gongyun/{YEAR}-{NUMBER}"
# The editor hears of the caret a moment after it has moved; a key pressed before that writes where it was.
HEARD = "() => new Promise((heard) => requestAnimationFrame(() => setTimeout(heard, 200)))"
SET_WITHIN = 60_000  # milliseconds, on a machine that does other things too
SCREENS = {"bianji": (1280, 900), "fuzhubian": (360, 740)}


@pytest.fixture
def article(site_at_work: str) -> str:
    """The key of the article that will be too long."""
    command = [sys.executable, "-m", "tests.journeys.flat_state"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()[-1]


@pytest.fixture
def open_page(
    chromium: Browser, site_at_work: str, accounts: dict[str, str], visitors: dict[str, Visitor], tmp_path: Path
):
    def opened(name: str) -> Page:
        width, height = SCREENS[name]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(20_000)
        visitor = visitors[name] = Visitor(context.new_page(), site_at_work, tmp_path)
        visitor.watch()
        sign_in(visitor.page, site_at_work, name, accounts[name])
        return visitor.page

    return opened


def pictures(page: Page) -> list[str]:
    return page.locator(".sheet__picture img").evaluate_all("all => all.map((one) => one.getAttribute('src'))")


def is_set(page: Page) -> None:
    expect(page.locator("[data-now]")).to_contain_text("是现在的样子", timeout=SET_WITHIN)


def is_told_what_is_shown(page: Page) -> None:
    """Also where the answer to "is anything new?" is older than the pages that are fetched after it."""
    older = {"turn": 999, "version": 0, "working": 1, "stage": "排各页", "done": 1, "total": 8}
    page.route("**/pages/state.json", lambda route: route.fulfill(json=older))
    for _ in range(2):
        with page.expect_response(lambda answer: answer.request.headers.get("x-fragment") == "flat"):
            pass
    page.wait_for_timeout(200)
    expect(page.locator("[data-now]")).to_contain_text("是现在的样子")
    page.unroute("**/pages/state.json")


def test_pages_come_by_themselves_while_another_writes_and_an_offer_makes_them_even(
    site_at_work: str, article: str, open_page, visitors: dict[str, Visitor]
):
    plan, writing = open_page("fuzhubian"), open_page("bianji")
    plan.goto(f"{site_at_work}/press/{ISSUE}/pages/")
    is_set(plan)
    expect(plan.locator(".flat-sum")).to_contain_text("正好是 4 的倍数")
    before = pictures(plan)
    assert len(before) == 8
    is_told_what_is_shown(plan)
    visitors["fuzhubian"].sees("flat-even")
    plan.evaluate("window.stays = true")  # gone with the page, if it were loaded anew

    writing.goto(f"{site_at_work}/desk/articles/{article}/edit/")
    ready(writing)
    body(writing).click()
    writing.keyboard.press("Control+End")
    writing.evaluate(HEARD)
    writing.keyboard.press("Enter")
    writing.keyboard.insert_text(LONGER)
    save(writing)
    says(writing, "文字都已保存")

    expect(plan.locator(".flat-moved")).to_contain_text("由 8 页成了 12 页", timeout=SET_WITHIN)
    expect(plan.locator(".flat-moved")).to_contain_text(f"《{OWN}》由第 7 页到第 8 页")
    is_set(plan)
    expect(plan.locator(".flat-sum")).to_contain_text("补了 3 页空白才是 4 的倍数")
    expect(plan.locator(".flat-sum")).to_contain_text(f"须压掉 1 页，最少 19 行：第 6 页《{LONG}》19 行")
    now = pictures(plan)
    # Drawn anew is what looks otherwise, as one of the two pages of the contents.
    assert now[3] == before[3] and now[1:3] != before[1:3] and now[5] not in before
    expect(plan.locator("#flat-said")).to_contain_text("变了")
    visitors["fuzhubian"].sees("flat-over")
    assert plan.evaluate("window.stays")

    tried = plan.locator(".flat-offers li").filter(has_text="试排过：成 8 页，空白 0 页")
    expect(tried.first).to_contain_text(f"《{OWN}》不再另起一页")
    tried.first.get_by_role("button").click()
    plan.get_by_role("status").filter(has_text=OWN).first.wait_for()
    expect(plan.locator(".flat-sum")).to_contain_text("正好是 4 的倍数", timeout=SET_WITHIN)
    expect(plan.locator(".flat-moved")).to_contain_text("由 12 页成了 8 页")
    is_set(plan)
    visitors["fuzhubian"].sees("flat-even-again")

    plan.get_by_role("button", name="撤销上一步").click()
    expect(plan.locator(".flat-moved")).to_contain_text("由 8 页成了 12 页", timeout=SET_WITHIN)


def test_a_run_is_asked_for_and_cancelled_where_it_is_watched(
    site: str, chromium: Browser, accounts: dict[str, str], tmp_path: Path
):
    """On the site without a worker, so that the run waits until it is cancelled."""
    subprocess.run([sys.executable, "-m", "tests.journeys.flat_state"], cwd=ROOT, check=True)
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(20_000)
    visitor = Visitor(context.new_page(), site, tmp_path)
    visitor.watch()
    page = visitor.page
    sign_in(page, site, "bianji", accounts["bianji"])
    page.goto(f"{site}/desk/{ISSUE}/plan/")
    page.get_by_role("button", name="排版", exact=True).click()
    expect(page.locator("#press")).to_contain_text("排队中")
    visitor.sees("press-waits")
    page.get_by_role("button", name="取消排版").click()
    page.get_by_role("status").filter(has_text="排版已经取消").first.wait_for()
    expect(page.locator(".press")).to_contain_text("取消了这次排版")
    expect(page.get_by_role("button", name="取消排版")).to_have_count(0)
    visitor.sees("press-cancelled")
    assert visitor.troubles == []
    context.close()
