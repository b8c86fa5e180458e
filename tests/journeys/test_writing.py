"""Nothing typed is lost: editors at the real site, in real browsers, with links that drop and a server that is killed."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from manuscripts.counting import count_blocks
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html
from tests.factories import picture_bytes
from tests.journeys.conftest import Visitor
from tests.manuscripts.test_counting import test_count_follows_the_rule_of_the_trade as counting
from tools import serve

EDITOR, COLLEAGUE = "bianji", "bianji2"
TEXT = "清晨六点，班组长马青山已经在车间门口等着大家。他说：“安全不是挂在墙上的，是挂在心上的。”2026年第1季度，全班 37 人零事故。"
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style>p.MsoNormal {mso-style-parent:""; margin:0cm;}</style></head><body><!--StartFragment-->
<p class=MsoNormal style='text-indent:21.0pt;mso-char-indent-count:2.0'><span style='font-family:仿宋_GB2312'>　　第一段，从</span><b
style='mso-bidi-font-weight:normal'><span lang=EN-US>Word</span></b><span>来。<o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>一、<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]><span>把班组建强</span></p>
<p class=MsoNormal><span style='font-weight:bold'>加粗的话</span><span style='color:red'>，红色的话。</span></p>
<script>document.title = "被改了"</script><p onclick="alert(1)">带脚本的一段。<img src=x onerror="document.title = '被改了'"></p>
<table><tr><td colspan=2 style='border:solid'>合并的格</td></tr><tr><td>甲</td><td>乙</td></tr></table>
<!--EndFragment--></body></html>"""


# Everything an article's text may hold, as it is stored.
WHOLE = clean_html(
    "<p>甲<strong>乙</strong><em>丙</em><u>丁</u><sup>2</sup><sub>3</sub><a href='https://example.com/'>链接</a><br>下一行</p>"
    "<h2>一、</h2><h3>（一）二</h3><h4>1.三</h4><blockquote><p>引一</p><p>引二</p></blockquote>"
    "<ul><li>一</li><li>二</li></ul><ol><li>一</li></ol><hr>"
    "<figure><img src='/photos/0123456789abcdef/' alt='替'><figcaption>说<strong>明</strong></figcaption></figure>"
    "<figure><table><thead><tr><th colspan='2'>头</th></tr></thead><tbody><tr><td rowspan='2'>甲</td><td>乙<br>丙</td></tr>"
    "<tr><td>丁</td></tr></tbody></table><figcaption>表一</figcaption></figure>"
    "<table><tbody><tr><th>行头</th><td>1</td></tr></tbody></table>"
)


# Journeys do not wait for the seconds between two saves. It is set before the page's scripts run.
IMPATIENT = """document.addEventListener("readystatechange", () => {
    const form = document.getElementById("writing");
    if (form) form.dataset.pause = "300";
});"""


class Server:
    """A second server of the same site, which a test may kill and start again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.address = f"http://{serve.HOST}:{port}"
        self.running = None
        self.children: dict = {}

    def start(self) -> None:
        self.running = serve.running({"site": serve.site(self.port)})
        self.children = self.running.__enter__()
        serve.wait_until_it_answers(self.address, self.children)

    def kill(self) -> None:
        """Master and workers at once, as when the power goes."""
        child = self.children["site"]
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def stop(self) -> None:
        self.running.__exit__(None, None, None)


@pytest.fixture(scope="module")
def server(site: str) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port = probe.getsockname()[1]
    found = Server(port)
    found.start()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, server: Server, accounts: dict[str, str]) -> Callable[[str], dict]:
    """The cookies of someone of the office, who signs in once for all journeys here."""
    known: dict[str, dict] = {}

    def cookies(name: str) -> dict:
        if name not in known:
            context = chromium.new_context()
            sign_in(context.new_page(), server.address, name, accounts[name])
            known[name] = context.storage_state()
            context.close()
        return known[name]

    return cookies


@pytest.fixture
def sit_down(
    chromium: Browser, server: Server, signed_in: Callable[[str], dict], tmp_path: Path
) -> Iterator[Callable[..., Visitor]]:
    """Someone of the office at a browser of their own, signed in. A page that breaks the CSP or leaves the site fails."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def sit(name: str, width: int = 1280, height: int = 900) -> Visitor:
        context = chromium.new_context(
            storage_state=signed_in(name),
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(20_000)
        context.add_init_script(IMPATIENT)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        visitor = Visitor(context.new_page(), server.address, tmp_path)
        visitor.watch()
        visitors.append(visitor)
        visitor.page.on("dialog", lambda dialog: dialog.accept())
        visitor.page.goto(f"{server.address}/desk/articles/new/")
        return visitor

    yield sit
    for context in contexts:
        context.close()
    for visitor in visitors:
        policy = [trouble for trouble in visitor.troubles if re.search("Content Security|outside:|script:", trouble)]
        assert policy == []


def sign_in(page: Page, address: str, name: str, password: str) -> None:
    page.goto(f"{address}/sign-in/?next=/desk/articles/new/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="写新文章").wait_for()


def begin(page: Page, title: str) -> str:
    """A new article; gives the address of its writing page."""
    page.get_by_label("标题").fill(title)
    page.get_by_role("button", name="开始写").click()
    ready(page)
    return page.url


def ready(page: Page) -> None:
    page.locator("html[data-writing=ready]").wait_for()


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)


def body(page: Page):
    return page.locator("#body-editor")


def type_text(page: Page, text: str) -> None:
    body(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()


def says(page: Page, words: str) -> None:
    expect(page.locator("#status")).to_contain_text(words, timeout=20_000)


def paste(page: Page, html: str) -> None:
    body(page).click()
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "plain");
            const target = document.querySelector("#body-editor");
            target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )


