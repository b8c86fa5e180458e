"""Text with marks → a paragraph measured and ready to be broken.

Lengths are integers: thousandths of an em of the paragraph's own size. A position p stands before character p. What can
give or take between two characters (a Latin space, the gap between Han and Latin, the blank half of a mark) is a `Glue`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from typesetting.composition import marks
from typesetting.composition.faces import FALLBACK
from typesetting.composition.metrics import FontBook

EM = 1000
HALF = 500
GAP = 200  # between Han and Latin, ideally; CLREQ allows an eighth to a half of an em
SPACE_BETWEEN_HAN = 500

# What gives way when a line is too long, in CLREQ's order, and what takes up room when it is too short.
SHRINK_SPACE, SHRINK_INTERPUNCT, SHRINK_BRACKET, SHRINK_COMMA, SHRINK_GAP, SHRINK_STOP = range(6)
STRETCH_GAP, STRETCH_PAIR, STRETCH_MARK = range(3)

NEVER, FREELY, RELUCTANTLY, IN_ADDRESS, ANYWHERE = range(5)

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


class Glue(NamedTuple):
    """What may change at one position. `width` is the ideal kern; `shrink` and `stretch` how far it may go."""

    at: int
    width: int
    shrink: int
    shrink_class: int
    stretch: int
    stretch_class: int


@dataclass
class Shaped:
    """One paragraph measured.

    `edges[p]` is the ideal width of all before p, without the glue at p itself; `breaks[p]` says whether a line may end
    there; `glue_before[p]` counts the glues at positions below p; `blank_end[p]` is the blank half of a mark that would end
    a line at p, `blank_start[p]` that of one that would begin it; `dropped[p]` the space that vanishes at the line's end.
    """

    text: str
    face: str
    looks: list[tuple[int, Look]]  # where each look begins
    edges: list[int] = field(default_factory=list)
    breaks: bytearray = field(default_factory=bytearray)
    glue_before: list[int] = field(default_factory=list)
    glues: list[Glue] = field(default_factory=list)
    width_at: dict[int, int] = field(default_factory=dict)
    blank_end: dict[int, int] = field(default_factory=dict)
    blank_start: dict[int, int] = field(default_factory=dict)
    dropped: dict[int, int] = field(default_factory=dict)
    pairs: set[int] = field(default_factory=set)  # positions between two marks, always a kern of their own
    missing: set[str] = field(default_factory=set)

    def natural(self, start: int, end: int) -> int:
        """The ideal width of a line from start to end, blank halves at its edges kept."""
        return self.edges[end] - self.edges[start] - self.width_at.get(start, 0) - self.dropped.get(end, 0)


def _blank_shrink(char: str) -> int:
    if char in marks.COMMAS:
        return SHRINK_COMMA
    return SHRINK_STOP if char in marks.STOPS else SHRINK_BRACKET


class _Shaper:
    """Walks the tokens of one paragraph and writes its measures."""

    def __init__(self, text: str, face: str, spans: list[tuple[int, Look]], fonts: FontBook, narrowest: int):
        self.fonts, self.narrowest = fonts, narrowest
        self.spans = spans
        self.shaped = Shaped(text, face, [])
        self.acc = 0
        self.out_breaks = bytearray()

    def run(self) -> Shaped:
        shaped, text = self.shaped, self.shaped.text
        self._settle_looks()
        bounds = [start for start, _ in shaped.looks][1:]
        previous = ""
        kind_before = ""
        at = 0
        for match in marks.TOKEN.finditer(text):
            kind, token = match.lastgroup or self._kind(match[0]), match[0]
            if at:
                self._join(at, previous, kind_before, token, kind)
            else:
                shaped.edges.append(0)
                self.out_breaks.append(NEVER)
                if token[0] in marks.OPENERS:
                    shaped.blank_start[0] = HALF
            self._measure(at, token, kind, bounds)
            previous, kind_before = token, kind
            at += len(token)
        if at:
            self.out_breaks[at] = FREELY
            self._close(at, previous, kind_before)
        else:
            shaped.edges.append(0)
            self.out_breaks.append(FREELY)
        shaped.breaks = self.out_breaks
        self._count_glues(at)
        return shaped

    @staticmethod
    def _kind(char: str) -> str:
        if char == " ":
            return "space"
        if char in marks.OPENERS:
            return "opener"
        if char in marks.CLOSING:
            return "closer"
        if char in marks.INTERPUNCTS:
            return "interpunct"
        return "wide"

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

    def _measure(self, at: int, token: str, kind: str, bounds: list[int]) -> None:
        """Append the positions after each character of the token."""
        shaped, length = self.shaped, len(token)
        if kind == "han" and not self._any_script(at, length):
            shaped.edges.extend(range(self.acc + EM, self.acc + EM * length + 1, EM))
            self.out_breaks.extend(b"\x01" * length)
            self.acc += EM * length
            return
        for offset, char in enumerate(token):
            self.acc += self._advance(at + offset, char)
            shaped.edges.append(self.acc)
        self.out_breaks.extend((FREELY if kind == "han" else NEVER,) * length)
        if kind in ("dash", "ellipsis"):
            # Marks of two ems stay whole; a longer row of them may part after each pair.
            for offset in range(2, length - 1, 2):
                self.out_breaks[at + offset] = RELUCTANTLY
        elif kind == "western":
            self._open_long_word(at, token)

    def _any_script(self, at: int, length: int) -> bool:
        looks = self.shaped.looks
        if len(looks) == 1:
            return looks[0][1].script != 0
        index = max(bisect_left(looks, (at + 1,)) - 1, 0)
        while index < len(looks) and looks[index][0] < at + length:
            if looks[index][1].script:
                return True
            index += 1
        return False

    def _advance(self, at: int, char: str) -> int:
        looks = self.shaped.looks
        look = looks[0][1] if len(looks) == 1 else looks[bisect_left(looks, (at + 1,)) - 1][1]
        advance = self.fonts[look.face].advance(char)
        return round(advance * SMALL_SCALE) if look.script else advance

    def _open_long_word(self, at: int, token: str) -> None:
        """Let an address break after its signs, and a word wider than the narrowest line anywhere."""
        if len(token) < 12:
            return
        wide = self.shaped.edges[at + len(token)] - self.shaped.edges[at] > self.narrowest
        for offset in range(2, len(token) - 1):
            if token[offset - 1] in "/.-_?&=@:" and token[offset] not in marks.WESTERN_MAY_NOT_BEGIN:
                if not (token[offset].isdigit() and token[offset - 2].isdigit()):
                    self.out_breaks[at + offset] = IN_ADDRESS
            elif wide:
                self.out_breaks[at + offset] = ANYWHERE

    # -- between two tokens ------------------------------------------------------------------------------------------

    def _join(self, at: int, before: str, kind_before: str, after: str, kind: str) -> None:
        shaped = self.shaped
        left, right = before[-1], after[0]
        self._close(at, before, kind_before)
        self.out_breaks[at] = self._break_between(before, kind_before, after, kind)
        if kind == "opener":
            shaped.blank_start[at] = HALF
        glue = self._glue(at, left, kind_before, right, kind)
        if marks.is_punctuation(left) and marks.is_punctuation(right):
            shaped.pairs.add(at)
        if glue is not None:
            shaped.glues.append(glue)
            shaped.width_at[at] = glue.width
            self.acc += glue.width

    def _close(self, at: int, before: str, kind_before: str) -> None:
        """Note what falls away when a line ends after this token."""
        if kind_before == "closer":
            self.shaped.blank_end[at] = HALF
        elif kind_before == "space":
            self.shaped.dropped[at] = self.shaped.edges[at] - self.shaped.edges[at - 1]

    def _break_between(self, before: str, kind_before: str, after: str, kind: str) -> int:
        left, right = before[-1], after[0]
        if right in marks.MAY_NOT_BEGIN or left in marks.MAY_NOT_END or kind == "space":
            return NEVER
        if kind == "western" and kind_before != "space" and right in marks.WESTERN_MAY_NOT_BEGIN:
            return NEVER
        if kind_before == "western":
            if left in marks.WESTERN_MAY_NOT_END:
                return NEVER
            if left.isdigit():
                return NEVER if right in marks.BOUND_TO_DIGITS else RELUCTANTLY
        if kind == "western" and kind_before in ("dash", "wide"):
            return RELUCTANTLY
        return FREELY

    def _glue(self, at: int, left: str, kind_before: str, right: str, kind: str) -> Glue | None:
        if kind == "space" or kind_before == "space":
            return self._space_glue(at, left, kind_before, right)
        if kind_before == "interpunct" or kind == "interpunct":
            return self._interpunct_glue(at, left if kind_before == "interpunct" else right)
        if at == 1 and left == marks.TWO_EM_DASH:  # no face draws it quite two em wide
            return Glue(at, 2 * EM - (self.shaped.edges[1] - self.shaped.edges[0]), 0, SHRINK_GAP, 0, STRETCH_GAP)
        if kind_before == "closer":
            if kind == "closer":
                return Glue(at, -HALF, 0, SHRINK_BRACKET, HALF, STRETCH_PAIR)
            if kind == "opener":
                return Glue(at, -HALF, HALF, _blank_shrink(left), HALF, STRETCH_PAIR)
            return Glue(at, 0, HALF, _blank_shrink(left), HALF // 2, STRETCH_MARK)
        if kind == "opener":
            if kind_before == "opener":
                return Glue(at, -HALF, 0, SHRINK_BRACKET, HALF, STRETCH_PAIR)
            return Glue(at, 0, HALF, SHRINK_BRACKET, HALF // 2, STRETCH_MARK)
        han_latin = {kind_before, kind} == {"han", "western"}
        if han_latin and right not in marks.WESTERN_MAY_NOT_BEGIN and left not in marks.WESTERN_MAY_NOT_END:
            if self._any_script(at - 1, 2):
                return None
            return Glue(at, GAP, GAP - EM // 8, SHRINK_GAP, EM // 2 - GAP, STRETCH_GAP)
        return None

    def _interpunct_glue(self, at: int, mark: str) -> Glue:
        """The interpunct takes one em, its dot in the middle, and gives up a quarter on either side."""
        own = self._advance(at if self.shaped.text[at] == mark else at - 1, mark)
        side = (EM - own) // 2
        return Glue(at, side, EM // 4, SHRINK_INTERPUNCT, 0, STRETCH_GAP)

    def _space_glue(self, at: int, left: str, kind_before: str, right: str) -> Glue | None:
        """All the room of a space is taken after it; at its front it has nothing to give."""
        if kind_before != "space":
            return None
        text = self.shaped.text
        own = self._advance(at - 1, " ")
        before = text[at - 2] if at >= 2 else ""
        western = [bool(char) and marks.TOKEN.match(char).lastgroup == "western" for char in (before, right)]
        if not before or marks.is_punctuation(before) or marks.is_punctuation(right):
            return Glue(at, -own, 0, SHRINK_SPACE, 0, STRETCH_GAP)
        if all(western):
            return Glue(at, 0, max(own - EM // 4, 0), SHRINK_SPACE, EM // 2 - own, STRETCH_GAP)
        if any(western):
            return Glue(at, GAP - own, GAP - EM // 8, SHRINK_GAP, EM // 2 - GAP, STRETCH_GAP)
        return Glue(at, SPACE_BETWEEN_HAN - own, EM // 4, SHRINK_SPACE, EM // 2, STRETCH_GAP)

    def _count_glues(self, length: int) -> None:
        counts, done = self.shaped.glue_before, 0
        for index, glue in enumerate(self.shaped.glues):
            counts.extend([index] * (glue.at + 1 - done))
            done = glue.at + 1
        counts.extend([len(self.shaped.glues)] * (length + 2 - done))


def shape(
    text: str, face: str, fonts: FontBook, *, looks: list[tuple[int, Look]] | None = None, narrowest: int = 10 * EM
) -> Shaped:
    """Measure one paragraph of tidy text without line feeds.

    `looks` says where runs in another look begin, the first at 0; `narrowest` is the width (thousandths of an em) beyond
    which a Latin word may be broken at any letter rather than run over the edge.
    """
    return _Shaper(text, face, looks or [], fonts, narrowest).run()
