"""Planning: issues, their goals, cover, board and imprint, and what the press made of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions.arranging import check_can_place, column_named
from issues.actions.following import tell_where
from issues.actions.locking import locked
from issues.actions.plan_rows import arrangement_of, check_can_arrange, check_can_plan, keep, opened
from issues.afterwards import pages_changed
from issues.arrangement import Slot
from issues.front import BACK, COVER, seen_back, seen_board, seen_cover, seen_goals
from issues.models import (
    Article,
    BoardPost,
    Column,
    ImprintLine,
    Issue,
    IssueColumn,
    Periodical,
    Placement,
)
from issues.printed import plan_digest, printed_digest, with_printed
from issues.workflow import IssueState
from photos.models import Photo

__all__ = [
    "begin_issue",
    "check_can_plan",
    "column_named",
    "make_issue",
    "place",
    "record_pages",
    "set_back_cover",
    "set_board_and_imprint",
    "set_cover",
    "set_goals",
]


@transaction.atomic
def make_issue(
    *,
    periodical: Periodical,
    year: int,
    number: int,
    by: User | None,
    serial: int | None = None,
    date: datetime.date | None = None,
    deadline: datetime.date | None = None,
    target_pages: int | None = None,
) -> Issue:
    """Begin an issue. Raises NotAllowed where the periodical has that year and number already."""
    check_can_plan(by)
    already = NotAllowed(f"{periodical.title}{year}年第{number}期已经有了。请打开那一期，或换一个期号。")
    if Issue.objects.filter(periodical=periodical, year=year, number=number).exists():
        raise already
    issue = Issue(
        periodical=periodical,
        year=year,
        number=number,
        serial=serial,
        date=date,
        deadline=deadline,
        target_pages=target_pages,
    )
    # That there is but one is for the save to find: a look before it is too early where two begin at once.
    issue.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            issue.save()
    except IntegrityError as error:  # someone else made it between the look and the save
        raise already from error
    audit.record(by=by, verb="新建一期", target=issue)
    return issue


@transaction.atomic
def begin_issue(
    *,
    periodical: Periodical,
    year: int,
    number: int,
    by: User,
    columns: Iterable[Column],
    serial: int | None = None,
    date: datetime.date | None = None,
    deadline: datetime.date | None = None,
    target_pages: int | None = None,
) -> Issue:
    """Begin an issue at the desk: with `columns` in its plan, 编委会 and 版权页 as in the newest issue there is."""
    last = periodical.issues.newest_first().first()
    issue = make_issue(
        periodical=periodical,
        year=year,
        number=number,
        by=by,
        serial=serial,
        date=date,
        deadline=deadline,
        target_pages=target_pages,
    )
    IssueColumn.objects.bulk_create(
        IssueColumn(issue=issue, column=column, order=order) for order, column in enumerate(columns)
    )
    if last:
        _put_board_and_imprint(
            issue,
            ((post.post, post.name_list) for post in last.board.all()),
            ((line.label, line.value) for line in last.imprint.all()),
        )
    return issue


@transaction.atomic
def set_goals(
    *,
    issue: Issue,
    by: User,
    serial: int | None,
    date: datetime.date | None,
    deadline: datetime.date | None,
    target_pages: int | None,
    seen: str | None = None,
) -> Issue:
    """Set what the issue is made towards: 总期号, date, deadline, pages.

    Raises NotAllowed where they are no longer as in `seen` (`seen_goals`).
    """
    issue = opened(issue, by)
    if seen is not None and seen != seen_goals(issue):
        raise NotAllowed("日期或页数刚才有人改过，您的改动没有保存，免得盖掉别人的。请另开一页对照，改好再保存一次。")
    printed = (issue.serial, issue.date)
    issue.serial, issue.date, issue.deadline, issue.target_pages = serial, date, deadline, target_pages
    if printed != (serial, date):
        issue.planned_at = timezone.now()
    issue.full_clean()
    issue.save()
    shown = {"serial": serial, "date": str(date or ""), "deadline": str(deadline or ""), "target_pages": target_pages}
    audit.record(by=by, verb="改日期和页数", target=issue, **shown)
    pages_changed(issue)
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
    design: str = "",
    seen: str | None = None,
) -> None:
    """Choose the front cover's photo, words and design. Raises NotAllowed where it is no longer as in `seen` (`seen_cover`)."""
    held = opened(issue, by)
    if seen is not None and seen != seen_cover(held):
        raise NotAllowed("封面刚才有人改过，您的改动没有保存，免得盖掉别人的。请对照下面的预览改好，再保存一次。")
    issue.cover_photo, issue.cover_caption, issue.cover_credit = photo, caption, credit
    issue.cover_headlines, issue.cover_design = "\n".join(headlines), design
    issue.planned_at = timezone.now()
    issue.save(update_fields=[*COVER, "planned_at"])
    audit.record(by=by, verb="选封面", target=issue)
    pages_changed(issue)


