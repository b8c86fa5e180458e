"""Workbooks that are handed out: what a table program finds in them, whatever their length."""

import io
import tempfile
import tracemalloc
from datetime import datetime

from openpyxl import Workbook, load_workbook

from accounts.workbooks import ROWS_AT_ONCE, add_sheet, write_long

WIDTHS = {"时间": 20, "文字": 30, "数": 8}


def read(handle):
    return load_workbook(handle).active


def test_a_long_table_reads_back_as_it_was_written():
    at = datetime(2026, 3, 1, 23, 59, 30)
    texts = ["<b>&\"'", " 前后有空格 ", "两\n行", "", "😀བོད", "=1+1", "甲\x07乙", "'已有撇号", "_x0041_"]
    rows = [(at, text, number) for number, text in enumerate(texts)]
    handle = io.BytesIO()
    assert write_long(handle, "表", WIDTHS, iter(rows)) == len(rows)
    sheet = read(handle)
    assert sheet.title == "表" and sheet.freeze_panes == "A2"
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [20, 30, 8]
    assert [cell.value for cell in sheet[1]] == list(WIDTHS)
    assert all(cell.font.bold for cell in sheet[1]) and not sheet["B2"].font.bold
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in found] == [at] * len(rows)
    assert sheet["A2"].is_date and [row[2] for row in found] == list(range(len(rows)))
    assert [row[1] or "" for row in found] == [
        "<b>&\"'", " 前后有空格 ", "两\n行", "", "😀བོད", "'=1+1", "甲乙", "'已有撇号", "_x0041_"
    ]  # fmt: skip


def test_an_empty_table_has_its_headings():
    handle = io.BytesIO()
    assert write_long(handle, "表", WIDTHS, []) == 0
    assert [[cell.value for cell in row] for row in read(handle).iter_rows()] == [list(WIDTHS)]


def test_the_length_of_a_table_costs_no_memory():
    def peak(rows):
        with tempfile.TemporaryFile() as handle:
            tracemalloc.start()
            try:
                write_long(handle, "表", WIDTHS, ((None, f"第 {number} 行", number) for number in range(rows)))
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    peak(ROWS_AT_ONCE)  # what is imported and remembered once
    assert peak(20 * ROWS_AT_ONCE) < peak(10 * ROWS_AT_ONCE) + 500_000


def test_a_sheet_that_is_filled_in_has_the_same_head():
    book = Workbook()
    sheet = add_sheet(book, "表", WIDTHS)
    assert [cell.value for cell in sheet[1]] == list(WIDTHS) and sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2" and sheet.column_dimensions["B"].width == 30
