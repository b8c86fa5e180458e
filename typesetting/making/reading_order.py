"""The reading order of an issue, article by article: what the screen PDF's tags say, and what they are checked against.

The cover, the contents, each column and each article is a section; a paragraph cut by a column or a page is one part again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from typesetting.composition.plan import Box, Code, Cover, Image, Item, Page, Plan, Run, Table, Text

SECTION, ARTICLE = "Sect", "Art"
# In the reading order of the screen PDF these are headings; a fragment that goes on is text like any other.
HEADINGS = ("title", "heading")


@dataclass
class Part:
    """What is read in one breath: an item, or the fragments of one, each with its page and its place among what is read there."""

    items: list[tuple[Page, int, Item]]

    @property
    def first(self) -> Item:
        return self.items[0][2]

    @property
    def page(self) -> int:
        return self.items[0][0].number


@dataclass
class Section:
    """A stretch of the issue: its parts, then the sections in it. `whole` are pages read as they were drawn: covers."""

    kind: str
    title: str
    parts: list[Part] = field(default_factory=list)
    inside: list[Section] = field(default_factory=list)
    whole: list[Page] = field(default_factory=list)

    def every_part(self) -> Iterator[Part]:
        """Its parts and those of the sections in it, in reading order."""
        yield from self.parts
        for section in self.inside:
            yield from section.every_part()


def all_sections(sections: Iterable[Section]) -> list[Section]:
    """The sections, each before those in it."""
    return [one for section in sections for one in (section, *all_sections(section.inside))]


def words_in(item: Item) -> Iterator[str]:
    """What an item says, piece by piece."""
    lines = item.lines if isinstance(item, Text) else []
    if isinstance(item, Table):
        lines = [line for row in item.rows for cell in row.cells for line in cell.lines]
    for line in lines:
        for piece in line:
            if isinstance(piece, str):
                yield piece
            elif isinstance(piece, Run):
                yield piece.text


def place_of(item: Item, plan: Plan) -> tuple[float, float, float, float]:
    """Where an item stands on its page: left, top, right and bottom in points from the top left."""
    width, height = getattr(item, "width", 0.0), getattr(item, "height", 0.0)
    if isinstance(item, Text):
        height = len(item.lines) * plan.styles[item.style].leading
    elif isinstance(item, Table):
        width, height = sum(item.columns), sum(row.height for row in item.rows)
    elif isinstance(item, Cover):
        return 0.0, 0.0, plan.width, plan.height
    elif isinstance(item, Code):
        width = height = item.size
    return item.x, item.y, item.x + width, item.y + height


def items_read(page: Page) -> list[Item]:
    """The items that have an element of their own: all but decoration."""
    return [
        item
        for item in page.items
        if not isinstance(item, Box | Code) and not (isinstance(item, Text) and item.role == "artifact")
    ]


def kind_of(item: Item) -> str:
    """What the item is to a reader: text, heading, quote, image, table or link."""
    if not isinstance(item, Text):
        return item.kind
    if item.role in HEADINGS and not item.continued:
        return "heading"
    return "quote" if item.role == "quote" else "text"


def heading_levels(plan: Plan) -> dict[int, int]:
    """The level of each heading in the tagged PDF, by the item's identity: the first is 1 and none is skipped, as PDF/UA asks."""
    found, level = {}, 0
    for page in plan.pages:
        for item in page.items:
            if isinstance(item, Cover) and item.side == "front":
                level = 1
            elif kind_of(item) == "heading":
                level = min(item.level or (2 if item.role == "title" else 3), level + 1)
                found[id(item)] = level
    return found


def sections_of(plan: Plan) -> list[Section]:
    """The whole issue in reading order."""
    return _Sections(plan).found


class _Sections:
    def __init__(self, plan: Plan):
        self.plan = plan
        self.found: list[Section] = []
        self._columns = {entry.anchor: entry.title for entry in plan.outline if entry.level == 1}
        self._titles = {entry.anchor: entry.title for entry in plan.outline if entry.level > 1}
        self._articles: dict[str, Section] = {}
        self._begun: dict[str, Part] = {}
        self._here: Section | None = None
        for page in plan.pages:
            self._take_page(page)

    def _take_page(self, page: Page) -> None:
        items = items_read(page)
        covers = [item for item in items if isinstance(item, Cover)]
        if covers:
            self.found.append(Section(SECTION, {"front": "封面", "back": "封底"}[covers[0].side], whole=[page]))
            self._here = None
            return
        for at, item in enumerate(items):
            self._enter(item, items, at)
            self._add(page, at, item)

    def _enter(self, item: Item, items: list[Item], at: int) -> None:
        """Go to the section that the item belongs to."""
        anchor = item.anchor if isinstance(item, Text) else ""
        if anchor in self._columns:
            self._here = Section(SECTION, self._columns[anchor])
            self.found.append(self._here)
        article = self._article_of(item)
        if isinstance(item, Image):  # with the caption under it, or under the last of its group
            below = next((other for other in items[at:] if not isinstance(other, Image)), None)
            article = self._article_of(below) if isinstance(below, Text) and below.role == "caption" else ""
        if anchor in self._columns and anchor not in self._titles:
            return  # the name of a column stands before its articles
        if article:
            self._here = self._articles.get(article) or self._begin(article)

    def _article_of(self, item: Item | None) -> str:
        """The anchor of the article that an item says it is of; empty where it says nothing."""
        anchor = getattr(item, "anchor", "")
        if anchor in self._titles:
            return anchor
        owner = f"a-{getattr(item, 'id', '').partition('.')[0]}"
        return owner if owner in self._titles else ""

    def _begin(self, article: str) -> Section:
        made = Section(ARTICLE, self._titles[article])
        self._articles[article] = made
        column = self.found[-1] if self.found and not self.found[-1].whole else None
        (column.inside if column else self.found).append(made)
        return made

    def _add(self, page: Page, at: int, item: Item) -> None:
        name = item.id if isinstance(item, Text) else ""
        begun = self._begun.get(name) if name else None
        if begun and item.continued and kind_of(begun.first) == kind_of(item):
            begun.items.append((page, at, item))
            return
        part = Part([(page, at, item)])
        if name:
            self._begun[name] = part
        if self._here is None:
            self._here = Section(SECTION, "")
            self.found.append(self._here)
        self._here.parts.append(part)
