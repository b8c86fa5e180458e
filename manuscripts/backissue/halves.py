"""Titles cut in two by the columns: the halves found apart, with text of the body between them."""

from __future__ import annotations

from dataclasses import replace

from manuscripts.backissue.entries import Entry
from manuscripts.backissue.entry_lines import bare, is_union
from manuscripts.backissue.keys import matched
from manuscripts.backissue.titles import Candidate, Display
from manuscripts.typed import heading_level

_SEEK = 60  # lines around a title in which its other half may stand
_ENDS = "。！？…”）)"
_PART = 0.8  # a title whose found part is longer than this share of the contents' is whole
_MORE = 4  # characters of the contents' title a further line must bring
_LEFT = 0.35  # the share that may still be missing when the halves are put together


def reunite(entries: list[Entry], display: Display, places: dict[int, Candidate]) -> None:
    """Add to each place in `places` the other lines of its title, found among the body around it."""
    order = sorted(places, key=lambda index: places[index].first)
    for number, index in enumerate(order):
        floor = places[order[number - 1]].last + 1 if number else display.start
        stop = places[order[number + 1]].first if number + 1 < len(order) else len(display.lines)
        place = places[index]
        place = places[index] = _without_strays(entries[index].key, place, display)
        around = range(max(floor, place.first - _SEEK), min(stop, place.last + _SEEK))
        more = _other_lines(entries[index].key, place, display, around)
        if more:
            places[index] = replace(place, lines=tuple(sorted({*place.lines, *more})), scattered=True)


def _without_strays(key: str, place: Candidate, display: Display) -> Candidate:
    """The place without the line of running text, cut short by a column, that stands between two headings of it."""
    lines = display.lines
    ranks = [lines[index].rank for index in place.lines]
    strays = {
        index
        for index in place.lines[1:-1]
        if lines[index].rank == 8 and max(ranks[0], ranks[-1]) < 8
        if matched(lines[index].key, key) < 0.5 * len(lines[index].key)
    }
    kept = tuple(index for index in place.lines if index not in strays)
    return replace(place, lines=kept, scattered=True) if strays else place


def complete(entries: list[Entry], display: Display, places: dict[int, Candidate]) -> None:
    """Add to each place the line above it that its title begins with, where the page prints more than the contents.

    Such a line brings characters of the contents' title, or stands over a place that is but a subtitle (——…).
    """
    order = sorted(places, key=lambda index: places[index].first)
    for number, index in enumerate(order):
        floor = places[order[number - 1]].last + 1 if number else display.start
        place = places[index]
        above = display.neighbour(place.first, -1)
        if place.scattered or place.untitled or above is None or above < floor or above not in display.place:
            continue
        if _opens_title(above, place, entries[index].key, display, first=number == 0):
            places[index] = replace(place, lines=(above, *place.lines))


def _opens_title(above: int, place: Candidate, key: str, display: Display, *, first: bool) -> bool:
    line, under = display.lines[above], display.lines[place.first]
    if line.signed or heading_level(line.plain) is not None or is_union(bare(line.plain)) or line.plain[-1] in _ENDS:
        return False
    before = display.neighbour(above, -1)
    closed = first or before is None or display.lines[before].plain[-1:] in _ENDS
    if under.plain.startswith(("——", "—")):
        return closed and line.rank <= under.rank
    own = "".join(display.lines[index].key for index in place.lines)
    return closed and line.rank == under.rank and matched(line.key + own, key) - matched(own, key) >= _MORE


def _other_lines(key: str, place: Candidate, display: Display, around: range) -> list[int]:
    """Lines apart from `place` that hold the rest of the title `key`; [] where they do not complete it."""
    pieces = [display.lines[index].key for index in place.lines]
    own = "".join(pieces)
    if not own or matched(own, key) < 0.85 * len(own):
        return []
    rest = without(key, pieces)
    whole = len(own) > _PART * len(key)
    found: list[int] = []
    behind = [index for index in around if index > place.last]
    ahead = [index for index in reversed(around) if index < place.first]
    for index in behind + ahead:
        line = display.lines[index]
        if index not in display.place or heading_level(line.plain) is not None:
            continue
        beside = {display.neighbour(index, -1), display.neighbour(index, 1)} & {*place.lines, *found}
        if line.rank == 8 and len(line.key) < 5 and not beside and not line.plain.startswith("—"):
            continue
        if whole and (line.rank == 8 or line.key not in rest or len(line.key) < 3):
            continue  # only a heading that says exactly what the title lacks
        share = 0.85 if line.rank == 8 else 0.7
        alike = [part for part in rest if _within(line.key, part, share)]
        if alike:
            found.append(index)
            rest = [left for part in rest for left in (without(part, [line.key]) if part in alike else [part])]
    return found if found and sum(map(len, rest)) <= _LEFT * len(key) else []


def _within(piece: str, part: str, share: float) -> bool:
    return len(piece) > 2 and (piece in part or (len(piece) >= 5 and matched(piece, part) >= share * len(piece)))


def without(key: str, pieces: list[str]) -> list[str]:
    """What is left of a key when the pieces found in it, or nearly so, are taken out."""
    parts = [key]
    for piece in pieces:
        parts = [left for part in parts for left in (part.split(piece, 1) if piece in part else _trimmed(part, piece))]
    return [part for part in parts if part]


def _trimmed(part: str, piece: str) -> list[str]:
    """The part without the stretch most like the piece, where one is."""
    size = len(piece)
    if size < 5 or size > len(part):
        return [part]

    def alike(at: int) -> int:
        return sum(one == other for one, other in zip(part[at:], piece, strict=False))

    best = max(range(len(part) - size + 1), key=alike)
    return [part[:best], part[best + size :]] if alike(best) >= 0.7 * size else [part]
