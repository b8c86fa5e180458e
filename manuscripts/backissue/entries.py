"""What a contents page lists: columns and entries."""

from __future__ import annotations

from dataclasses import dataclass, field

from manuscripts.backissue.imprint import Labels
from manuscripts.backissue.keys import title_key

NO_COLUMN = "未分栏目"


@dataclass
class Entry:
    """An article as the contents list it."""

    title: str
    column: int
    line: int
    page: int | None = None
    author: str = ""
    union: str = ""

    @property
    def key(self) -> str:
        """What of the title is compared with the page."""
        return title_key(self.title)


@dataclass
class Contents:
    """What the contents page says, and the lines (by index) it stands on."""

    span: range
    columns: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)
    unions: set[str] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)  # the lines read as part of it, labels left out
