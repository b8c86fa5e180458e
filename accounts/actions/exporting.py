"""The audit record handed out as a file. That it was is itself recorded."""

from __future__ import annotations

import tempfile
from typing import BinaryIO

from accounts import audit
from accounts.filters import AuditFilter
from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.rules import check_can_read_audit
from accounts.spreadsheet import write_audit

MOST_ROWS = 100_000
KEPT_IN_MEMORY = 1024 * 1024  # bytes; a longer file lies on the disk until it is sent


def export_audit(*, form: AuditFilter, by: User) -> BinaryIO:
    """The rows `form` asks for, the newest first, as an open .xlsx file at its beginning. The caller closes it.

    Raises NotAllowed for who may not read the record, where the form is wrong, and beyond 100,000 rows.
    """
    check_can_read_audit(by)
    entries = form.narrowed()
    if not form.is_valid():
        raise NotAllowed("筛选的条件有误，没有导出。请回到操作记录，改好条件再导出。")
    found = entries[: MOST_ROWS + 1].count()
    if found > MOST_ROWS:
        raise NotAllowed(f"要导出的超过 {MOST_ROWS:,} 条。请用“从”“到”把日期范围缩小，分几次导出。")
    # Not inside a transaction: a long export holds no lock, and on PostgreSQL its cursor outlives the statement.
    handle = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        rows = write_audit(entries[:MOST_ROWS], handle)
    except BaseException:
        handle.close()
        raise
    audit.record(by=by, verb="导出操作记录", target=by, rows=rows, filters=form.in_words())
    handle.seek(0)
    return handle
