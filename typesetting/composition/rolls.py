"""Rolls of names: set in rows of even places, as lists of those who are honoured are printed.

A place is four ems wide: three for the characters of a name, a name of two with a blank between them, and one between
names. A longer name takes as many places as it needs.
"""

from __future__ import annotations

from math import ceil

from typesetting.composition.plan import Piece
from typesetting.composition.shaping import EM
from typesetting.composition.typesetter import Typesetter, plain

PLACE = 4
BLANK = "\u3000"


def spaced(name: str) -> str:
    """A name; one of two characters as wide as one of three."""
    return f"{name[0]}{BLANK}{name[1]}" if len(name) == 2 else name


def roll_lines(setter: Typesetter, names: list[str], style: str, ems: int, indent: int) -> list[list[Piece]]:
    """The names in rows of a column `ems` wide, each row `indent` ems from its left edge."""
    places = max((ems - indent + 1) // PLACE, 1)
    width = ems * setter.styles[style].size
    rows: list[str] = []
    used = places
    for name in names:
        shown = spaced(name)
        needs = min(max(ceil((len(shown) + 1) / PLACE), 1), places)
        if used + needs > places:
            rows.append("")
            used = 0
        rows[-1] += shown + BLANK * (needs * PLACE - len(shown))
        used += needs
    return [
        line
        for row in rows
        for line in setter.set(plain(row), style, width, indent=indent * EM, hang=indent * EM, align="left").lines
    ]
