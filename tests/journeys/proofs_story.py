"""Five proofs of an issue, by four people: marked on a phone, settled, checked, signed, released for print; the issue comes out.

Told by a journey and by `tools.guide`, as `tests.journeys.story` is; it begins with what `proof_state` makes.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.story import DESK, PHONE, Teller

EDITOR, SECOND, DEPUTY, CHIEF = "bianji", "bianji2", "fuzhubian", "zhubian"
SCREENS = {EDITOR: DESK, SECOND: DESK, DEPUTY: PHONE, CHIEF: PHONE}
TYPESET_WITHIN = 90_000
YEAR, NUMBER = 2027, 2
TITLE = "车间里的第一课"
WRONG, RIGHT = "班主长", "班组长"
ISSUE = f"qinghai-gongyun/{YEAR}-{NUMBER}"
ALL_OF_THE_PAGE = "x0=0&y0=0&x1=1&y1=1"


@dataclass
class ProofsStory(Teller):
    """The story of an issue's proofs."""

    def told(self) -> None:
        """All of it, in order."""
        self.typeset()
        first = self.make("一校")
        self.look(self.at(EDITOR), "proof")
        self.mark_on_a_phone(first)
        self.sign(DEPUTY, first, "一校")
        self.settle(first)

        self.typeset()
        second = self.make("二校")
        self.check_what_was_changed(second)
        self.sign(SECOND, second, "二校")
        self.sign(CHIEF, self.make("三校"), "三校")
        self.sign(EDITOR, self.make("通读"), "通读")

        self.try_to_release_unsigned()
        last = self.make("付印")
        self.accept_warnings(last)
        self.sign(CHIEF, last, "付印")
        self.look(self.at(CHIEF), "signed")
        self.take_the_files(last)
        self.release()

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

    def mark_on_a_phone(self, proof: str) -> None:
        """One mark where a finger pressed, with the words under it offered; one by its words alone."""
        page = self.at(DEPUTY)
        number = page_of(page, proof, WRONG)
        page.goto(f"{proof}pages/{number}/")
        marking = page.get_by_role("button", name="在页上标")
        marking.wait_for()
        if marking.get_attribute("aria-pressed") == "false":
            marking.click()
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
        self.look(page, "mark")
        page.get_by_role("button", name="标上").click()
        page.get_by_role("status").filter(has_text="标好了").wait_for()
        page.get_by_label("说明").fill("这一页的图暗了一点。")
        page.get_by_label("哪一类").select_option("layout")
        page.get_by_role("button", name="标上").click()
        page.get_by_role("status").filter(has_text="标好了：2 号").wait_for()
        expect(page.locator(".frame--mark")).to_have_count(1)
        self.look(page, "marked")

    def settle(self, proof: str) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/press/{ISSUE}/proofs/")
        expect(page.locator("main")).to_contain_text("还有 2 处标记没有处理")
        self.look(page, "proofs")
        page.goto(f"{proof}marks/")
        self.look(page, "marks")
        page.get_by_role("link", name=re.compile(r"^去处理\s*（1 号）")).click()
        expect(page.locator("main")).to_contain_text(TITLE)
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="到文章里改").click()
        self.write_it_right(opened.value)
        page.reload()
        expect(page.locator("main")).to_contain_text(f"文章里现在已经是“{RIGHT}”")
        page.get_by_label("改了").check()
        self.look(page, "settle")
        page.get_by_role("button", name="处理好了").click()
        page.get_by_role("link", name=re.compile(r"^去处理\s*（2 号）")).click()
        page.get_by_label("不改").check()
        page.get_by_label("理由").fill("与原片核对过，就是这样。")
        page.get_by_role("button", name="处理好了").click()
        page.get_by_text("没有等着处理的标记").wait_for()

    def write_it_right(self, writing: Page) -> None:
        """In the article, where the words of the mark are selected already."""
        writing.locator("html[data-writing=ready]").wait_for()
        writing.wait_for_function("words => document.getSelection().toString() === words", arg=WRONG)
        writing.keyboard.type(RIGHT)
        writing.get_by_role("button", name="保存校改").click()
        writing.get_by_text("校改已保存").wait_for()
        writing.close()

    def check_what_was_changed(self, proof: str) -> None:
        page = self.at(SECOND)
        page.goto(proof)
        expect(page.get_by_role("heading", name="有改动的页", exact=True)).to_be_visible()
        page.get_by_role("link", name=re.compile("^核红：还有 1 处")).click()
        expect(page.locator(".red__do")).to_contain_text("文字对得上")
        self.look(page, "red")
        page.get_by_role("button", name="文字对得上的一并核过").click()
        page.get_by_text("1 处都核过了").wait_for()
        page.goto(proof)
        page.locator(".proof-pages a").first.click()
        expect(page.locator(".frame--changed-words").first).to_be_attached()
        self.look(page, "side-by-side")

    def try_to_release_unsigned(self) -> None:
        page = self.at(CHIEF)
        page.goto(f"{self.site}/desk/{ISSUE}/release/")
        expect(page.get_by_role("alert")).to_contain_text("还没有付印签字")

    def accept_warnings(self, proof: str) -> None:
        page = self.at(CHIEF)
        page.goto(f"{proof}sign/")
        self.look(page, "before-print")
        reasons = page.get_by_label(re.compile("^接受的理由"))
        if reasons.count():
            for each in reasons.all():
                each.fill("看过样子，这样印没有问题。")
            page.get_by_role("button", name="接受写了理由的").click()
            page.get_by_role("status").filter(has_text="接受了").wait_for()

    def take_the_files(self, proof: str) -> None:
        """The print PDF has the digest that the page says; the sheet names all who signed."""
        page = self.at(CHIEF)
        page.goto(proof)
        link = page.get_by_role("link", name="印刷 PDF").get_attribute("href")
        data = page.request.get(f"{self.site}{link}").body()
        expect(page.locator("main")).to_contain_text(hashlib.sha256(data).hexdigest())
        sheet = PdfReader(io.BytesIO(page.request.get(f"{proof}sheet.pdf").body()))
        said = "".join(sheet.pages[0].extract_text().split())
        assert "同意付印" in said
        assert said.count("看过，可以。") == 5

    def release(self) -> None:
        page = self.at(CHIEF)
        page.goto(f"{self.site}/desk/{ISSUE}/release/")
        page.get_by_role("button", name="出刊", exact=True).click()
        page.get_by_text("会员可以读到").wait_for()


def page_of(page: Page, proof: str, words: str) -> int:
    """The page of a proof that says `words`."""
    for number in range(2, 12):
        answer = page.request.get(f"{proof}pages/{number}/text/?{ALL_OF_THE_PAGE}").json()
        if words in answer["text"]:
            return number
    raise AssertionError(f"no page says {words}")
