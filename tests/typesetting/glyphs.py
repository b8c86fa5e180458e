"""Where the glyphs of a plan should be, and where those of a PDF are. Points from the top left of the trimmed page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from typesetting.composition.metrics import standard_fonts
from typesetting.composition.plan import Page, Plan, Run, Text


class Glyph(NamedTuple):
    char: str
    x: float
    y: float


def planned_glyphs(plan: Plan, page: Page) -> Iterator[Glyph]:
    """Every glyph of a page's texts by the drawing contract: advances and kerns, nothing else."""
    for item in page.items:
        if isinstance(item, Text):
            style = plan.styles[item.style]
            top = item.y + (style.leading - style.size) / 2
            for index, line in enumerate(item.lines):
                yield from _line(plan, item, line, top + index * style.leading + 0.88 * style.size)


def _line(plan: Plan, item: Text, line: list, baseline: float) -> Iterator[Glyph]:
    style = plan.styles[item.style]
    x = item.x
    for piece in line:
        if isinstance(piece, float):
            x += piece * style.size
            continue
        run = piece if isinstance(piece, Run) else Run(piece)
        set_in = plan.styles[run.style] if run.style else style
        for char in run.text:
            yield Glyph(char, x, baseline - run.rise * style.size)
            x += standard_fonts()[set_in.face].advance(char) / 1000 * set_in.size


def drawn_glyphs(pdf: Path, page: Page, plan: Plan) -> list[Glyph]:
    """Every glyph pdfium finds on a page, spaces and line ends aside."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page.number - 1]
    text = sheet.get_textpage()
    found = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code > 32 and pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y):
            found.append(Glyph(chr(code), x.value - plan.bleed, plan.height + plan.bleed - y.value))
    text.close()
    sheet.close()
    document.close()
    return found
