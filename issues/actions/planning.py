"""Planning: issues, columns, board, imprint, and what stands where."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.models import (
    Article,
    BoardPost,
    Column,
    ImprintLine,
    Issue,
    Layout,
    Periodical,
    Placement,
)
from issues.workflow import IssueState
from photos.models import Photo


def check_can_plan(user: User | None) -> None:
    """Raise NotAllowed unless `user` may plan issues. None is the system itself: a command of the operator."""
    if user is not None:
        workflow.check_holds(user, workflow.EDITORS, "编排一期")


@transaction.atomic
def make_issue(
    *,
    periodical: Periodical,
    year: int,
    number: int,
    by: User | None,
    serial: int | None = None,
    date: datetime.date | None = None,
) -> Issue:
    """Begin an issue. Raises NotAllowed where the periodical has that year and number already."""
    check_can_plan(by)
    if Issue.objects.filter(periodical=periodical, year=year, number=number).exists():
        raise NotAllowed(f"{periodical.title}{year}年第{number}期已经有了。请打开那一期，或换一个期号。")
    issue = Issue(periodical=periodical, year=year, number=number, serial=serial, date=date)
    issue.full_clean()
    issue.save()
    audit.record(by=by, verb="新建一期", target=issue)
    return issue


@transaction.atomic
def set_cover(
    *,
    issue: Issue,
    by: User | None,
    photo: Photo | None,
    caption: str = "",
    credit: str = "",
    headlines: Iterable[str] = (),
) -> None:
    """Choose the cover's photo and words."""
    check_can_plan(by)
    issue.cover_photo, issue.cover_caption, issue.cover_credit = photo, caption, credit
    issue.cover_headlines = "\n".join(headlines)
    issue.save()
    audit.record(by=by, verb="选封面", target=issue)


@transaction.atomic
def set_board_and_imprint(
    *,
    issue: Issue,
    by: User | None,
    board: Iterable[tuple[str, list[str]]],
    imprint: Iterable[tuple[str, str]],
) -> None:
    """Replace an issue's 编委会 and 版权页, in order."""
    check_can_plan(by)
    issue.board.all().delete()
    issue.imprint.all().delete()
    BoardPost.objects.bulk_create(
        BoardPost(issue=issue, post=post, names=" ".join(names), order=order)
        for order, (post, names) in enumerate(board)
    )
    ImprintLine.objects.bulk_create(
        ImprintLine(issue=issue, label=label, value=value, order=order) for order, (label, value) in enumerate(imprint)
    )
    audit.record(by=by, verb="改编委会和版权页", target=issue)


def column_named(periodical: Periodical, name: str, layout: Layout | None = None) -> Column:
    """The periodical's column of that name, made at the end of its columns if new."""
    column = periodical.columns.filter(name=name).first()
    if column is None:
        last = periodical.columns.aggregate(last=Max("order"))["last"] or 0
        column = Column.objects.create(
            periodical=periodical,
            name=name,
            layout=layout or Layout.NEWS,
            order=last + 1,
        )
    return column


@transaction.atomic
def place(
    *,
    issue: Issue,
    column: Column,
    article: Article,
    by: User | None,
    column_order: int | None = None,
    printed_page: int | None = None,
) -> Placement:
    """Put an article at the end of a column of an issue that is still being planned."""
    check_can_plan(by)
    if issue.state != IssueState.PLANNING:
        raise NotAllowed(f"{issue}已经出刊，不能再编排。")
    placed = issue.placements
    if column_order is None:
        known = placed.filter(column=column).values_list("column_order", flat=True).first()
        highest = placed.aggregate(last=Max("column_order"))["last"] or 0
        column_order = known if known is not None else highest + 1
    last = placed.filter(column=column).aggregate(last=Max("order"))["last"] or 0
    placement = Placement.objects.create(
        issue=issue,
        column=column,
        article=article,
        column_order=column_order,
        order=last + 1,
        printed_page=printed_page,
    )
    audit.record(by=by, verb="编入本期", target=article, issue=str(issue), column=column.name)
    return placement
