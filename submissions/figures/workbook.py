"""The tables as an .xlsx file: a sheet for each, numbers as numbers, no text that a program would take for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from accounts.models import UnionKind
from accounts.spreadsheet import harmless, heading_cell
from submissions.figures.periods import in_words
from submissions.figures.tables import Figures, Row

COUNTS = {"报送": 8, "采用": 8, "采用率": 10, "约稿未交": 10, "积分": 10}


def write_figures(figures: Figures, handle: BinaryIO) -> None:
    """Write all tables of `figures` to `handle`."""
    book = Workbook(write_only=True)
    for name, widths, rows in _sheets(figures):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, width in enumerate(widths.values(), 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([heading_cell(sheet, heading) for heading in widths])
        for row in rows:
            sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    book.save(handle)


def _sheets(figures: Figures) -> Iterable[tuple[str, dict[str, int], Iterable[Sequence]]]:
    asked = figures.question
    yield (
        "单位",
        {"名次": 8, "单位": 28, "类别": 12, **COUNTS},
        ([row.rank, row.name, UnionKind(row.kind).label, *_counts(row)] for row in figures.unions),
    )
    yield "工会类别", {"类别": 14, **COUNTS}, ([row.name, *_counts(row)] for row in figures.kinds)
    yield (
        "供稿人",
        {"名次": 8, "供稿人": 16, "单位": 28, **COUNTS},
        ([row.rank, row.name, row.union, *_counts(row)] for row in figures.authors),
    )
    yield "栏目", {"栏目": 20, **COUNTS}, ([row.name, *_counts(row)] for row in figures.columns)
    yield "月份", {"月份": 14, **COUNTS}, ([row.name, *_counts(row)] for row in figures.months)
    yield "零报送", {"单位": 28, "类别": 12}, ([row.name, UnionKind(row.kind).label] for row in figures.silent)
    yield (
        "约稿未交",
        {"单位": 28, "约稿": 40, "截止": 12},
        ([call.name, call.topic, call.deadline] for call in figures.missed),
    )
    yield (
        "说明",
        {"项目": 14, "内容": 60},
        [
            ["时间", f"{in_words(asked.period.first)}至{in_words(asked.period.last)}"],
            ["栏目", asked.column or "全部"],
            ["工会类别", "、".join(kind.label for kind in UnionKind if kind in asked.kinds) or "全部"],
            ["名次依据", figures.measure.label],
            ["口径", "按报送日期归入时段；采用数是导出时的数，编辑部还在处理的稿件以后可能采用。"],
        ],
    )


def _counts(row: Row) -> list:
    tally = row.tally
    share = tally.adopted / tally.sent if tally.sent else None
    return [tally.sent, tally.adopted, None if share is None else round(share, 4), tally.missed, tally.points]
