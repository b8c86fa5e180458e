"""A report on its way: handed in on a phone, adopted, edited, reviewed three times, printed, and read where its sender sees it."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from bench.word_paper import Paper
from tests.journeys import story
from tests.journeys.conftest import Visitor
from tests.journeys.test_submitting import SENDER

TITLE, EDITED = "清凉专车进戈壁", "清凉专车开进戈壁深处"
LINES = (
    "八月的柴达木，日头毒得很。州总工会的同志带着清凉物资，把送清凉送到了光伏电站的检修现场。",
    "检修班长马成林说：水送到了，心也热了。这是今年的第三趟，一共走了十一个班组。",
    "傍晚收工，大家围着律师问劳动合同，问了一个多钟头。",
)
IN_WORD, APART = "慰问组往检修现场搬水", "律师和职工谈劳动合同"
ISSUE = f"{story.YEAR}年第{story.NUMBER}期"


def word_file() -> bytes:
    """The report as its office wrote it: a picture with its caption after the first paragraph."""
    paper = Paper()
    paper.put(TITLE, align="center", size=18)
    paper.put(LINES[0])
    paragraph = paper.put(align="center")
    paragraph.add_run().add_picture(io.BytesIO(photo(1500)))
    paper.put(f"图为{IN_WORD}。张海 摄", align="center")
    for line in LINES[1:]:
        paper.put(line)
    return paper.bytes()


def photo(width: int) -> bytes:
    """A photo with grain, of some hundred kilobytes."""
    out = io.BytesIO()
    Image.effect_noise((width, width * 2 // 3), 60 + width / 100).convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def hand_in(page: Page, site: str) -> None:
    """The correspondent, on a phone: a Word file, a photo of its own, who approved."""
    page.goto(f"{site}/submit/new/")
    page.locator("#id_document").set_input_files(
        {"name": "送清凉.docx", "mimeType": "application/octet-stream", "buffer": word_file()}
    )
    expect(page.get_by_label("标题须填")).to_have_value(TITLE)
    expect(page.get_by_label("正文须填")).to_have_value("\n".join((LINES[0], "【照片1】", *LINES[1:])))
    page.get_by_role("button", name="下一步").click()
    page.locator("#id_photos").set_input_files({"name": "律师.jpg", "mimeType": "image/jpeg", "buffer": photo(1800)})
    expect(page.locator("#photo-list > li")).to_have_count(2)
    own = page.locator("#photo-list > li").last
    own.get_by_label("图片说明").fill(f"图为{APART}")
    own.get_by_label("摄影者").fill("李川")
    expect(own.locator(".photo__status")).to_contain_text("300 ppi", timeout=30_000)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("审核领导须填").fill("李海青")
    page.get_by_label("审核领导电话须填").fill("0977-8221234")
    page.get_by_label("您的联系电话须填").fill("13900001111")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()


def adopt(page: Page, site: str) -> str:
    """The editor finds it among the reports, and makes it an article; gives the address of the article's page."""
    page.goto(f"{site}/desk/letters/")
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    expect(page.get_by_text("送清凉.docx")).to_be_visible()
    page.get_by_role("link", name="采用", exact=True).click()
    page.get_by_role("button", name="采用", exact=True).click()
    page.wait_for_url(re.compile(r"/desk/articles/[0-9]+/$"))
    order = page.locator("#text > *").evaluate_all("all => all.map((one) => one.innerText.trim().slice(0, 12))")
    captions = [line for line in order if line.startswith("图为")]
    assert [line[2:6] for line in captions] == [IN_WORD[:4], APART[:4]]
    assert order.index(captions[0]) == 1 and order.index(captions[1]) == len(order) - 1, order
    return page.url


def edit(page: Page, article: str) -> None:
    page.goto(f"{article}edit/")
    page.locator("html[data-writing=ready]").wait_for()
    page.get_by_label("标题", exact=True).fill(EDITED)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存。").wait_for()
    page.goto(article)
    page.get_by_role("link", name="送审", exact=True).click()
    page.get_by_role("button", name="送审", exact=True).click()
    page.wait_for_url(article)


def decide(page: Page, article: str, way: str, button: str) -> None:
    page.goto(article)
    page.get_by_role("link", name=way, exact=True).click()
    page.get_by_label("意见").fill("情况属实，可用。")
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(article)


def place(page: Page) -> None:
    page.get_by_role("link", name="往“基层活动”加文章").click()
    page.get_by_label(EDITED).check()
    page.get_by_role("button", name="编入本期").click()
    page.wait_for_url("**/plan/")


def test_a_report_goes_from_a_phone_to_a_page_that_its_sender_and_a_member_read(
    chromium: Browser, site_at_work: str, accounts: dict[str, str], visitors: dict[str, Visitor], tmp_path: Path
):
    began = time.monotonic()

    def open_page(name: str) -> Page:
        width, height = story.SCREENS.get(name, story.PHONE)
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(20_000)
        visitor = visitors[name] = Visitor(context.new_page(), site_at_work, tmp_path)
        visitor.watch()
        visitor.page.emulate_media(reduced_motion="reduce")
        visitor.page.on("dialog", lambda dialog: dialog.accept())
        return visitor.page

    told = story.Story(site_at_work, accounts[story.EDITOR], open_page, lambda page, name: None, b"")
    hand_in(told.at(SENDER), site_at_work)
    article = adopt(told.at(story.EDITOR), site_at_work)
    expect_state(told.at(SENDER), site_at_work, "已采用")
    edit(told.at(story.EDITOR), article)
    for name, way, button in (
        (story.SECOND, "通过", "初审通过"),
        (story.DEPUTY, "通过", "复审通过"),
        (story.CHIEF, "定稿", "定稿"),
    ):
        decide(told.at(name), article, way, button)
    told.begin_issue()
    place(told.at(story.EDITOR))
    told.typeset()
    told.release()

    sender = told.at(SENDER)
    link = expect_state(sender, site_at_work, "已采用").get_by_role("link", name=re.compile(f"{ISSUE}第[0-9]+页"))
    folio = re.search("第([0-9]+)页$", link.inner_text())[1]
    visitors[SENDER].sees("printed")
    sender.goto(f"{site_at_work}/messages/")
    expect(sender.get_by_text(f"刊登在{ISSUE}第{folio}页").first).to_be_visible()

    reader = told.at(story.MEMBER)
    reader.goto(f"{site_at_work}{link_of(sender, site_at_work)}")
    expect(reader.get_by_role("heading", level=1, name=EDITED, exact=True)).to_be_visible()
    expect(reader.get_by_text(IN_WORD).first).to_be_visible()
    expect(reader.get_by_text(APART).first).to_be_visible()

    pdf = PdfReader(told.downloaded(tmp_path))
    printed = pdf.pages[pdf.page_labels.index(folio)].extract_text()
    assert EDITED in printed and IN_WORD in printed.replace("\n", "")
    print(f"from the phone to the page in {time.monotonic() - began:.0f} s")


def expect_state(page: Page, site: str, state: str):
    """The line of the report among the sender's own."""
    page.goto(f"{site}/submit/")
    line = page.locator("li").filter(has=page.get_by_role("link", name=TITLE, exact=True)).first
    expect(line).to_contain_text(state)
    return line


def link_of(page: Page, site: str) -> str:
    """The address under which the sender is told that it can be read."""
    line = expect_state(page, site, "已采用")
    return line.get_by_role("link", name=re.compile(ISSUE)).get_attribute("href")
