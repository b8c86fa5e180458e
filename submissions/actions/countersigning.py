"""The word of the union above, and which unions give it."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import Union, User
from accounts.rules import check_can_manage_people
from submissions.actions.arriving import note_arrival
from submissions.actions.receiving import just_done, tell_sender, words_to_sender
from submissions.models import Countersigning, Report, ReportEvent
from submissions.moves import RULES, ReportMove, ReportState, advance
from submissions.rules import check_can_countersign, countersigner_of


def _held(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("union__parent", "sender").get(pk=report.pk)


@transaction.atomic
def countersign(*, report: Report, by: User, text: str = "") -> Report:
    """The union above agrees: the report goes to the editors."""
    words = words_to_sender(text)
    report = _held(report)
    if report.state in RULES[ReportMove.COUNTERSIGN].targets and just_done(
        report, ReportMove.COUNTERSIGN.label, by, words
    ):
        return report
    check_can_countersign(report, by)
    advance(report, ReportMove.COUNTERSIGN)
    note_arrival(report)
    report.save()
    _note(report, by, ReportMove.COUNTERSIGN, words)
    title = f"《{report.label}》{by.union}已会签，送到编辑部"
    tell_sender(report, MessageKind.REPORT_RECEIVED, title, words, by)
    return report


@transaction.atomic
def send_back(*, report: Report, by: User, text: str) -> Report:
    """Back to its sender, with a sentence. Raises NotAllowed where nothing is said."""
    words = words_to_sender(text, "请写一句话：要补充或者修改什么。")
    report = _held(report)
    if report.state in RULES[ReportMove.REFUSE].targets and just_done(report, ReportMove.REFUSE.label, by, words):
        return report
    check_can_countersign(report, by)
    advance(report, ReportMove.REFUSE)
    report.save()
    _note(report, by, ReportMove.REFUSE, words)
    tell_sender(report, MessageKind.REPORT_RETURNED, f"《{report.label}》{by.union}退回，请修改", words, by)
    return report


def _note(report: Report, by: User, move: ReportMove, words: str) -> None:
    ReportEvent.objects.create(report=report, verb=move.label, text=words, by=by)
    audit.record(by=by, verb=f"{move.label}来稿", target=report)


@transaction.atomic
def set_countersigning(*, union: Union, by: User, sees: bool, required: bool) -> None:
    """Whether a union's correspondents see what the unions below it hand in, and whether their word is needed.

    Reports that wait for a word that is no longer needed go on to the editors, and their senders are told.
    """
    check_can_manage_people(by)
    row = Countersigning.objects.filter(union=union).first()
    before = {"sees": row is not None, "required": bool(row and row.required)}
    after = {"sees": sees, "required": sees and required}
    if before == after:
        return
    if not sees:
        row.delete()
    else:
        Countersigning.objects.update_or_create(union=union, defaults={"required": required})
    audit.record(by=by, verb="设置会签", target=union, before=before, after=after)
    if before["required"] and not after["required"]:
        _let_through(by)


def _let_through(by: User) -> None:
    waiting = Report.objects.select_for_update(of=("self",)).filter(state=ReportState.COUNTERSIGNING)
    for report in waiting.select_related("union__parent", "sender"):
        if countersigner_of(report.union) is None:
            advance(report, ReportMove.COUNTERSIGN)
            note_arrival(report)
            report.save()
            ReportEvent.objects.create(report=report, verb="免会签", text="不再需要会签，送到编辑部。", by=None)
            audit.record(by=by, verb="免会签来稿", target=report)
            title = f"《{report.label}》不再需要会签，送到编辑部"
            notify(to=[report.sender], kind=MessageKind.REPORT_RECEIVED, title=title, path=report.get_absolute_url())
