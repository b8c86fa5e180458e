"""Every query of the members' pages. Each page costs the same number of them however much it shows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import User
from issues.models import Article, Byline, Column, Issue, Placement
from issues.rendering import photo_keys
from manuscripts.parsing import parse_html
from photos.models import Photo
from reading.access import readable_by
from typesetting.models import TypesetRun
from typesetting.wording import in_printed_order, with_wording, wording_of

PREVIOUS_ISSUES = 6
YEARS_A_PAGE = 5
LONG_TEXTS = ("body", "plain_text", "editors_note")


@dataclass(frozen=True)
class Entry:
    """A line of the contents. `page` is the printed page the article begins on, None where it is not known."""

    article: Article
    page: int | None


@dataclass(frozen=True)
class Section:
    """A column of an issue with its articles in printed order."""

    column: Column
    entries: list[Entry]


@dataclass(frozen=True)
class Headline:
    """A line of the cover and the article of the issue it announces, None where no title has these words."""

    words: str
    article: Article | None


@dataclass(frozen=True)
class PdfOffer:
    """An issue's PDF as members get it: its name in the store, the name to save it under, its size in bytes.

    `made`: when it was typeset. `outdated`: the words on the web were corrected since.
    """

    stored: str
    filename: str
    size: int
    made: datetime.datetime | None
    outdated: bool = False


@dataclass
class Year:
    """A year of the shelf and the page it is on."""

    year: int
    page: int
    issues: list[Issue] = field(default_factory=list)


def issues_for(user: User) -> QuerySet[Issue]:
    """The issues `user` may read, newest first."""
    return Issue.objects.released().filter(readable_by(user)).select_related("periodical", "cover_photo").newest_first()


def articles_for(user: User) -> QuerySet[Article]:
    """The articles `user` may read."""
    return Article.objects.published().filter(readable_by(user))


def articles_showing(user: User, key: str) -> QuerySet[Article]:
    """The articles `user` may read that show the photo of that key."""
    address = f'"/photos/{key}/"'
    shown = articles_for(user).filter(Q(body__contains=address) | Q(editors_note__contains=address))
    return shown.defer(*LONG_TEXTS)


def shows_photo(photo: Photo, user: User) -> bool:
    """Whether the photo stands in something `user` may read: on a cover, or in an article."""
    covers = issues_for(user).filter(Q(cover_photo=photo) | Q(back_photo=photo))
    return covers.exists() or articles_showing(user, photo.key).exists()


def newest_issue(user: User) -> Issue | None:
    """The newest issue of the house's first periodical that has one."""
    return issues_for(user).order_by("periodical_id", "-year", "-number").first()


def issue_page(issue: Issue, user: User) -> dict:
    """What the page of an issue shows: contents by column, the PDF, board, imprint, the issues before it.

    A PDF of words that were replaced since is not offered, nor are its page numbers shown.
    """
    run = TypesetRun.objects.offered(issue)
    is_replaced = run is not None and run.replaced
    shown = None if is_replaced else run
    placements, board, imprint = list(_contents(issue)), list(issue.board.all()), list(issue.imprint.all())
    sections = _sections(placements, shown)
    earlier = Q(year__lt=issue.year) | Q(year=issue.year, number__lt=issue.number)
    return {
        "issue": issue,
        "headlines": _headlines(issue, sections),
        "sections": sections,
        "article_count": len(placements),
        "pdf": pdf_of(issue, shown, wording_of(issue, placements, board, imprint)),
        "pdf_is_replaced": is_replaced,
        "pages": shown.pages if shown else 0,
        "board": board,
        "imprint": imprint,
        "previous": list(issues_for(user).filter(earlier, periodical=issue.periodical_id)[:PREVIOUS_ISSUES]),
    }


def offered_run(issue: Issue) -> TypesetRun | None:
    """The run whose PDF members get, unless the issue's words were replaced after it."""
    run = TypesetRun.objects.offered(issue)
    return None if run is None or run.replaced else run


def _placements(issue: Issue) -> QuerySet[Placement]:
    """What members may read of the issue, in printed order."""
    return in_printed_order(Placement.objects.filter(issue=issue, article__in=Article.objects.published()))


def _contents(issue: Issue) -> QuerySet[Placement]:
    return (
        with_wording(_placements(issue))
        .select_related("column", "article__union")
        .defer(*(f"article__{name}" for name in LONG_TEXTS))
        .prefetch_related(Prefetch("article__bylines", Byline.objects.select_related("author")))
    )


