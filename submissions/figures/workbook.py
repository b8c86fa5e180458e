"""The tables as an .xlsx file: a sheet for each, numbers as numbers, no text that a program would take for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from openpyxl import Workbook

from accounts.models import UnionKind
from accounts.workbooks import add_sheet, harmless
from submissions.figures.periods import in_words
from submissions.figures.tables import Figures, Row, Tally, Together

TOGETHER = {
    "本级报送": 10, "县区报送": 10, "合计报送": 10, "本级采用": 10, "县区采用": 10, "合计采用": 10, "采用率": 10,
    "约稿未交": 10, "本级积分": 10, "县区积分": 10, "合计积分": 10,
}  # fmt: skip
COUNTS = {"报送": 8, "采用": 8, "采用率": 10, "约稿未交": 10, "积分": 10}


def write_figures(figures: Figures, handle: BinaryIO) -> None:
    """Write all tables of `figures` to `handle`."""
    book = Workbook(write_only=True)
    for name, widths, rows in _sheets(figures):
        sheet = add_sheet(book, name, widths)
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
    if figures.prefectures:
        yield (
            "市州连同县区",
            {"名次": 8, "市州": 28, **TOGETHER},
            ([row.rank, row.name, *_counts_together(row)] for row in figures.prefectures),
        )
    yield "工会类别", {"类别": 14, **COUNTS}, ([row.name, *_counts(row)] for row in figures.kinds)
    yield (
        "供稿人",
        {"名次": 8, "供稿人": 16, "单位": 28, **COUNTS},
        ([row.rank, row.name, row.union, *_counts(row)] for row in figures.authors),
    )
    yield "栏目", {"栏目": 20, **COUNTS}, ([row.name, *_counts(row)] for row in figures.columns)
    yield "月份", {"月份": 14, **COUNTS}, ([row.name, *_counts(row)] for row in figures.months)
    yield (
        "零报送",
        {"单位": 28, "类别": 12, "所属县区报送": 14},
        ([row.name, UnionKind(row.kind).label, row.below or None] for row in figures.silent),
    )
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
    return [tally.sent, tally.adopted, _rate(tally), tally.missed, tally.points]


def _counts_together(row: Together) -> list:
    parts = (row.own, row.others, row.tally)
    return [
        *(part.sent for part in parts),
        *(part.adopted for part in parts),
        _rate(row.tally),
        row.tally.missed,
        *(part.points for part in parts),
    ]


def _rate(tally: Tally) -> float | None:
    return round(tally.adopted / tally.sent, 4) if tally.sent else None
