"""What the desk's pages about the unions' reports read, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, QueryDict
from django.utils.dateparse import parse_date

from accounts.models import Union, UnionKind, User
from issues.models import Adoption, Article, ArticleStretch
from issues.queries.reviewing import Text, text_of
from issues.queries.searching import number_or_none, words_of_query
from issues.words import LINES, TEXTS
from manuscripts.parsing import to_html
from submissions.likeness import WORTH_TELLING, Table, candidates, nearest, share_in_common
from submissions.models import Call, Report, ReportPhoto, ReportStretch, SuggestedColumn
from submissions.moves import OPEN, ReportState
from submissions.placing import placed
from submissions.rules import can_see

REPORTS_A_PAGE = 30
IN_REPORTS, IN_ARTICLES = Table(ReportStretch, "report"), Table(ArticleStretch, "article")
SHOWN = (*OPEN, ReportState.RETURNED, ReportState.ADOPTED, ReportState.DECLINED)
EVERY = "all"
LONG = ("body", "plain_text", "import_report")


def in_the_letterbox() -> QuerySet[Report]:
    """The reports that have come to the editors, also those that went back to their senders since."""
    return Report.objects.filter(sent_at__isnull=False, state__in=SHOWN)


@dataclass(frozen=True)
class Filters:
    """What the form of the list asks for. Without a state: what waits for the editors."""

    words: list[str]
    state: str
    union: int | None
    kind: str
    column: str
    call: int | None
    since: date | None
    until: date | None

    @classmethod
    def read(cls, asked: QueryDict) -> Filters:
        state, kind = asked.get("state", ""), asked.get("kind", "")
        return cls(
            words=words_of_query(asked.get("q", "")),
            state=state if state == EVERY or state in SHOWN else "",
            union=number_or_none(asked.get("union", "")),
            kind=kind if kind in UnionKind.values else "",
            column=" ".join(words_of_query(asked.get("column", ""))),
            call=number_or_none(asked.get("call", "")),
            since=_day(asked.get("since", "")),
            until=_day(asked.get("until", "")),
        )

    @property
    def query(self) -> str:
        return " ".join(self.words)

    @property
    def more(self) -> bool:
        return any((self.union, self.kind, self.column, self.call, self.since, self.until))

    @property
    def asks(self) -> bool:
        return bool(self.words or self.state or self.more)

    def condition(self) -> Q:
        found = Q() if self.state == EVERY else Q(state__in=[self.state] if self.state else OPEN)
        for word in self.words:
            fields = (
                "title",
                "kicker",
                "contributor",
                "plain_text",
                "sender__name",
                "union__name",
                "union__short_name",
            )
            mentions = Q()
            for field in fields:
                mentions |= Q(**{f"{field}__icontains": word})
            found &= mentions
        asked = {
            "union": self.union,
            "union__kind": self.kind,
            "column": self.column,
            "call": self.call,
            "sent_at__date__gte": self.since,
            "sent_at__date__lte": self.until,
        }
        return found & Q(**{name: value for name, value in asked.items() if value})


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _photos(**condition: object) -> Coalesce:
    """How many photos a report has: counted for the rows of the page alone, not joined to all there are."""
    rows = ReportPhoto.objects.filter(report=OuterRef("pk"), **condition).order_by().values("report")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), Value(0))


@dataclass(frozen=True)
class Line:
    """One report of the list. `like_reports`, `like_articles`: how many look much the same."""

    report: Report
    like_reports: int
    like_articles: int


def inbox_page(filters: Filters, number: str) -> dict:
    """The list and what its form offers. Seven queries however much there is."""
    found = (
        in_the_letterbox()
        .filter(filters.condition())
        .select_related("union", "sender", "call", "editor")
        .annotate(photo_count=_photos(), travelling=_photos(photo=None))
        .defer(*LONG)
        .order_by("-sent_at", "-pk")
    )
    page = Paginator(found, REPORTS_A_PAGE).get_page(number)
    reports = list(page.object_list)
    keys = [report.pk for report in reports]
    theirs, printed = candidates(IN_REPORTS, keys, IN_REPORTS, IN_ARTICLES)
    own = set(Adoption.objects.filter(report__in=keys).values_list("report", "article"))
    lines = []
    for report in reports:
        articles = [key for key in printed.get(report.pk, ()) if (report.pk, key) not in own]
        lines.append(Line(report, len(theirs.get(report.pk, ())), len(articles)))
    return {
        "page": page,
        "lines": lines,
        "filters": filters,
        "every": EVERY,
        "states": [(state.value, state.label) for state in SHOWN],
        "unions": Union.objects.all(),
        "kinds": UnionKind.choices,
        "columns": SuggestedColumn.objects.values_list("name", flat=True),
        "calls": Call.objects.all()[:60],
    }


def report_at_desk(key: str, user: User) -> Report:
    """The report under `key`, with what its page shows. Raises Http404 where there is none for `user`."""
    rows = Report.objects.select_related("union__parent", "sender", "call", "editor")
    report = rows.filter(key=key).first()
    if report is None or not can_see(report, user):
        raise Http404("没有这篇来稿。")
    return report


def reports_chosen(keys: list[str], user: User) -> list[Report]:
    """The reports a form names, in its order; unknown ones and those the editors have not had are left out."""
    keys = list(dict.fromkeys(keys))[:REPORTS_A_PAGE]
    found = {report.key: report for report in in_the_letterbox().select_related("union", "sender").filter(key__in=keys)}
    return [found[key] for key in keys if key in found and user.is_editorial]


@dataclass(frozen=True)
class Likeness:
    """A text that has much in common with a report: `share` is how many hundredths of the report stand in it, too."""

    share: int
    report: Report | None = None
    article: Article | None = None


def likenesses(report: Report, own: set[int]) -> list[Likeness]:
    """Other reports and published articles that say the same, the likest first; not those made of the report (`own`)."""
    theirs, printed = (
        found.get(report.pk, {}) for found in candidates(IN_REPORTS, [report.pk], IN_REPORTS, IN_ARTICLES)
    )
    reports = nearest(theirs)
    articles = nearest({key: common for key, common in printed.items() if key not in own})
    found = [
        Likeness(_hundredths(report, other.plain_text), report=other)
        for other in in_the_letterbox().filter(pk__in=reports).select_related("union").defer("body", "import_report")
    ]
    found += [
        Likeness(_hundredths(report, other.plain_text), article=other)
        for other in Article.objects.published().filter(pk__in=articles).prefetch_related("placements__issue")
    ]
    found = [one for one in found if one.share >= 100 * WORTH_TELLING]
    return sorted(found, key=lambda one: -one.share)


def _hundredths(report: Report, other: str) -> int:
    return round(100 * share_in_common(report.plain_text, other))


def words_of_report(report: Report) -> dict:
    """A report's words in the form of an article's (`issues.words.words_of`)."""
    words = dict.fromkeys((*LINES, *TEXTS), "")
    for name in ("kicker", "title", "subtitle", "contributor", "body"):
        words[name] = getattr(report, name)
    return {**words, "bylines": [list(pair) for pair in report.bylines]}


def text_of_report(report: Report) -> Text:
    """A report as it would be adopted: with its photos where they belong."""
    return text_of({**words_of_report(report), "body": to_html(placed(report).blocks)})
