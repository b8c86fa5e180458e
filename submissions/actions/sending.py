"""Handing a report in, once."""

from __future__ import annotations

import re

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.actions.arriving import note_arrival
from submissions.actions.receiving import keep_fingerprint
from submissions.likeness import fingerprint
from submissions.models import Report, ReportEvent
from submissions.moves import WRITABLE, ReportMove, ReportState, advance
from submissions.rules import check_can_write, countersigner_of
from submissions.words import number_of

PHONE = re.compile(r"\+?[0-9][0-9 \-()（）转]{5,19}")
LEAST_TEXT = 30  # characters; less is no report


class NotReady(NotAllowed):
    """Something is missing. `missing` is [(field, sentence)], in the order of the form."""

    def __init__(self, missing: list[tuple[str, str]]) -> None:
        super().__init__("还差几项，补上就能报送：" + "".join(sentence for _, sentence in missing))
        self.missing = missing


def missing(report: Report) -> list[tuple[str, str]]:
    """What a report still lacks before it can be handed in: (field, sentence) of each."""
    found = []
    if not report.title:
        found.append(("title", "标题还没有写。"))
    if not report.plain_text:
        found.append(("body", "正文还没有写。可以直接打字、粘贴，或者导入 Word 文件。"))
    elif report.char_count < LEAST_TEXT:
        found.append(("body", f"正文只有 {report.char_count} 个字，请把经过写清楚。"))
    if not report.approver:
        found.append(("approver", "审核领导还没有填。稿件须经单位领导审核。"))
    for name, label in (("approver_phone", "审核领导电话"), ("phone", "联系电话")):
        value = getattr(report, name)
        if not value:
            found.append((name, f"{label}还没有填。"))
        elif not PHONE.fullmatch(value):
            found.append((name, f"{label}“{value}”不像电话号码，请核对。"))
    return found


@transaction.atomic
def send(*, report: Report, by: User) -> Report:
    """Hand the report in: to the editors, or first to the union above where its word is needed.

    A form sent twice is one report: what has been handed in by its sender is given back as it is. Raises NotReady with all
    that is missing.
    """
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("union__parent", "sender", "call")
        .get(pk=report.pk)
    )
    if (
        report.sender_id == by.pk
        and report.sent_at is not None
        and report.state not in (*WRITABLE, ReportState.WITHDRAWN)
    ):
        return report
    check_can_write(report, by)
    lacking = missing(report)
    if lacking:
        raise NotReady(lacking)
    superior = countersigner_of(report.union)
    advance(report, ReportMove.SEND, to=ReportState.COUNTERSIGNING if superior else ReportState.RECEIVED)
    note_arrival(report)
    report.sent_at = timezone.now()
    report.decided_at = None
    report.save()
    keep_fingerprint(report, fingerprint(report.plain_text))
    words = f"等{superior}会签" if superior else ""
    ReportEvent.objects.create(report=report, verb=ReportMove.SEND.label, text=words, by=by)
    audit.record(by=by, verb=f"{ReportMove.SEND.label}来稿", target=report)
    _tell(report, by, superior)
    return report


def _tell(report: Report, by: User, superior: Union | None) -> None:
    path = report.get_absolute_url()
    if superior is not None:
        people = User.objects.filter(union=superior, groups__name=Role.CORRESPONDENT.value, is_active=True)
        title = f"请会签：{report.union}《{report.title}》"
        sign = reverse("submissions:sign", args=[report.key])
        notify(to=people, kind=MessageKind.REPORT_RECEIVED, title=title, path=sign, by=by)
        return
    title = f"《{report.title}》已收到，编号 {number_of(report)}"
    notify(to=[report.sender], kind=MessageKind.REPORT_RECEIVED, title=title, path=path)
