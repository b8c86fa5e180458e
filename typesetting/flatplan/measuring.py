"""Reading a plan as a flat plan: what each page is, how full it is, and how far the whole is from full sheets."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field

from typesetting.composition.design import BOTTOM, COLUMN, GUTTER, LEFT, ROW, ROWS, TOP
from typesetting.composition.plan import Cover, Item, Page, Plan, Table, Text

SHEET = 4  # pages are printed four at a time
PAGE_ROWS = 2 * ROWS  # lines of both columns
MIDDLE = LEFT + COLUMN + GUTTER / 2
EDGE = GUTTER / 2 - 1  # points that a thing may reach into the gutter and still stand in one column

COVER, BACK, FRONT_MATTER, FILLER, TEXT = "cover", "back", "contents", "filler", "text"


@dataclass(frozen=True)
class PageFacts:
    """A page: what it is, the keys of the articles on it in order, and the lines of both columns that are taken."""

    number: int
    folio: str
    kind: str
    articles: list[str]
    used: int


@dataclass(frozen=True)
class Tail:
    """An article whose last page would go if so many lines went. `free`: lines still free there."""

    article: str
    page: int
    lines: int
    free: int


@dataclass(frozen=True)
class Sums:
    """The account of the pages: `content` are all but those put in to fill the last sheet, of which there are `fillers`.

    Pages `short` of the next multiple of four, `over` the one before; both are 0 where it comes out even. `lines_short` is
    what the fillers would hold; `lines_over` what the shortest tails come to that must go for the multiple before, None
    where not so many pages can go. `tails` has the shortest first.
    """

    pages: int
    content: int
    fillers: int
    short: int
    over: int
    lines_short: int
    lines_over: int | None
    tails: list[Tail] = field(default_factory=list)

    def as_json(self) -> dict:
        """Plain values."""
        return asdict(self)


def facts_of(plan: Plan) -> list[PageFacts]:
    """Every page of the plan."""
    spans = plan.page_map
    first = min((span[0] for span in spans.values()), default=0)
    last = max((span[1] for span in spans.values()), default=0)
    found = []
    for page in plan.pages:
        here = [article for article, (begin, end) in spans.items() if begin <= page.number <= end]
        here.sort(key=lambda article: spans[article][0])
        found.append(PageFacts(page.number, page.folio, _kind(page, first, last), here, _used(page)))
    return found


def _kind(page: Page, first: int, last: int) -> str:
    for item in page.items:
        if isinstance(item, Cover):
            return COVER if item.side == "front" else BACK
    if page.number < first or not last:
        return FRONT_MATTER
    return FILLER if page.number > last else TEXT


def _used(page: Page) -> int:
    """The lines taken in both columns, down to the lowest thing in each."""
    lowest = [0.0, 0.0]
    for item in page.items:
        if isinstance(item, Cover) or not TOP - ROW <= item.y < BOTTOM:
            continue
        bottom = item.y + _height(item)
        left, right = item.x, item.x + _width(item)
        if left < MIDDLE - EDGE:
            lowest[0] = max(lowest[0], bottom)
        if right > MIDDLE + EDGE and not (left < MIDDLE - EDGE and right < MIDDLE + GUTTER):
            lowest[1] = max(lowest[1], bottom)
    return sum(min(ROWS, max(0, math.ceil((bottom - TOP) / ROW - 0.2))) for bottom in lowest)


def _height(item: Item) -> float:
    if isinstance(item, Text):
        return len(item.lines) * ROW
    if isinstance(item, Table):
        return sum(row.height for row in item.rows)
    return getattr(item, "height", None) or getattr(item, "size", 0.0)


def _width(item: Item) -> float:
    if isinstance(item, Table):
        return sum(item.columns)
    return getattr(item, "width", None) or getattr(item, "size", 0.0)


def sums_of(plan: Plan, facts: list[PageFacts]) -> Sums:
    """The account of the plan's pages."""
    pages, fillers = len(facts), sum(page.kind == FILLER for page in facts)
    content = pages - fillers
    over = content % SHEET
    tails = _tails(plan, facts)
    goes = tails[:over] if len(tails) >= over else None
    short = -content % SHEET
    return Sums(
        pages=pages,
        content=content,
        fillers=fillers,
        short=short,
        over=over,
        lines_short=short * PAGE_ROWS,
        lines_over=None if goes is None else sum(tail.lines for tail in goes),
        tails=tails[:12],
    )


def _tails(plan: Plan, facts: list[PageFacts]) -> list[Tail]:
    """The pages that would go if the article that ends there were shorter, the emptiest first."""
    spans = plan.page_map
    found = []
    for page in facts:
        if page.kind != TEXT or not page.articles:
            continue
        goes_on = any(spans[article][1] > page.number for article in page.articles)
        came_over = any(spans[article][0] < page.number for article in page.articles)
        if came_over and not goes_on:
            found.append(Tail(page.articles[-1], page.number, page.used, PAGE_ROWS - page.used))
    return sorted(found, key=lambda tail: (tail.lines, tail.page))