def test_writing_as_the_editors_see_it(sit_down):
    visitor = sit_down(EDITOR)
    page = visitor.page
    visitor.sees("1-new")
    begin(page, "昆仑山下的班组")
    type_text(page, TEXT)
    page.keyboard.press("Enter")
    page.keyboard.insert_text("一、把安全放在前面")
    visitor.sees("2-writing")
    scripts = page.evaluate("() => performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)")
    ours = [path for path in scripts if path.startswith("/static/js/editor/")]
    assert len(ours) > 10
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", path) for path in ours), ours
    page.get_by_role("button", name="识别小标题").click()
    page.get_by_role("dialog").get_by_text("一、把安全放在前面").wait_for()
    page.get_by_role("button", name="按选中的改").click()
    expect(body(page).locator("h2")).to_have_text("一、把安全放在前面")
    page.keyboard.press("Control+z")
    expect(body(page).locator("h2")).to_have_count(0)
    page.keyboard.press("Control+y")
    page.get_by_label("第 1 位作者的职务").fill("工会主席")
    page.get_by_label("第 1 位作者的姓名").fill("马青山")
    page.get_by_label("第 2 位作者的姓名").fill("李雪莲")
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert page.get_by_label("第 2 位作者的姓名").input_value() == "李雪莲"
    assert body(page).inner_text().replace("\n", "") == TEXT + "一、把安全放在前面"
    page.set_viewport_size({"width": 360, "height": 740})
    visitor.sees("3-writing-phone")


def test_the_count_beside_the_text_agrees_with_the_servers(sit_down):
    page = sit_down(EDITOR).page
    cases = [case[:2] for case in counting.pytestmark[0].args[1]]
    found = page.evaluate(
        """async texts => {
            const { countCharacters } = await import("/static/js/editor/count.js");
            return texts.map(countCharacters);
        }""",
        [text for text, _ in cases],
    )
    assert found == [count for _, count in cases]


def test_opening_a_text_and_saving_it_changes_nothing(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "一字不动")
    html, count = page.evaluate(
        """async html => {
            const { makeBody, forEditor, textOf } = await import("/static/js/editor/editor.js");
            const { countCharacters } = await import("/static/js/editor/count.js");
            const [element, toolbar] = [document.createElement("div"), document.createElement("div")];
            document.body.append(element, toolbar);
            const editor = await makeBody(element, toolbar, html, { urls: {}, token: () => "" }, () => {});
            return [editor.getData(), countCharacters(textOf(editor))];
        }""",
        WHOLE,
    )
    assert clean_html(html) == WHOLE
    assert count == count_blocks(parse_html(WHOLE))


