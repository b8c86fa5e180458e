"""Nothing typed is lost: dropped links, crashes, a killed server, two at once, an ended session."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.at_the_desk import (
    COLLEAGUE,
    EDITOR,
    TEXT,
    begin,
    body,
    open_page,
    ready,
    save,
    says,
    sign_in,
    type_text,
)

MINUTE = 62  # seconds


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


def test_a_link_that_drops_for_a_whole_minute_loses_nothing_while_typing_goes_on(sit_down):
    """The only journey that waits as people do: a minute and more, at the pauses the page has for everyone."""
    page = sit_down(EDITOR, patient=True).page
    address = begin(page, "断网一分钟")
    type_text(page, TEXT)
    says(page, "已存到服务器")
    page.evaluate("() => { window.stayed = true; }")
    page.context.set_offline(True)
    began, typed = time.monotonic(), TEXT
    while time.monotonic() - began < MINUTE:
        words = f"断网第 {time.monotonic() - began:.0f} 秒打的字。"
        type_text(page, words)
        typed += words
        says(page, "没有网络，已存在本机，恢复后自动上传")
        page.wait_for_timeout(7_000)
    save(page)
    says(page, "没有网络，已存在本机，恢复后自动上传")
    type_text(page, "按过保存又打的字。")
    typed += "按过保存又打的字。"
    assert (page.url, body(page).inner_text().strip()) == (address, typed)
    page.context.set_offline(False)
    says(page, "已存到服务器")
    assert page.evaluate("() => window.stayed") is True  # the page was never loaded again
    assert body(page).inner_text().strip() == typed
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert body(page).inner_text().strip() == typed
    expect(page.locator(".offer:visible")).to_have_count(0)


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


def move(page, article: str, way: str, opinion: str = "") -> None:
    """Someone decides about `article` (the address of its page at the desk) at a page of their own."""
    page.goto(f"{article}move/{way}/")
    if opinion:
        page.get_by_label("意见").fill(opinion)
    page.locator(".move__ways button").last.click()
    page.wait_for_url(article)


def asks_who_is_there(page) -> None:
    """The page asks every 20 seconds, and when the link is back."""
    with page.expect_response(lambda response: "/presence/" in response.url):
        page.evaluate("() => dispatchEvent(new Event('online'))")


def test_whatever_others_decide_while_one_is_typing_the_words_are_kept_and_offered(sit_down):
    page = sit_down(EDITOR).page
    address = begin(page, "边写边审")
    article = address.removesuffix("edit/")
    type_text(page, TEXT)
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    second, deputy, chief = (sit_down(name).page for name in (COLLEAGUE, "fuzhubian", "zhubian"))

    # It is sent to review while one is typing.
    type_text(page, "送审以后打的字。")
    move(chief, article, "submit")
    asks_who_is_there(page)
    expect(page.locator("#held")).to_contain_text("这篇稿件现在是“初审”，文字不能保存到稿件。您打的字都存在工作稿里")
    save(page)
    page.get_by_role("heading", name="您打的字没有保存到稿件，也没有丢").wait_for()
    expect(page.get_by_role("alert")).to_contain_text("要改，请审稿人退回")
    assert "送审以后打的字。" in page.get_by_label("正文", exact=True).input_value()

    # It is returned while one is typing: the text is offered, and can be saved.
    move(second, article, "return", "请补一句。")
    open_page(page, address)
    page.get_by_role("heading", name="您有一份没有保存的文字").wait_for()
    page.get_by_role("link", name="用这份").click()
    ready(page)
    assert body(page).inner_text().strip() == TEXT + "送审以后打的字。"
    type_text(page, "退回以后打的字。")

    # It goes through all three reviews while one is typing: what is approved is not changed unawares.
    move(chief, article, "submit")
    move(second, article, "pass_first")
    move(deputy, article, "pass_second")
    move(chief, article, "approve")
    asks_who_is_there(page)
    expect(page.locator("#held")).to_contain_text("这篇稿件现在是“定稿”。您打的字都在；保存时请先选定怎么改。")
    save(page)
    page.get_by_role("heading", name="《边写边审》已经定稿").wait_for()
    page.get_by_role("button", name="改动文字").click()
    ready(page)
    assert body(page).inner_text().strip() == TEXT + "送审以后打的字。退回以后打的字。"

    # It is withdrawn while one is typing.
    type_text(page, "撤稿以后打的字。")
    move(chief, article, "withdraw")
    asks_who_is_there(page)
    expect(page.locator("#held")).to_contain_text("这篇稿件现在是“撤稿”，文字不能保存到稿件。")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("请先恢复再改")
    assert "撤稿以后打的字。" in page.get_by_label("正文", exact=True).input_value()
    move(chief, article, "restore")

    # Another one takes it over while one is typing, and saves.
    open_page(page, address)
    page.get_by_role("link", name="用这份").click()
    ready(page)
    type_text(page, "接管以后打的字。")
    says(page, "已存到服务器")
    second.goto(address)
    second.get_by_role("button", name="接管").click()
    ready(second)
    asks_who_is_there(page)
    expect(page.locator("#held")).to_contain_text(
        "接管了这篇稿件。您打的字都在；保存时会和新的文字并排核对，由您选定。"
    )
    second.get_by_label("副题").fill("接管的人写的副题")
    save(second)
    second.get_by_text("已保存。").wait_for()
    save(page)
    page.get_by_role("heading", name="两份文字，请核对").wait_for()
    page.get_by_role("button", name="合并保存").click()
    page.get_by_text("两份已合并保存。").wait_for()
    open_page(second, address)
    whole = TEXT + "送审以后打的字。退回以后打的字。撤稿以后打的字。接管以后打的字。"
    assert body(second).inner_text().strip() == whole
    assert second.get_by_label("副题").input_value() == "接管的人写的副题"


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
