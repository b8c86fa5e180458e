"""Five proofs of an issue, by four people with the real worker behind the site: marked on a phone, settled, checked, signed,
released for print; then the issue comes out."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.journeys.at_the_desk import sign_in
from tests.journeys.conftest import Visitor
from tests.journeys.proof_state import NUMBER, RIGHT, TITLE, WRONG, YEAR
from tools.setup import ROOT

EDITOR, SECOND, DEPUTY, CHIEF = "bianji", "bianji2", "fuzhubian", "zhubian"
SCREENS = {DEPUTY: (390, 844), CHIEF: (360, 740)}
TYPESET_WITHIN = 90_000
ISSUE = f"qinghai-gongyun/{YEAR}-{NUMBER}"


class Tellers:
    """The people, each at a browser of their own."""

    def __init__(self, chromium: Browser, site: str, accounts: dict[str, str], visitors: dict, pictures: Path) -> None:
        self.chromium, self.site, self.accounts = chromium, site, accounts
        self.visitors, self.pictures = visitors, pictures

    def at(self, name: str) -> Page:
        if name not in self.visitors:
            width, height = SCREENS.get(name, (1280, 900))
            context = self.chromium.new_context(
                viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
            )
            context.set_default_timeout(20_000)
            visitor = self.visitors[name] = Visitor(context.new_page(), self.site, self.pictures)
            visitor.watch()
            sign_in(visitor.page, self.site, name, self.accounts[name])
        return self.visitors[name].page

    def look(self, name: str, shot: str) -> None:
        self.visitors[name].sees(shot)

    def typeset(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/desk/{ISSUE}/plan/")
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("^(重新)?排版$")).click()
        expect(page.locator("#press")).to_contain_text("排好了", timeout=TYPESET_WITHIN)

    def make(self, stage: str) -> str:
        """Make the next proof; the address of it."""
        page = self.at(EDITOR)
        page.goto(f"{self.site}/press/{ISSUE}/proofs/")
        page.get_by_role("button", name=f"出{stage}样", exact=True).click()
        page.wait_for_url("**/press/proofs/*/")
        page.locator(".proof-pages img").first.wait_for(timeout=TYPESET_WITHIN)
        return page.url

    def sign(self, name: str, proof: str, stage: str) -> None:
        page = self.at(name)
        page.goto(f"{proof}sign/")
        page.get_by_label("意见").fill(f"{stage}看过，可以。")
        page.get_by_role("button", name=f"{stage}签字", exact=True).click()
        page.get_by_role("status").filter(has_text="签字了").wait_for()


@pytest.fixture
def people(
    chromium: Browser, site_at_work: str, accounts: dict[str, str], visitors: dict[str, Visitor], tmp_path: Path
) -> Tellers:
    subprocess.run([sys.executable, "-m", "tests.journeys.proof_state"], cwd=ROOT, check=True)
    return Tellers(chromium, site_at_work, accounts, visitors, tmp_path)


def page_of(page: Page, proof: str, words: str) -> int:
    """The page of a proof that says `words`."""
    for number in range(2, 12):
        place = "x0=0&y0=0&x1=1&y1=1"
        answer = page.request.get(f"{proof}pages/{number}/text/?{place}").json()
        if words in answer["text"]:
            return number
    raise AssertionError(f"no page says {words}")


def test_five_proofs_are_read_marked_settled_checked_and_signed_and_the_issue_comes_out(people: Tellers):
    people.typeset()
    first = people.make("一校")
    people.look(EDITOR, "proof")
    mark_on_a_phone(people, first)
    people.sign(DEPUTY, first, "一校")
    settle(people, first)

    people.typeset()
    second = people.make("二校")
    check_what_was_changed(people, second)
    people.sign(SECOND, second, "二校")
    people.sign(CHIEF, people.make("三校"), "三校")
    people.sign(EDITOR, people.make("通读"), "通读")

    chief = people.at(CHIEF)
    chief.goto(f"{people.site}/desk/{ISSUE}/release/")
    expect(chief.get_by_role("alert")).to_contain_text("还没有付印签字")
    last = people.make("付印")
    accept_warnings(people, last)
    people.sign(CHIEF, last, "付印")
    people.look(CHIEF, "signed")
    take_the_files(people, last)

    chief.goto(f"{people.site}/desk/{ISSUE}/release/")
    chief.get_by_role("button", name="出刊", exact=True).click()
    chief.get_by_text("会员可以读到").wait_for()


def mark_on_a_phone(people: Tellers, proof: str) -> None:
    """One mark where a finger pressed, with the words under it offered; one by its words alone."""
    page = people.at(DEPUTY)
    number = page_of(page, proof, WRONG)
    page.goto(f"{proof}pages/{number}/")
    page.get_by_role("button", name="在页上标").wait_for()
    if page.get_by_role("button", name="在页上标").get_attribute("aria-pressed") == "false":
        page.get_by_role("button", name="在页上标").click()
    paper = page.locator("#sheet-now .sheet-page__paper")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 170)
    page.mouse.up()
    expect(page.get_by_role("button", name="不标这里")).to_be_visible()
    page.get_by_role("button", name="不标这里").click()
    page.get_by_label("原文").fill(WRONG)
    page.get_by_label("改成").fill(RIGHT)
    page.get_by_role("button", name="标上").click()
    page.get_by_role("status").filter(has_text="标好了").wait_for()
    page.get_by_label("说明").fill("这一页的图暗了一点。")
    page.get_by_label("哪一类").select_option("layout")
    page.get_by_role("button", name="标上").click()
    page.get_by_role("status").filter(has_text="标好了：2 号").wait_for()
    expect(page.locator(".frame--mark")).to_have_count(1)
    people.look(DEPUTY, "marked")


def settle(people: Tellers, proof: str) -> None:
    page = people.at(EDITOR)
    page.goto(f"{people.site}/press/{ISSUE}/proofs/")
    expect(page.locator("main")).to_contain_text("还有 2 处标记没有处理")
    page.goto(f"{proof}marks/")
    people.look(EDITOR, "marks")
    page.get_by_role("link", name=re.compile(r"^去处理\s*（1 号）")).click()
    expect(page.locator("main")).to_contain_text(TITLE)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="到文章里改").click()
    writing = opened.value
    writing.locator("html[data-writing=ready]").wait_for()
    writing.wait_for_function("words => document.getSelection().toString() === words", arg=WRONG)
    writing.keyboard.type(RIGHT)
    writing.get_by_role("button", name="保存校改").click()
    writing.get_by_text("校改已保存").wait_for()
    writing.close()
    page.reload()
    expect(page.locator("main")).to_contain_text(f"文章里现在已经是“{RIGHT}”")
    page.get_by_label("改了").check()
    page.get_by_role("button", name="处理好了").click()
    page.get_by_role("link", name=re.compile(r"^去处理\s*（2 号）")).click()
    page.get_by_label("不改").check()
    page.get_by_label("理由").fill("与原片核对过，就是这样。")
    page.get_by_role("button", name="处理好了").click()
    page.get_by_text("没有等着处理的标记").wait_for()


def check_what_was_changed(people: Tellers, proof: str) -> None:
    page = people.at(SECOND)
    page.goto(proof)
    expect(page.get_by_role("heading", name="有改动的页", exact=True)).to_be_visible()
    page.get_by_role("link", name=re.compile("^核红：还有 1 处")).click()
    expect(page.locator(".red__do")).to_contain_text("文字对得上")
    people.look(SECOND, "red")
    page.get_by_role("button", name="文字对得上的一并核过").click()
    page.get_by_text("1 处都核过了").wait_for()
    page.goto(proof)
    page.locator(".proof-pages a").first.click()
    expect(page.locator(".frame--changed-words").first).to_be_attached()
    people.look(SECOND, "side-by-side")


def accept_warnings(people: Tellers, proof: str) -> None:
    page = people.at(CHIEF)
    page.goto(f"{proof}sign/")
    people.look(CHIEF, "before-print")
    reasons = page.get_by_label(re.compile("^接受的理由"))
    if reasons.count():
        for each in reasons.all():
            each.fill("看过样子，这样印没有问题。")
        page.get_by_role("button", name="接受写了理由的").click()
        page.get_by_role("status").filter(has_text="接受了").wait_for()


def take_the_files(people: Tellers, proof: str) -> None:
    """The print PDF has the digest that the page says; the sheet names all who signed."""
    page = people.at(CHIEF)
    page.goto(proof)
    link = page.get_by_role("link", name="印刷 PDF").get_attribute("href")
    data = page.request.get(f"{people.site}{link}").body()
    expect(page.locator("main")).to_contain_text(hashlib.sha256(data).hexdigest())
    sheet = PdfReader(io.BytesIO(page.request.get(f"{proof}sheet.pdf").body()))
    said = "".join(sheet.pages[0].extract_text().split())
    assert "同意付印" in said
    assert said.count("看过，可以。") == 5
