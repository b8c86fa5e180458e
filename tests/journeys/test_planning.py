"""An editor plans an issue: with the mouse, with the keyboard alone, on a phone, without JavaScript; two editors at once."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import Visitor
from tools.setup import ROOT

PHONE, DESK = (360, 740), (1280, 900)
TITLES = ("晨光里的交接班", "三本账", "一架旧书")
# Drafts that wait for an issue; the sample itself has none. The pool shows the newest first.
WRITE_DRAFTS = """
from accounts.models import User
from issues.actions import writing
from issues.models import Periodical
for title in reversed({titles!r}):
    writing.write(periodical=Periodical.objects.first(), by=User.objects.get(username="bianji"), title=title,
                  body="<p>清晨六点，班组长已经在车间门口等着大家。</p>", tags=["编排试用"])
"""
PLAN = "/desk/qinghai-gongyun/2031-{number}/plan/"
numbers = itertools.count(1)


@pytest.fixture
def number() -> int:
    """The number of an issue of this journey alone."""
    return next(numbers)


@pytest.fixture
def drafts(site: str, number: int) -> tuple[str, ...]:
    """The titles of articles that wait for an issue."""
    titles = tuple(f"{title}（{number}）" for title in TITLES)
    script = WRITE_DRAFTS.format(titles=titles)
    subprocess.run([sys.executable, "manage.py", "shell", "--no-imports", "-c", script], cwd=ROOT, check=True)
    return titles


def sign_in(page: Page, site: str, username: str, password: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", level=1).first.wait_for()


def begin(page: Page, site: str, number: int) -> None:
    """A new issue, from the form."""
    page.goto(f"{site}/desk/issues/new/")
    page.get_by_label("年", exact=True).fill("2031")
    page.get_by_label("期", exact=True).fill(str(number))
    for name in ("定稿截止", "出刊日期"):
        page.get_by_label(name).fill("")
    page.get_by_role("button", name="新建这一期").click()
    page.wait_for_url(f"**{PLAN.format(number=number)}")


def place(page: Page, titles: tuple[str, ...], column: str) -> None:
    """Articles from the pool into a column."""
    page.get_by_role("link", name=f"往“{column}”加文章").click()
    for title in titles:
        page.get_by_label(title).check()
    page.get_by_role("button", name="编入本期").click()
    page.wait_for_url("**/plan/")


def titles_in(page: Page, column: str) -> Locator:
    return section(page, column).locator(".plan-row__title")


def section(page: Page, column: str) -> Locator:
    return page.locator(".plan-column").filter(has=page.get_by_role("heading", name=column, exact=True))


def columns(page: Page) -> list[str]:
    return page.locator(".plan-column__name").all_inner_texts()


def drag(page: Page, grip: Locator, to: Locator, below: int) -> None:
    """By the mouse, `below` pixels under the upper edge of `to`."""
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), to.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 20, steps=4)
    page.mouse.move(end["x"] + 40, end["y"] + below, steps=12)
    page.mouse.up()


@pytest.mark.parametrize("visitor", [DESK], indirect=True)
def test_an_editor_plans_an_issue_with_the_mouse_and_with_the_keyboard(
    visitor: Visitor, accounts: dict[str, str], drafts: tuple[str, ...], number: int
):
    page = visitor.page
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, visitor.site, "bianji", accounts["bianji"])
    page.goto(f"{visitor.site}/desk/issues/new/")
    visitor.sees("1-new")
    begin(page, visitor.site, number)
    visitor.sees("2-empty-plan")
    page.get_by_role("link", name="往“学习强会”加文章").click()
    visitor.sees("3-pool")
    page.go_back()
    place(page, drafts, "学习强会")
    expect(titles_in(page, "学习强会")).to_have_text(list(drafts))
    visitor.sees("4-plan")

    said = page.locator("#plan-said")
    grip = section(page, "学习强会").locator(".plan-row .plan-grip").first
    drag(page, grip, section(page, "卷首语").locator(".plan-rows"), 12)
    expect(said).to_have_text(f"把《{drafts[0]}》移到“卷首语”第 1 篇。")
    expect(titles_in(page, "卷首语")).to_have_text([drafts[0]])

    before = columns(page)
    drag(page, section(page, "学习强会").locator(".plan-grip--column"), section(page, "卷首语"), 4)
    expect(said).to_have_text("把栏目“学习强会”移到第 1 个。")
    assert columns(page) == ["学习强会", "卷首语", *before[2:]]
    page.get_by_role("button", name="撤销上一步").click()
    expect(said).to_have_text(re.compile("撤销了一步"))
    assert columns(page) == before

    down = page.get_by_role("button", name=f"下移《{drafts[1]}》")
    down.focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text(f"把《{drafts[1]}》移到“学习强会”第 2 篇。")
    expect(page.get_by_role("button", name=f"下移《{drafts[1]}》")).to_be_focused()
    page.get_by_role("link", name=f"把《{drafts[1]}》移到别的栏目").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    visitor.sees("5-dialog")
    page.get_by_label("移到栏目").select_option(label="工作研究（0 篇）")
    page.get_by_role("button", name="移过去").click()
    expect(said).to_have_text(f"把《{drafts[1]}》移到“工作研究”第 1 篇。")
    page.reload()
    expect(titles_in(page, "工作研究")).to_have_text([drafts[1]])

    for shot, name in enumerate(("日期和页数", "封面", "编委会和版权页", "出刊", "各期"), 6):
        page.get_by_role("link", name=name, exact=True).click()
        visitor.sees(f"{shot}-{name}")


@pytest.mark.parametrize("visitor", [DESK], indirect=True)
def test_of_two_who_plan_at_once_the_later_sees_what_was_done_and_overwrites_nothing(
    visitor: Visitor, accounts: dict[str, str], drafts: tuple[str, ...], number: int
):
    page = visitor.page
    sign_in(page, visitor.site, "bianji", accounts["bianji"])
    begin(page, visitor.site, number)
    place(page, drafts[:2], "新视点")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name=f"下移《{drafts[0]}》").click()
    expect(titles_in(other, "新视点")).to_have_text([drafts[1], drafts[0]])

    page.get_by_role("button", name=f"把《{drafts[0]}》移出本期").click()
    expect(page.get_by_role("alert")).to_contain_text("您的这一步没有做")
    expect(titles_in(page, "新视点")).to_have_text([drafts[1], drafts[0]])
    assert len(visitor.troubles) == 2, visitor.troubles  # the refusal is a 409, which the browser notes as well
    assert all("409" in trouble for trouble in visitor.troubles)
    visitor.troubles.clear()
    visitor.sees("stale")


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
def test_the_plan_fits_a_phone(visitor: Visitor, accounts: dict[str, str], drafts: tuple[str, ...], number: int):
    page = visitor.page
    sign_in(page, visitor.site, "zhubian", accounts["zhubian"])
    begin(page, visitor.site, number)
    place(page, drafts[:1], "新视点")
    visitor.sees("1-plan")
    for shot, name in enumerate(("日期和页数", "封面", "编委会和版权页", "出刊", "各期"), 2):
        page.get_by_role("link", name=name, exact=True).click()
        visitor.sees(f"{shot}-{name}")


def test_without_javascript_every_step_can_be_taken(
    chromium: Browser, site: str, accounts: dict[str, str], drafts: tuple[str, ...], number: int
):
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    sign_in(page, site, "bianji2", accounts["bianji2"])
    begin(page, site, number)
    place(page, drafts[:1], "新视点")
    page.get_by_role("button", name=f"上移《{drafts[0]}》").click()
    expect(page.locator(".messages")).to_contain_text(f"把《{drafts[0]}》移到“航向标”第 1 篇。")
    page.get_by_role("link", name=f"把《{drafts[0]}》移到别的栏目").click()
    page.get_by_label("移到栏目").select_option(label="市州动态（0 篇）")
    page.get_by_role("button", name="移过去").click()
    expect(titles_in(page, "市州动态")).to_have_text([drafts[0]])
    page.get_by_role("button", name="栏目“市州动态”上移").click()
    assert columns(page).index("市州动态") == columns(page).index("劳模先进风采") - 1
    page.get_by_text("加一个栏目").click()
    page.get_by_label("栏目名称").fill("学习全会精神")
    page.get_by_role("button", name="加上").click()
    assert columns(page)[-1] == "学习全会精神"
    page.get_by_role("link", name="改栏目“学习全会精神”").click()
    page.get_by_label("栏目名称").fill("学习贯彻全会精神")
    page.get_by_role("button", name="改名").click()
    assert columns(page)[-1] == "学习贯彻全会精神"
    page.get_by_role("button", name="撤销上一步").click()
    assert columns(page)[-1] == "学习全会精神"
    context.close()
