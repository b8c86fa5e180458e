"""What the office's pages read: calls and who answered, countersigning."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import AuditEntry, Union, User
from submissions.likeness import letters_of
from submissions.models import Call, Report
from submissions.moves import ReportState
from submissions.rules import unions_under_eye

NO_ANSWER = (ReportState.DRAFT, ReportState.WITHDRAWN)
LIKE_ENOUGH = 0.5  # of the topic's pairs of letters, found in a report's title and text
OPENING = 600  # characters of a report in which its topic is looked for


def answered_by(call: Call) -> QuerySet:
    """The keys of the unions that have handed in a report to `call`."""
    return Report.objects.filter(call=call, sent_at__isnull=False).exclude(state__in=NO_ANSWER).values("union")


def calls() -> QuerySet[Call]:
    """All calls, the open ones first, with `asked` and `answered` unions."""
    given = Q(reports__sent_at__isnull=False) & ~Q(reports__state__in=NO_ANSWER)
    return (
        Call.objects.select_related("by")
        .annotate(asked=Count("unions", distinct=True), answered=Count("reports__union", filter=given, distinct=True))
        .order_by("closed_at", "-deadline", "-pk")
    )


def history_of(call: Call) -> QuerySet[AuditEntry]:
    """What was done about a call, in order."""
    return AuditEntry.objects.filter(target_kind=Call._meta.label_lower, target_id=str(call.pk)).order_by("at", "pk")


@dataclass(frozen=True)
class Answers:
    """A union that was asked, and what it handed in."""

    union: Union
    reports: list[Report]


def answers_to(call: Call) -> list[Answers]:
    """Each union asked, in order, with its reports to the call."""
    reports = (
        Report.objects.filter(call=call, sent_at__isnull=False)
        .exclude(state__in=NO_ANSWER)
        .select_related("sender")
        .defer("body", "plain_text", "import_report")
    )
    found: dict[int, list[Report]] = {}
    for report in reports:
        found.setdefault(report.union_id, []).append(report)
    return [Answers(union, found.get(union.pk, [])) for union in call.unions.all()]


def likely_answers(call: Call) -> list[Report]:
    """Reports of the unions asked, sent since, that name no call and speak of its topic; the likeliest first."""
    sent = Report.objects.handed_in().filter(call=None, union__in=call.unions.all(), sent_at__gte=call.at)
    scored = [
        (topic_share(call.topic, f"{report.title}{report.plain_text[:OPENING]}"), report)
        for report in sent.select_related("union", "sender")[:200]
    ]
    return [report for share, report in sorted(scored, key=lambda one: -one[0]) if share >= LIKE_ENOUGH]


def topic_share(topic: str, text: str) -> float:
    """Which part of a topic's pairs of neighbouring letters (0…1) stands in a text."""
    topic, text = letters_of(topic), letters_of(text)
    pairs = {topic[at : at + 2] for at in range(len(topic) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def reports_under_eye(user: User) -> QuerySet[Report]:
    """What the unions below the person's own have handed in; those that wait for a word first."""
    return (
        Report.objects.filter(union__in=unions_under_eye(user), sent_at__isnull=False)
        .exclude(state__in=NO_ANSWER)
        .select_related("union", "sender")
        .defer("body", "plain_text", "import_report")
        .annotate(waits=Count("pk", filter=Q(state=ReportState.COUNTERSIGNING)))
        .order_by("-waits", "-sent_at", "-pk")
    )


def waiting_for_a_word(user: User) -> int:
    """How many reports of the unions below wait to be countersigned."""
    return Report.objects.filter(union__in=unions_under_eye(user), state=ReportState.COUNTERSIGNING).count()
