"""Columns side by side that end in an object: a photo, a table or a code that hangs a little below the text beside it.

What is read as the foot of a page is its lowest long line of text. A caption or a table's last row a row under that looks
like a slip, so other ends of the same columns are looked for, and a photo is made a row lower at need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from typesetting.composition.fits import Cursor, Fit, cuts, ends, ends_in_object, skip_fading
from typesetting.composition.marks import han_count
from typesetting.composition.material import Drawing, Material, Paragraph
from typesetting.composition.plan import Piece, Run

LONG_LINE = 8  # Han; a shorter line is not what an eye takes for the foot of a column
HANGS_BY = (1, 2)  # rows under the lowest long line at which an object seems to have slipped
MOST_CUTS = 6  # other ends tried for each column


def slipped(stream: list[Material], start: Cursor, fits: list[Fit]) -> int | None:
    """Which of the columns ends in an object that hangs just below the text beside it; None where none does."""
    floor, objects = 0, []
    for index, found in enumerate(fits):
        if found.used and ends_in_object(stream, found.end):
            objects.append((found.used, index))
        floor = max(floor, _long_until(stream, start, found))
        start = found.end
    return next((index for used, index in objects if floor and used - floor in HANGS_BY), None)


def levelled(
    stream: list[Material],
    start: Cursor,
    height: int,
    count: int,
    cost_of: Callable[[list[Fit]], float],
    within: float,
    *,
    whole: bool = False,
) -> list[Fit] | None:
    """Other ends for `count` columns of a height that leave no object hanging; None where they would cost `within` or more.

    With `whole` they hold all the rest.
    """
    best, least = None, within
    for fits in _ways(stream, start, height, count):
        if whole and not ends(stream, fits[-1].end):
            continue
        cost = cost_of(fits)
        if cost < least and slipped(stream, start, fits) is None:
            best, least = fits, cost
    return best


def lowered(stream: list[Material], start: Cursor, fits: list[Fit]) -> list[Fit]:
    """The columns with the photo that hangs made lower, where that helps; else as they are."""
    index = slipped(stream, start, fits)
    piece = None if index is None or fits[index].end.row else stream[fits[index].end.index - 1]
    if index is None or not isinstance(piece, Drawing) or not piece.lower:
        return fits
    place = fits[index].end.index - 1
    for by in HANGS_BY:
        stream[place] = made = piece.lower(piece.rows - by)
        found = fits[index]._replace(used=fits[index].used - piece.rows + made.rows)
        trial = [*fits[:index], found, *fits[index + 1 :]]
        if slipped(stream, start, trial) is None:
            return trial
    stream[place] = piece
    return fits


def _ways(stream: list[Material], start: Cursor, height: int, count: int) -> Iterator[list[Fit]]:
    """The ways to end so many columns, each at one of its fullest lawful ends."""
    start = skip_fading(stream, start)
    if start.index >= len(stream):
        yield [Fit(start, 0, 0.0)] * count
        return
    for cut in islice(cuts(stream, start, height), MOST_CUTS):
        if count == 1:
            yield [cut]
        else:
            yield from ([cut, *rest] for rest in _ways(stream, cut.end, height, count - 1))


def _long_until(stream: list[Material], start: Cursor, found: Fit) -> int:
    """The rows of a column down to its last long line; 0 where it has none."""
    start = skip_fading(stream, start)
    index, row = found.end
    below = 0
    while (index, row) > start:
        if not row:
            index -= 1
            row = stream[index].rows
            if not row:
                continue
        piece = stream[index]
        if not isinstance(piece, Paragraph) or piece.role == "heading":
            below, row = below + row, 0
        elif _han(piece.lines[row - 1]) >= LONG_LINE:
            return found.used - below
        else:
            below, row = below + 1, row - 1
    return 0


def _han(line: list[Piece]) -> int:
    return sum(han_count(part.text if isinstance(part, Run) else part) for part in line if not isinstance(part, float))
