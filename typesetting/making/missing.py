"""Characters no font has: set as 〓, the compositor's old sign for a missing sort, and told to the desk.

A PDF for readers of the screen may not show an empty box, so without this one stray emoji would stop a whole issue.
"""

from __future__ import annotations

import unicodedata

from typesetting.composition.metrics import standard_fonts

GETA = "〓"


class MissingSorts:
    """Puts GETA for what a face lacks and remembers what it was and where: `found` is (page, character) in order."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, str], None] = {}
        self._known: dict[tuple[str, ...], set[str]] = {}

    def shown(self, text: str, page: int, *faces: str) -> str:
        """The text as it can be drawn in the first of `faces` that has each character."""
        known = self._known.setdefault(faces, set())
        if known.issuperset(text):
            return text
        new = set(text) - known
        lacking = {char for char in new if not any(standard_fonts()[face].has(char) for face in faces)}
        known |= new - lacking
        return "".join(self._instead(char, page) if char in lacking else char for char in text) if lacking else text

    def _instead(self, char: str, page: int) -> str:
        """Nothing for a character that has no shape of its own (joiners, variation selectors), else the geta."""
        if unicodedata.category(char) in ("Cf", "Cc") or unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
            return ""
        self.found[page, char] = None
        return GETA
