"""How one article comes to be read, told by the five people who make and read it, each at a browser of their own.

Told by a journey, which holds every page against the rules of the house, and by `tools.guide`, which takes its pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

EDITOR, SECOND, DEPUTY, CHIEF, MEMBER = "bianji", "bianji2", "fuzhubian", "zhubian", "huiyuan"
DESK, PHONE = (1280, 900), (360, 740)
SCREENS = {EDITOR: DESK, SECOND: DESK, DEPUTY: PHONE, CHIEF: PHONE, MEMBER: PHONE}
PRINTED_WITHIN = 60_000  # milliseconds
TITLE = "一盏灯的接力"
HEADING = "一、灯是怎样亮起来的"
OPENING = "晚上十点，祁连山下的检修班还亮着灯。"
BOLD = "灯不灭，人不散。"
STORY = "这是班里二十年的规矩：最后一个下山的人关灯。去年冬天抢修线路，这盏灯亮了整整九个晚上。"
CELLS = (("年份", "抢修次数"), ("2025", "14"), ("2026", "9"))
CAPTION = "清早，第一趟列车驶过检修班守护的大桥"
REMARK, ANSWER = "“九个晚上”请与检修班核对。", "核对过了，检修日志上是九个晚上。"
OPINION = "人物可信，数字已核对。"
ANOTHER = "收车以后，有一碗热汤"  # of the sample: approved, and in no issue yet
YEAR, NUMBER = 2027, 1
HEADLINES = "一盏灯的接力\n收车以后，有一碗热汤"

# Selects the first occurrence of some words of the text, as with the mouse.
SELECT = """words => {
    const texts = [...document.querySelectorAll("[data-text]")];
    const walker = document.createTreeWalker(texts.find((one) => one.textContent.includes(words)), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        document.getSelection().removeAllRanges();
        document.getSelection().addRange(range);
        return;
    }
}"""

Look = Callable[[Page, str], None]


@dataclass
class Teller:
    """Tells a story in browsers on `site`. `look(page, name)` is called wherever a page is worth it.

    `picture` is the photo that is put in. `open_page(name)` opens someone's browser, signed in by the story.
    """

    site: str
    password: str
    open_page: Callable[[str], Page]
    look: Look
    picture: bytes
    pages: dict[str, Page] = field(default_factory=dict)

    def at(self, name: str) -> Page:
        """The page of someone, who signs in the first time."""
        if name not in self.pages:
            page = self.pages[name] = self.open_page(name)
            page.goto(f"{self.site}/sign-in/")
            self.signing_in(name)
            page.get_by_label("用户名").fill(name)
            page.get_by_label("密码").fill(self.password)
            page.get_by_role("button", name="登录").click()
            page.wait_for_url(f"{self.site}/")
        return self.pages[name]

    def signing_in(self, name: str) -> None:
        """Called where someone is about to sign in."""


@dataclass
class Story(Teller):
    """The story of an article."""

    article: str = ""  # the address of its page at the desk
    sheets: list[bytes] = field(default_factory=list)  # PDF: the article's review sheet, then the issue's

    @property
    def plan(self) -> str:
        return f"{self.site}/desk/qinghai-gongyun/{YEAR}-{NUMBER}/plan/"

    def signing_in(self, name: str) -> None:
        if name == EDITOR:
            self.look(self.pages[name], "sign-in")

    def told(self) -> None:
        """All of it, in order."""
        self.write()
        self.submit()
        self.remark()
        self.answer()
        self.pass_first()
        self.decide(DEPUTY, "通过", "复审通过", "second")
        self.decide(CHIEF, "定稿", "定稿", "final")
        self.begin_issue()
        self.place()
        self.choose_cover()
        self.look_at_board()
        self.typeset()
        self.print_sheets()
        self.release()
        self.read()

    # The editor writes

    def write(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/desk/")
        self.look(page, "desk")
        page.get_by_role("link", name="写新文章").click()
        page.get_by_label("标题").fill(TITLE)
        page.get_by_label("我自己写").check()
        self.look(page, "new")
        page.get_by_role("button", name="开始写").click()
        page.locator("html[data-writing=ready]").wait_for()
        self.article = f"{self.site}/desk/articles/{re.search(r'/articles/([0-9]+)/', page.url)[1]}/"
        body = page.locator("#body-editor")
        body.click()
        keys = page.keyboard
        keys.insert_text(OPENING)
        keys.press("Enter")
        keys.insert_text(HEADING)
        keys.press("Enter")
        keys.press("Control+b")
        keys.type(BOLD)
        keys.press("Control+b")
        keys.insert_text(STORY)
        self._offer_headings(page)
        self._put_photo(page)
        self._put_table(page)
        page.get_by_label("第 1 位作者的姓名").fill("沈知秋")
        page.get_by_role("button", name="保存", exact=True).click()
        page.get_by_text("已保存。").wait_for()
        page.locator("html[data-writing=ready]").wait_for()
        self.look(page, "written")
        assert body.locator("h2").inner_text() == HEADING
        assert body.locator("p strong").inner_text() == BOLD
        assert body.locator("td, th").all_inner_texts() == [cell for row in CELLS for cell in row]
        assert body.locator("figcaption").first.inner_text() == CAPTION

    def _offer_headings(self, page: Page) -> None:
        page.get_by_role("button", name="识别小标题").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_text(HEADING).wait_for()
        self.look(page, "headings")
        dialog.get_by_role("button", name="按选中的改").click()
        expect(page.locator("#body-editor h2")).to_have_text(HEADING)

    def _put_photo(self, page: Page) -> None:
        body = page.locator("#body-editor")
        body.locator("p").first.click()
        page.keyboard.press("End")
        with page.expect_file_chooser() as chooser:
            page.locator("#toolbar .ck-file-dialog-button").first.click()
        chooser.value.set_files({"name": "大桥.jpg", "mimeType": "image/jpeg", "buffer": self.picture})
        expect(body.locator("figure.image img")).to_have_attribute("src", re.compile(r"^/photos/[0-9a-f]{16}/$"))
        body.locator("figcaption").click()
        page.keyboard.insert_text(CAPTION)
        body.locator("figure.image img").click()
        page.get_by_role("button", name="摄影者、替代文字").click()
        page.get_by_label("摄影者", exact=True).fill("多杰太")
        page.get_by_label("替代文字", exact=True).fill("绿色的列车驶过高架桥")
        self.look(page, "photo")
        page.locator("#photo-save").click()

    def _put_table(self, page: Page) -> None:
        body = page.locator("#body-editor")
        body.locator("p").last.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        page.locator("#toolbar").get_by_role("button", name="插入表格").click()
        page.locator(".ck-insert-table-dropdown-grid-box[data-row='3'][data-column='2']").click()
        cells = [cell for row in CELLS for cell in row]
        for number, words in enumerate(cells):
            page.keyboard.insert_text(words)
            if number + 1 < len(cells):
                page.keyboard.press("Tab")

    def submit(self) -> None:
        page = self.at(EDITOR)
        page.goto(self.article)
        self.look(page, "article")
        page.get_by_role("link", name="送审", exact=True).click()
        self.look(page, "submit")
        page.get_by_role("button", name="送审", exact=True).click()
        page.wait_for_url(self.article)
        self.look(page, "submitted")

    # A second editor reads and remarks; the first one answers

    def remark(self) -> None:
        page = self.at(SECOND)
        page.goto(f"{self.site}/desk/")
        page.get_by_role("link", name=TITLE).first.click()
        page.wait_for_url(self.article)
        bubble = page.locator(".remark-bubble")
        page.evaluate(SELECT, "九个晚上")
        bubble.click()
        page.get_by_role("textbox", name="批注", exact=True).fill(REMARK)
        self.look(page, "remark")
        page.locator("#remark-form").get_by_role("button", name="批注", exact=True).click()
        page.locator("mark.passage", has_text="九个晚上").wait_for()

    def answer(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/messages/")
        self.look(page, "messages")
        page.goto(self.article)
        thread = page.locator(".thread").first
        thread.get_by_text("答复", exact=True).first.click()
        thread.get_by_role("textbox").fill(ANSWER)
        self.look(page, "answer")
        thread.get_by_role("button", name="答复").click()
        page.locator(".remark__answer").get_by_text(ANSWER).wait_for()

    def pass_first(self) -> None:
        page = self.at(SECOND)
        page.goto(self.article)
        page.locator(".thread").first.get_by_role("button", name="了结").click()
        page.get_by_text("批注都了结了").wait_for()
        self.look(page, "resolved")
        self.decide(SECOND, "通过", "初审通过", "first")

    def decide(self, name: str, way: str, button: str, level: str) -> None:
        """Someone finds the article among their work and decides it."""
        page = self.at(name)
        page.goto(f"{self.site}/desk/")
        self.look(page, f"{level}-desk")
        page.get_by_role("link", name=TITLE).first.click()
        page.wait_for_url(self.article)
        self.look(page, f"{level}-article")
        page.get_by_role("link", name=way, exact=True).click()
        page.get_by_label("意见").fill(OPINION)
        self.look(page, f"{level}-decision")
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_url(self.article)
        self.look(page, f"{level}-decided")

    # The editor makes an issue

    def begin_issue(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/desk/issues/")
        self.look(page, "issues")
        page.get_by_role("link", name="新建一期").first.click()
        page.get_by_label("年", exact=True).fill(str(YEAR))
        page.get_by_label("期", exact=True).fill(str(NUMBER))
        self.look(page, "issue-new")
        page.get_by_role("button", name="新建这一期").click()
        page.wait_for_url(self.plan)
        self.look(page, "plan-empty")

    def place(self) -> None:
        page = self.at(EDITOR)
        for title, column in ((TITLE, "工作研究"), (ANOTHER, "基层活动")):
            page.get_by_role("link", name=f"往“{column}”加文章").click()
            page.get_by_label(title).check()
            if title == TITLE:
                self.look(page, "pool")
            page.get_by_role("button", name="编入本期").click()
            page.wait_for_url("**/plan/")
        self.look(page, "plan")

    def choose_cover(self) -> None:
        page = self.at(EDITOR)
        page.get_by_role("link", name="封面", exact=True).click()
        page.locator(".cover-photo:not(.cover-photo--none)").first.click()
        page.get_by_label("封面说明").fill("列车驶过检修班守护的大桥")
        page.get_by_label("要目").fill(HEADLINES)
        page.get_by_role("button", name="保存封面").click()
        page.get_by_role("status").filter(has_text="封面").first.wait_for()
        self.look(page, "cover")

    def look_at_board(self) -> None:
        page = self.at(EDITOR)
        page.get_by_role("link", name="编委会和版权页", exact=True).click()
        page.wait_for_url("**/imprint/")
        values = page.locator("input").evaluate_all("inputs => inputs.map((one) => one.value)")
        assert {"主编", "准印证号"} <= set(values), "the last issue's board and imprint are not there"
        self.look(page, "imprint")

    def typeset(self) -> None:
        page = self.at(EDITOR)
        page.goto(self.plan)
        page.get_by_role("button", name="排版", exact=True).click()
        page.wait_for_url(self.plan)
        self.look(page, "typesetting")
        expect(page.locator(".plan-row__pages").first).to_have_text(re.compile("第 [0-9]+ 页"), timeout=PRINTED_WITHIN)
        expect(page.locator("#press")).to_contain_text("排好了")
        self.look(page, "typeset")

    def print_sheets(self) -> None:
        """The review sheets of the article and of the issue."""
        page = self.at(EDITOR)
        for address in (self.article, self.plan.removesuffix("plan/")):
            page.goto(address)
            link = page.get_by_role("link", name="打印三审单")
            self.sheets.append(page.request.get(f"{self.site}{link.get_attribute('href')}").body())
        self.look(page, "board")

    # The chief releases, a member reads

    def release(self) -> None:
        page = self.at(CHIEF)
        page.goto(self.plan)
        page.get_by_role("link", name="出刊", exact=True).first.click()
        self.look(page, "release")
        page.get_by_role("button", name="出刊", exact=True).click()
        page.get_by_text("会员可以读到").wait_for()
        self.look(page, "released")

    def read(self) -> None:
        page = self.at(MEMBER)
        page.goto(f"{self.site}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"{YEAR}年第{NUMBER}期")
        self.look(page, "issue")
        page.get_by_role("heading", level=4).get_by_role("link", name=TITLE, exact=True).click()
        page.get_by_role("heading", level=1, name=TITLE, exact=True).wait_for()
        expect(page.get_by_text(CAPTION).first).to_be_visible()
        self.look(page, "read")

    def downloaded(self, folder: Path) -> Path:
        """The issue's PDF as the member downloads it."""
        page = self.at(MEMBER)
        page.goto(f"{self.site}/")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="下载 PDF").click()
        path = folder / "issue.pdf"
        waiting.value.save_as(path)
        return path
