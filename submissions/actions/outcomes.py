"""What becomes of a report whose article goes its way. Parts of the actions of the room where articles are."""

from __future__ import annotations

from django.utils import timezone

from accounts import audit
from accounts.messages import MessageKind
from accounts.models import User
from submissions.actions.receiving import check_can_adopt, tell_sender
from submissions.models import Report, ReportEvent
from submissions.moves import ReportMove, ReportState, advance

PRINTED = "刊出"


def adopted(report: Report, by: User, *, words: str = "") -> Report:
    """The report is an article's now. The row is held by the caller. Raises NotAllowed where it cannot be."""
    check_can_adopt(report, by)
    advance(report, ReportMove.ADOPT)
    report.editor, report.decided_at = by, timezone.now()
    report.save()
    ReportEvent.objects.create(report=report, verb=ReportMove.ADOPT.label, text=words, by=by)
    audit.record(by=by, verb=f"{ReportMove.ADOPT.label}来稿", target=report)
    tell_sender(report, MessageKind.REPORT_ADOPTED, f"《{report.label}》采用了", words, by)
    return report


def let_go(report: Report, by: User) -> Report:
    """Its article was withdrawn: the editors think again. Nothing happens to one that is not adopted."""
    if report.state != ReportState.ADOPTED:
        return report
    advance(report, ReportMove.REOPEN)
    report.decided_at, report.printed_label, report.printed_path = None, "", ""
    report.save()
    words = "采用这篇来稿的文章撤下了，编辑部再作考虑。"
    ReportEvent.objects.create(report=report, verb=ReportMove.REOPEN.label, text=words, by=by)
    audit.record(by=by, verb=f"{ReportMove.REOPEN.label}来稿", target=report)
    tell_sender(report, MessageKind.REPORT_RECEIVED, f"编辑部重新考虑《{report.label}》", words, by)
    return report


def printed(report: Report, *, label: str, path: str, by: User | None, announce: bool = True) -> Report:
    """Where it can be read: `label` is issue and page, `path` the page of this site. Told again, it is told once.

    Without `announce` the page was only found later, and nobody is written to.
    """
    if (report.printed_label, report.printed_path) == (label, path):
        return report
    report.printed_label, report.printed_path = label, path
    report.save(update_fields=["printed_label", "printed_path"])
    audit.record(by=by, verb="来稿刊出", target=report, label=label)
    if announce:
        ReportEvent.objects.create(report=report, verb=PRINTED, text=label, by=None)
        tell_sender(report, MessageKind.REPORT_PRINTED, f"《{report.label}》刊登在{label}", "", by)
    return report
