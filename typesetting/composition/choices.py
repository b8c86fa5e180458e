"""What the desk asked for an article's layout, beside what its column's layout gives it: `layout` of the manifest."""

from __future__ import annotations

from dataclasses import dataclass

from typesetting.composition.design import COLUMNS, TWO, Columns

MOST_LINES = 2


@dataclass(frozen=True)
class PhotoChoice:
    """How large an article's photos are set and where; empty where that follows from the photos and the text."""

    size: str = ""  # column | wide | page
    place: str = ""  # top | foot | end


@dataclass(frozen=True)
class Choices:
    """An article's choices. `asked_columns` is 0 where the column's layout decides."""

    own_page: bool = False
    asked_columns: int = 0
    photos: PhotoChoice = PhotoChoice()
    keep_together: bool = False
    lines: int = 0
    address: str = ""

    @property
    def columns(self) -> Columns:
        """The columns its text runs in."""
        return COLUMNS.get(self.asked_columns, TWO)

    @classmethod
    def of(cls, article: dict) -> Choices:
        """The choices of an article of the manifest; the usual ones where it has none."""
        given = article.get("layout") or {}
        return cls(
            own_page=bool(given.get("own_page")),
            asked_columns=given.get("columns") or 0,
            photos=PhotoChoice(given.get("photo_size") or "", given.get("photo_place") or ""),
            keep_together=bool(given.get("keep_together")),
            lines=max(min(given.get("lines") or 0, MOST_LINES), -MOST_LINES),
            address=given.get("address") or "",
        )
