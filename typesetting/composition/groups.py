"""Two to six photos that belong together: in rows across the page, those of a row of one height, nothing cropped away.

Only the arithmetic: which photo stands in which row, and how high the rows are. `figures` makes the objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log

MOST = 6  # photos in a group
MOST_IN_ROW = 4
GAP = 8.0  # points between photos, and between rows without captions
# A group of more than three photos looks best about so high for its width.
BEST_SHAPE = 0.66
# A photo flatter or narrower than these would press its neighbours to strips: it stands alone.
FLATTEST, NARROWEST = 3.2, 0.45
CROWDED = 0.25  # what a fourth photo in a row costs
UNEVEN = 1.5  # what rows of unequal height cost, against a whole of another shape than the best


def chunks(count: int) -> list[int]:
    """So many photos in groups of MOST at most, of about equal size."""
    groups = -(-count // MOST)
    return [count // groups + (index < count % groups) for index in range(groups)]


def rows_of(aspects: list[float], width: float, tallest: float, *, shape: float = 0.0) -> list[list[int]]:
    """The photos by row, in order. `aspects` are widths over heights, `tallest` the height that all rows may take, in points.

    The whole is about `shape` times as high as it is wide, if that is asked for.
    """
    best: tuple[float, list[list[int]]] | None = None
    for parts in _partitions(len(aspects)):
        rows, at = [], 0
        for part in parts:
            rows.append(list(range(at, at + part)))
            at += part
        heights = [height_of([aspects[index] for index in row], width) for row in rows]
        whole = sum(heights) + GAP * (len(rows) - 1)
        mean = sum(heights) / len(heights)
        cost = UNEVEN * sum(abs(log(height / mean)) for height in heights)
        asked = shape or (BEST_SHAPE if len(aspects) > 3 else 0.0)
        cost += abs(log(whole / (asked * width))) if asked else 0.1 * len(rows)
        cost += CROWDED * sum(len(row) > 3 for row in rows)
        if whole > tallest:
            cost += 10 * whole / tallest
        if best is None or cost < best[0] - 1e-9:
            best = (cost, rows)
    assert best is not None
    return best[1]


def height_of(aspects: list[float], width: float) -> float:
    """The common height of photos that fill a row of this width together."""
    return (width - GAP * (len(aspects) - 1)) / sum(aspects)


def _partitions(count: int) -> Iterator[tuple[int, ...]]:
    """The ways to put so many photos in rows, the fuller rows first."""
    if count == 0:
        yield ()
    for first in range(min(count, MOST_IN_ROW), 0, -1):
        for rest in _partitions(count - first):
            yield (first, *rest)
