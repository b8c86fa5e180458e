"""Two proofs page by page: which page became which, and boxes around what is otherwise than it was. Knows no Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from itertools import groupby

from PIL import Image, ImageChops, ImageFilter

from manuscripts.comparing import compare_lines
from typesetting.paper.pictures import Line, Place

CELL = 6  # pixels of a look that are judged together
DIFFERS = 48  # of 255: less is how a glyph's edge falls on the pixels
# A tone that is everywhere a little lighter or darker: by how much of 255 a cell's mean and those of all its neighbours at
# least. What saving a photo again or setting it half a pixel off does to a mean is half of it.
TONE = 5
SAME = 128  # stands for no change
CARET = 0.006  # the width of a box where something was taken out
MOST_BOXES = 60  # of a page: more say no more than that it was set anew
SHOWN = 40  # characters of what was and is now


@dataclass(frozen=True)
class Difference:
    """A place of the new page. `kind`: "words" or "look"; `was` and `now` are the words, clipped."""

    box: Place
    kind: str
    was: str = ""
    now: str = ""

    def as_json(self) -> dict:
        return {"box": [round(edge, 4) for edge in self.box], "kind": self.kind, "was": self.was, "now": self.now}


def match_pages(old: Sequence[Sequence[Line]], new: Sequence[Sequence[Line]]) -> list[int | None]:
    """For each new page the number (from 1) of the old page it was, None where there was none. The order is kept."""
    before, after = [_words(page) for page in old], [_words(page) for page in new]
    found: list[int | None] = [None] * len(new)
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and a1 - a0 == b1 - b0):
            found[b0:b1] = range(a0 + 1, a1 + 1)
        elif kind == "replace":
            _pair(found, before, after, range(a0, a1), range(b0, b1))
    return found


def _words(page: Sequence[Line]) -> tuple[str, ...]:
    """What a page says, without its number."""
    return tuple(line.text for line in page if not line.text.strip().isdecimal())


def _pair(found: list[int | None], before: list, after: list, olds: range, news: range) -> None:
    """Give each new page of a stretch the old one it shares most lines with, in order."""
    first = olds.start
    for number in news:
        lines = Counter(after[number])
        shared = [(sum((lines & Counter(before[old])).values()), -old) for old in range(first, olds.stop)]
        most, old = max(shared, default=(0, 0))
        if most:
            found[number] = -old + 1
            first = -old + 1


def differences(
    old: Sequence[Line], new: Sequence[Line], old_look: Image.Image, new_look: Image.Image
) -> list[Difference]:
    """What is otherwise on the new page. Words that only moved on, because others came before them, are not marked."""
    words = _differing_words(old, new)
    cells = _differing_cells(old_look, new_look)
    if words or [line.text for line in old] != [line.text for line in new]:
        cells = _beside(cells, [*old, *new], new_look)  # lines that moved on differ everywhere
    looks = [Difference(box, "look") for box in _boxes(cells, new_look)]
    return [*words, *looks][:MOST_BOXES]


def _differing_words(old: Sequence[Line], new: Sequence[Line]) -> list[Difference]:
    old, new = [[line for line in page if not line.text.strip().isdecimal()] for page in (old, new)]
    if not new:
        return []
    places = [(line, at) for line in new for at in range(len(line.text))]
    runs = compare_lines("".join(line.text for line in old), "".join(line.text for line in new))
    found: list[Difference] = []
    at = 0
    for same, stretch in groupby(runs, key=lambda run: run.op not in ("insert", "delete")):
        texts = {"insert": "", "delete": ""}
        for run in stretch:
            if same:
                at += len(run.text)
            else:
                texts[run.op] += run.text
        was, now = texts["delete"], texts["insert"]
        if now:
            found += _around(places[at : at + len(now)], was, now)
            at += len(now)
        elif was:
            found.append(_caret(places, at, was))
    return found


def _around(places: list[tuple[Line, int]], was: str, now: str) -> list[Difference]:
    """A box in each line that the characters stand in; the first says what they were."""
    stretches: list[tuple[Line, int, int]] = []
    for line, at in places:
        if stretches and stretches[-1][0] is line:
            stretches[-1] = (line, stretches[-1][1], at + 1)
        else:
            stretches.append((line, at, at + 1))
    return [
        Difference(line.box_of(start, end), "words", "" if number else was[:SHOWN], "" if number else now[:SHOWN])
        for number, (line, start, end) in enumerate(stretches)
    ]


def _caret(places: list[tuple[Line, int]], at: int, was: str) -> Difference:
    """Where words were taken out: before the character that now stands there."""
    line, place = places[at] if at < len(places) else (places[-1][0], len(places[-1][0].text))
    x = line.edges[place]
    return Difference((max(0.0, x - CARET), line.top, min(1.0, x + CARET), line.bottom), "words", was[:SHOWN])


def _differing_cells(old: Image.Image, new: Image.Image) -> set[tuple[int, int]]:
    """The cells (column, row) of the looks that differ: strongly in some of their pixels, or evenly in all of them."""
    if old.size != new.size:
        old = old.resize(new.size)
    # In the colour that differs most: red and grey may be equally light.
    apart = ImageChops.difference(old, new).split()
    if not any(plate.getbbox() for plate in apart):
        return set()
    found = reduce(ImageChops.lighter, apart).point(lambda value: 255 if value > DIFFERS else 0)
    # A cell counts when a tenth of its pixels differ: a hair's breadth of an edge does not.
    strong = _by_cells(found, 0).point(lambda value: 255 if value > 25 else 0)
    evenly = [_evenly(_by_cells(plate, SAME)) for plate in ImageChops.subtract(new, old, offset=SAME).split()]
    cells = reduce(ImageChops.lighter, [strong, *evenly])
    return {(at % cells.width, at // cells.width) for at, value in enumerate(cells.tobytes()) if value}


def _by_cells(plate: Image.Image, beyond: int) -> Image.Image:
    """The mean of each cell; `beyond` the edge of the look its pixels are taken to be this."""
    columns, rows = -(-plate.width // CELL), -(-plate.height // CELL)
    whole = Image.new("L", (columns * CELL, rows * CELL), beyond)
    whole.paste(plate)
    return whole.reduce(CELL)


def _evenly(means: Image.Image) -> Image.Image:
    """Full where a cell belongs to three by three that are all lighter, or all darker, than they were."""
    lighter = means.filter(ImageFilter.MinFilter(3)).point(lambda value: 255 if value >= SAME + TONE else 0)
    darker = means.filter(ImageFilter.MaxFilter(3)).point(lambda value: 255 if value <= SAME - TONE else 0)
    return ImageChops.lighter(lighter, darker).filter(ImageFilter.MaxFilter(3))


def _beside(cells: set[tuple[int, int]], lines: Sequence[Line], look: Image.Image) -> set[tuple[int, int]]:
    """The cells where neither page has a line of text."""
    taken = set()
    for line in lines:
        x0, y0, x1, y1 = line.box
        columns = range(int(x0 * look.width) // CELL - 1, int(x1 * look.width) // CELL + 2)
        rows = range(int(y0 * look.height) // CELL - 1, int(y1 * look.height) // CELL + 2)
        taken |= {(column, row) for column in columns for row in rows}
    return cells - taken


def _boxes(cells: set[tuple[int, int]], look: Image.Image) -> list[Place]:
    """A box around each group of cells that lie within two of each other, the topmost first."""
    left, found = set(cells), []
    while left:
        group, edge = [], [left.pop()]
        while edge:
            column, row = edge.pop()
            group.append((column, row))
            near = {(column + x, row + y) for x in (-2, -1, 0, 1, 2) for y in (-2, -1, 0, 1, 2)} & left
            left -= near
            edge += near
        x0, y0 = min(column for column, _ in group), min(row for _, row in group)
        x1, y1 = max(column for column, _ in group) + 1, max(row for _, row in group) + 1
        wide, high = look.width, look.height
        found.append((x0 * CELL / wide, y0 * CELL / high, min(1.0, x1 * CELL / wide), min(1.0, y1 * CELL / high)))
    return sorted(found, key=lambda box: (box[1], box[0]))
