"""Paragraphs set before: in an earlier run of the same process, or ahead by the press's second hand.

A late correction touches three paragraphs of a thousand; the others are found here. What is remembered hangs on nothing but
its key and the fonts, so it makes no difference to a page who set a paragraph, or when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from typesetting.composition.plan import Piece

if TYPE_CHECKING:  # it reads the fonts, which hold what is remembered here
    from typesetting.composition.shaping import Look

# Two large issues: some thirty bytes of memory for each character.
MOST_CHARACTERS = 400_000

# Text, looks, style with its face, narrowest line, measure, indent, hang, align, looseness: all that the setting of a paragraph hangs on.
Name = tuple[str, tuple[tuple[int, "Look"], ...], str, int, int, int, int, str, int]


class SetParagraph(NamedTuple):
    """Broken lines; where the last one ends, in points; the looks that need a style of their own; what no face has."""

    lines: list[list[Piece]]
    last_end: float
    looks: tuple[Look, ...]
    missing: frozenset[str]


class SetBefore:
    """Set paragraphs by name. When `most_characters` are held, those not asked for since as many came are forgotten."""

    def __init__(self, most_characters: int = MOST_CHARACTERS):
        self.most_characters = most_characters
        self._held = 0
        self._young: dict[Name, SetParagraph] = {}
        self._old: dict[Name, SetParagraph] = {}

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())

    def find(self, name: Name) -> SetParagraph | None:
        """The paragraph as it was set, or None; what is asked for is kept longer. The lines are shared: never change them."""
        found = self._young.get(name)
        if found is None:
            found = self._old.get(name)
            if found is not None:
                self.keep(name, found)
        return found

    def keep(self, name: Name, paragraph: SetParagraph) -> None:
        """Remember a paragraph."""
        if name in self._young:
            return
        if self._held >= self.most_characters // 2:
            self._old, self._young, self._held = self._young, {}, 0
        self._young[name] = paragraph
        self._held += len(name[0])

    def take_over(self, others: SetBefore) -> None:
        """Remember what another hand has set."""
        for name, paragraph in others._young.items():
            self.keep(name, paragraph)

    def texts(self) -> set[str]:
        """The texts of all paragraphs held."""
        return {name[0] for held in (self._young, self._old) for name in held}
