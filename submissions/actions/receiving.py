"""What the editors do with a report: take it up, ask for more, decline, thank, think again. Its sender hears of each."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.lines import on_one_line
from accounts.messages import MessageKind
from accounts.models import User
from accounts.refusals import NotAllowed
from submissions.models import ReadySentence, Report, ReportEvent, ReportStretch
from submissions.moves import RULES, ReportMove, ReportState, advance, check_stands
from submissions.rules import check_can_handle

THANK = "致谢"
LONGEST_WORDS = ReportEvent._meta.get_field("text").max_length
MOST_SENTENCES = 20
DECIDED = (ReportState.ADOPTED, ReportState.DECLINED)


def held_by_desk(report: Report, by: User) -> Report:
    """The report's row, held until the transaction ends, if `by` may handle it."""
    report = Report.objects.select_for_update(of=("self",)).select_related("union", "sender").get(pk=report.pk)
    check_can_handle(report, by)
    return report


def words_to_sender(text: str, lacking: str = "") -> str:
    """What is written to a sender, tidied. Raises NotAllowed where it is too long, or where `lacking` says it must not lack."""
    lines = ("".join(char for char in line if char.isprintable() or char == "\u3000") for line in text.splitlines())
    words = "\n".join(line.rstrip() for line in lines).strip()
    if lacking and not words:
        raise NotAllowed(lacking)
    if len(words) > LONGEST_WORDS:
        raise NotAllowed(f"留言有 {len(words)} 个字，最多 {LONGEST_WORDS} 个字。请写得短些。")
    return words


def just_done(report: Report, verb: str, by: User, text: str = "") -> bool:
    """Whether the same person just did this very thing to the report: a click that came twice."""
    since = timezone.now() - audit.SECOND_CLICK
    return report.events.filter(verb=verb, by=by, text=text, at__gte=since).exists()


@transaction.atomic
def take_up(*, report: Report, by: User) -> Report:
    """`by` begins with it; from now on its sender cannot take it back."""
    return _moved(report, by, ReportMove.TAKE_UP, "", MessageKind.REPORT_RECEIVED, "编辑部开始处理《{}》了")


@transaction.atomic
def ask_for_more(*, report: Report, by: User, message: str) -> Report:
    """Back to its sender, who reads what is to be added. Raises NotAllowed where nothing is said."""
    words = words_to_sender(message, "请写明要补充什么，再退回。")
    return _moved(report, by, ReportMove.RETURN, words, MessageKind.REPORT_RETURNED, "《{}》请补充后再报送")


@transaction.atomic
def decline(*, report: Report, by: User, reason: str) -> Report:
    """Not used; its sender reads why. Raises NotAllowed where no reason is given."""
    words = words_to_sender(reason, "请写明不采用的原因，供稿人会读到。")
    return _moved(report, by, ReportMove.DECLINE, words, MessageKind.REPORT_DECLINED, "《{}》这次没有采用")


@transaction.atomic
def reopen(*, report: Report, by: User) -> Report:
    """Think again about a declined report. One that was adopted comes back when its article is withdrawn."""
    if report.state == ReportState.ADOPTED:
        raise NotAllowed(f"《{report.label}》已采用。要重新考虑，请先把它的文章撤稿。")
    return _moved(report, by, ReportMove.REOPEN, "", MessageKind.REPORT_RECEIVED, "编辑部重新考虑《{}》")


def _moved(report: Report, by: User, move: ReportMove, words: str, kind: MessageKind, title: str) -> Report:
    report = held_by_desk(report, by)
    if report.state in RULES[move].targets and just_done(report, move.label, by, words):
        return report
    advance(report, move)
    report.editor = by
    report.decided_at = timezone.now() if report.state in DECIDED else None
    report.save()
    ReportEvent.objects.create(report=report, verb=move.label, text=words, by=by)
    audit.record(by=by, verb=f"{move.label}来稿", target=report, **({"words": words} if words else {}))
    tell_sender(report, kind, title.format(report.label), words, by)
    return report


def tell_sender(report: Report, kind: MessageKind, title: str, text: str, by: User | None) -> None:
    """A message to whom the report is from, with its page. A part of other actions."""
    notify(to=[report.sender], kind=kind, title=title, text=text, path=report.get_absolute_url(), by=by)


@transaction.atomic
def thank(*, report: Report, by: User, text: str) -> Report:
    """A kind word, whatever becomes of the report."""
    words = words_to_sender(text, "请写上要说的话，再发出。")
    report = held_by_desk(report, by)
    if not just_done(report, THANK, by, words):
        ReportEvent.objects.create(report=report, verb=THANK, text=words, by=by)
        audit.record(by=by, verb=f"{THANK}供稿人", target=report)
        tell_sender(report, MessageKind.REPORT_RECEIVED, f"编辑部谢谢您的《{report.label}》", words, by)
    return report


@transaction.atomic
def take_up_all(*, reports: Iterable[Report], by: User) -> int:
    """Begin with all of them, or, where one cannot be, with none. How many."""
    return len([take_up(report=report, by=by) for report in sorted(reports, key=lambda one: one.pk)])


@transaction.atomic
def decline_all(*, reports: Iterable[Report], by: User, reason: str) -> int:
    """Decline all of them for the same reason, or, where one cannot be, none. How many."""
    return len([decline(report=report, by=by, reason=reason) for report in sorted(reports, key=lambda one: one.pk)])


@transaction.atomic
def keep_sentences(*, use: ReadySentence.Use, sentences: Iterable[str], by: User) -> None:
    """The sentences at hand for one use, in order. Raises NotAllowed where they are too many or one is too long."""
    check_can_handle(None, by)
    most = ReadySentence._meta.get_field("text").max_length
    kept = list(dict.fromkeys(line for sentence in sentences if (line := on_one_line(sentence))))
    if len(kept) > MOST_SENTENCES or any(len(line) > most for line in kept):
        raise NotAllowed(f"“{use.label}”最多 {MOST_SENTENCES} 句，每句最多 {most} 个字。请删短一些再保存。")
    before = list(ReadySentence.objects.filter(use=use).values_list("text", flat=True))
    if kept == before:
        return
    ReadySentence.objects.filter(use=use).delete()
    ReadySentence.objects.bulk_create(ReadySentence(use=use, text=line, order=at) for at, line in enumerate(kept))
    audit.record(by=by, verb="改常用答复", target=by, use=use.label, before=before, after=kept)


def check_can_adopt(report: Report, by: User) -> None:
    """Raise NotAllowed unless `by` may adopt the report as it stands."""
    check_can_handle(report, by)
    check_stands(report, ReportMove.ADOPT)


def keep_fingerprint(report: Report, values: Iterable[int]) -> None:
    """Note the sampled stretches of a report's text. A part of sending it."""
    report.stretches.all().delete()
    ReportStretch.objects.bulk_create((ReportStretch(report=report, value=value) for value in values), batch_size=500)
