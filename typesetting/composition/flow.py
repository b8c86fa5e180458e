"""Filling columns with material: full pages first, the last page's two columns balanced.

A column ends where it costs least: an empty row at its foot, a widow or an orphan are weighed against each other, and a
paragraph of the column is set a line tighter or looser where that saves one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, Protocol

from typesetting.composition.design import ROWS, column_x, row_y
from typesetting.composition.material import Drawing, Gap, Material, Paragraph
from typesetting.composition.pages import Issue, Sheet

EMPTY_ROW = 5.0
REMADE = 3.0
PHOTO_HANGING = 14.0  # a photo that ends the longer of two columns


class Cursor(NamedTuple):
    """A place in the stream: before row `row` of piece `index`."""

    index: int
    row: int = 0


class Fit(NamedTuple):
    """What one column takes: where it ends, how many rows it fills, and what cutting there costs."""

    end: Cursor
    used: int
    cost: float

    def total(self, height: int) -> float:
        """The cost with the rows that stay empty."""
        return self.cost + EMPTY_ROW * (height - self.used)


@dataclass
class Placed:
    """Where a flow ended: the page, the first free row on it, and the rows by which its last two columns differ."""

    sheet: Sheet
    row: int
    hole: int = 0


def _skip_fading(stream: list[Material], at: Cursor) -> Cursor:
    index = at.index
    if at.row:
        return at
    while index < len(stream) and stream[index].fades:
        index += 1
    return Cursor(index)


def _again(stream: list[Material], at: Cursor) -> int:
    return stream[at.index].again if at.row and at.index < len(stream) else 0


def _cuts(stream: list[Material], start: Cursor, height: int) -> Iterator[Fit]:
    """Every lawful end of a column that begins at `start` and is at most `height` rows high, the fullest first."""
    passed: list[tuple[int, int, int, bool]] = []  # of each piece: index, first row, rows before it, under a heading
    used, index, row = _again(stream, start), start.index, start.row
    heading_before = False
    while index < len(stream):
        piece = stream[index]
        passed.append((index, row, used, heading_before and row == 0))
        left = piece.rows - row
        if left > height - used:
            break
        used += left
        index, row = index + 1, 0
        if not piece.fades:
            heading_before = piece.tied
    for index, row, used, under_heading in reversed(passed):
        piece = stream[index]
        left, room = piece.rows - row, height - used
        if left <= room and not piece.tied and not (piece.fades and index + 1 < len(stream)):
            yield Fit(Cursor(index + 1), used + left, 0.0)
        for take in range(min(left - 1, room), 0, -1):
            cost = piece.cut_cost(row + take, under_heading)
            if cost < inf:
                yield Fit(Cursor(index, row + take), used + take, cost)


def _ends(stream: list[Material], cursor: Cursor) -> bool:
    return _skip_fading(stream, cursor).index >= len(stream)


def fit(stream: list[Material], start: Cursor, height: int) -> Fit:
    """The best end of a column of `height` rows."""
    start = _skip_fading(stream, start)
    best, least = Fit(start, 0, 0.0), inf
    for cut in _cuts(stream, start, height):
        if least == inf and _ends(stream, cut.end):
            return cut
        if EMPTY_ROW * (height - cut.used) >= least:
            break
        total = cut.total(height)
        if total < least:
            best, least = cut, total
    return best


def _forced(stream: list[Material], start: Cursor, height: int) -> Fit:
    """Where nothing may lawfully end a column of a whole page, as many pieces as fit."""
    start = _skip_fading(stream, start)
    used, index, row = 0, start.index, start.row
    while index < len(stream) and used + stream[index].rows - row <= height:
        used += stream[index].rows - row
        index, row = index + 1, 0
    if used == 0:
        return Fit(Cursor(index, row + height), height, 0.0)
    return Fit(Cursor(index), used, 0.0)


def fit_adjusted(stream: list[Material], start: Cursor, height: int) -> Fit:
    """As `fit`, but sets a paragraph of the column a line tighter or looser where that makes a better end."""
    best = fit(stream, start, height)
    if best.total(height) <= REMADE or _ends(stream, best.end):
        return best
    choice = None
    for index in range(start.index + bool(start.row), min(best.end.index + 1, len(stream))):
        piece = stream[index]
        if not isinstance(piece, Paragraph):
            continue
        for by in (-1, 1):
            if not piece.variant(by):
                continue
            kept = piece.lines
            piece.lines = piece.alternative(by)
            trial = fit(stream, start, height)
            piece.lines = kept
            if trial.total(height) + REMADE < best.total(height):
                best, choice = trial, (piece, by)
    if choice:
        choice[0].adopt(choice[1])
    return best


def draw(stream: list[Material], start: Cursor, end: Cursor, issue: Issue, sheet: Sheet, x: float, row: int) -> None:
    """Place the stream from start to end in one column, its top at `row` of the page."""
    index, first = _skip_fading(stream, start)
    while (index, first) < end:
        piece = stream[index]
        last = end.row if index == end.index else piece.rows
        piece.draw(sheet, x, row_y(row), first, last)
        if not isinstance(piece, Gap):
            issue.touch(piece.article, sheet)
        row += last - first + (piece.again if first else 0)
        index, first = index + 1, 0


def _ends_in_photo(stream: list[Material], end: Cursor) -> bool:
    return end.row == 0 and end.index > 0 and isinstance(stream[end.index - 1], Drawing)


class Balanced(NamedTuple):
    """Two columns of about equal height that hold all the rest: their height, by how much they differ, and where the
    second begins and ends.
    """

    height: int
    uneven: int
    middle: Cursor
    end: Cursor


def balance(stream: list[Material], start: Cursor, room: int) -> Balanced | None:
    """The best two columns for all the rest, or None where it does not fit in two columns of `room` rows."""
    total = sum(piece.rows for piece in stream[start.index :]) - start.row
    if total > 2 * room + 12:
        return None
    best: tuple[float, Balanced] | None = None
    lowest = max((total + 1) // 2 - 4, 1)
    first_fit = None
    for height in range(lowest, room + 1):
        left = fit(stream, start, height)
        right = fit(stream, left.end, height)
        if not _ends(stream, right.end):
            continue
        first_fit = first_fit or height
        if height > first_fit + 3:
            break
        uneven = abs(left.used - right.used)
        cost = left.cost + 4.0 * uneven + 3.0 * (height - first_fit)
        longer = left if left.used > right.used else right
        if uneven and _ends_in_photo(stream, longer.end):
            cost += PHOTO_HANGING
        if best is None or cost < best[0]:
            best = (cost, Balanced(max(left.used, right.used), uneven, left.end, right.end))
    return best[1] if best else None


class Spanning(Protocol):
    """What can stand across the page: `fit` gives the part of it that fits so many rows, and the rest."""

    rows: int
    article: str

    def fit(self, room: int) -> tuple[Drawing, Spanning | None] | None: ...


@dataclass
class Float:
    """An object across both columns, to stand at a page's top or foot once the piece `after` has begun."""

    after: Material | None
    drawing: Spanning


