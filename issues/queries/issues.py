"""The planner's other pages: all issues, a new one, articles that wait for an issue, the cover's photos, what hinders a release."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from taggit.models import Tag

from issues.actions.arranging import PLACEABLE
from issues.models import Article, Column, ImprintLine, Issue, Periodical, Placement
from issues.queries.planning import SETTLED
from issues.workflow import REVIEWS, State
from photos.models import Photo

ISSUES_PAGE, POOL_PAGE = 20, 40
PHOTO = re.compile(r'"/photos/([0-9a-f]{16})/"')
DEADLINE_BEFORE = timedelta(days=20)
# Lines of the imprint that are of one issue alone; copied, they must be looked at.
OF_ONE_ISSUE = re.compile(r"期|时间")


def issues_page(number: str) -> Page:
    """All issues, newest first, each with how many of its articles stand where."""
    articles = "placements__article__state"
    issues = (
        Issue.objects.select_related("periodical")
        .annotate(
            articles=Count("placements"),
            settled=Count("placements", Q(**{f"{articles}__in": SETTLED})),
            in_review=Count("placements", Q(**{f"{articles}__in": REVIEWS})),
            in_writing=Count("placements", Q(**{f"{articles}__in": (State.DRAFT, State.RETURNED)})),
            characters=Sum("placements__article__char_count"),
        )
        .order_by("-year", "-number", "periodical_id")
    )
    return Paginator(issues, ISSUES_PAGE).get_page(number)


@dataclass(frozen=True)
class Proposal:
    """What a new issue will most likely be, from those before it."""

    year: int
    number: int
    serial: int | None
    date: date | None
    deadline: date | None
    target_pages: int


def proposal(periodical: Periodical, today: date) -> Proposal:
    """The issue after the newest: a year ends at the highest number an earlier year came to, 12 where there is none."""
    last, before = [*periodical.issues.newest_first()[:2], None, None][:2]
    if last is None:
        return Proposal(today.year, 1, None, None, None, periodical.target_pages)
    earlier = periodical.issues.filter(year__lt=last.year).order_by("-number").values_list("number", flat=True).first()
    ended = last.number >= (earlier or 12)
    year, number = (last.year + 1, 1) if ended else (last.year, last.number + 1)
    day = _next_date(last, before)
    return Proposal(
        year=year,
        number=number,
        serial=last.serial + 1 if last.serial else None,
        date=day,
        deadline=day - DEADLINE_BEFORE if day else None,
        target_pages=last.target_pages or periodical.target_pages,
    )


def _next_date(last: Issue, before: Issue | None) -> date | None:
    """As many months after the last issue as that came after the one before; the same day of the month."""
    if last.date is None or before is None or before.date is None:
        return None
    months = (last.date.year - before.date.year) * 12 + last.date.month - before.date.month
    count = last.date.year * 12 + last.date.month - 1 + max(1, months)
    year, month = divmod(count, 12)
    return date(year, month + 1, min(last.date.day, calendar.monthrange(year, month + 1)[1]))


def usual_columns(periodical: Periodical) -> QuerySet[Column]:
    """The columns every issue of the periodical begins with."""
    return periodical.columns.filter(active=True)


def waiting_articles(issue: Issue) -> QuerySet[Article]:
    """Articles of the periodical that stand in no issue and may be put into one."""
    placed = Placement.objects.filter(article=OuterRef("pk"))
    return Article.objects.filter(~Exists(placed), periodical=issue.periodical_id, state__in=PLACEABLE)


@dataclass(frozen=True)
class Pool:
    """The articles that wait for an issue, as asked for, and what can be asked."""

    page: Page
    tags: list[Tag]
    is_empty: bool  # whether nothing waits at all


def pool(issue: Issue, *, words: str, state: str, tag: str, number: str) -> Pool:
    """A page of what waits: `words` in title, unit or author, in `state`, with the tag named `tag`; empty asks for all."""
    waiting = waiting_articles(issue)
    found = waiting
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(contributor__icontains=word)
            | Q(union__name__icontains=word)
            | Q(bylines__author__name__icontains=word)
        )
    if state:
        found = found.filter(state=state)
    if tag:
        found = found.filter(tags__name=tag)
    found = found.select_related("union", "editor").prefetch_related("tags").defer("body", "plain_text", "editors_note")
    page = Paginator(found.distinct().order_by("-updated_at", "-id"), POOL_PAGE).get_page(number)
    tags = list(Tag.objects.filter(article__in=waiting).distinct().order_by("name")[:100])
    filtered = bool(words or state or tag)
    return Pool(page, tags, is_empty=not page.paginator.count and not filtered)


def photos_for_cover(issue: Issue, present: Photo | None) -> list[Photo]:
    """The photos of the issue's articles in printed order, and the cover's `present` one first where it is another."""
    bodies = Placement.objects.filter(issue=issue).values_list("article__body", flat=True)
    keys = list(dict.fromkeys(key for body in bodies for key in PHOTO.findall(body)))
    known = Photo.objects.in_bulk(keys, field_name="key")
    photos = [known[key] for key in keys if key in known]
    if present and present.key not in known:
        photos.insert(0, present)
    return photos


def lines_to_check(issue: Issue, lines: list[ImprintLine]) -> set[str]:
    """The labels of imprint lines that are of one issue alone and yet say what the issue before said."""
    earlier = Q(year__lt=issue.year) | Q(year=issue.year, number__lt=issue.number)
    last = Issue.objects.filter(earlier, periodical=issue.periodical_id).newest_first()[:1]
    former = set(ImprintLine.objects.filter(issue__in=list(last)).values_list("label", "value"))
    return {line.label for line in lines if OF_ONE_ISSUE.search(line.label) and (line.label, line.value) in former}
