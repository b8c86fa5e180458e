"""What flows down a column, each piece a whole number of rows high.

A `Material` can be cut between rows where `cut_cost` allows it, and draws any stretch of its rows on a page. Heights are in
rows of the line grid, x and y in points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf

from typesetting.composition.design import COLUMN, ROW
from typesetting.composition.pages import Sheet
from typesetting.composition.plan import Box, Piece, Text
from typesetting.composition.typesetter import SetText

WIDOW, ORPHAN = 30.0, 12.0
MOST_LOWERED = 2  # rows by which a group of photos gives way to stand on its page
NEARLY_EMPTY, NEARLY_FULL = 0.3, 0.75


class Material:
    """A piece of a column. `tied` keeps it with what follows; `fades` lets it vanish at a column's top."""

    rows = 0
    again = 0  # rows added at the top where a part goes on in the next column
    tied = False
    fades = False
    article = ""
    movable = False  # may give way to the text after it and stand at the next column's top

    def cut_cost(self, after: int, follows_heading: bool) -> float:
        """What it costs to end a column after that many rows (0 < after < rows); infinite where it may not be."""
        return inf

    def draw(self, sheet: Sheet, x: float, y: float, first: int, last: int) -> None:
        """Place rows first to last (excluded) with the top of `first` at y."""
        raise NotImplementedError


@dataclass
class Gap(Material):
    """Blank rows between pieces, none at a column's top."""

    rows: int = 1
    article: str = ""
    fades = True

    def draw(self, sheet: Sheet, x: float, y: float, first: int, last: int) -> None:
        """Nothing to draw."""


@dataclass
class Paragraph(Material):
    """Lines of one row each. `remake` sets the paragraph one line shorter or longer; None where that is not offered."""

    lines: list[list[Piece]]
    style: str
    article: str = ""
    id: str = ""
    role: str = "paragraph"
    level: int = 0
    width: float = COLUMN
    inset: float = 0.0
    tied: bool = False
    anchor: str = ""
    glued: int = 0  # so many first rows stay together
    remake: Callable[[int], SetText] | None = None
    ends_article: bool = False
    last_width: float = 0.0
    tail: list[Piece] | None = None  # stands at the right of the last line, in the style `kai`
    looseness: int = 0
    continued: bool = False

    @property
    def rows(self) -> int:  # type: ignore[override]
        """One row a line."""
        return len(self.lines)

    def cut_cost(self, after: int, follows_heading: bool) -> float:
        """Widows and orphans cost; a lone line under a heading, and the lines beside an inset, may not be cut off."""
        if after < self.glued or self.role == "heading":
            return inf
        cost = 0.0
        if len(self.lines) - after == 1:
            cost += WIDOW
        if after == 1:
            if follows_heading:
                return inf
            cost += ORPHAN
        return cost

    def variant(self, by: int) -> bool:
        """Whether the paragraph can be set with `by` lines more or fewer.

        Only one whose last line is nearly empty is tried tighter, one whose last line is nearly full looser.
        """
        promising = (
            self.last_width < NEARLY_EMPTY * self.width if by < 0 else self.last_width > NEARLY_FULL * self.width
        )
        return promising and self.can_give(by)

    def can_give(self, by: int) -> bool:
        """Whether the paragraph can be set with `by` lines more or fewer at all."""
        if self.remake is None or self.looseness or len(self.lines) < 3:
            return False
        return len(self.alternative(by).lines) == len(self.lines) + by

    def alternative(self, by: int) -> SetText:
        """The paragraph set looser or tighter."""
        return (
            self.remake(by) if self.remake and not self.looseness else SetText(self.lines, self.last_width - self.inset)
        )

    def adopt(self, by: int) -> None:
        """Take the looser or tighter setting for good."""
        made = self.alternative(by)
        self.lines, self.last_width, self.looseness = made.lines, made.last_end + self.inset, by

    def split(self, at: int) -> Paragraph:
        """Keep the lines before `at`; the rest as a paragraph that goes on from this one."""
        rest = replace(self, lines=self.lines[at:], continued=True, anchor="", glued=0, remake=None)
        self.lines, self.tail, self.ends_article, self.remake = self.lines[:at], None, False, None
        return rest

    def draw(self, sheet: Sheet, x: float, y: float, first: int, last: int) -> None:
        """One Text for the lines that stand here."""
        sheet.add(
            Text(
                x + self.inset, y, self.width - self.inset, self.style, self.lines[first:last], self.role, self.level,
                self.id, continued=self.continued or first > 0, anchor=self.anchor if first == 0 else "",
            )
        )  # fmt: skip
        if last == len(self.lines) and self.tail:
            foot = y + (last - first - 1) * ROW
            sheet.add(Text(x, foot, self.width, "kai", [self.tail], self.role, 0, f"{self.id}.tail"))
        if self.ends_article and last == len(self.lines) and self.last_width + 9 <= self.width:
            sheet.add(Box(x + self.last_width + 4.5, y + (last - first - 1) * ROW + 5.4, 6.0, 6.0, fill="accent"))


@dataclass
class Ornament(Material):
    """The sign of a thematic break: three small red squares in a blank row."""

    rows: int = 1
    article: str = ""
    width: float = COLUMN
    fades = True

    def draw(self, sheet: Sheet, x: float, y: float, first: int, last: int) -> None:
        """Three squares in the middle of the column."""
        for step in (-1, 0, 1):
            sheet.add(Box(x + self.width / 2 + step * 14 - 1.5, y + ROW / 2 - 1.5, 3.0, 3.0, fill="accent"))


@dataclass(kw_only=True)
class Drawing(Material):
    """An indivisible object of whole rows, drawn by a function (sheet, x, y)."""

    rows: int
    paint: Callable[[Sheet, float, float], None]
    article: str = ""
    tied: bool = False
    movable: bool = False
    fades: bool = False
    lower: Callable[[int], Drawing] | None = None  # the same made so many rows high

    def draw(self, sheet: Sheet, x: float, y: float, first: int, last: int) -> None:
        """Call the function."""
        self.paint(sheet, x, y)

    def fit(self, room: int) -> tuple[Drawing, None] | None:
        """Itself where it is no higher than `room` rows, or made a row or two lower for it; nothing is left of it."""
        if self.rows <= room:
            return self, None
        if self.lower and self.rows - room <= MOST_LOWERED:
            made = self.lower(room)
            if made.rows <= room:
                return made, None
        return None