def test_a_paste_from_word_is_cleaned_and_its_script_does_nothing(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "从 Word 来")
    paste(page, WORD)
    expect(body(page)).to_contain_text("带脚本的一段。")
    shown = body(page)
    assert [one.inner_text() for one in shown.locator("> p").all()][:4] == [
        "第一段，从Word来。",
        "一、把班组建强",
        "加粗的话，红色的话。",
        "带脚本的一段。",
    ]
    assert shown.locator("strong").all_inner_texts() == ["Word", "加粗的话"]
    assert shown.locator("td[colspan='2']").inner_text() == "合并的格"
    assert shown.locator("[style*=color], script, img").count() == 0
    assert "被改了" not in page.title()
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert body(page).locator("td").all_inner_texts() == ["合并的格", "甲", "乙"]


def test_a_photo_is_put_in_named_and_saved(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "一张照片")
    type_text(page, "照片上面的话。")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="从计算机上传").or_(
            page.locator("#toolbar .ck-file-dialog-button")
        ).first.click()
    chooser.value.set_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(1600, 900)})
    image = body(page).locator("figure.image img")
    expect(image).to_have_attribute("src", re.compile(r"^/photos/[0-9a-f]{16}/$"))
    caption = body(page).locator("figcaption")
    caption.click()
    expect(caption).to_have_class(re.compile("focused"))
    page.keyboard.insert_text("职工们在训练。")
    expect(caption).to_have_text("职工们在训练。")
    image.click()
    page.get_by_role("button", name="摄影者、替代文字").click()
    page.get_by_label("摄影者", exact=True).fill("李雪莲")
    page.get_by_label("替代文字", exact=True).fill("三名职工在操作台前")
    page.locator("#photo-save").click()
    expect(image).to_have_attribute("alt", "三名职工在操作台前")
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    expect(image).to_have_attribute("alt", "三名职工在操作台前")
    assert body(page).locator("figcaption").inner_text() == "职工们在训练。"


def test_a_file_that_lies_about_its_kind_is_refused_where_it_was_put(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "不是照片")
    type_text(page, "照片上面的话。")
    with page.expect_file_chooser() as chooser:
        page.locator("#toolbar .ck-file-dialog-button").first.click()
    chooser.value.set_files({"name": "病毒.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" * 500})
    says(page, "“病毒.jpg”不是图片")
    assert body(page).inner_text().strip() == "照片上面的话。"


def test_a_link_that_drops_loses_nothing(sit_down):
    page = sit_down(EDITOR).page
    address = begin(page, "断网的一分钟")
    type_text(page, TEXT)
    says(page, "已存到服务器")
    page.context.set_offline(True)
    type_text(page, "断网以后打的字。")
    says(page, "没有网络，已存在本机")
    save(page)  # no error page: the page stays, with everything on it
    assert page.url == address
    page.context.set_offline(False)
    says(page, "已存到服务器")
    other = page.context.browser.new_context()  # the server has it: another machine is offered it
    other.add_cookies(page.context.cookies())
    elsewhere = other.new_page()
    open_page(elsewhere, address)
    elsewhere.get_by_role("link", name="用这份").click()
    ready(elsewhere)
    assert body(elsewhere).inner_text().strip() == TEXT + "断网以后打的字。"
    other.close()
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert body(page).inner_text().strip() == TEXT + "断网以后打的字。"


def test_a_browser_that_crashes_without_a_link_has_it_at_the_next_visit(sit_down):
    page = sit_down(EDITOR).page
    address = begin(page, "浏览器没了")
    page.context.set_offline(True)
    type_text(page, TEXT)
    says(page, "没有网络，已存在本机")
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    open_page(again, address)
    assert body(again).inner_text().strip() == ""  # offered, not applied
    again.get_by_role("heading", name="这台电脑上有一份没有保存的文字").wait_for()
    with context.expect_page() as compared:
        again.get_by_role("button", name="看看有什么不同").click()
    expect(compared.value.locator("main")).to_contain_text("马青山")
    again.get_by_role("button", name="用这份").click()
    assert body(again).inner_text().strip() == TEXT
    save(again)
    again.get_by_text("已保存。").wait_for()
    ready(again)
    assert body(again).inner_text().strip() == TEXT


