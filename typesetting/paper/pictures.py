"""Pages of a finished PDF as pictures and as lines of text with their places, read by PDFium as a reader's program reads them.

Places are fractions of the page as it is cut: x from the left, y from the top, so that they hold on a picture of any size.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from typesetting.preflight.reading import PDFIUM

SMALL, LARGE = 240, 1400  # widths in pixels: a thumbnail, a page to read
WIDTHS = (SMALL, LARGE)
LOOK = 420  # the width at which pages are compared
QUALITY = {SMALL: 70, LARGE: 80}
PLACES = 4  # digits of a fraction: a tenth of a point
GAP = 3.0  # a gap of so many character heights parts two lines that PDFium took for one

Place = tuple[float, float, float, float]


@dataclass(frozen=True)
class Line:
    """A line of text. `edges` has where each character begins, and one more: where the last ends."""

    text: str
    top: float
    bottom: float
    edges: tuple[float, ...]

    @property
    def box(self) -> Place:
        return (self.edges[0], self.top, self.edges[-1], self.bottom)

    def box_of(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to `end`."""
        return (self.edges[start], self.top, self.edges[end], self.bottom)

    def as_json(self) -> list:
        return [self.text, self.top, self.bottom, list(self.edges)]

    @classmethod
    def from_json(cls, found: list) -> Line:
        return cls(found[0], found[1], found[2], tuple(found[3]))


@contextmanager
def _page(pdf: Path, number: int) -> Iterator[pypdfium2.PdfPage]:
    """Page `number` (from 1) while PDFium is this thread's alone. Raises OSError, pypdfium2.PdfiumError, IndexError."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= number <= len(document):
                raise IndexError(f"no page {number}")
            page = document[number - 1]
            try:
                yield page
            finally:
                page.close()
        finally:
            document.close()


def draw_page(pdf: Path, number: int) -> dict[int, bytes]:
    """The page as WebP in each of WIDTHS. Raises as `_page` does."""
    with _page(pdf, number) as page:
        full = _drawn(page, LARGE)
    height = max(1, round(full.height * SMALL / full.width))
    small = full.resize((SMALL, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return {SMALL: _webp(small, SMALL), LARGE: _webp(full, LARGE)}


def look_of(pdf: Path, number: int) -> Image.Image:
    """The page in its colours, LOOK pixels wide, to be compared with another."""
    with _page(pdf, number) as page:
        return _drawn(page, LOOK)


def _drawn(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    bitmap = page.render(scale=width / page.get_width())
    try:
        picture = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return picture if picture.width == width else picture.crop((0, 0, width, picture.height))


def _webp(picture: Image.Image, width: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY[width], method=2)
    return out.getvalue()


def lines_of(pdf: Path, number: int) -> list[Line]:
    """The page's text, line by line in the order in which it is drawn. Raises as `_page` does."""
    with _page(pdf, number) as page:
        left, bottom, right, top = page.get_cropbox()
        text = page.get_textpage()
        try:
            found = [(chr(raw.FPDFText_GetUnicode(text.raw, at)), text.get_charbox(at, loose=True)) for at in
                     range(text.count_chars())]  # fmt: skip
        finally:
            text.close()
    width, height = right - left, top - bottom
    lines, line = [], []
    for char, (x0, y0, x1, y1) in found:
        if char in "\r\n":
            _end(lines, line)
            continue
        place = ((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height)
        if line and _parted(line[-1][1], place, width / height):
            _end(lines, line)
        line.append((char, place))
    _end(lines, line)
    return lines


def _parted(last: Place, place: Place, shape: float) -> bool:
    """Whether a character stands too far from the last one to be of its line. `shape` is the page's width by its height."""
    high = (last[3] - last[1]) / shape
    return place[0] - last[2] > GAP * high or place[0] < last[0] - high


def _end(lines: list[Line], line: list[tuple[str, Place]]) -> None:
    """Keep the characters collected as a line, without blanks at its ends."""
    while line and not line[-1][0].strip():
        line.pop()
    while line and not line[0][0].strip():
        line.pop(0)
    if line:
        places = [place for _, place in line]
        edges = [round(place[0], PLACES) for place in places] + [round(places[-1][2], PLACES)]
        top, bottom = min(place[1] for place in places), max(place[3] for place in places)
        text = "".join(char for char, _ in line)
        lines.append(Line(text, round(top, PLACES), round(bottom, PLACES), tuple(edges)))
    line.clear()
