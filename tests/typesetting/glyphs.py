"""Where the glyphs of a plan should be, and where those of a PDF are. Points from the top left of the trimmed page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from typesetting.composition.metrics import standard_fonts
from typesetting.composition.plan import Page, Plan, Run, Table, Text
from typesetting.composition.tables import INSET


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
                yield from _line(plan, item.style, line, item.x, top + index * style.leading + 0.88 * style.size)
        elif isinstance(item, Table):
            yield from _table(plan, item)


def _table(plan: Plan, table: Table) -> Iterator[Glyph]:
    """Glyphs of a table without cells over several rows: lines centred in the row's height, INSET from the cell's edge."""
    y = table.y
    for row in table.rows:
        column = 0
        for cell in row.cells:
            style = plan.styles[cell.style]
            left = table.x + sum(table.columns[:column])
            width = sum(table.columns[column : column + cell.colspan])
            top = y + (row.height - len(cell.lines) * style.leading + style.leading - style.size) / 2
            for index, line in enumerate(cell.lines):
                glyphs = list(_line(plan, cell.style, line, 0, top + index * style.leading + 0.88 * style.size))
                spare = width - _width(plan, cell.style, line)
                start = {"left": INSET, "center": spare / 2, "right": spare - INSET}[cell.align]
                yield from (Glyph(glyph.char, left + start + glyph.x, glyph.y) for glyph in glyphs)
            column += cell.colspan
        y += row.height


def _width(plan: Plan, style: str, line: list) -> float:
    end = list(_line(plan, style, [*line, "一"], 0, 0))[-1]
    return end.x


def _line(plan: Plan, name: str, line: list, x: float, baseline: float) -> Iterator[Glyph]:
    style = plan.styles[name]
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
