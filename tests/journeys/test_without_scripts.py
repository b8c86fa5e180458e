"""From the first word to the issue that is out, and a report with a Word file and a photo, in browsers without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories import picture_bytes
from tests.journeys.at_the_desk import COLLEAGUE, EDITOR
from tests.submissions.test_form_files import docx

SENDER = "tongxunyuan"
TITLE = "没有脚本写的稿"
BODY = "清晨六点，班组长已经在车间门口等着大家。\n\n他说，安全不是挂在墙上的。"
BLOCKS = ["清晨六点，班组长已经在车间门口等着大家。", "他说，安全不是挂在墙上的。"]
WHAT_HAPPENED = "州总工会的同志带着清凉物资，把“夏送清凉”送到了光伏电站的检修现场，三十七名职工领到了毛巾、茶叶和药品。"
YEAR, NUMBER = 2019, 82  # older than every issue of the sample: what is newest stays as others find it


@pytest.fixture
def plain(sit_down):
    """Someone of the office at a browser that runs no script; the page only."""
    return lambda name: sit_down(name, java_script_enabled=False).page


def text_of(page: Page):
    return page.get_by_label("正文", exact=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()


def go(page: Page, article: str, way: str, button: str, opinion: str = "") -> None:
    """A decision, from the article's page."""
    page.goto(article)
    page.get_by_role("link", name=way, exact=True).click()
    if opinion:
        page.get_by_label("意见").fill(opinion)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(article)


def begin(page: Page, title: str) -> str:
    """Written and saved; gives the address of the writing page."""
    page.get_by_label("标题").fill(title)
    page.get_by_role("button", name="开始写").click()
    text_of(page).fill(BODY)
    page.get_by_label("第 1 位作者的姓名").fill("马青山")
    save(page)
    page.get_by_text("已保存。").wait_for()
    assert text_of(page).input_value() == "".join(f"<p>{words}</p>" for words in BLOCKS)
    return page.url


def test_an_article_is_written_merged_reviewed_compared_planned_and_released_without_scripts(plain):
    editor, second, deputy, chief = (plain(name) for name in (EDITOR, COLLEAGUE, "fuzhubian", "zhubian"))
    address = begin(editor, TITLE)
    article = address.removesuffix("edit/")

    # Two at once: the later save shows both texts.
    second.goto(address)
    second.get_by_role("button", name="接管").click()
    second.get_by_label("副题").fill("同事写的副题")
    save(second)
    second.get_by_text("已保存。").wait_for()
    text_of(editor).fill(text_of(editor).input_value() + "<p>我加的一段。</p>")
    save(editor)
    editor.get_by_role("heading", name="两份文字，请核对").wait_for()
    editor.get_by_role("button", name="合并保存").click()
    editor.get_by_text("两份已合并保存。").wait_for()
    editor.goto(article)
    for words in ("同事写的副题", *BLOCKS, "我加的一段。"):
        expect(editor.locator("main")).to_contain_text(words)

    # Sent to review, returned with a remark, put right, sent again, compared, passed three times.
    go(editor, article, "送审", "送审")
    second.goto(article)
    second.get_by_text("写批注").click()
    second.get_by_label("批在哪里").select_option(index=2)
    second.get_by_role("textbox", name="批注", exact=True).fill("这句话是谁说的？")
    second.locator("#remark-form").get_by_role("button", name="批注", exact=True).click()
    go(second, article, "退回", "退回", "请写明是谁说的。")
    editor.goto(address)
    editor.get_by_role("button", name="接管").click()
    text_of(editor).fill(text_of(editor).input_value().replace("他说", "马青山说"))
    save(editor)
    editor.get_by_text("已保存。").wait_for()
    go(editor, article, "送审", "送审")
    second.goto(f"{article}versions/")
    second.get_by_role("radio", name="第 1 版作旧的").check()
    second.get_by_role("button", name="比较选中的两版").click()
    expect(second.locator("main ins").filter(has_text="马青山")).to_have_text("马青山")
    second.goto(article)
    second.get_by_role("link", name="通过", exact=True).click()
    expect(second.locator("main")).to_contain_text("1 条批注")
    expect(second.get_by_role("button", name="仍然初审通过")).to_be_visible()
    second.get_by_role("link", name="先看批注").click()
    second.get_by_role("button", name=re.compile("^了结")).click()
    go(second, article, "通过", "初审通过", "同意。")
    go(deputy, article, "通过", "复审通过", "同意。")
    go(chief, article, "定稿", "定稿", "同意。")

    # Planned and released.
    editor.goto(f"{article}../../issues/new/")
    editor.get_by_label("年", exact=True).fill(str(YEAR))
    editor.get_by_label("期", exact=True).fill(str(NUMBER))
    for name in ("定稿截止", "出刊日期"):
        editor.get_by_label(name).fill("")
    editor.get_by_role("button", name="新建这一期").click()
    plan = editor.url
    editor.get_by_role("link", name="往“新视点”加文章").click()
    editor.get_by_label(TITLE).check()
    editor.get_by_role("button", name="编入本期").click()
    editor.get_by_role("button", name=f"下移《{TITLE}》").click()
    editor.get_by_role("link", name=f"把《{TITLE}》移到别的栏目").click()
    editor.get_by_label("移到栏目").select_option(label="市州动态（0 篇）")
    editor.get_by_role("button", name="移过去").click()
    expect(editor.locator("main")).to_contain_text(TITLE)
    chief.goto(plan)
    chief.get_by_role("link", name="出刊", exact=True).click()
    chief.get_by_role("button", name="出刊", exact=True).click()
    chief.get_by_role("link", name="看读者看到的样子").click()
    chief.get_by_role("link", name=TITLE, exact=True).first.click()
    expect(chief.locator("main")).to_contain_text("马青山说，安全不是挂在墙上的。")


