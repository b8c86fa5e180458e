"""The audit record as an .xlsx file, row after row, so that its length costs time and no memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from accounts.audit_words import changes_in_words, kind_label
from accounts.models import AuditEntry

COLUMNS = {"时间": 20, "姓名": 14, "来自": 18, "做了什么": 18, "对象种类": 12, "对象": 40, "对象编号": 10, "改动": 60}
LONGEST = 32_000  # characters; a cell holds 32,767
# What a program for tables would take for a formula (OWASP, CSV Injection), or for the name of an error.
FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n|%#]")


def write_audit(entries: Iterable[AuditEntry], handle: BinaryIO) -> int:
    """Write `entries` to `handle` as they come; how many there were. Times are those of Qinghai, as real dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("操作记录")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([heading_cell(sheet, name) for name in COLUMNS])
    rows = 0
    for entry in entries:
        rows += 1
        sheet.append([_time(entry), *(harmless(text) for text in _texts(entry))])
    book.save(handle)
    return rows


def harmless(text: str) -> str | None:
    """`text` as a cell can hold it: no control characters, not too long, and no formula. Nothing is an empty cell."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
    return f"'{text}" if FORMULA.match(text) else text or None


def _texts(entry: AuditEntry) -> list[str]:
    changes = "；".join(f"{name}：{words}" for name, words in changes_in_words(entry))
    kind = kind_label(entry.target_kind)
    return [entry.by_name, entry.origin, entry.verb, kind, entry.target_label, entry.target_id, changes]


def heading_cell(sheet, name: str) -> WriteOnlyCell:
    """The name of a column, in bold."""
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _time(entry: AuditEntry) -> datetime:
    """A table knows no time zones: the hour as the wall clock had it."""
    return timezone.localtime(entry.at).replace(tzinfo=None, microsecond=0)
