"""A visit of a page: who, where, in which state, and what is done before it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page

from tests.submissions.test_enrolling import COUNTY, PERSON, workbook

EDITOR, SECOND, DEPUTY, CHIEF = "bianji", "bianji2", "fuzhubian", "zhubian"
OPERATOR, MEMBER, CORRESPONDENT = "guanliyuan", "huiyuan", "tongxunyuan"
STRANGER, NEWCOMER, REPORTER, PREFECTURE = "", "newcomer", "reporter", "prefecture"

ENROLLED = (
    [
        COUNTY,
        ["没有上级的工会", "", "县区工会", "查无此会", "是"],
        ["海西蒙古族藏族自治州总工会", "", "市州工会", "", "是"],
    ],
    [PERSON, ["", "", "x", ""]],
)


@dataclass(frozen=True)
class Sends:
    """A form of a page, sent with other `values` than it holds: how pages are reached that only answer a form."""

    form: str
    values: dict[str, str | list[str]] = field(default_factory=dict)
    which: str = "main form[method=post]"


@dataclass(frozen=True)
class Visit:
    """One page in one state. `path` names places of `every_state` in braces. `route` is where it ends."""

    name: str
    who: str
    route: str
    path: str = ""
    status: int = 200
    sends: Sends | None = None
    act: Callable[[Page], None] | None = None  # on the opened page
    fault: str = ""  # one of the pages `every_state.faults` draws, which nothing on the site leads to
    but: str = ""  # a rule that what others made for us breaks
    before: Callable[[Callable[[str], BrowserContext], Callable[[str], str]], None] | None = None


CAPTION_OF_EDITOR = "aria-allowed-role"  # CKEditor makes a textbox of the caption


def ready(page: Page) -> None:
    page.locator("html[data-writing=ready]").wait_for()


def sits_down(name: str, path: str) -> Callable:
    """Someone else opens the page for writing first."""

    def before(person: Callable[[str], BrowserContext], address: Callable[[str], str]) -> None:
        person(name).request.get(address(path))

    return before


def chooses_table(page: Page) -> None:
    """A table of unions, with rows of every kind."""
    file = {"name": "名单.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(*ENROLLED)}
    page.locator("main input[type=file]").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="看预览").click()


def opens_menu(page: Page) -> None:
    page.locator("header details summary").click()


def remarks(page: Page) -> None:
    """A passage is selected, and the remark on it begun."""
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            range.selectNode(walker.nextNode());
            document.getSelection().addRange(range);
        }"""
    )
    page.locator(".remark-bubble").click()


def forgets_token(page: Page) -> None:
    page.context.clear_cookies(name="csrftoken")
    with page.expect_navigation():
        page.evaluate("document.querySelector('main form').requestSubmit()")


def is_locked_out(page: Page) -> None:
    for _ in range(5):
        page.get_by_label("用户名").fill("locked")
        page.get_by_label("密码").fill("wrong-password")
        with page.expect_navigation():
            page.get_by_role("button", name="登录").click()