@transaction.atomic
def set_back_cover(
    *, issue: Issue, by: User | None, photo: Photo | None, caption: str = "", credit: str = "", seen: str | None = None
) -> None:
    """Choose the back cover's photo and words. Raises NotAllowed where it is no longer as in `seen` (`seen_back`)."""
    held = opened(issue, by)
    if seen is not None and seen != seen_back(held):
        raise NotAllowed("封底刚才有人改过，您的改动没有保存，免得盖掉别人的。请看一看现在的封底，改好再保存一次。")
    issue.back_photo, issue.back_caption, issue.back_credit = photo, caption, credit
    issue.planned_at = timezone.now()
    issue.save(update_fields=[*BACK, "planned_at"])
    audit.record(by=by, verb="选封底", target=issue)
    pages_changed(issue)


@transaction.atomic
def set_board_and_imprint(
    *,
    issue: Issue,
    by: User | None,
    board: Iterable[tuple[str, list[str]]],
    imprint: Iterable[tuple[str, str]],
    seen: str | None = None,
) -> None:
    """Replace an issue's 编委会 and 版权页, in order. The system may do so after release: an imported issue is replaced whole.

    Raises NotAllowed where they are no longer as in `seen` (`seen_board`).
    """
    if by is None:
        check_can_plan(by)
    else:
        check_can_arrange(
            Issue.objects.select_for_update(of=("self",)).select_related("periodical").get(pk=issue.pk), by
        )
    if seen is not None and seen != seen_board(issue.board.all(), issue.imprint.all()):
        raise NotAllowed(
            "编委会或版权页刚才有人改过，您的改动没有保存，免得盖掉别人的。请另开一页对照，改好再保存一次。"
        )
    _put_board_and_imprint(issue, board, imprint)
    Issue.objects.filter(pk=issue.pk).update(planned_at=timezone.now())
    audit.record(by=by, verb="改编委会和版权页", target=issue)
    pages_changed(issue)


def _put_board_and_imprint(
    issue: Issue, board: Iterable[tuple[str, list[str]]], imprint: Iterable[tuple[str, str]]
) -> None:
    issue.board.all().delete()
    issue.imprint.all().delete()
    BoardPost.objects.bulk_create(
        BoardPost(issue=issue, post=post, names=" ".join(names), order=order)
        for order, (post, names) in enumerate(board)
    )
    ImprintLine.objects.bulk_create(
        ImprintLine(issue=issue, label=label, value=value, order=order) for order, (label, value) in enumerate(imprint)
    )


@transaction.atomic
def place(
    *, issue: Issue, column: Column, article: Article, by: User | None, printed_page: int | None = None
) -> Placement:
    """Put an article at the end of a column of an issue that is still being planned; the column is added where it is new.

    Raises NotAllowed where article or column are another periodical's, or the article stands in another issue.
    """
    issue = opened(issue, by)
    check_can_place(locked(article), issue)  # held, so that no other issue takes it meanwhile
    if column.periodical_id != issue.periodical_id:
        raise NotAllowed(f"“{column.name}”不是{issue.periodical}的栏目。请换一个栏目。")
    plan = arrangement_of(issue)
    if plan.slot(column.pk) is None:
        plan.slots.append(Slot(column.pk))
    plan.put(article.pk, column.pk)
    keep(issue, plan, by=by, what=f"把《{article.title}》编入“{column.name}”", target=article)
    placement = Placement.objects.get(issue=issue, article=article)
    if printed_page is not None:
        placement.printed_page = printed_page
        placement.save(update_fields=["printed_page"])
    return placement


@transaction.atomic
def record_printed(*, issue: Issue, page_map: Mapping[str, Sequence[int]]) -> None:
    """Note on which page each article stands in print, for good: what is set again later does not change it."""
    placements = list(issue.placements.all())
    for placement in placements:
        placement.printed_page = page_map.get(str(placement.article_id), (placement.printed_page,))[0]
    Placement.objects.bulk_update(placements, ["printed_page"])


def record_pages(
    *,
    issue: Issue,
    page_map: Mapping[str, tuple[int, int]],
    pages: int,
    frozen_at: datetime.datetime | None = None,
    by: User | None = None,
) -> None:
    """Note where each article came out: `page_map` gives first and last page by the article's key, `pages` is all of them.

    `frozen_at` is when the press froze the words; what was changed after it counts as changed since the typesetting.
    An issue that is gone, or an article no longer in it, is passed over.
    """
    issue = Issue.objects.select_for_update(of=("self",)).select_related("periodical").filter(pk=issue.pk).first()
    if issue is None:
        return
    frozen_at = frozen_at or timezone.now()
    placements = list(with_printed(issue.placements.all()))
    for placement in placements:
        first, last = page_map.get(str(placement.article_id), (None, None))
        placement.typeset_first, placement.typeset_last = first, last
        unchanged = first is not None and placement.article.updated_at <= frozen_at
        placement.typeset_digest = printed_digest(placement.article) if unchanged else ""
    Placement.objects.bulk_update(placements, ["typeset_first", "typeset_last", "typeset_digest"])
    planned_meanwhile = issue.planned_at is not None and issue.planned_at > frozen_at
    issue.typeset_plan = "" if planned_meanwhile else plan_digest(issue, arrangement_of(issue), placements)
    issue.typeset_pages, issue.typeset_at = pages, frozen_at
    issue.save(update_fields=["typeset_pages", "typeset_at", "typeset_plan"])
    audit.record(by=by, verb="记下页码", target=issue, pages=pages)
    if issue.state == IssueState.RELEASED:
        tell_where([placement.article for placement in placements], by, issue, announce=False)
