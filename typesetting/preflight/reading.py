"""The words of a finished PDF's pages, read back by their fonts' own tables, and the places they stand in, by PDFium.

PDFium reads words too, but takes ten times as long as the press has for it: it measures every glyph.
"""

from __future__ import annotations

import re
import struct
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary

from typesetting.making.missing import GETA
from typesetting.preflight.findings import on_page
from typesetting.preflight.streams import STRING, content_of, unescaped

if TYPE_CHECKING:
    import pypdfium2

# PDFium may be called by one thread at a time, whatever the document.
PDFIUM = threading.Lock()
SAME_LINE, SAME_WORD = 6.0, 160.0  # points
UNSHOWN = re.compile("[\u200b-\u200f\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
UNSEEN = "\u00ad\ufffe\u200b"  # no blanks, and nothing to see
# Words that the drawing gives beside a glyph which stands for two signs (the radical 人 and the Han 人): these are read.
BESIDE = rb"/Span<</ActualText(" + STRING + rb"|<FEFF[0-9A-F]*+>)>>BDC(.*?)EMC"
SHOWN = re.compile(BESIDE + rb"|(" + STRING + rb"|<[0-9A-Fa-f]*>)|/([^\s/<>\[\]()]+) [\d.]+ Tf|\b(BT|ET)\b", re.DOTALL)
# A text as the drawing writes it, from its beginning.
BEGUN = b"BT 0 Tr/"
SHOWING = rb"(?:" + STRING + rb"|<[0-9A-F]*+>)Tj|\[(?:" + STRING + rb"|<[0-9A-F]*+>|-?[\d.]++)*+\]TJ"
WRITTEN = re.compile(rb"(f\d++) [\d.]++ Tf 1 0 0 -1 0 0 Tm(" + SHOWING + rb")\nET", re.DOTALL)
STRINGS = re.compile(STRING + rb"|<[0-9A-Fa-f]*+>", re.DOTALL)
CODE = rb"<([0-9A-Fa-f]{4})>\s*"
CHARACTERS, CHARACTER = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL), re.compile(CODE + rb"<([0-9A-Fa-f]+)>")
RANGES, RANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL), re.compile(CODE + CODE + rb"<([0-9A-Fa-f]+)>")


class Reader:
    """The text of the pages, without blanks, each read once when first asked for."""

    def __init__(self, pdf: Path):
        self._pdf = pdf
        self._document = pikepdf.open(pdf)
        self._texts: dict[int, str] = {}
        self._signs = SignsOfFonts()

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
        content = content_of(page)
        written = content.split(BEGUN)
        texts = [WRITTEN.match(part) for part in written[1:]]
        if len(texts) == content.count(BEGUN[:2]) and all(texts):
            names = {text[1] for text in texts}
            tables = {name: self._signs(fonts.get("/" + name.decode())) for name in names}
            return [decoded(shown_strings(text[2]), tables[text[1]]) for text in texts]
        return self._taken_apart(content, fonts)

    def _taken_apart(self, content: bytes, fonts: Dictionary) -> list[str]:
        """The strings shown by operators in any other wording than the drawing's own."""
        known: dict[bytes, dict[int, str]] = {}
        signs: dict[int, str] = {}
        found, inside = [], False
        for beside, _, string, font, bracket in SHOWN.findall(content):
            if beside:
                found.append(words_beside(beside))
            elif bracket:
                inside = bracket == b"BT"
            elif font:
                if font not in known:
                    known[font] = self._signs(fonts.get("/" + font.decode("latin-1")))
                signs = known[font]
            elif inside:
                found.append(decoded(_bytes_of(string), signs))
        return found

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


class SignsOfFonts:
    """What each code of a font is, from its ToUnicode table; each font read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], dict[int, str]] = {}

    def __call__(self, font: Dictionary | None) -> dict[int, str]:
        if font is None or "/ToUnicode" not in font:
            return {}
        if font.objgen not in self._known:
            self._known[font.objgen] = signs_of(font.ToUnicode.read_bytes())
        return self._known[font.objgen]


def words_beside(given: bytes) -> str:
    """The words given beside a glyph, as the drawing writes them: in UTF-16, or plainly where they are Latin."""
    return _sign(given[5:-1]) if given[:1] == b"<" else unescaped(given).decode("latin-1")


def shown_strings(operators: bytes) -> bytes:
    """The codes of all strings in one showing of text, one after another."""
    if operators[1:2] == b"<" and operators.count(b"<") == 1 and operators[-4:] == b">]TJ":
        return bytes.fromhex(operators[2:-4].decode())
    return b"".join(map(_bytes_of, STRINGS.findall(operators)))


def _bytes_of(string: bytes) -> bytes:
    return bytes.fromhex(string[1:-1].decode()) if string[:1] == b"<" else unescaped(string)


def decoded(codes: bytes, signs: dict[int, str]) -> str:
    """What codes of two bytes are; nothing for one that the font's table does not have."""
    numbers = struct.unpack_from(f">{len(codes) // 2}H", codes)
    try:
        return "".join(map(signs.__getitem__, numbers))
    except KeyError:
        return "".join([signs.get(number, "") for number in numbers])


@lru_cache(maxsize=32)
def signs_of(source: bytes) -> dict[int, str]:
    """A ToUnicode table's signs by code. Both editions have the same fonts: what was read of one is kept for the other."""
    found: dict[int, str] = {}
    for part in CHARACTERS.findall(source):
        for code, sign in CHARACTER.findall(part):
            found[int(code, 16)] = chr(int(sign, 16)) if len(sign) == 4 else _sign(sign)
    for part in RANGES.findall(source):
        for first, last, sign in RANGE.findall(part):
            start, head, tail = int(first, 16), _sign(sign)[:-1], ord(_sign(sign)[-1])
            found |= {code: head + chr(tail + code - start) for code in range(start, int(last, 16) + 1)}
    return found


def _sign(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def alike(said: str, words: str) -> bool:
    """Whether what is said are the words, but for signs that no font has, which are printed as another or not at all."""
    if said == words:
        return True
    words = UNSHOWN.sub("", words)
    return len(said) == len(words) and all(sign in (char, GETA) for char, sign in zip(words, said, strict=True))


def bare(text: str) -> str:
    """A text without blanks of any kind, as titles are compared."""
    text = "".join(text.split())
    for sign in UNSEEN:
        if sign in text:
            text = text.replace(sign, "")
    return text
