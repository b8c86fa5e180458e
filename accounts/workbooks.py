"""Workbooks (.xlsx) that are handed out: sheets with headings, cells that no program takes for a formula, tables of any length."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import BinaryIO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

LONGEST = 32_000  # characters; a cell holds 32,767
# What a program for tables would take for a formula (OWASP, CSV Injection), or for the name of an error.
FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n|%#]")
ROWS_AT_ONCE = 500
SHEET = "xl/worksheets/sheet1.xml"
FIRST_DAY = datetime(1899, 12, 30)  # day 0 of a table
DAY = 86_400  # seconds

Value = str | int | float | datetime | None


def harmless(text: str) -> str | None:
    """`text` as a cell can hold it: no control characters, not too long, and no formula. Nothing is an empty cell."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
    return f"'{text}" if FORMULA.match(text) else text or None


def add_sheet(book: Workbook, name: str, widths: Mapping[str, int]):
    """A sheet with these columns: their names in bold and always in sight, their widths in characters."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    heads = [WriteOnlyCell(sheet, head) for head in widths]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    return sheet


def write_long(handle: BinaryIO, name: str, widths: Mapping[str, int], rows: Iterable[Sequence[Value]]) -> int:
    """Write a workbook of one sheet to `handle`, row after row as they come; how many there were.

    Its length costs time and no memory. openpyxl makes the workbook and one row of times; the rows that take that one's
    place are written here, which takes a tenth of the time. Texts are made harmless; times are the wall clock's.
    """
    frame = io.BytesIO()
    book = Workbook(write_only=True)
    add_sheet(book, name, widths).append([FIRST_DAY])
    book.save(frame)
    with zipfile.ZipFile(frame) as made, zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        for part in made.namelist():
            if part != SHEET:
                package.writestr(part, made.read(part))
        xml = made.read(SHEET).decode()
        head, pattern, tail = re.fullmatch(r"(.*)(<row r=\"2\".*)(</sheetData>.*)", xml, re.DOTALL).groups()
        with package.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(head.encode())
            count = _write_rows(sheet, rows, len(widths), style=re.search(r' s="(\d+)"', pattern).group(1))
            sheet.write(tail.encode())
    return count


def _write_rows(sheet: BinaryIO, rows: Iterable[Sequence[Value]], columns: int, style: str) -> int:
    letters = [get_column_letter(number) for number in range(1, columns + 1)]
    waiting, number = [], 1
    for number, row in enumerate(rows, 2):
        cells = [_cell(f"{letter}{number}", value, style) for letter, value in zip(letters, row, strict=True)]
        waiting.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(waiting) == ROWS_AT_ONCE:
            sheet.write("".join(waiting).encode())
            waiting.clear()
    sheet.write("".join(waiting).encode())
    return number - 1


def _cell(place: str, value: Value, style: str) -> str:
    if isinstance(value, str):
        text = _text(value)
        return f'<c r="{place}" {text}' if text else ""
    if isinstance(value, datetime):
        days = value - FIRST_DAY
        return f'<c r="{place}" s="{style}"><v>{days.days + days.seconds / DAY}</v></c>'
    return "" if value is None else f'<c r="{place}"><v>{value}</v></c>'


@lru_cache(maxsize=4096)  # most texts of a long table come again and again
def _text(text: str) -> str:
    """The end of a cell that holds `text`; '' where it holds nothing."""
    held = harmless(text)
    return f't="inlineStr"><is><t xml:space="preserve">{escape(held)}</t></is></c>' if held else ""
