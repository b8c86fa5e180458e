"""The words of a finished PDF's pages, read back by PDFium, with the places they stand in."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pypdfium2

from typesetting.preflight.findings import on_page

# PDFium may be called by one thread at a time, whatever the document.
PDFIUM = threading.Lock()
SAME_LINE, SAME_WORD = 6.0, 160.0  # points
BLANKS = re.compile(r"[\s\u00ad\ufffe\u200b]+")


class Reader:
    """The text of the pages, without blanks, each read once when first asked for. To be used with PDFIUM held."""

    def __init__(self, pdf: Path):
        self._document = pypdfium2.PdfDocument(pdf)
        self._texts: dict[int, str] = {}

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *exc) -> None:
        self._document.close()

    def text(self, number: int) -> str:
        """The words of a page, counted from 1; nothing where there is no such page."""
        if number not in self._texts:
            if number > len(self._document):
                return ""
            page = self._document[number - 1]
            words = page.get_textpage()
            self._texts[number] = bare(words.get_text_range())
            words.close()
            page.close()
        return self._texts[number]

    def places(self, number: int, word: str) -> list[list[float]]:
        """Where a word stands on the page, in fractions of the trimmed page; in its order there."""
        page = self._document[number - 1]
        words = page.get_textpage()
        left, bottom, right, top = page.get_trimbox()
        search, found = words.search(word, match_case=True), []
        while (hit := search.get_next()) is not None:
            boxes = [words.get_charbox(at) for at in range(hit[0], hit[0] + hit[1])]
            # A word that goes on in another line or column is shown where it begins.
            boxes = [box for box in boxes if abs(box[1] - boxes[0][1]) < SAME_LINE and box[0] - boxes[0][0] < SAME_WORD]
            edges = (min(box[0] for box in boxes), max(box[3] for box in boxes), max(box[2] for box in boxes))
            found.append(
                on_page(
                    edges[0] - left, top - edges[1], edges[2] - left, top - min(box[1] for box in boxes),
                    right - left, top - bottom,
                )
            )  # fmt: skip
        search.close()
        words.close()
        page.close()
        return found


def bare(text: str) -> str:
    """A text without blanks of any kind, as titles are compared."""
    return BLANKS.sub("", text)
