"""The list of all articles: search, filters, order."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from accounts.roles import STAFF_ROLES
from issues.models import Article, Column, Issue
from issues.queries.entries import Entry, with_facts
from issues.queries.searching import in_state, mentions, number_or_none, of, state_choices, words_of_query

ARTICLES_A_PAGE = 30
MOST_ISSUES_OFFERED = 60
ORDERS = {
    "changed": ("最近改动", (F("updated_at").desc(), F("pk").desc())),
    "waiting": ("等得最久", (F("moved_at").asc(), F("pk").asc())),
    "new": ("最近建立", (F("created_at").desc(), F("pk").desc())),
    "long": ("字数最多", (F("char_count").desc(), F("pk").desc())),
    "title": ("标题", (F("title").asc(), F("pk").asc())),
}
UNPLACED = "none"
YEARS = range(1949, 2201)


@dataclass(frozen=True)
class Filters:
    """What the form of the list asks for."""

    query: str
    words: list[str]
    state: str
    issue: int | None
    unplaced: bool
    column: str
    editor: int | None
    tag: str
    year: int | None
    mine: bool
    order: str

    @classmethod
    def read(cls, asked: QueryDict) -> Filters:
        words = words_of_query(asked.get("q", ""))
        state, order, issue = asked.get("state", ""), asked.get("order", ""), asked.get("issue", "")
        year = number_or_none(asked.get("year", ""))
        return cls(
            query=" ".join(words),
            words=words,
            state=state if in_state(state) else "",
            issue=number_or_none(issue),
            unplaced=issue == UNPLACED,
            column=" ".join(words_of_query(asked.get("column", ""))),
            editor=number_or_none(asked.get("editor", "")),
            tag=" ".join(words_of_query(asked.get("tag", ""))),
            year=year if year in YEARS else None,
            mine=asked.get("mine", "") == "mine",
            order=order if order in ORDERS else "changed",
        )

    @property
    def asks(self) -> bool:
        return bool(self.words or self.narrows)

    @property
    def narrows(self) -> bool:
        """Whether more is asked for than words."""
        return any(
            (self.state, self.issue, self.unplaced, self.column, self.editor, self.tag, self.year, self.mine),
        )

    def condition(self, user: User) -> Q:
        """On articles."""
        found = mentions(self.words) & in_state(self.state)
        if self.unplaced:
            found &= Q(placements=None)
        if self.editor:
            found &= Q(editor=self.editor)
        if self.mine:
            found &= of(user)
        if self.tag:
            found &= Q(pk__in=Article.objects.filter(tags__name__iexact=self.tag).values("pk"))
        if self.issue or self.column or self.year:
            found &= Q(pk__in=Article.objects.filter(self._placed()).values("pk"))
        return found

    def _placed(self) -> Q:
        """The issue, column and year asked for: of one and the same place."""
        placed = {}
        if self.issue:
            placed["placements__issue"] = self.issue
        if self.column:
            placed["placements__column__name"] = self.column
        found = Q(**placed)
        if self.year:
            found &= Q(placements__issue__year=self.year) | Q(placements=None, created_at__year=self.year)
        return found


def listing_page(user: User, filters: Filters, number: str) -> dict:
    """What the list shows: a page of entries and what its form offers. Five queries however much there is."""
    found = with_facts(Article.objects.filter(filters.condition(user))).order_by(*ORDERS[filters.order][1])
    page = Paginator(found, ARTICLES_A_PAGE).get_page(number)
    today = timezone.localdate()
    issues = list(Issue.objects.select_related("periodical").newest_first())
    return {
        "page": page,
        "entries": [Entry(article, user, today) for article in page.object_list],
        "filters": filters,
        "states": state_choices(),
        "orders": [(name, words) for name, (words, _) in ORDERS.items()],
        "issues": issues[:MOST_ISSUES_OFFERED],
        "years": sorted({issue.year for issue in issues}, reverse=True),
        "columns": list(
            dict.fromkeys(Column.objects.order_by("-active", "order", "pk").values_list("name", flat=True))
        ),
        "editors": list(User.objects.filter(groups__name__in=STAFF_ROLES).distinct().values_list("pk", "name")),
    }
