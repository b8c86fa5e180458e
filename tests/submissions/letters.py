"""Reports that were really written and handed in."""

from __future__ import annotations

import io
import itertools

from accounts.models import Union, User
from accounts.roles import Role
from submissions.actions import drafting, sending
from submissions.actions.drafting import PhotoWords
from submissions.models import Report
from submissions.models.reports import new_key
from tests.factories import make_person, picture_bytes

_numbers = itertools.count(1)
WORDS = {"approver": "王主席", "approver_phone": "0979-8412345", "phone": "13909790001"}


def make_report(union: str | Union = "海西州总工会", *, by: User | None = None, photos: int = 0, **fields) -> Report:
    """A report handed in by a correspondent of `union`; `sent=False` leaves it a draft."""
    number = next(_numbers)
    union = union if isinstance(union, Union) else Union.objects.named(union)
    by = by or make_person(Role.CORRESPONDENT, union=union)
    sent, bylines = fields.pop("sent", True), fields.pop("bylines", None)
    title = fields.setdefault("title", f"班组里的新鲜事之 {number}")
    fields.setdefault(
        "body", f"{title}：第 {number} 天，厂里的职工又比前一天多装了 {number * 7 + 3} 台设备。\n晚上大家一起总结。" * 2
    )
    report = drafting.start(key=new_key(), by=by)
    report = drafting.save(report=report, by=by, words={**WORDS, **fields})
    for at in range(photos):
        row = drafting.add_whole_photo(
            report=report, by=by, handle=io.BytesIO(picture_bytes(900 + number, 600 + at)), name=f"{at}.jpg"
        )
        drafting.save(report=report, by=by, words={}, photos=(PhotoWords(row.pk, "职工在车间", "桑杰"),))
    if bylines:
        Report.objects.filter(pk=report.pk).update(bylines=bylines)
    return sending.send(report=report, by=by) if sent else report
