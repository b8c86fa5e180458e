"""Where a column ends: at least cost, an empty row at its foot, a widow or an orphan weighed against each other.

A paragraph of the column is set a line tighter or looser where that makes a better end.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from typesetting.composition.material import Drawing, Material, Paragraph
from typesetting.composition.tableparts import ColumnTable

EMPTY_ROW = 5.0
REMADE = 3.0


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


def skip_fading(stream: list[Material], at: Cursor) -> Cursor:
    """The place without the blanks that vanish at a column's top."""
    index = at.index
    if at.row:
        return at
    while index < len(stream) and stream[index].fades:
        index += 1
    return Cursor(index)


def _again(stream: list[Material], at: Cursor) -> int:
    return stream[at.index].again if at.row and at.index < len(stream) else 0


def cuts(stream: list[Material], start: Cursor, height: int) -> Iterator[Fit]:
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


def ends(stream: list[Material], cursor: Cursor) -> bool:
    """Whether nothing is left to set after that place."""
    return skip_fading(stream, cursor).index >= len(stream)


def fit(stream: list[Material], start: Cursor, height: int) -> Fit:
    """The best end of a column of `height` rows."""
    start = skip_fading(stream, start)
    best, least = Fit(start, 0, 0.0), inf
    for cut in cuts(stream, start, height):
        if least == inf and ends(stream, cut.end):
            return cut
        if EMPTY_ROW * (height - cut.used) >= least:
            break
        total = cut.total(height)
        if total < least:
            best, least = cut, total
    return best


def forced(stream: list[Material], start: Cursor, height: int) -> Fit:
    """Where nothing may lawfully end a column of a whole page, as many pieces as fit."""
    start = skip_fading(stream, start)
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
    if best.total(height) <= REMADE or ends(stream, best.end):
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
            piece.lines = piece.alternative(by).lines
            trial = fit(stream, start, height)
            piece.lines = kept
            if trial.total(height) + REMADE < best.total(height):
                best, choice = trial, (piece, by)
    if choice:
        choice[0].adopt(choice[1])
    return best


def ends_in_object(stream: list[Material], end: Cursor) -> bool:
    """Whether a column that ends there ends in a photo or a table, or within one."""
    if end.row:
        return isinstance(stream[end.index], ColumnTable)
    return end.index > 0 and isinstance(stream[end.index - 1], Drawing | ColumnTable)


def side_by_side(stream: list[Material], start: Cursor, height: int, count: int) -> list[Fit]:
    """So many columns of a height, one after another."""
    fits: list[Fit] = []
    for _ in range(count):
        fits.append(fit(stream, fits[-1].end if fits else start, height))
    return fits
