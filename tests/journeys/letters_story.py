"""How the unions' reports come and what becomes of them, told by a correspondent on a phone, an editor and an operator.

Told by a journey and by `tools.guide`, as `tests.journeys.story` is; it begins with the letterbox of the sample.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from sample.reader import SampleArticle, SampleByline
from sample.word_files import word_file
from tests.journeys.story import DESK, EDITOR, PHONE, Teller

SENDER, OPERATOR = "tongxunyuan", "guanliyuan"
SCREENS = {SENDER: PHONE, EDITOR: DESK, OPERATOR: DESK}
TITLE = "盐田上画出一张“热水地图”"
LINES = (
    "采盐班的保温壶里，过了中午就没有热水。海西州总工会十月里跟着三个班组走了六天，数清了盐田上哪里能接到热水：二十六公里，只有两处。",
    "走完第六天，工会把地图画了出来，缺水的地方用红笔圈上，一共五个圈。企业照着圈建了五个热水点，最远的两个点之间，走路不超过一刻钟。",
    "地图印在安全帽的内衬上。采盐工马有才说：“抬手就能看，比问人快。”",
)
CAPTION, CREDIT = "采盐班职工在作业船上喝到了热水", "阿生鹏"
WORD = SampleArticle(
    slug="drivers-mail",
    column="基层活动",
    title="给货车司机留一个信箱",
    contributor="海西州总工会",
    bylines=(SampleByline("祁通讯"),),
    html="<p>货车司机一个月回不了几次家，家里的信和包裹没有地方寄。海西州总工会在德令哈的一处停车场里设了二十四格信箱，钥匙由司机自己保管。</p>"
    "<h2>一、信箱怎么用</h2>"
    "<p>包裹到了，值班员发一条短信。司机下了高速，拐进来就能取，不用掉头。</p>"
    '<figure><img src="photo:drivers" alt=""><figcaption>停车场的司机信箱（阿生鹏 摄）</figcaption></figure>'
    "<h2>二、半年取走了什么</h2>"
    "<p>取走最多的是药和孩子的画。</p>"
    "<table><tr><td>物品</td><td>件数</td></tr><tr><td>药</td><td>214</td></tr><tr><td>信和画</td><td>167</td></tr></table>",
)
SLOW = {"latency": 20, "downloadThroughput": 5_000_000, "uploadThroughput": 250_000}  # bytes a second
RETURNED, PRINTED, WAITS = "盐湖边上开夜校", "盐田边上有了“烘手房”", "环卫驿站换上了双层玻璃"  # of the sample, as below
TWINS = ("矿灯房旁边的早餐车", "大通：早餐车开到矿灯房")
BY_WORD, THIN = "一张图上的三百个红点", "面匠们的“读书半小时”"
REASON = "请补一两位学徒的原话，再写明五个点都在哪里。"
TOPIC, ASKED_FOR = "我们班组的年货", timedelta(days=40)


@dataclass
class LettersStory(Teller):
    """The story of reports."""

    def told(self) -> None:
        """All of it, in order."""
        self.look_at_own()
        self.type_report()
        self.add_photo()
        self.hand_in()
        self.begin_with_word()
        self.look_at_outcomes()
        self.countersign()
        self.look_at_inbox()
        self.adopt()
        self.merge()
        self.ask_for_more()
        self.call()
        self.count()
        self.enrol()

    # A correspondent, on a phone

    def look_at_own(self) -> None:
        page = self.at(SENDER)
        page.goto(f"{self.site}/submit/")
        self.look(page, "own-reports")

    def type_report(self) -> None:
        page = self.at(SENDER)
        page.get_by_role("link", name="写一篇来稿").click()
        expect(page.locator("#step-next")).to_be_visible()
        page.get_by_label("标题须填").fill(TITLE)
        page.get_by_label("正文须填").fill("\n".join(LINES))
        page.get_by_label("投哪个栏目").fill("市州动态")
        expect(page.locator("#status")).to_contain_text("草稿已存")
        self._scrolled(page, ".word-in")
        self.look(page, "report-text")

    def add_photo(self) -> None:
        """Its link breaks on the way, and comes back."""
        page = self.at(SENDER)
        page.get_by_role("button", name="下一步").click()
        tap = page.context.new_cdp_session(page)
        tap.send("Network.enable")
        tap.send("Network.emulateNetworkConditions", {"offline": False, **SLOW})
        page.locator("#id_photos").set_input_files(
            {"name": "热水.jpg", "mimeType": "image/jpeg", "buffer": self.picture}
        )
        page.get_by_label("图片说明").fill(CAPTION)
        page.get_by_label("摄影者").fill(CREDIT)
        page.wait_for_function("() => document.querySelector('progress')?.value > 20")
        tap.send("Network.emulateNetworkConditions", {"offline": True, **SLOW})
        broken = page.get_by_text("断开了，会从断开处接着传")
        expect(broken).to_be_visible()
        self._scrolled(page, "#photo-list")
        self.look(page, "report-broken")
        fast = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        tap.send("Network.emulateNetworkConditions", fast)
        tap.detach()
        expect(page.locator(".photo__status")).to_contain_text("300 ppi", timeout=60_000)
        self._scrolled(page, "#photo-list")
        self.look(page, "report-photo")

    def _scrolled(self, page: Page, to: str) -> None:
        page.locator(to).first.evaluate("one => one.scrollIntoView({block: 'start'})")

    def hand_in(self) -> None:
        page = self.at(SENDER)
        page.get_by_role("button", name="下一步").click()
        page.get_by_label("审核领导须填").fill("李海青")
        page.get_by_label("审核领导电话须填").fill("0977-000 0001")
        page.get_by_label("您的联系电话须填").fill("0977-000 0002")
        self._scrolled(page, ".letter-steps")
        self.look(page, "report-contact")
        page.get_by_role("button", name="下一步").click()
        self._scrolled(page, ".letter-steps")
        self.look(page, "report-check")
        page.get_by_role("button", name="报送", exact=True).click()
        expect(page.get_by_role("heading", name="已收到")).to_be_visible()
        self.look(page, "report-sent")

    def begin_with_word(self) -> None:
        page = self.at(SENDER)
        page.goto(f"{self.site}/submit/new/")
        file = word_file(WORD, {"drivers": self.picture})
        page.locator("#id_document").set_input_files(
            {"name": "司机信箱.docx", "mimeType": "application/octet-stream", "buffer": file}
        )
        expect(page.get_by_label("标题须填")).to_have_value(WORD.title)
        expect(page.get_by_label("正文须填")).to_have_value(re.compile("【照片1】[\\s\\S]*【表格1】"))
        page.get_by_text("认出了").click()
        self._scrolled(page, ".word-in")
        self.look(page, "report-word")

    def look_at_outcomes(self) -> None:
        page = self.at(SENDER)
        page.goto(f"{self.site}/submit/")
        page.get_by_role("link", name=RETURNED, exact=True).click()
        self.look(page, "report-returned")
        page.goto(f"{self.site}/submit/")
        page.get_by_role("link", name=PRINTED, exact=True).click()
        self.look(page, "report-printed")

    def countersign(self) -> None:
        """What a county below hands in goes on when the prefecture has read it."""
        page = self.at(SENDER)
        page.goto(f"{self.site}/submit/")
        page.get_by_role("link", name="所属工会的来稿").click()
        self.look(page, "below")
        page.get_by_role("link", name=WAITS, exact=True).click()
        page.get_by_role("button", name="会签，送编辑部").scroll_into_view_if_needed()
        self.look(page, "countersign")
        page.get_by_role("button", name="会签，送编辑部").click()
        page.wait_for_url("**/below/")

    # An editor, at the desk

    def look_at_inbox(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/desk/letters/")
        expect(page.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
        self.look(page, "inbox")
        page.get_by_role("link", name=BY_WORD, exact=True).click()
        self.look(page, "letter")

    def adopt(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/desk/letters/")
        page.get_by_role("link", name=TITLE, exact=True).click()
        page.get_by_role("link", name="采用", exact=True).click()
        page.get_by_label("排进哪一期").select_option(index=1)
        page.get_by_label("栏目", exact=True).select_option("市州动态")
        self.look(page, "adopt")
        page.get_by_role("button", name="采用", exact=True).click()
        page.wait_for_url(re.compile(r"/desk/articles/[0-9]+/$"))
        expect(page.get_by_text(CAPTION).first).to_be_visible()
        self.look(page, "adopted")

    def merge(self) -> None:
        """Two reports of the same thing, side by side, then as one article."""
        page = self.at(EDITOR)
        page.goto(f"{self.site}/desk/letters/")
        page.get_by_role("link", name=TWINS[1], exact=True).click()
        page.get_by_role("link", name="并排对照").first.click()
        self.look(page, "beside")
        page.goto(f"{self.site}/desk/letters/")
        for title in TWINS:
            page.get_by_label(f"选《{title}》").check()
        page.get_by_role("button", name="采用（多篇合成一篇）").click()
        page.get_by_role("radio", name=re.compile(TWINS[0])).check()
        self.look(page, "merge")
        page.get_by_role("button", name="采用", exact=True).click()
        page.wait_for_url(re.compile(r"/desk/articles/[0-9]+/$"))
        expect(page.get_by_role("heading", name=TWINS[0])).to_be_visible()

    def ask_for_more(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/desk/letters/")
        page.get_by_role("link", name=THIN, exact=True).click()
        page.get_by_role("link", name="退回补充", exact=True).click()
        page.get_by_role("textbox").fill(REASON)
        self.look(page, "return")
        page.get_by_role("button", name="退回补充", exact=True).click()
        expect(page.get_by_text(REASON)).to_be_visible()

    def call(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/desk/letters/")
        page.get_by_role("link", name="约稿", exact=True).click()
        page.get_by_role("link", name="新的约稿").click()
        page.get_by_role("button", name="市州工会", exact=True).click()
        page.get_by_label("题目").fill(TOPIC)
        page.get_by_label("要求").fill("写一个班组怎样备年货：备给谁、备了什么、谁出的主意。")
        page.get_by_label("字数").fill("500")
        page.get_by_label("截止").fill((date.today() + ASKED_FOR).isoformat())
        self.look(page, "call-new")
        page.get_by_role("button", name="发出约稿").last.click()
        expect(page.get_by_role("heading", level=1, name=TOPIC)).to_be_visible()
        page.get_by_role("link", name="全部约稿").click()
        page.get_by_role("link", name="入冬头一件事").click()
        self.look(page, "call")

    def count(self) -> None:
        page = self.at(EDITOR)
        page.goto(f"{self.site}/submit/figures/")
        self.look(page, "figures")
        page.get_by_role("link", name="写通报").click()
        page.get_by_role("button", name="导出 Word 文件").wait_for()
        self.look(page, "notice")

    # An operator

    def enrol(self) -> None:
        """The list as it is, one correspondent more, and one row that is wrong."""
        page = self.at(OPERATOR)
        page.goto(f"{self.site}/submit/unions/")
        link = page.get_by_role("link", name="下载现有名单（改好再传）")
        data = page.request.get(f"{self.site}{link.get_attribute('href')}").body()
        book = load_workbook(io.BytesIO(data))
        people = book["通讯员"]
        people.append(["罗藏才让", "玛多县总工会", "", "luozang@example.org"])
        people.append(["祁小满", "玛多县总公会", "", "qixiaoman@example.org"])
        out = io.BytesIO()
        book.save(out)
        page.get_by_label("填好的表格（.xlsx）").set_input_files(
            {"name": "通讯员名单.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
        )
        page.get_by_role("button", name="看预览").click()
        expect(page.get_by_role("heading", name="导入预览")).to_be_visible()
        self.look(page, "enrol")
