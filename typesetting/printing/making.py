"""The files that can be made of a print PDF, by name. None of them is composed again: they have the pages that were checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf

from typesetting.errors import PressError, storage_error
from typesetting.printing.booklet import A3, A4, booklet_on
from typesetting.printing.marks import marks_with
from typesetting.printing.parts import COVER_PAGES, keep_body, keep_cover
from typesetting.printing.sheets import save_as
from typesetting.printing.spreads import lay_spreads

WORDS = {
    "marked": "带裁切线",
    "cover": "封面",
    "body": "正文",
    "spreads": "对开页",
    "booklet-a3": "A3 样书",
    "booklet-a4": "A4 样书",
}


@dataclass(frozen=True)
class Slug:
    """What the line beside each marked page says, and the drawing's date in seconds since 1970."""

    words: str
    timestamp: int


def make_file(kind: str, source: Path, target: Path, slug: Slug) -> None:
    """Make the file of this kind, a key of WORDS, of the print PDF `source`. The same source gives the same bytes.

    Raises PressError with a sentence where it cannot be made.
    """
    change = {
        "marked": marks_with(slug.words, timestamp=slug.timestamp),
        "cover": keep_cover,
        "body": keep_body,
        "spreads": lay_spreads,
        "booklet-a3": booklet_on(A3),
        "booklet-a4": booklet_on(A4),
    }[kind]
    try:
        with pikepdf.open(source) as document:
            if kind in ("cover", "body") and len(document.pages) <= COVER_PAGES:
                raise PressError(f"全书只有 {len(document.pages)} 页，分不出封面和正文。")
            change(document)
            save_as(document, source, target, kind, WORDS[kind])
    except pikepdf.PdfError as error:
        raise PressError("印刷 PDF 读不出来，做不成这个文件。请重新排版。") from error
    except OSError as error:
        raise storage_error(error) from error
