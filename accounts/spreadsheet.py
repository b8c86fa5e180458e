"""The audit record as an .xlsx file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from accounts.audit_words import Row, changes_in_words, kind_label
from accounts.models import AuditEntry
from accounts.workbooks import write_long

COLUMNS = {"时间": 20, "姓名": 14, "来自": 18, "做了什么": 18, "对象种类": 12, "对象": 40, "对象编号": 10, "改动": 60}
FIELDS = ("at", "by_name", "origin", "verb", "target_kind", "target_label", "target_id", "changes")
AT_ONCE = 2_000  # rows in memory


def write_audit(entries: QuerySet[AuditEntry], handle: BinaryIO) -> int:
    """Write `entries` to `handle` as they come; how many there were. Times are those of Qinghai, as real dates."""
    rows = entries.values_list(*FIELDS, named=True).iterator(chunk_size=AT_ONCE)
    return write_long(handle, "操作记录", COLUMNS, _told(rows, timezone.get_current_timezone()))


def _told(rows: Iterator[Row], zone: tzinfo) -> Iterator[tuple[datetime | str, ...]]:
    for row in rows:
        at = row.at.astimezone(zone).replace(tzinfo=None, microsecond=0)  # a table knows no time zones
        kind = kind_label(row.target_kind)
        changes = "；".join(f"{name}：{words}" for name, words in changes_in_words(row)) if row.changes else ""
        yield at, row.by_name, row.origin, row.verb, kind, row.target_label, row.target_id, changes
