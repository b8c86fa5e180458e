"""What happens between two neighbouring characters: whether a line may end there, and what may give or take.

Most of it follows from the two characters alone and is settled once for each pair of them (any Han counts as one and the
same), so that a paragraph costs a look-up for each of its joins. Lengths are thousandths of an em.
"""

from __future__ import annotations

from typing import NamedTuple

from typesetting.composition import marks

EM = 1000
HALF = 500
BLANK, WIDER_BLANK = "\u3000", 750  # a blank of one em, as after 第一条; how much wider it may be
GAP = 200  # between Han and Latin, ideally; CLREQ allows an eighth to a half of an em

# What gives way when a line is too long, in CLREQ's order, and what takes up room when it is too short.
SHRINK_SPACE, SHRINK_INTERPUNCT, SHRINK_BRACKET, SHRINK_COMMA, SHRINK_GAP, SHRINK_STOP = range(6)
STRETCH_GAP, STRETCH_PAIR, STRETCH_MARK = range(3)

NEVER, FREELY, RELUCTANTLY, IN_ADDRESS, ANYWHERE = range(5)

KINDS = (
    dict.fromkeys(marks.OPENERS, "opener")
    | dict.fromkeys(marks.CLOSING, "closer")
    | dict.fromkeys(marks.INTERPUNCTS, "interpunct")
    | {" ": "space"}
)
ANY_HAN = "一"


class Glue(NamedTuple):
    """What may change between two characters. `width` is the ideal kern; `shrink` and `stretch` how far it may go."""

    width: int
    shrink: int
    shrink_class: int
    stretch: int
    stretch_class: int


class Junction(NamedTuple):
    """Two characters side by side: the kind of break, whether both are marks, and their glue.

    `special` says that there is more to it than the two characters (a space, an interpunct, Han beside Latin that may be
    a superscript), so that the glue must be asked for at each place.
    """

    may_break: int
    pair: bool
    glue: Glue | None
    special: bool


_known: dict[str, Junction] = {}


def kind_of(char: str) -> str:
    """The kind of a token that is one character and in no group of the pattern."""
    return KINDS.get(char, "wide")


def junction(left: str, kind_before: str, right: str, kind: str) -> Junction:
    """What lies between two characters of these kinds."""
    if kind_before == "han":
        left = ANY_HAN
    if kind == "han" and right not in marks.BOUND_TO_DIGITS:
        right = ANY_HAN
    found = _known.get(left + right)
    if found is None:
        kinds = {kind_before, kind}
        found = _known[left + right] = Junction(
            _break_between(left, kind_before, right, kind),
            marks.is_punctuation(left) and marks.is_punctuation(right),
            _glue(left, kind_before, right, kind),
            bool(kinds & {"space", "interpunct"}) or kinds == {"han", "western"},
        )
    return found


def _break_between(left: str, kind_before: str, right: str, kind: str) -> int:
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


def _blank_shrink(char: str) -> int:
    if char in marks.COMMAS:
        return SHRINK_COMMA
    return SHRINK_STOP if char in marks.STOPS else SHRINK_BRACKET


def _glue(left: str, kind_before: str, right: str, kind: str) -> Glue | None:
    if left == BLANK:
        return Glue(0, HALF, SHRINK_SPACE, WIDER_BLANK, STRETCH_GAP)
    if kind_before == "closer":
        if kind == "closer":
            return Glue(-HALF, 0, SHRINK_BRACKET, HALF, STRETCH_PAIR)
        if kind == "opener":
            return Glue(-HALF, HALF, _blank_shrink(left), HALF, STRETCH_PAIR)
        return Glue(0, HALF, _blank_shrink(left), HALF // 2, STRETCH_MARK)
    if kind == "opener":
        if kind_before == "opener":
            return Glue(-HALF, 0, SHRINK_BRACKET, HALF, STRETCH_PAIR)
        return Glue(0, HALF, SHRINK_BRACKET, HALF // 2, STRETCH_MARK)
    han_latin = {kind_before, kind} == {"han", "western"}
    if han_latin and right not in marks.WESTERN_MAY_NOT_BEGIN and left not in marks.WESTERN_MAY_NOT_END:
        return Glue(GAP, GAP - EM // 8, SHRINK_GAP, EM // 2 - GAP, STRETCH_GAP)
    return None