def test_a_session_or_a_token_that_ends_gives_the_plain_form_back(sit_down, server, accounts):
    page = sit_down(EDITOR, java_script_enabled=False).page
    context = page.context
    begin(page, "登录过期了，没有脚本")
    text_of(page).fill(text_of(page).input_value() + "<p>过期以后打的一段。</p>")
    context.clear_cookies(name="journal_session")
    save(page)
    page.get_by_role("heading", name="登录已过期，您打的字还没有保存").wait_for()
    assert "过期以后打的一段。" in text_of(page).input_value()
    with context.expect_page() as opened:
        page.get_by_role("link", name="在新窗口登录").click()
    signing = opened.value
    signing.get_by_label("用户名").fill(EDITOR)
    signing.get_by_label("密码").fill(accounts[EDITOR])
    signing.get_by_role("button", name="登录").click()
    signing.wait_for_url(f"{server.address}/")
    page.get_by_role("button", name="重新提交").click()
    page.get_by_role("heading", name="刚才没有提交成，您打的字都在").wait_for()
    expect(page.locator("main")).to_contain_text("现在登录的是沈知秋")
    page.get_by_role("button", name="重新提交").click()
    page.get_by_text("已保存。").wait_for()
    assert text_of(page).input_value().endswith("<p>过期以后打的一段。</p>")


def test_the_page_that_gives_a_form_back_is_fit_to_be_used(sit_down):
    visitor = sit_down(COLLEAGUE)
    page = visitor.page
    page.get_by_label("标题").fill("登录过期时写的标题")
    kept = page.context.cookies()
    for gone, heading in (("journal_session", "登录已过期"), ("csrftoken", "刚才没有提交成")):
        page.context.clear_cookies(name=gone)
        page.get_by_role("button", name=re.compile("开始写|重新提交")).click()
        page.get_by_role("heading", name=heading).wait_for()
        for width, height in ((360, 740), (1280, 900)):
            page.set_viewport_size({"width": width, "height": height})
            visitor.sees(f"{gone}-{width}")
        page.context.add_cookies(kept)


def test_a_report_with_a_word_file_and_a_photo_is_handed_in_without_scripts(chromium, server, accounts):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{server.address}/sign-in/?next=/submit/new/")
    page.get_by_label("用户名").fill(SENDER)
    page.get_by_label("密码").fill(accounts[SENDER])
    page.get_by_role("button", name="登录").click()
    word = docx("没有脚本的来稿", "八月的柴达木，日头毒得很。", WHAT_HAPPENED)
    page.locator("#id_document").set_input_files(
        {"name": "来稿.docx", "mimeType": "application/octet-stream", "buffer": word}
    )
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_label("标题须填")).to_have_value("没有脚本的来稿")
    assert "八月的柴达木，日头毒得很。" in page.get_by_label("正文须填").input_value()
    photo = {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(1600, 1203)}
    page.locator("#id_photos").set_input_files(photo)
    page.get_by_role("button", name="上传", exact=True).click()
    page.get_by_label("图片说明").fill("图为清凉物资送到现场。")
    page.get_by_label("审核领导须填").fill("李海青")
    page.get_by_label("审核领导电话须填").fill("0977-8221234")
    page.get_by_label("您的联系电话须填").fill("13900001111")
    page.get_by_role("button", name="报送", exact=True).click()
    page.get_by_role("heading", name="已收到").wait_for()
    expect(page.locator("main")).to_contain_text("没有脚本的来稿")
    expect(page.locator("main img")).to_have_count(1)
    assert re.search(r"/submit/[0-9a-f]{16}/", page.url)
    context.close()
