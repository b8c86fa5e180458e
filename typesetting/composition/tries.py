"""Tries at an article on a copy of the issue, and what tells the better of them."""

from __future__ import annotations

from typing import NamedTuple

from typesetting.composition.flow import Placed
from typesetting.composition.pages import Issue

# What counts as how many rows, when tries are compared: each row of a hole, a line given or taken, a photo at a column's
# foot, a row by which photos are lower, a row kept back, an object that hangs a little below the text.
HOLE_PRICE, LINE_PRICE, HANGING_PRICE, LOWER_PRICE, KEPT_PRICE, SLIP_PRICE = 1.5, 0.5, 3.0, 0.9, 1.3, 3.0
MOST_LOWER = 3  # rows by which its photos are made lower
STRANDED = 2  # rows at a page's head that an item should not leave alone
# An article's last page with no more rows than these is drawn back to the pages before, if it can be: by less air and
# tighter paragraphs, or at need by setting a photo in one column instead of two.
SHORT_TAIL, MEDIUM_TAIL = 7, 16
MOST_TIGHTENED = 14


class Laid(NamedTuple):
    """An article laid out on a copy of the issue."""

    draft: Issue
    placed: Placed

    @property
    def lines(self) -> int:
        """Of its paragraphs together."""
        return self.placed.lines

    def parted(self, article: str) -> bool:
        """Whether it goes over a page's end."""
        first, last = self.draft.spans.get(article, (0, 0))
        return first != last


class Try(NamedTuple):
    """A short item placed on a copy of the issue, and what it costs beside the rows it takes and leaves empty."""

    draft: Issue
    placed: Placed
    price: float

    def faulty(self, article: str) -> bool:
        """Whether no more than a row or two of it go over to another page, or an object hangs just below its text."""
        first, last = self.draft.spans.get(article, (0, 0))
        return self.placed.slips > 0 or (first != last and self.placed.row <= STRANDED)


class Closeness(NamedTuple):
    """How closely an article is set: blank rows taken out of its head, paragraphs tightened, broad photos allowed."""

    head: int
    tighten: bool
    broad: bool


ROOMY = Closeness(0, False, True)
CLOSER = (
    Closeness(1, False, True),
    Closeness(2, False, True),
    Closeness(2, True, True),
    Closeness(0, False, False),
    Closeness(2, True, False),
)


def nearest(made: Try) -> tuple[int, float]:
    """What tells the best of several tries at an item: the page it ends on, then the row, with what was left empty or bent."""
    return made.placed.sheet.number, made.placed.row + HOLE_PRICE * made.placed.hole + made.price