def test_a_server_killed_in_the_middle_of_a_save_loses_nothing(sit_down, server):
    page = sit_down(EDITOR).page
    address = begin(page, "断电")
    type_text(page, TEXT)
    says(page, "已存到服务器")
    type_text(page, "最后一句话。")
    # The save is under way when the server dies: the request is let go only once nobody answers any more.
    page.route(f"{address}", lambda route: (server.kill(), route.continue_()))
    try:
        with page.expect_event("requestfailed", lambda request: request.url == address and request.method == "POST"):
            save(page)
    finally:
        server.start()
    page.unroute(f"{address}")
    open_page(page, address)
    page.get_by_role("link", name="用这份").or_(page.get_by_role("button", name="用这份")).first.click()
    ready(page)
    assert body(page).inner_text().strip() == TEXT + "最后一句话。"
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert body(page).inner_text().strip() == TEXT + "最后一句话。"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 200, "content_type": "text/html", "body": "<h1>请先认证上网</h1>"},
        {"status": 200, "content_type": "application/json", "body": '{"at": "16:0'},
        {"status": 500, "content_type": "text/html", "body": "<h1>Server Error</h1>"},
        {"status": 502, "content_type": "text/html", "body": "<h1>Bad Gateway</h1>"},
    ],
    ids=["a login page of the network", "cut short", "500", "502"],
)
def test_an_answer_that_is_none_of_ours_counts_as_no_answer(sit_down, answer, request):
    page = sit_down(EDITOR).page
    address = begin(page, f"答非所问：{request.node.callspec.id}")  # the same title at once would be the same article
    page.route("**/autosave/", lambda route: route.fulfill(**answer))
    type_text(page, TEXT)
    says(page, "已存在本机，恢复后自动上传")
    save(page)
    says(page, "已存在本机，恢复后自动上传")
    assert page.url == address
    page.unroute("**/autosave/")
    says(page, "已存到服务器")


def test_a_clock_that_is_set_back_does_not_stop_the_keeping(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "时钟倒退")
    type_text(page, TEXT)
    says(page, "已存到服务器")
    page.evaluate("() => { Date.now = () => 1000; }")
    type_text(page, "倒退以后的字。")
    with page.expect_response(lambda response: "/autosave/" in response.url and response.ok):
        pass
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    page.reload()
    page.get_by_role("link", name="用这份").click()
    ready(page)
    assert body(page).inner_text().strip() == TEXT + "倒退以后的字。"


def test_going_back_never_puts_old_text_under_a_new_revision(sit_down):
    first, second = sit_down(EDITOR).page, sit_down(COLLEAGUE).page
    address = begin(first, "后退")
    type_text(first, TEXT)
    says(first, "已存到服务器")
    first.goto(f"{address}../../")
    second.goto(address)
    ready(second)
    type_text(second, "同事先存的话。")
    save(second)
    second.get_by_text("已保存。").wait_for()
    second.goto(f"{address}../../")
    first.go_back()
    ready(first)
    assert body(first).inner_text().strip() == "同事先存的话。"
    first.get_by_role("heading", name="您有一份没有保存的文字").wait_for()


def test_what_was_typed_before_an_older_draft_is_taken_is_kept_too(sit_down):
    page = sit_down(EDITOR).page
    address = begin(page, "两份都要")
    page.context.set_offline(True)
    type_text(page, "上一次打的字。")
    says(page, "没有网络，已存在本机")
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    open_page(page, address)
    type_text(page, "这一次先打的字。")
    page.get_by_role("button", name="用这份").click()
    expect(body(page)).to_have_text("上一次打的字。")
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    page.get_by_role("heading", name="这台电脑上有一份没有保存的文字").wait_for()
    page.get_by_role("button", name="用这份").click()
    expect(body(page)).to_have_text("这一次先打的字。")