def _sections(placements: list[Placement], run: TypesetRun | None) -> list[Section]:
    return [
        Section(column, [Entry(placement.article, first_page(placement, run)) for placement in group])
        for column, group in groupby(placements, key=lambda placement: placement.column)
    ]


def _headlines(issue: Issue, sections: list[Section]) -> list[Headline]:
    articles = [entry.article for section in sections for entry in section.entries]
    lines = [line.strip() for line in issue.cover_headlines.splitlines()]
    return [
        Headline(line, next((article for article in articles if line in article.title), None)) for line in lines if line
    ]


def first_page(placement: Placement, run: TypesetRun | None) -> int | None:
    """The page an article begins on: in the PDF that is offered, else as it was printed."""
    known = run.page_map.get(str(placement.article_id)) if run else None
    return known[0] if known else placement.printed_page


def pdf_of(issue: Issue, run: TypesetRun | None, wording: str = "") -> PdfOffer | None:
    """The PDF of a good run, or None where there is no run, or its file is gone.

    Against `wording`, what the issue says now, it is outdated or not. Runs from before that was noted pass as current.
    """
    if run is None or not run.screen_pdf:
        return None
    try:
        size = run.screen_pdf.size
    except FileNotFoundError:
        return None
    outdated = bool(wording and run.wording) and run.wording != wording
    filename = f"{issue.periodical.title}{issue.label}.pdf"
    return PdfOffer(run.screen_pdf.name, filename, size, run.finished_at, outdated)


def shelf_page(user: User, number: str) -> dict:
    """A page of the shelf: some years with their issues, and every year there is with the page it stands on."""
    counted = issues_for(user).order_by("-year").values("year").annotate(issues=Count("id"))
    totals = {row["year"]: row["issues"] for row in counted}
    page: Page = Paginator(list(totals), YEARS_A_PAGE).get_page(number)
    years = [Year(year, index // YEARS_A_PAGE + 1) for index, year in enumerate(totals)]
    shown = {year.year: year for year in years if year.year in page.object_list}
    found = issues_for(user).filter(year__in=list(shown)).order_by("-year", "periodical_id", "-number")
    published = Q(placements__article__in=Article.objects.published())
    for issue in found.annotate(article_count=Count("placements", filter=published)):
        shown[issue.year].issues.append(issue)
    return {
        "years": list(shown.values()),
        "all_years": years,
        "page": page,
        "issue_count": sum(totals.values()),
        "several": len({issue.periodical_id for year in shown.values() for issue in year.issues}) > 1,
    }


def article_page(article: Article) -> dict:
    """What the page of an article shows: its blocks and photos, where it was printed, what stands before and after it."""
    blocks, note = parse_html(article.body), parse_html(article.editors_note)
    keys = photo_keys(blocks) | photo_keys(note)
    placement = _last_printed(article)
    run = offered_run(placement.issue) if placement else None
    before, after = _neighbours(placement) if placement else (None, None)
    return {
        "article": article,
        "bylines": list(article.bylines.select_related("author")),
        "blocks": blocks,
        "note": note,
        "corrections": list(article.corrections.all()),
        "photos": Photo.objects.in_bulk(keys, field_name="key") if keys else {},
        "placement": placement,
        "page": first_page(placement, run) if placement else None,
        "before": before,
        "after": after,
    }


def _last_printed(article: Article) -> Placement | None:
    """Where the article stands in the newest released issue; None while it is only online."""
    return (
        Placement.objects.filter(article=article, issue__in=Issue.objects.released())
        .select_related("issue__periodical", "column")
        .order_by("-issue__year", "-issue__number")
        .first()
    )


def _neighbours(placement: Placement) -> tuple[Article | None, Article | None]:
    titled = _placements(placement.issue).select_related("article").only("issue_id", "article__title")
    articles = [other.article for other in titled]
    at = next(index for index, article in enumerate(articles) if article.pk == placement.article_id)
    return (articles[at - 1] if at else None), (articles[at + 1] if at + 1 < len(articles) else None)


def with_places(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Articles of a list with what their cards show: bylines, union, and `places`, where each was printed, newest first."""
    places = (
        Placement.objects.filter(issue__in=Issue.objects.released())
        .select_related("issue__periodical", "column")
        .order_by("-issue__year", "-issue__number")
    )
    return (
        articles.select_related("union", "periodical")
        .defer("body", "editors_note")
        .prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author")),
            Prefetch("placements", places, to_attr="places"),
        )
    )
