"""What stands under a place of a page, and where quoted words stand. Knows no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from typesetting.paper.pictures import Line, Place

CONTEXT = 8  # characters before and after that tell a place from another
BLANKS = re.compile(r"[\s\u00ad\u200b\ufffe]+")
NEAR = 3  # of them, where both sides are known
REACH = 0.012  # of the page's width: a point is meant for what lies so near


@dataclass(frozen=True)
class Passage:
    """Words on a page, with their place and neighbours."""

    text: str
    box: Place
    before: str
    after: str


def bare(text: str) -> str:
    """A text without blanks, as pages are compared: they part words where a line ends."""
    return BLANKS.sub("", text)


def under(lines: Sequence[Line], place: Place) -> Passage | None:
    """The words that a drawn place covers; under a mere point, the character there. None on blank paper."""
    x0, y0, x1, y1 = place
    if x1 - x0 < REACH / 2:
        x0, x1 = x0 - REACH / 2, x1 + REACH / 2
    found = []
    for number, line in enumerate(lines):
        middle = (line.top + line.bottom) / 2
        touched = y0 <= middle <= y1 or line.top <= (y0 + y1) / 2 <= line.bottom
        if not touched:
            continue
        for at in range(len(line.text)):
            centre = (line.edges[at] + line.edges[at + 1]) / 2
            if x0 <= centre <= x1:
                found.append((number, at))
    return _passage(lines, found) if found else None


def quoted(lines: Sequence[Line], words: str) -> Passage | None:
    """Where words stand on the page, blanks and ends of lines left out; the first place of several. None where nowhere."""
    wanted = bare(words)
    places = [
        (number, at) for number, line in enumerate(lines) for at, char in enumerate(line.text) if not BLANKS.match(char)
    ]
    text = "".join(lines[number].text[at] for number, at in places)
    start = text.find(wanted) if wanted else -1
    return _passage(lines, places[start : start + len(wanted)]) if start >= 0 else None


def _passage(lines: Sequence[Line], places: list[tuple[int, int]]) -> Passage:
    """The passage made of these characters, given as (line, character) in reading order."""
    words = "".join(lines[number].text[at] for number, at in places)
    boxes = [lines[number].box_of(at, at + 1) for number, at in places]
    box = (
        min(one[0] for one in boxes),
        min(one[1] for one in boxes),
        max(one[2] for one in boxes),
        max(one[3] for one in boxes),
    )
    return Passage(words.strip(), box, _before(lines, *places[0]), _after(lines, *places[-1]))


def _before(lines: Sequence[Line], number: int, at: int) -> str:
    above = lines[number - 1].text if number else ""
    return bare(above + lines[number].text[:at])[-CONTEXT:]


def _after(lines: Sequence[Line], number: int, at: int) -> str:
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    return bare(lines[number].text[at + 1 :] + below)[:CONTEXT]


def says(pages: Iterable[str], before: str, words: str, after: str) -> bool:
    """Whether one of the bare texts has these words between those neighbours."""
    wanted = bare(before + words + after)
    return bool(wanted) and any(wanted in text for text in pages)


def says_beside(text: str, before: str, words: str, after: str) -> bool:
    """Whether a text says these words beside what stands around them on a page.

    One side is enough: where a paragraph begins or ends, what stands beside it on the page belongs to another text.
    """
    text = bare(text)
    sides = (before[-NEAR:] + words + after[:NEAR], words + after, before + words)
    wide = (True, len(after) == CONTEXT, len(before) == CONTEXT)
    return any(enough and bare(side) in text for side, enough in zip(sides, wide, strict=True))