def test_a_second_photo_does_not_take_the_place_of_the_first(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "两张照片")
    for number in (1, 2):
        with page.expect_file_chooser() as chooser:
            page.locator("#toolbar .ck-file-dialog-button").first.click()
        photo = {"name": "照.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(1600, 900 + number)}
        chooser.value.set_files(photo)
        images = body(page).locator("figure.image img[src^='/photos/']")
        expect(images).to_have_count(number)
        images.last.click()  # chosen, as it is after it was put in


def test_five_megabytes_are_not_pasted_and_the_text_stays(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "贴得太多")
    type_text(page, TEXT)
    paste(page, f"<p>{'青海工会' * 250}</p>" * 1700)
    says(page, "超过 40 万字，没有粘贴")
    assert body(page).inner_text().strip() == TEXT


def test_lists_have_one_level_and_links_lead_to_pages(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "列表和链接")
    paste(
        page,
        "<p>起。</p><ul><li>甲<ol><li>甲一</li></ol></li><li>乙</li></ul>"
        "<p><a href='javascript:alert(1)'>坏</a><a href='data:text/html,x'>坏</a><a href='https://example.com/'>好</a></p>",
    )
    expect(body(page).locator("li")).to_have_count(3)
    assert body(page).locator("li li").count() == 0
    assert body(page).locator("a").all_inner_texts() == ["好"]


def test_two_editors_at_once_keep_both_texts(sit_down):
    first, second = sit_down(EDITOR), sit_down(COLLEAGUE)
    address = begin(first.page, "两个人一起改")
    type_text(first.page, TEXT)
    save(first.page)
    first.page.get_by_text("已保存。").wait_for()
    ready(first.page)

    second.page.goto(address)
    second.page.get_by_role("heading", name=re.compile("沈知秋正在编辑这篇稿件")).wait_for()
    second.sees("4-held")
    second.page.get_by_role("button", name="接管").click()
    ready(second.page)
    type_text(second.page, "同事加的一段话，说的是技能比武。")
    second.page.get_by_label("副题").fill("同事写的副题")
    save(second.page)
    second.page.get_by_text("已保存。").wait_for()

    body(first.page).click()
    first.page.keyboard.press("Control+End")
    first.page.keyboard.press("Enter")
    first.page.keyboard.insert_text("我加的一段话，说的是送清凉。")
    save(first.page)
    first.page.get_by_role("heading", name="两份文字，请核对").wait_for()
    subtitle = first.page.get_by_role("group", name="副题")
    expect(subtitle.get_by_label("用已保存的")).to_be_checked()  # only the colleague wrote one
    first.sees("5-merge")
    first.page.set_viewport_size({"width": 360, "height": 740})
    first.sees("6-merge-phone")
    for fieldset in first.page.locator("fieldset.difference").all():
        for choice in ("两份都留下", "用已保存的"):  # what stands on one side alone is kept as it is
            if fieldset.get_by_label(choice).count():
                fieldset.get_by_label(choice).check()
                break
    first.page.get_by_role("button", name="合并保存").click()
    first.page.get_by_text("两份已合并保存。").wait_for()
    second.page.reload()
    ready(second.page)  # who took it over still has it
    text = body(second.page).inner_text()
    assert "同事加的一段话，说的是技能比武。" in text
    assert "我加的一段话，说的是送清凉。" in text
    assert TEXT in text
    assert second.page.get_by_label("副题").input_value() == "同事写的副题"
    expect(first.page.locator("main")).to_contain_text("我加的一段话，说的是送清凉。")


def test_two_windows_of_one_person_do_not_write_over_each_other(sit_down):
    page = sit_down(EDITOR).page
    address = begin(page, "两个窗口")
    other = page.context.new_page()
    open_page(other, address)  # nobody is locked out by themselves
    type_text(page, "第一个窗口里的字。")
    says(page, "已存到服务器")
    type_text(other, "第二个窗口里的字。")
    says(other, "另一个窗口")
    save(page)
    page.get_by_text("已保存。").wait_for()
    save(other)
    other.get_by_role("heading", name="两份文字，请核对").wait_for()
    expect(other.locator("main")).to_contain_text("第一个窗口里的字。")
    expect(other.locator("main")).to_contain_text("第二个窗口里的字。")


def test_a_session_that_ends_while_typing_goes_on_after_signing_in_elsewhere(sit_down, server, accounts):
    page = sit_down(EDITOR).page
    begin(page, "登录过期")
    kept = page.context.cookies()
    page.context.clear_cookies()
    type_text(page, TEXT)
    says(page, "登录已过期，已存在本机")
    assert kept
    signing = page.context.new_page()
    sign_in(signing, server.address, EDITOR, accounts[EDITOR])
    says(page, "已存到服务器")
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert body(page).inner_text().strip() == TEXT


def test_without_scripts_the_page_still_writes(chromium, server, accounts):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, server.address, EDITOR, accounts[EDITOR])
    page.get_by_label("标题").fill("没有脚本")
    page.get_by_role("button", name="开始写").click()
    page.get_by_label("正文", exact=True).fill("第一段。\n\n第二段。")
    page.get_by_label("第 1 位作者的姓名").fill("马青山")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存。").wait_for()
    assert page.get_by_label("正文", exact=True).input_value() == "<p>第一段。</p><p>第二段。</p>"
    context.close()