FLOAT_GAP = 1
LEAST_TEXT = 8


class Flow:
    """Runs one stream through two columns over as many pages as it needs; on the first it ends above row `foot`."""

    def __init__(
        self,
        stream: list[Material],
        floats: list[Float],
        issue: Issue,
        sheet: Sheet,
        row: int,
        column: str,
        foot: int = ROWS,
    ):
        self.stream, self.pending = stream, list(floats)
        self.issue, self.sheet, self.row, self.column = issue, sheet, row, column
        self.foot = foot
        self.cursor = Cursor(0)
        self.hole = 0

    def run(self) -> Placed:
        """Place all of it; where it ended."""
        while True:
            self._floats_at_top()
            room = self.foot - self.row
            if _ends(self.stream, self.cursor):
                if not self.pending:
                    return Placed(self.sheet, self.row, self.hole)
                self._turn()
                continue
            balanced = balance(self.stream, self.cursor, room) if room > 0 else None
            if balanced is not None:
                self._columns(balanced.middle, balanced.end)
                self.row += balanced.height
                self.hole = balanced.uneven
                self.cursor = balanced.end
                self._floats_below()
                continue
            self._full_page(room)

    def _turn(self) -> None:
        self.sheet, self.row, self.foot = self.issue.new_sheet(self.column), 0, ROWS

    def _columns(self, middle: Cursor, end: Cursor) -> None:
        draw(self.stream, self.cursor, middle, self.issue, self.sheet, column_x(0), self.row)
        draw(self.stream, middle, end, self.issue, self.sheet, column_x(1), self.row)

    def _full_page(self, room: int) -> None:
        foot = self._part_for_foot(room)
        height = room - (foot.rows + FLOAT_GAP if foot else 0)
        left = self._column(self.cursor, height)
        right = self._column(left.end, height)
        if left.used + right.used == 0:
            if self.row:
                self._turn()
                return
            left = _forced(self.stream, self.cursor, height)
            right = fit(self.stream, left.end, height)
        self._columns(left.end, right.end)
        if foot:
            self._paint(self._take(foot.rows), self.foot - foot.rows)
        self.cursor = right.end
        if _ends(self.stream, self.cursor):
            self.row = ROWS
        else:
            self._turn()

    def _column(self, start: Cursor, height: int) -> Fit:
        """Fill one column. A photo that no longer fits lets the text after it by and opens the next column."""
        stream = self.stream
        found = fit_adjusted(stream, start, height)
        index = _skip_fading(stream, found.end).index
        if height - found.used < 2 or found.end.row or index >= len(stream) or not stream[index].movable:
            return found
        photo = stream.pop(index)
        again = fit(stream, start, height)
        last = again.end.index if again.end.row else again.end.index - 1
        if again.used <= found.used or last >= len(stream) or stream[last].article != photo.article:
            stream.insert(index, photo)
            return found
        place, end = again.end.index, again.end
        if again.end.row:
            place += 1
            if isinstance(stream[last], Paragraph):
                stream.insert(place, stream[last].split(again.end.row))
                end = Cursor(place)
        stream.insert(place, photo)
        return again._replace(end=end)

    def _begun(self, waiting: Float, end: Cursor) -> bool:
        """Whether the piece that mentions the object begins before `end`."""
        for index, piece in enumerate(self.stream[: end.index + 1]):
            if piece is waiting.after:
                return (index, 0) < end
        return waiting.after is None

    def _part_for_foot(self, room: int) -> Drawing | None:
        """What of the next waiting object can stand at the foot, if its place in the text still falls on this page then."""
        if not self.pending:
            return None
        whole = self.pending[0].drawing
        made = whole.fit(room - FLOAT_GAP - LEAST_TEXT)
        if made is None:
            return None
        height = room - made[0].rows - FLOAT_GAP
        left = fit(self.stream, self.cursor, height)
        right = fit(self.stream, left.end, height)
        return made[0] if right.used and self._begun(self.pending[0], right.end) else None

    def _take(self, room: int) -> Drawing | None:
        """The next waiting object, or the part of it that fits; the rest goes on waiting."""
        waiting = self.pending[0]
        made = waiting.drawing.fit(room)
        if made is None:
            return None
        if made[1] is None:
            self.pending.pop(0)
        else:
            self.pending[0] = Float(waiting.after, made[1])
        return made[0]

    def _floats_at_top(self) -> None:
        while self.pending and self._begun(self.pending[0], self.cursor):
            text_follows = not _ends(self.stream, self.cursor)
            room = self.foot - self.row
            drawing = self._take(room - FLOAT_GAP - LEAST_TEXT if text_follows else room)
            if drawing is None and self.row == 0:
                drawing = self._take(room)
            if drawing is None:
                if text_follows:
                    return
                self._turn()
                continue
            self._paint(drawing, self.row)
            self.row += drawing.rows + (FLOAT_GAP if text_follows else 0)

    def _floats_below(self) -> None:
        """After the balanced end of the text, what still waits stands under it."""
        while self.pending:
            drawing = self._take(self.foot - self.row - FLOAT_GAP)
            if drawing is None:
                return
            self._paint(drawing, self.row + FLOAT_GAP)
            self.row += FLOAT_GAP + drawing.rows

    def _paint(self, drawing: Drawing, row: int) -> None:
        drawing.draw(self.sheet, column_x(0), row_y(row), 0, drawing.rows)
        self.issue.touch(drawing.article, self.sheet)
