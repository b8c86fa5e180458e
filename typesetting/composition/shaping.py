"""Text with marks → a paragraph measured and ready to be broken.

Lengths are integers: thousandths of an em of the paragraph's own size. A position p stands before character p. What can
give or take between two characters (a Latin space, the gap between Han and Latin, the blank half of a mark) is a `Glue`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from typesetting.composition import marks
from typesetting.composition.faces import FALLBACK
from typesetting.composition.junctions import (
    ANYWHERE,
    EM,
    FREELY,
    GAP,
    HALF,
    IN_ADDRESS,
    RELUCTANTLY,
    SHRINK_GAP,
    SHRINK_INTERPUNCT,
    SHRINK_SPACE,
    STRETCH_GAP,
    Glue,
    Junction,
    junction,
    kind_of,
)
from typesetting.composition.metrics import FontBook

SPACE_BETWEEN_HAN = 500

SMALL_SCALE, SUP_RISE, SUB_RISE = 0.6, 0.36, -0.14

# Marks a face has no full-width shape for, or a poor one, and the face they are borrowed from: the Noto faces' dash is
# 0.89 em wide and hangs low, so that two of them make no two-em dash; the Kai's quotation marks are Latin ones.
BORROWED = {
    "song": {"—": "kai"},
    "song-bold": {"—": "kai"},
    "hei": {"—": "kai"},
    "hei-bold": {"—": "kai"},
    "kai": dict.fromkeys("“”‘’·×°•⸺", "song"),
    "fang": {},
}


class Look(NamedTuple):
    """How a stretch of characters differs from its paragraph: face, underline, link, superscript (1) or subscript (-1)."""

    face: str
    underline: bool = False
    href: str = ""
    script: int = 0


@dataclass
class Shaped:
    """One paragraph measured.

    `edges[p]` is the ideal width of all before p, without the glue at p itself; `breaks[p]` says whether a line may end
    there; `glues[i]` stands at `places[i]` and `glue_before[p]` counts those below p; `blank_end[p]` is the blank half of a mark that would end
    a line at p, `blank_start[p]` that of one that would begin it; `dropped[p]` the space that vanishes at the line's end.
    """

    text: str
    face: str
    looks: list[tuple[int, Look]]  # where each look begins
    edges: list[int] = field(default_factory=list)
    breaks: bytearray = field(default_factory=bytearray)
    glue_before: list[int] = field(default_factory=list)
    glues: list[Glue] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    width_at: dict[int, int] = field(default_factory=dict)
    blank_end: dict[int, int] = field(default_factory=dict)
    blank_start: dict[int, int] = field(default_factory=dict)
    dropped: dict[int, int] = field(default_factory=dict)
    pairs: list[int] = field(default_factory=list)  # positions between two marks, always a kern of their own
    missing: set[str] = field(default_factory=set)

    def natural(self, start: int, end: int) -> int:
        """The ideal width of a line from start to end, blank halves at its edges kept."""
        return self.edges[end] - self.edges[start] - self.width_at.get(start, 0) - self.dropped.get(end, 0)


class _Shaper:
    """Walks the tokens of one paragraph and writes its measures."""

    def __init__(self, text: str, face: str, spans: list[tuple[int, Look]], fonts: FontBook, narrowest: int):
        self.fonts, self.narrowest = fonts, narrowest
        self.spans = spans
        self.shaped = Shaped(text, face, [])
        self.widths: list[int] = []  # of each character, with the glue before it

    def run(self) -> Shaped:
        self._settle_looks()
        self._measure()
        shaped, text = self.shaped, self.shaped.text
        breaks = shaped.breaks = bytearray(len(text) + 1)
        kind_before = ""
        for match in marks.TOKEN.finditer(text):
            at, end = match.span()
            kind = match.lastgroup or kind_of(text[at])
            if at:
                found = junction(text[at - 1], kind_before, text[at], kind)
                breaks[at] = found.may_break
                if found.pair:
                    shaped.pairs.append(at)
                glue = found.glue if at > 1 and not found.special else self._special_glue(at, kind_before, kind, found)
                if glue is not None:
                    self._put(glue, at)
            if kind == "han":
                breaks[at + 1 : end] = b"\x01" * (end - at - 1)
            elif kind == "closer":
                shaped.blank_end[end] = HALF
            elif kind == "opener":
                shaped.blank_start[at] = HALF
            elif end - at > 1:
                self._open_inside(at, end, kind)
            kind_before = kind
        breaks[len(text)] = FREELY
        shaped.edges = [0, *accumulate(self.widths)]
        self._count_glues()
        self._note_dropped()
        return shaped

    # -- faces -------------------------------------------------------------------------------------------------------

    def _settle_looks(self) -> None:
        """Split the looks where a mark is borrowed from another face or a character falls back to one that has it."""
        text, looks = self.shaped.text, self.shaped.looks
        spans = self.spans or [(0, Look(self.shaped.face))]
        for index, (start, look) in enumerate(spans):
            end = spans[index + 1][0] if index + 1 < len(spans) else len(text)
            odd = self._odd(text[start:end], look.face)
            if not odd:
                self._add_look(start, look)
                continue
            for place in range(start, end):
                face = odd.get(text[place])
                self._add_look(place, look if face is None else look._replace(face=face))
        if not looks:
            looks.append((0, Look(self.shaped.face)))

    def _add_look(self, at: int, look: Look) -> None:
        looks = self.shaped.looks
        if not looks or looks[-1][1] != look:
            looks.append((at, look))

    def _odd(self, text: str, face: str) -> dict[str, str]:
        """The characters of the text that this face does not set itself, with the face that does."""
        known = self.fonts.plain.setdefault(face, set())
        fresh = set(text) - known
        if not fresh:
            return {}
        odd = {}
        for char in fresh:
            other = BORROWED[face].get(char) or self._fallback(char, face)
            if other == face:
                if char not in self.shaped.missing:
                    known.add(char)
            else:
                odd[char] = other
        return odd

    def _fallback(self, char: str, face: str) -> str:
        for candidate in (face, *FALLBACK[face]):
            if self.fonts[candidate].has(char):
                return candidate
        self.shaped.missing.add(char)
        return face

    # -- widths ------------------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        """The advance of each character in its look."""
        text, looks = self.shaped.text, self.shaped.looks
        for (start, look), (end, _) in zip(looks, [*looks[1:], (len(text), None)], strict=True):
            found = map(self.fonts.advances(look.face).__getitem__, text[start:end])
            self.widths += (round(width * SMALL_SCALE) for width in found) if look.script else found

    def _any_script(self, at: int) -> bool:
        """Whether the character at or the one before is a superscript or subscript."""
        return any(self._look(place).script for place in (at - 1, at))

    def _look(self, at: int) -> Look:
        looks = self.shaped.looks
        return looks[0][1] if len(looks) == 1 else looks[bisect_left(looks, (at + 1,)) - 1][1]

    def _open_inside(self, at: int, end: int, kind: str) -> None:
        """Where a row of dashes, an address or a long word may break."""
        breaks = self.shaped.breaks
        if kind in ("dash", "ellipsis"):
            # Marks of two ems stay whole; a longer row of them may part after each pair.
            breaks[at + 2 : end - 1 : 2] = bytes((RELUCTANTLY,)) * len(range(at + 2, end - 1, 2))
        elif kind == "western" and end - at >= 12:
            self._open_long_word(at, end)

    def _open_long_word(self, at: int, end: int) -> None:
        """Let an address break after its signs, and a word wider than the narrowest line anywhere."""
        breaks, token = self.shaped.breaks, self.shaped.text[at:end]
        wide = sum(self.widths[at:end]) > self.narrowest
        for offset in range(2, len(token) - 1):
            if token[offset - 1] in "/.-_?&=@:" and token[offset] not in marks.WESTERN_MAY_NOT_BEGIN:
                if not (token[offset].isdigit() and token[offset - 2].isdigit()):
                    breaks[at + offset] = IN_ADDRESS
            elif wide:
                breaks[at + offset] = ANYWHERE

    # -- between two tokens ------------------------------------------------------------------------------------------

    def _put(self, glue: Glue, at: int) -> None:
        shaped, width = self.shaped, glue[0]
        shaped.glues.append(glue)
        shaped.places.append(at)
        shaped.width_at[at] = width
        self.widths[at] += width

    def _special_glue(self, at: int, kind_before: str, kind: str, found: Junction) -> Glue | None:
        """The glue where it hangs on more than the two characters."""
        if kind == "space" or kind_before == "space":
            return self._space_glue(at, kind_before)
        if kind_before == "interpunct" or kind == "interpunct":
            return self._interpunct_glue(at if kind == "interpunct" and kind_before != "interpunct" else at - 1)
        if at == 1 and self.shaped.text[0] == marks.TWO_EM_DASH:  # no face draws it quite two em wide
            return Glue(2 * EM - self.widths[0], 0, SHRINK_GAP, 0, STRETCH_GAP)
        return None if found.special and self._any_script(at) else found.glue

    def _interpunct_glue(self, mark: int) -> Glue:
        """The interpunct takes one em, its dot in the middle, and gives up a quarter on either side."""
        return Glue((EM - self._advance(mark)) // 2, EM // 4, SHRINK_INTERPUNCT, 0, STRETCH_GAP)

    def _space_glue(self, at: int, kind_before: str) -> Glue | None:
        """All the room of a space is taken after it; at its front it has nothing to give."""
        if kind_before != "space":
            return None
        text = self.shaped.text
        own = self._advance(at - 1)
        before, right = text[at - 2] if at >= 2 else "", text[at]
        western = [bool(char) and marks.TOKEN.match(char).lastgroup == "western" for char in (before, right)]
        if not before or marks.is_punctuation(before) or marks.is_punctuation(right):
            return Glue(-own, 0, SHRINK_SPACE, 0, STRETCH_GAP)
        if all(western):
            return Glue(0, max(own - EM // 4, 0), SHRINK_SPACE, EM // 2 - own, STRETCH_GAP)
        if any(western):
            return Glue(GAP - own, GAP - EM // 8, SHRINK_GAP, EM // 2 - GAP, STRETCH_GAP)
        return Glue(SPACE_BETWEEN_HAN - own, EM // 4, SHRINK_SPACE, EM // 2, STRETCH_GAP)

    def _advance(self, at: int) -> int:
        """The character's advance without the glue before it."""
        return self.widths[at] - self.shaped.width_at.get(at, 0)

    # -- at the end --------------------------------------------------------------------------------------------------

    def _count_glues(self) -> None:
        marked = bytearray(len(self.shaped.text) + 2)
        for at in self.shaped.places:
            marked[at + 1] = 1
        self.shaped.glue_before = list(accumulate(marked))

    def _note_dropped(self) -> None:
        """A space falls away when a line ends after it."""
        text = self.shaped.text
        at = text.find(" ")
        while at >= 0:
            self.shaped.dropped[at + 1] = self.widths[at]
            at = text.find(" ", at + 1)


def shape(
    text: str, face: str, fonts: FontBook, *, looks: list[tuple[int, Look]] | None = None, narrowest: int = 10 * EM
) -> Shaped:
    """Measure one paragraph of tidy text without line feeds.

    `looks` says where runs in another look begin, the first at 0; `narrowest` is the width (thousandths of an em) beyond
    which a Latin word may be broken at any letter rather than run over the edge.
    """
    return _Shaper(text, face, looks or [], fonts, narrowest).run()
