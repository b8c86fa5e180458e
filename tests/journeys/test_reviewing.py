"""A chief editor decides on a phone; a leader without an account answers by a link; an editor annotates a selection."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

PHONE, DESK = (360, 740), (1280, 900)
PARAGRAPHS = (
    "清晨六点，盐湖边的车间已经亮起了灯，班组长正在核对当天的检修单。",
    "全州建成户外劳动者服务站点132个，今年新建6个。",
    "职工说，站点离作业点近了，喝口热水不用再跑远路。",
)


def sign_in(page: Page, site: str, name: str, password: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/sign-in/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site}/")


@pytest.fixture
def waiting(site: str, accounts: dict[str, str], chromium, request: pytest.FixtureRequest) -> str:
    """The address of an article that a browser without script has written and taken to the level asked for."""
    title, level = request.param
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    sign_in(page, site, "bianji", accounts["bianji"])
    page.goto(f"{site}/desk/articles/new/")
    page.get_by_label("标题").fill(title)
    page.get_by_role("button", name="开始写").click()
    page.locator("[name=body]").fill("".join(f"<p>{words}</p>" for words in PARAGRAPHS))
    page.get_by_role("button", name="保存", exact=True).click()
    number = re.search(r"/desk/articles/(\d+)/", page.url).group(1)
    address = f"{site}/desk/articles/{number}/"
    steps = [("bianji", "送审", "送审"), ("bianji2", "通过", "初审通过"), ("fuzhubian", "通过", "复审通过")]
    for person, way, button in steps[: level + 1]:
        sign_in(page, site, person, accounts[person])
        page.goto(address)
        page.get_by_role("link", name=way, exact=True).click()
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_url(address)
    context.close()
    return address


@pytest.mark.parametrize("visitor", [PHONE], indirect=True, ids=["phone"])
@pytest.mark.parametrize("waiting", [("手机上定的稿", 2)], indirect=True, ids=["final"])
def test_a_chief_decides_on_a_phone_in_two_taps_and_has_a_leader_read(visitor, accounts, waiting):
    page = visitor.page
    sign_in(page, visitor.site, "zhubian", accounts["zhubian"])
    page.goto(waiting)
    visitor.sees("1-article")
    bar = page.locator(".decide")
    box = bar.bounding_box()
    assert box["y"] + box["height"] >= PHONE[1] - 1, "the decision is not under the thumb"

    page.get_by_role("link", name="送领导审阅").click()
    page.get_by_label("领导姓名").fill("吴建军")
    visitor.sees("2-ask-a-leader")
    page.get_by_role("button", name="生成链接").click()
    link = page.locator("#link").input_value().strip()
    visitor.sees("3-link")

    page.context.clear_cookies()
    page.goto(link)
    visitor.sees("4-leader")
    page.get_by_label("修改", exact=True).check()
    page.get_by_role("button", name="答复编辑部").click()
    assert "请写明意见" in page.inner_text("main")
    page.get_by_label("写几句话").fill("第二段的数字再核实。")
    page.get_by_role("button", name="答复编辑部").click()
    page.get_by_role("status").filter(has_text="收到了，谢谢").wait_for()
    visitor.sees("5-answered")
    visitor.troubles[:] = [one for one in visitor.troubles if "400" not in one]  # the answer without an opinion

    sign_in(page, visitor.site, "zhubian", accounts["zhubian"])
    page.goto(waiting)
    assert "吴建军：修改" in page.inner_text("main")
    page.get_by_role("link", name="定稿", exact=True).click()
    visitor.sees("6-approve")
    page.get_by_role("button", name="定稿", exact=True).click()
    page.get_by_role("status").filter(has_text="定稿了").wait_for()
    visitor.sees("7-approved")


@pytest.mark.parametrize("visitor", [DESK], indirect=True, ids=["desk"])
@pytest.mark.parametrize("waiting", [("桌面上批的稿", 0)], indirect=True, ids=["first"])
def test_a_reviewer_annotates_a_selection_returns_it_and_compares(visitor, accounts, waiting):
    page = visitor.page
    sign_in(page, visitor.site, "bianji2", accounts["bianji2"])
    page.goto(waiting)
    page.evaluate(
        """() => {
            const words = document.querySelector('[data-text="1"]').firstChild;
            const range = document.createRange();
            const at = words.data.indexOf("132个");
            range.setStart(words, at);
            range.setEnd(words, at + 4);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }"""
    )
    page.locator(".remark-bubble").click()
    assert page.locator("#remark-quote").inner_text() == "132个"
    page.get_by_role("textbox", name="批注", exact=True).fill("与上一期不一致，请核对。")
    visitor.sees("1-remark")
    page.locator("#remark-form").get_by_role("button", name="批注", exact=True).click()
    page.locator("mark.passage", has_text="132个").wait_for()
    passage, thread = page.locator("mark.passage").bounding_box(), page.locator(".thread").bounding_box()
    assert thread["x"] > passage["x"] + passage["width"], "the remark does not stand beside the text"
    assert abs(thread["y"] - passage["y"]) < 80
    visitor.sees("2-annotated")

    page.get_by_role("link", name="通过", exact=True).click()
    assert "1 条批注" in page.inner_text("main")
    visitor.sees("3-open-remarks")
    page.goto(waiting)
    page.get_by_role("link", name="退回", exact=True).click()
    page.get_by_label("意见").fill("请核对服务站点的数字。")
    page.get_by_role("button", name="退回", exact=True).click()
    page.get_by_role("status").filter(has_text="退回给责任编辑了").wait_for()

    page.get_by_role("link", name="版本").click()
    visitor.sees("4-versions")
    page.get_by_role("button", name="比较选中的两版").click()
    assert "两个版本完全相同" in page.inner_text("main")
    visitor.sees("5-compared")
