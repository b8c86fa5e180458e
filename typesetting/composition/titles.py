"""Breaking titles where sense allows: at their blanks, after marks, into lines of like length."""

from __future__ import annotations

from functools import partial

from typesetting.composition import marks
from typesetting.composition.cohesion import Cohesion
from typesetting.composition.junctions import EM, NEVER
from typesetting.composition.linebreak import Line, break_lines
from typesetting.composition.plan import Piece
from typesetting.composition.setting import pieces
from typesetting.composition.shaping import Shaped
from typesetting.composition.typesetter import Typesetter

LONGEST_FOR_SENSE = 160  # characters; a longer title is broken like a paragraph
NUMERALS = frozenset("〇○一二三四五六七八九十百千万亿")
TORN = 60.0  # the cost of a break inside a quotation or a number
UNEVEN = 3.0  # for each square em by which a line differs from the mean
WORD = 60.0  # the cost of a break between two characters never seen apart
BAD_BEGINNING, GOOD_BEGINNING = frozenset("的了之等着们"), frozenset("与和及暨")
BAD_END, GOOD_END = frozenset("在和与及为对把被"), frozenset("的下上中里后")


def _nesting(text: str) -> list[int]:
    """How many brackets or quotation marks stand open before each character."""
    depth, found = 0, []
    for char in text:
        if char in marks.CLOSERS:
            depth -= 1
        found.append(max(depth, 0))
        if char in marks.OPENERS:
            depth += 1
    return [*found, 0]


def _break_value(text: str, at: int, nesting: list[int], cohesion: Cohesion) -> float:
    """What breaking before character `at` costs; below zero where sense asks for it."""
    cost = TORN * min(nesting[at], 1)
    before, after = text[at - 1], text[at]
    if before == " ":
        beside_figures = text[at - 2].isascii() or after.isascii()
        return cost + (TORN if beside_figures and after in marks.BOUND_TO_DIGITS else 0.0 if beside_figures else -60.0)
    if before in "，；：。！？" or before in marks.DASHES:
        return cost - 25.0
    if before in "、”》）":
        return cost - 8.0
    if before in NUMERALS and (after in NUMERALS or after in "年月日届次"):
        return cost + TORN
    if after in "“《（":
        return cost - 8.0
    if after in BAD_BEGINNING:
        cost += 24.0
    if before in BAD_END:
        cost += 12.0
    if before in GOOD_END or after in GOOD_BEGINNING:
        cost -= 8.0
    return cost + WORD * cohesion.between(before, after)


def _partition(shaped: Shaped, count: int, room: int, cuts: list[int], values: list[float]) -> list[int] | None:
    """The ends of `count` lines, none wider than `room`, that cost least; None where there are none."""
    length = len(shaped.text)
    even = shaped.natural(0, length) / count
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    stops = [*cuts, length]
    for line in range(1, count + 1):
        starts = [at for number, at in best if number == line - 1]
        for start in starts:
            for index, end in enumerate(stops):
                if end <= start or (line == count) != (end == length):
                    continue
                width = shaped.natural(start, end)
                if width > room:
                    break
                cost = best[line - 1, start][0] + UNEVEN * ((width - even) / EM) ** 2 * (8.0 * EM / even) ** 0.5
                cost += values[index] if end < length else 0.0
                cost += 80.0 if width < 2.9 * EM else 0.0
                if (line, end) not in best or cost < best[line, end][0]:
                    best[line, end] = (cost, start)
    if (count, length) not in best:
        return None
    ends, at = [], length
    for line in range(count, 0, -1):
        ends.append(at)
        at = best[line, at][1]
    return ends[::-1]


def break_title(shaped: Shaped, room: int, most_lines: int, cohesion: Cohesion | None = None) -> list[Line] | None:
    """The title in as few lines as fit (`room` in thousandths of an em), broken by sense; None where too many are needed.

    One line more is taken where that spares a quotation or a number.
    """
    text = shaped.text
    if not text:
        return []
    if len(text) > LONGEST_FOR_SENSE:
        lines = [line._replace(justified=False) for line in break_lines(shaped, room, indent=0)]
        return lines if len(lines) <= most_lines else None
    nesting = _nesting(text)
    cohesion = cohesion or Cohesion()
    cuts = [at for at in range(1, len(text)) if shaped.breaks[at] != NEVER]
    values = [_break_value(text, at, nesting, cohesion) for at in cuts]
    refuge: list[int] | None = None
    for count in range(1, most_lines + 1):
        if shaped.natural(0, len(text)) > count * room:
            continue
        ends = _partition(shaped, count, room, cuts, values)
        if ends is None:
            continue
        if all(values[cuts.index(end)] < TORN / 2 for end in ends[:-1]):
            return _as_lines(ends, room)
        if refuge is not None:
            break
        refuge = ends
    return _as_lines(refuge, room) if refuge else None


def _as_lines(ends: list[int], room: int) -> list[Line]:
    return [Line(start, end, room, 0, False) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def set_title(
    setter: Typesetter, text: str, style: str, width: float, *, most_lines: int, centred: bool = True
) -> list[list[Piece]] | None:
    """The lines of a title in a style, or None where it needs more than `most_lines` of `width` points."""
    size = setter.styles[style].size
    room = int(round(width * EM / size, 3))
    shaped = setter.shape(marks.tidy(text).replace("\n", " ").strip(), style, room)
    setter.missing |= shaped.missing
    lines = break_title(shaped, room, most_lines, setter.cohesion)
    if lines is None:
        return None
    style_of = partial(setter.styles.run_style, style)
    found = []
    for line in lines:
        free = max(room - _ink(shaped, line), 0)
        found.append(pieces(shaped, line._replace(indent=free // 2 if centred else 0), style_of))
    return found


def _ink(shaped: Shaped, line: Line) -> int:
    """The line's width without the blank half of a mark at its end."""
    return shaped.natural(line.start, line.end) - shaped.blank_end.get(line.end, 0)


def shifted(lines: list[list[Piece]], by: float) -> list[list[Piece]]:
    """Lines moved `by` em to the right."""
    return [
        [round(line[0] + by, 3), *line[1:]] if line and isinstance(line[0], float) else [round(by, 3), *line]
        for line in lines
    ]
