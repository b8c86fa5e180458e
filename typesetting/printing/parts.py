"""The cover and the body of an issue as two files: they are printed on different paper."""

from __future__ import annotations

import pikepdf

COVER_PAGES = 4


def keep_cover(document: pikepdf.Pdf) -> None:
    """Leave the cover's four pages: the first two and the last two."""
    del document.pages[COVER_PAGES // 2 : -COVER_PAGES // 2]


def keep_body(document: pikepdf.Pdf) -> None:
    """Leave what the cover holds."""
    del document.pages[-COVER_PAGES // 2 :]
    del document.pages[: COVER_PAGES // 2]
