"""What the database counts: one query for the reports of all unions, one for the calls that were not answered.

A report belongs to the period it was handed in. Whether it was adopted is asked as of now: the figures of a period grow
while the editors are still reading, no report counts in two periods, and no rate is above 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce, NullIf, TruncMonth
from django.utils import timezone

from accounts.models import Union, UnionKind
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

    `prefecture` is the union of the prefecture that the union is, or is below of; None for others.

    `month` is the first day of the month of handing in; `author` the first of the byline, else who handed it in.
    """

    union: int
    name: str
    kind: str
    active: bool
    column: str
    author: str
    month: date | None
    prefecture: int | None
    prefecture_name: str
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
    prefecture: int | None = None
    prefecture_name: str = ""


def came_to_the_desk(prefix: str = "") -> Q:
    """Reports that count as handed in: the editors have got them. One sent back for more did come; one that the union above
    sent back, or that was taken back, did not."""
    return Q(**{f"{prefix}state__in": AT_THE_DESK}) | Q(
        **{f"{prefix}state": ReportState.RETURNED, f"{prefix}editor_id__isnull": False}
    )


def count_cells(question: Question) -> list[Cell]:
    """The reports in question by union, column, first author and month, in the unions' order; every union in use is there.

    Where prefectures are asked for, what is below them is there too, whatever kinds are asked for (`is_asked` parts them).
    """
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
            prefecture=_of_prefecture("pk"),
            prefecture_name=_of_prefecture("short_name"),
        )
        .values_list(
            "pk", "short_name", "kind", "active", "due_column", "author", "month", "prefecture", "prefecture_name"
        )
        .annotate(sent=Count("due"), adopted=Count("due", filter=Q(due__state=ReportState.ADOPTED)))
        .order_by("order", "pk", "month", "due_column", "author")
    )
    return [Cell(*row[:6], row[6].date() if row[6] else None, *row[7:]) for row in rows]


def _of_prefecture(field: str, prefix: str = "") -> Case:
    """A field of the prefecture that a union is, or is below of, up to two steps."""
    steps = (prefix, f"{prefix}parent__", f"{prefix}parent__parent__")
    return Case(
        *(When(**{f"{step}kind": UnionKind.PREFECTURE}, then=F(f"{step}{field}")) for step in steps), default=None
    )


def is_asked(one: Cell | Missed, question: Question) -> bool:
    """Whether it is of the kinds asked for, and not only below a prefecture that is."""
    return not question.kinds or one.kind in question.kinds


def _of_kinds(question: Question, prefix: str = "") -> Q:
    if not question.kinds:
        return Q()
    found = Q(**{f"{prefix}kind__in": question.kinds})
    if question.union is None and UnionKind.PREFECTURE in question.kinds:
        for step in ("parent__", "parent__parent__"):
            found |= Q(**{f"{prefix}{step}kind": UnionKind.PREFECTURE})
    return found


def _unions(question: Question):
    unions = Union.objects.all()
    if question.union is not None:
        unions = unions.filter(pk=question.union)
    return unions.filter(_of_kinds(question))


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
    asked = asked.filter(_of_kinds(question, "union__"))
    if question.column:
        asked = asked.filter(call__column=question.column)
    answered = Report.objects.filter(came_to_the_desk(), call=OuterRef("call_id"), union=OuterRef("union_id"))
    asked = asked.annotate(
        prefecture=_of_prefecture("pk", "union__"), prefecture_name=_of_prefecture("short_name", "union__")
    )
    rows = asked.exclude(Exists(answered)).order_by("union__order", "union_id", "call__deadline", "call_id")
    return [
        Missed(*row)
        for row in rows.values_list(
            "union_id",
            "union__short_name",
            "union__kind",
            "call__topic",
            "call__column",
            "call__deadline",
            "prefecture",
            "prefecture_name",
        )
    ]
