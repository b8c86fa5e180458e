"""A member reads: sign in, the newest issue, an article, a search, the PDF, the shelf, sign out."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from sample.reader import ISSUES, SampleIssue, read_issue
from tests.journeys.conftest import Visitor

PHONE, DESK = (360, 740), (1280, 900)
SAMPLE = [read_issue(folder) for folder in ISSUES]
NEWEST = max(SAMPLE, key=lambda issue: (issue.year, issue.number))


def label_of(issue: SampleIssue) -> str:
    return f"{issue.year}年第{issue.number}期"


@pytest.mark.parametrize("visitor", [PHONE, DESK], indirect=True, ids=["phone", "desk"])
@pytest.mark.usefixtures("typeset_site")
def test_a_member_reads_the_newest_issue(visitor: Visitor, accounts: dict[str, str]):
    page = visitor.page
    label = label_of(NEWEST)
    article = NEWEST.articles[0]

    page.goto(f"{visitor.site}/")
    assert "/sign-in/" in page.url
    assert label not in page.inner_text("body")  # a stranger learns nothing of what is inside
    visitor.sees("1-sign-in")
    page.get_by_label("用户名").fill("huiyuan")
    page.get_by_label("密码").fill(accounts["huiyuan"])
    page.get_by_role("button", name="登录").click()

    page.get_by_role("heading", level=1).filter(has_text=label).wait_for()
    visitor.sees("2-issue")

    page.get_by_role("heading", level=4).get_by_role("link", name=article.title, exact=True).click()
    page.get_by_role("heading", level=1, name=article.title, exact=True).wait_for()
    visitor.sees("3-article")

    page.get_by_role("link", name="搜索", exact=True).click()
    page.get_by_label("搜索标题、作者和正文").fill(article.title[:4])
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("status").wait_for()
    visitor.sees("4-search")
    page.get_by_role("main").get_by_role("link", name=article.title).first.click()
    page.get_by_role("heading", level=1, name=article.title, exact=True).wait_for()

    page.get_by_role("link", name="最新一期").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 PDF").click()
    saved = visitor.pictures / "issue.pdf"
    waiting.value.save_as(saved)
    assert f"{NEWEST.number}期" in waiting.value.suggested_filename
    pdf = PdfReader(saved)
    assert len(pdf.pages) % 4 == 0
    assert len(pdf.outline) > 0

    page.get_by_role("link", name="往期", exact=True).click()
    visitor.sees("5-shelf")
    for issue in SAMPLE:  # others may be there too: journeys before this one released theirs
        assert page.get_by_role("main").get_by_role("link").filter(has_text=label_of(issue)).count() == 1

    page.locator("details.user-menu summary").click()
    visitor.sees("6-menu")
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("heading", name="登录").wait_for()
    page.goto(f"{visitor.site}/shelf/")
    assert "/sign-in/" in page.url
