"""The plan of an issue as its page shows it. The same number of queries however much stands in the issue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils import timezone

from issues import gates
from issues.arrangement import Arrangement, Slot
from issues.estimates import SHEET, article_pages, issue_pages, whole_sheets
from issues.layout_choices import choice_words, choices_of
from issues.models import Article, Column, Issue, IssueColumn, Layout, Placement
from issues.printed import plan_digest, printed_digest, with_printed
from issues.workflow import IssueState, State

SETTLED = (State.APPROVED, State.PUBLISHED)
WANT_PHOTOS = (Layout.PROFILES, Layout.NEWS)


@dataclass
class Row:
    """An article in its place."""

    placement: Placement
    layout: str

    @property
    def article(self) -> Article:
        return self.placement.article

    @property
    def unit(self) -> str:
        return self.article.contributor or (self.article.union.short_name if self.article.union else "")

    @cached_property
    def photos(self) -> int:
        return self.article.body.count("<img ")

    @property
    def wants_photo(self) -> bool:
        return not self.photos and self.layout in WANT_PHOTOS

    @property
    def choices(self) -> list[str]:
        """How it is set, where not as usual."""
        return choice_words(choices_of(self.placement))

    @property
    def is_settled(self) -> bool:
        return self.article.state in SETTLED

    @property
    def is_typeset(self) -> bool:
        return self.placement.typeset_first is not None

    @cached_property
    def is_changed(self) -> bool:
        """Whether its words are others than those that were typeset."""
        return self.is_typeset and self.placement.typeset_digest != printed_digest(self.article)

    @cached_property
    def guess(self) -> float:
        """The pages it will take, by its length."""
        return article_pages(self.layout, self.article.char_count, self.photos, self.article.body.count("<tr"))

    @property
    def guessed_pages(self) -> str:
        return amount(self.guess)

    @property
    def typeset_pages(self) -> str:
        """The pages it came out on: 12, or 12–13."""
        first, last = self.placement.typeset_first, self.placement.typeset_last
        return str(first) if first == last else f"{first}–{last}"


@dataclass
class Section:
    """A column of the issue with its articles."""

    column: Column
    rows: list[Row]

    @property
    def guess(self) -> float:
        return sum(row.guess for row in self.rows)

    @property
    def guessed_pages(self) -> str:
        return amount(self.guess)

    @property
    def characters(self) -> int:
        return sum(row.article.char_count for row in self.rows)


@dataclass
class PlanPage:
    """The whole issue: its columns, and where it stands against its goals."""

    issue: Issue
    sections: list[Section]

    @cached_property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for row in section.rows]

    @property
    def characters(self) -> int:
        return sum(row.article.char_count for row in self.rows)

    @property
    def unsettled(self) -> list[Row]:
        return [row for row in self.rows if not row.is_settled]

    @property
    def without_photo(self) -> list[Row]:
        return [row for row in self.rows if row.wants_photo]

    @property
    def is_open(self) -> bool:
        return self.issue.state == IssueState.PLANNING

    @cached_property
    def changes(self) -> list[str]:
        """What is otherwise than it was typeset; empty where nothing is, or where nothing was typeset yet."""
        if self.issue.typeset_at is None:
            return []
        found = []
        if self.issue.typeset_plan != plan_digest(self.issue, self.arrangement, (row.placement for row in self.rows)):
            found.append("编排、封面或版权页改过")
        changed = sum(row.is_changed for row in self.rows)
        if changed:
            found.append(f"{changed} 篇文章的文字改过")
        fresh = sum(not row.is_typeset for row in self.rows)
        if fresh:
            found.append(f"{fresh} 篇还没有排过")
        return found

    @property
    def is_fresh(self) -> bool:
        """Whether the pages typeset last are those of the issue as it is now."""
        return self.issue.typeset_at is not None and not self.changes

    @cached_property
    def pages(self) -> int:
        """All pages: as typeset where that is fresh, else by the articles' lengths."""
        if self.is_fresh:
            return self.issue.typeset_pages
        return issue_pages((section.column.layout, section.guess) for section in self.sections if section.rows)

    @property
    def sheets(self) -> int:
        """The pages with those that must be added for a multiple of four."""
        return whole_sheets(self.pages)

    @property
    def to_add(self) -> int:
        return self.sheets - self.pages

    @property
    def short(self) -> int:
        """How many pages are wanting to the target; below 0, how many are too many. 0 without a target."""
        return self.issue.target_pages - self.sheets if self.issue.target_pages else 0

    @property
    def over(self) -> int:
        return -self.short

    @cached_property
    def ahead(self) -> gates.Ahead | None:
        """What other rooms want done before the issue comes out."""
        return gates.ahead(self.issue) if self.is_open else None

    @property
    def next_step(self) -> str:
        """The one thing to do next: "place", "typeset", "ahead", "release"; empty where the articles must be settled first.

        What is signed for print just as it stands comes out, also where its pages would be set otherwise now.
        """
        if not self.is_open:
            return ""
        if not self.rows:
            return "place"
        if self.ahead and self.ahead.is_done:
            return "release"
        if not self.is_fresh:
            return "typeset"
        if self.unsettled:
            return ""
        return "ahead" if self.ahead else "release"

    @property
    def target_is_odd(self) -> bool:
        return bool(self.issue.target_pages and self.issue.target_pages % SHEET)

    @property
    def days_left(self) -> int | None:
        return (self.issue.deadline - today()).days if self.issue.deadline and self.is_open else None

    @property
    def days_late(self) -> int:
        return -(self.days_left or 0)

    @property
    def arrangement(self) -> Arrangement:
        return Arrangement(
            [Slot(section.column.pk, [row.article.pk for row in section.rows]) for section in self.sections]
        )


def today() -> date:
    return timezone.localdate()


def amount(pages: float) -> str:
    """Pages as people say them: to the half, but never none."""
    halves = max(1, round(pages * 2))
    return str(halves // 2) if halves % 2 == 0 else f"{halves / 2:.1f}"


def plan_page(issue: Issue) -> PlanPage:
    """The plan of `issue`, in five queries. Columns without articles have their place too."""
    sections: dict[int, Section] = {}
    for planned in IssueColumn.objects.filter(issue=issue).select_related("column"):
        sections[planned.column_id] = Section(planned.column, [])
    placements = Placement.objects.filter(issue=issue).select_related("column", "article__union", "article__editor")
    for placement in with_printed(placements.defer("article__plain_text")):
        section = sections.setdefault(placement.column_id, Section(placement.column, []))
        section.rows.append(Row(placement, placement.column.layout))
    prefetch_related_objects(
        [issue], "board", "imprint"
    )  # for whoever asks whether it is still what was typeset, or signed
    return PlanPage(issue, list(sections.values()))


def planned_columns(issue: Issue) -> list[tuple[Column, int]]:
    """The columns of `issue` in their order and how many articles stand in each, in two queries: the plan without its articles."""
    found = {one.column_id: [one.column, 0] for one in IssueColumn.objects.filter(issue=issue).select_related("column")}
    for placement in Placement.objects.filter(issue=issue).select_related("column").only("issue", "column"):
        found.setdefault(placement.column_id, [placement.column, 0])[1] += 1
    return [(column, articles) for column, articles in found.values()]
