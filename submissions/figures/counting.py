"""What the database counts: one query for the reports of all unions, one for the calls that were not answered.

A report belongs to the period it was handed in. Whether it was adopted is asked as of now: the figures of a period grow
while the editors are still reading, no report counts in two periods, and no rate is above 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce, NullIf, TruncMonth
from django.utils import timezone

from accounts.models import Union
from submissions.figures.periods import Period
from submissions.models import Call, Report
from submissions.moves import ReportState

AT_THE_DESK = (ReportState.RECEIVED, ReportState.UNDER_REVIEW, ReportState.ADOPTED, ReportState.DECLINED)


@dataclass(frozen=True)
class Question:
    """What is asked. No kinds: all of them; no column: any; no union: all unions."""

    period: Period
    kinds: frozenset[str] = frozenset()
    column: str = ""
    union: int | None = None


@dataclass(frozen=True)
class Cell:
    """Reports alike in all that tables part them by. `sent` is 0 in the one cell of a union that handed in nothing.

    `month` is the first day of the month of handing in; `author` the first of the byline, else who handed it in.
    """

    union: int
    name: str
    kind: str
    active: bool
    column: str
    author: str
    month: date | None
    sent: int
    adopted: int


@dataclass(frozen=True)
class Missed:
    """A call that a union was asked and did not answer by its day, nor since."""

    union: int
    name: str
    kind: str
    topic: str
    column: str
    deadline: date


def came_to_the_desk(prefix: str = "") -> Q:
    """Reports that count as handed in: the editors have got them. One sent back for more did come; one that the union above
    sent back, or that was taken back, did not."""
    return Q(**{f"{prefix}state__in": AT_THE_DESK}) | Q(
        **{f"{prefix}state": ReportState.RETURNED, f"{prefix}editor_id__isnull": False}
    )


def count_cells(question: Question) -> list[Cell]:
    """The reports in question by union, column, first author and month, in the unions' order; every union in use is there."""
    period = question.period
    asked = came_to_the_desk("reports__") & Q(reports__sent_at__gte=period.since, reports__sent_at__lt=period.until)
    if question.column:
        asked &= Q(reports__column=question.column)
    first_author = KeyTextTransform("0", KeyTransform("0", "due__bylines"))
    rows = (
        _unions(question)
        .annotate(due=FilteredRelation("reports", condition=asked))
        .filter(Q(active=True) | Q(due__isnull=False))
        .annotate(
            due_column=Coalesce(F("due__column"), Value("")),
            author=Coalesce(
                NullIf(first_author, Value("")), F("due__sender__name"), Value(""), output_field=TextField()
            ),
            month=TruncMonth("due__sent_at", tzinfo=timezone.get_current_timezone()),
        )
        .values_list("pk", "short_name", "kind", "active", "due_column", "author", "month")
        .annotate(sent=Count("due"), adopted=Count("due", filter=Q(due__state=ReportState.ADOPTED)))
        .order_by("order", "pk", "month", "due_column", "author")
    )
    return [Cell(*row[:6], row[6].date() if row[6] else None, *row[7:]) for row in rows]


def _unions(question: Question):
    unions = Union.objects.all()
    if question.union is not None:
        unions = unions.filter(pk=question.union)
    return unions.filter(kind__in=question.kinds) if question.kinds else unions


def missed_calls(question: Question, today: date) -> list[Missed]:
    """The calls of the period whose day is over and that a union asked has not answered at all."""
    asked = Call.unions.through.objects.filter(
        call__deadline__range=(question.period.first, question.period.last),
        call__deadline__lt=today,
        call__withdrawn_at=None,
        union__active=True,
    )
    if question.union is not None:
        asked = asked.filter(union=question.union)
    if question.kinds:
        asked = asked.filter(union__kind__in=question.kinds)
    if question.column:
        asked = asked.filter(call__column=question.column)
    answered = Report.objects.filter(came_to_the_desk(), call=OuterRef("call_id"), union=OuterRef("union_id"))
    rows = asked.exclude(Exists(answered)).order_by("union__order", "union_id", "call__deadline", "call_id")
    return [
        Missed(*row)
        for row in rows.values_list(
            "union_id", "union__short_name", "union__kind", "call__topic", "call__column", "call__deadline"
        )
    ]
