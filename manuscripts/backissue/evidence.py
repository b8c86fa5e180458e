"""What a contents page leaves open, asked of the running text: which lines are titles there, and which stand together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

_TEXT = "\x00"  # stands for running text between short lines
_EVIDENCE_LIMIT = 2_000_000  # characters of the running text's short lines that are asked


class Evidence:
    """What the running text's short lines say about the lines of a contents page."""

    def __init__(self, lines: Iterable[tuple[str, bool]]) -> None:
        """`lines` are keys in order, empty for running text, each with whether the line is set as a heading."""
        shown = list(lines)
        self._lines = "\n".join(["", *(key or _TEXT for key, _ in shown), ""])[:_EVIDENCE_LIMIT]
        self._together = self._lines.replace("\n", "")
        self._headings = {key for (key, headed), (after, _) in pairwise(shown) if headed and not after}

    def together(self, key: str) -> bool:
        """Whether the characters of a key stand together in short lines, whatever the lines."""
        return len(key) >= 4 and key in self._together

    def begins(self, key: str) -> bool:
        """Whether a short line begins as this key does."""
        return f"\n{key[:4]}" in self._lines

    def heads_text(self, key: str) -> bool:
        """Whether a heading of this key stands right over running text, as a title does and a column's name does not."""
        return key in self._headings

    def line(self, key: str) -> bool:
        """Whether a key is a short line of its own."""
        return len(key) >= 6 and f"\n{key}\n" in self._lines
