"""The last columns of a text: about equally long, and ended where the cuts and what is left uneven cost least."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from typesetting.composition.fits import Cursor, Fit, ends, ends_in_object, side_by_side
from typesetting.composition.levels import levelled, lowered, slipped
from typesetting.composition.material import Material

HANGING, LEVEL = 14.0, 6.0  # a photo or a table that ends the longer of two columns, or one of two as long
UNEVEN, HIGHER = 4.0, 3.0  # each row by which columns differ, and by which they are longer than they need be
MOST_HIGHER = 3
SLIPPED = 40.0  # what other ends may cost more, that leave no object hanging a little below the text


class Balanced(NamedTuple):
    """Columns of about equal height that hold all the rest: their height, by how much they differ, and where each ends;
    and whether an object hangs a little below the text beside it all the same.
    """

    height: int
    uneven: int
    ends: list[Cursor]
    slips: bool = False


def balance(stream: list[Material], start: Cursor, room: int, count: int = 2) -> Balanced | None:
    """The best `count` columns for all the rest, or None where it does not fit in so many of `room` rows.

    A photo that would hang a little below the text beside it, whatever the ends, is made lower in the stream.
    """
    total = sum(piece.rows for piece in stream[start.index :]) - start.row
    if total > count * room + 12:
        return None
    lowest = max(-(-total // count) - 4, 1)
    best, least, first_fit = None, inf, 0
    for height in range(lowest, room + 1):
        fits = side_by_side(stream, start, height, count)
        if not ends(stream, fits[-1].end):
            continue
        first_fit = first_fit or height
        if height > first_fit + MOST_HIGHER:
            break
        cost = _cost(stream, fits, height - first_fit)
        if cost < least:
            best, least = fits, cost
    if best is None:
        return None
    slips = slipped(stream, start, best) is not None
    if slips:
        best = _without_slip(
            stream, start, best, range(lowest, min(first_fit + MOST_HIGHER, room) + 1), least + SLIPPED
        )
        slips = slipped(stream, start, best) is not None
    used = [found.used for found in best]
    return Balanced(max(used), max(used) - min(used), [found.end for found in best], slips)


def _cost(stream: list[Material], fits: list[Fit], higher: int) -> float:
    longest = max(fits, key=lambda found: found.used)
    uneven = longest.used - min(found.used for found in fits)
    cost = sum(found.cost for found in fits[:-1]) + UNEVEN * uneven + HIGHER * higher
    if ends_in_object(stream, longest.end):
        cost += HANGING if uneven else LEVEL
    return cost


def _without_slip(stream: list[Material], start: Cursor, fits: list[Fit], heights: range, within: float) -> list[Fit]:
    """The best ends that leave no object hanging a little below the text, of no more cost than `within`; else a lower photo."""

    def cost_of(trial: list[Fit]) -> float:
        return _cost(stream, trial, 0)

    best = None
    for height in heights:
        trial = levelled(stream, start, height, len(fits), cost_of, within, whole=True)
        if trial:
            best, within = trial, cost_of(trial)
    return best or lowered(stream, start, fits)
