"""The flat plan as its page shows it: the same number of queries however many pages and articles there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from issues.actions.plan_rows import can_arrange
from issues.estimates import article_pages
from issues.layout_choices import choice_words
from issues.models import Article, Issue, Layout, Placement
from issues.queries.issues import waiting_articles
from typesetting.flatplan.measuring import BACK, COVER, FILLER, FRONT_MATTER, PAGE_ROWS, TEXT
from typesetting.models import Preview

MOST_FILLERS = 3  # articles offered to fill blank pages with
LOOKED_THROUGH = 40  # of the articles that wait, the newest
KINDS = {COVER: "封面", FRONT_MATTER: "目录和编委会", FILLER: "空白页", BACK: "封底"}


@dataclass(frozen=True)
class FlatPage:
    """One page with its picture."""

    number: int
    kind: str
    picture: str
    used: int
    articles: list[Placement]
    is_changed: bool

    @property
    def name(self) -> str:
        """What a reader of the screen hears, and what stands under the picture."""
        return KINDS.get(self.kind) or f"第 {self.number} 页"

    @property
    def described(self) -> str:
        titles = "、".join(f"《{placement.article.title}》" for placement in self.articles)
        return f"第 {self.number} 页，{titles or KINDS.get(self.kind, '没有文章')}"

    @property
    def free(self) -> int:
        """Lines of both columns that are free, on a page of text where it shows."""
        return PAGE_ROWS - self.used if self.kind == TEXT and self.used < PAGE_ROWS - 12 else 0


@dataclass(frozen=True)
class Move:
    """An article that stands elsewhere than before."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Offer:
    """A choice for an article that was tried: what it is, and the account of pages as it would be."""

    placement: Placement
    fields: dict
    words: str
    pages: int
    fillers: int


@dataclass(frozen=True)
class Filler:
    """An article that waits and would go on the blank pages."""

    article: Article
    pages: int
    column: int
    column_name: str


class Flat:
    """All that the page shows."""

    def __init__(self, issue: Issue, preview: Preview, placements: list[Placement], may: bool) -> None:
        self.issue, self.preview, self.may = issue, preview, may
        self.placements = {str(placement.article_id): placement for placement in placements}

    @cached_property
    def pages(self) -> list[FlatPage]:
        changed = set(self.preview.moved.get("pages", ()))
        return [
            FlatPage(
                page["number"],
                page["kind"],
                page["picture"],
                page["used"],
                [self.placements[key] for key in page["articles"] if key in self.placements],
                page["number"] in changed,
            )
            for page in self.preview.pages
        ]

    @property
    def spreads(self) -> list[list[FlatPage]]:
        """The cover alone, then two and two as they lie open."""
        pages = self.pages
        return [pages[:1], *(pages[start : start + 2] for start in range(1, len(pages), 2))] if pages else []

    @property
    def changed(self) -> list[FlatPage]:
        return [page for page in self.pages if page.is_changed]

    @property
    def moves(self) -> list[Move]:
        """Articles that moved, in their order; of those that went nothing is known any more."""
        found = []
        for row in self.preview.moved.get("articles", ()):
            placement = self.placements.get(row["id"])
            if placement:
                found.append(Move(placement.article.title, _pages(row["before"]), _pages(row["after"])))
        return found

    @property
    def pages_before(self) -> int:
        return self.preview.moved.get("pages_before", 0)

    @property
    def sums(self) -> dict:
        return self.preview.sums

    @property
    def shortest(self) -> list[tuple[Placement, dict]]:
        """The articles whose last page would go at the least cost, as many as must go."""
        tails = self.sums.get("tails", [])[: self.sums.get("over", 0)]
        return [(self.placements[tail["article"]], tail) for tail in tails if tail["article"] in self.placements]

    @property
    def offers(self) -> list[Offer]:
        """What was tried and helps, while it is still new for the article."""
        found = []
        for row in self.preview.offers if self.may and not self.preview.is_wanted else ():
            placement = self.placements.get(row["article"])
            if placement:
                change = row["change"]
                words = "、".join(choice_words(change)) or "不再另起一页"
                found.append(Offer(placement, _as_form(change), words, row["pages"], row["fillers"]))
        return found

    @cached_property
    def fillers(self) -> list[Filler]:
        """Articles that wait and would go on the blank pages, the longest first. One query, where there are blank pages."""
        room = self.sums.get("fillers", 0)
        last = next(reversed(self.placements.values()), None)
        if not room or not self.may or last is None:
            return []
        waiting = waiting_articles(self.issue).order_by("-updated_at", "-id")
        waiting = waiting.only("title", "state", "char_count")[:LOOKED_THROUGH]
        guessed = [(int(article_pages(Layout.FEATURE, article.char_count, 0)), article) for article in waiting]
        fitting = sorted((pair for pair in guessed if pair[0] <= room), key=lambda pair: -pair[0])
        return [Filler(article, pages, last.column_id, last.column.name) for pages, article in fitting[:MOST_FILLERS]]

    @property
    def is_working(self) -> bool:
        return self.preview.is_wanted

    @property
    def state(self) -> dict:
        return sheet_state(self.issue, self.preview)


def _pages(span: list[int] | None) -> str:
    if span is None:
        return ""
    return f"{span[0]}" if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _as_form(change: dict) -> dict:
    """A change as the fields of a form: a box that is not ticked sends nothing but its name among those meant."""
    return {name: ("1" if value else "") if isinstance(value, bool) else value for name, value in change.items()}


def flat_page(issue: Issue, preview: Preview, user: User) -> Flat:
    """The flat plan for `user`, in one query and at most one more for what could fill blank pages."""
    placements = (
        Placement.objects.filter(issue=issue)
        .select_related("column", "article")
        .order_by("column_order", "column_id", "order", "id")
    )
    placements = placements.defer("article__body", "article__plain_text", "article__editors_note")
    return Flat(issue, preview, list(placements), can_arrange(issue, user))


def sheet_state(issue: Issue, preview: Preview) -> dict:
    """What a page must know to tell whether it is out of date."""
    return {
        "turn": preview.turn,
        "version": issue.plan_version,
        "working": int(preview.is_wanted),
        "stage": preview.stage,
        "done": preview.done,
        "total": preview.total,
    }
