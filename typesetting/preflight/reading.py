"""The words of a finished PDF's pages, read back by their fonts' own tables, and the places they stand in, by PDFium.

PDFium reads words too, but takes ten times as long as the press has for it: it measures every glyph.
"""

from __future__ import annotations

import re
import struct
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary

from typesetting.preflight.findings import on_page
from typesetting.preflight.streams import STRING, content_of, unescaped

if TYPE_CHECKING:
    import pypdfium2

# PDFium may be called by one thread at a time, whatever the document.
PDFIUM = threading.Lock()
SAME_LINE, SAME_WORD = 6.0, 160.0  # points
BLANKS = re.compile(r"[\s\u00ad\ufffe\u200b]+")
SHOWN = re.compile(rb"(" + STRING + rb"|<[0-9A-Fa-f]*>)|/([^\s/<>\[\]()]+) [\d.]+ Tf|\b(BT|ET)\b", re.DOTALL)
CODE = rb"<([0-9A-Fa-f]{4})>\s*"
CHARACTERS, CHARACTER = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL), re.compile(CODE + rb"<([0-9A-Fa-f]+)>")
RANGES, RANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL), re.compile(CODE + CODE + rb"<([0-9A-Fa-f]+)>")


class Reader:
    """The text of the pages, without blanks, each read once when first asked for."""

    def __init__(self, pdf: Path):
        self._pdf = pdf
        self._document = pikepdf.open(pdf)
        self._texts: dict[int, str] = {}
        self._fonts: dict[tuple[int, int], dict[int, str]] = {}

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *exc) -> None:
        self._document.close()

    def text(self, number: int) -> str:
        """The words of a page, counted from 1, in the order they were drawn; nothing where there is no such page."""
        if number not in self._texts:
            if number > len(self._document.pages):
                return ""
            self._texts[number] = bare("".join(self._shown(self._document.pages[number - 1])))
        return self._texts[number]

    def _shown(self, page: pikepdf.Page) -> list[str]:
        """The strings that a page shows. All fonts of the press have codes of two bytes."""
        fonts = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
        known: dict[bytes, dict[int, str]] = {}
        signs: dict[int, str] = {}
        found, inside = [], False
        for string, font, bracket in SHOWN.findall(content_of(page)):
            if bracket:
                inside = bracket == b"BT"
            elif font:
                if font not in known:
                    known[font] = self._signs(fonts.get("/" + font.decode("latin-1")))
                signs = known[font]
            elif inside:
                data = bytes.fromhex(string[1:-1].decode()) if string[:1] == b"<" else unescaped(string)
                codes = struct.unpack_from(f">{len(data) // 2}H", data)
                found.append("".join([signs.get(code, "") for code in codes]))
        return found

    def _signs(self, font: Dictionary | None) -> dict[int, str]:
        """What each code of a font is, from its ToUnicode table."""
        if font is None or "/ToUnicode" not in font:
            return {}
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = signs_of(font.ToUnicode.read_bytes())
        return self._fonts[font.objgen]

    def places(self, number: int, word: str) -> list[list[float]]:
        """Where a word stands on the page, in fractions of the trimmed page; in its order there."""
        import pypdfium2  # takes long to load, and only what is wrong has a place to show

        with PDFIUM, pypdfium2.PdfDocument(self._pdf) as document:
            return _places(document[number - 1], word)


def _places(page: pypdfium2.PdfPage, word: str) -> list[list[float]]:
    words = page.get_textpage()
    left, bottom, right, top = page.get_trimbox()
    search, found = words.search(word, match_case=True), []
    while (hit := search.get_next()) is not None:
        boxes = [words.get_charbox(at) for at in range(hit[0], hit[0] + hit[1])]
        # A word that goes on in another line or column is shown where it begins.
        boxes = [box for box in boxes if abs(box[1] - boxes[0][1]) < SAME_LINE and box[0] - boxes[0][0] < SAME_WORD]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        found.append(
            on_page(
                min(lefts) - left, top - max(tops), max(rights) - left, top - min(bottoms), right - left, top - bottom
            )
        )  # fmt: skip
    search.close()
    words.close()
    page.close()
    return found


def signs_of(source: bytes) -> dict[int, str]:
    """A ToUnicode table's signs by code."""
    found: dict[int, str] = {}
    for part in CHARACTERS.findall(source):
        for code, sign in CHARACTER.findall(part):
            found[int(code, 16)] = _sign(sign)
    for part in RANGES.findall(source):
        for first, last, sign in RANGE.findall(part):
            start, head, tail = int(first, 16), _sign(sign)[:-1], ord(_sign(sign)[-1])
            found |= {code: head + chr(tail + code - start) for code in range(start, int(last, 16) + 1)}
    return found


def _sign(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def bare(text: str) -> str:
    """A text without blanks of any kind, as titles are compared."""
    return BLANKS.sub("", text)
