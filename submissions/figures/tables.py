"""The tables made of what was counted: by union, kind, correspondent, column and month; who is silent; who stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils import timezone

from accounts.models import UnionKind
from submissions.figures.counting import Cell, Missed, Question, count_cells, is_asked, missed_calls
from submissions.figures.points import Deed, Scale, points_in_words

NO_COLUMN = "未选栏目"
# Whose silence is told where nobody says which kinds are meant: 省总 itself and grassroots unions owe no reports.
DUE_KINDS = frozenset({UnionKind.PREFECTURE, UnionKind.COUNTY, UnionKind.INDUSTRY, UnionKind.DIRECT})
KIND_ORDER = {kind: at for at, kind in enumerate(UnionKind.values)}


class Measure(TextChoices):
    """What a ranking goes by."""

    POINTS = "points", "积分"
    ADOPTED = "adopted", "采用篇数"
    SENT = "sent", "报送篇数"


@dataclass
class Tally:
    """What is counted of a row."""

    sent: int = 0
    adopted: int = 0
    missed: int = 0
    points: Decimal = Decimal(0)

    @property
    def rate(self) -> str:
        """The share adopted, to a tenth of a per cent; a dash where nothing was handed in."""
        return rate_in_words(self.adopted, self.sent)

    @property
    def points_text(self) -> str:
        return points_in_words(self.points)


def rate_in_words(part: int, whole: int) -> str:
    if not whole:
        return "—"
    share = (Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share.normalize():f}%" if share else "0%"


@dataclass
class Row:
    """A row of a table. `rank` is None for who handed in nothing; `tied`: others share it.

    `below`: of a prefecture, how many reports the unions below it handed in.
    """

    name: str
    tally: Tally = field(default_factory=Tally)
    kind: str = ""
    union: str = ""
    active: bool = True
    rank: int | None = None
    tied: bool = False
    below: int = 0

    @property
    def rank_text(self) -> str:
        if self.rank is None:
            return "—"
        return f"{self.rank}（并列）" if self.tied else str(self.rank)


@dataclass
class Together(Row):
    """A prefecture's union with all that is below it: `tally` is of both, `own` and `others` of each."""

    own: Tally = field(default_factory=Tally)
    others: Tally = field(default_factory=Tally)

    @property
    def below_counts(self) -> bool:
        """Whether anything below it is counted, so that the two ways of counting differ."""
        return bool(self.others.sent or self.others.missed)


@dataclass(frozen=True)
class Figures:
    """All tables of one question. `silent`: the units without a report of their own (零报送), with their kinds.

    `prefectures`: ranked by what they handed in together with the counties and others below them.
    """

    question: Question
    measure: Measure
    total: Tally
    unions: list[Row]
    kinds: list[Row]
    authors: list[Row]
    columns: list[Row]
    months: list[Row]
    silent: list[Row]
    missed: list[Missed]
    prefectures: list[Together] = field(default_factory=list)

    @property
    def adds_up(self) -> bool:
        """Whether there is anything to be said of prefectures with what is below them."""
        return any(row.tally.sent or row.tally.missed for row in self.prefectures)

    def of_kind(self, kind: str) -> list[Row]:
        """The unions of a kind that handed in something, ranked among themselves."""
        rows = [Row(row.name, row.tally, row.kind) for row in self.unions if row.kind == kind and row.tally.sent]
        return ranked(rows, self.measure)


def make_figures(question: Question, measure: Measure = Measure.POINTS, today: date | None = None) -> Figures:
    """The figures as they stand. Three queries: the points, the reports, the calls; `today` in Qinghai."""
    today = today or timezone.localdate()
    scale, cells, missed = Scale.in_force(), count_cells(question), missed_calls(question, today)
    adds_up = question.union is None and (not question.kinds or UnionKind.PREFECTURE in question.kinds)
    prefectures = _together(cells, missed, scale) if adds_up else {}
    cells = [cell for cell in cells if is_asked(cell, question)]
    missed = [call for call in missed if is_asked(call, question)]
    handed_in = [cell for cell in cells if cell.sent]
    unions = _rows(cells, missed, scale, lambda one: one.union, lambda one: Row(one.name, kind=one.kind))
    for cell in cells:
        unions[cell.union].active = cell.active
    for key, row in prefectures.items():
        if key in unions:
            unions[key].below = row.others.sent
    kinds = _rows(
        handed_in, missed, scale, lambda one: one.kind, lambda one: Row(UnionKind(one.kind).label, kind=one.kind)
    )
    authors = _rows(
        handed_in, (), scale, lambda one: (one.union, one.author), lambda one: Row(one.author, union=one.name)
    )
    columns = _rows(handed_in, missed, scale, lambda one: one.column, lambda one: Row(one.column or NO_COLUMN))
    due = question.kinds or DUE_KINDS
    return Figures(
        question=question,
        measure=measure,
        total=_total(kinds.values()),
        unions=ranked(list(unions.values()), measure),
        kinds=sorted(kinds.values(), key=lambda row: KIND_ORDER[row.kind]),
        authors=ranked(list(authors.values()), measure),
        columns=ranked(list(columns.values()), measure),
        months=_months(handed_in, missed, scale, question, today),
        silent=[row for row in unions.values() if row.active and row.kind in due and not row.tally.sent],
        missed=missed,
        prefectures=ranked([row for row in prefectures.values() if row.active or row.tally.sent], measure),
    )


def ranked(rows: list[Row], measure: Measure) -> list[Row]:
    """The rows as a notice ranks them: equals share a place and are named as such, after two seconds comes a fourth.

    Who handed in nothing has no place and stands at the end. Among equals the order stays.
    """

    def value(row: Row) -> Decimal | int:
        return getattr(row.tally, measure)

    placed = sorted((row for row in rows if row.tally.sent), key=value, reverse=True)
    values = [value(row) for row in placed]
    sharing = Counter(values)
    first: dict[Decimal | int, int] = {}
    for at, (row, found) in enumerate(zip(placed, values, strict=True), 1):
        row.rank, row.tied = first.setdefault(found, at), sharing[found] > 1
    return placed + [row for row in rows if not row.tally.sent]


def _rows(
    cells: Iterable[Cell],
    missed: Iterable[Missed],
    scale: Scale,
    key: Callable[[Cell | Missed], Hashable],
    begin: Callable[[Cell | Missed], Row],
) -> dict[Hashable, Row]:
    """A row for each key, in the order met."""
    rows: dict[Hashable, Row] = {}
    for one in (*cells, *missed):
        _count(one, rows.setdefault(key(one), begin(one)).tally, scale)
    return rows


def _count(one: Cell | Missed, tally: Tally, scale: Scale) -> None:
    if isinstance(one, Missed):
        tally.missed += 1
        tally.points += scale.points(Deed.CALL_MISSED, one.column, one.kind)
        return
    tally.sent += one.sent
    tally.adopted += one.adopted
    tally.points += one.sent * scale.points(Deed.SENT, one.column, one.kind)
    tally.points += one.adopted * scale.points(Deed.ADOPTED, one.column, one.kind)


def _together(cells: Iterable[Cell], missed: Iterable[Missed], scale: Scale) -> dict[int, Together]:
    """Each prefecture with what is below it, in the order met. What is below earns the points of its own kind."""
    rows: dict[int, Together] = {}
    for one in (*cells, *missed):
        if one.prefecture is None:
            continue
        row = rows.setdefault(one.prefecture, Together(one.prefecture_name, kind=UnionKind.PREFECTURE, active=False))
        own = one.union == one.prefecture
        row.active |= own and getattr(one, "active", True)
        for tally in (row.tally, row.own if own else row.others):
            _count(one, tally, scale)
    return rows


def _months(cells: list[Cell], missed: list[Missed], scale: Scale, question: Question, today: date) -> list[Row]:
    """A row for each month of the period that has begun, also where nothing came."""

    def month(one: Cell | Missed) -> date:
        return one.deadline.replace(day=1) if isinstance(one, Missed) else one.month

    found = _rows(cells, missed, scale, month, lambda one: Row(""))
    months = sorted({*question.period.months(today), *found})
    return [Row(f"{day.year}年{day.month}月", found[day].tally if day in found else Tally()) for day in months]


def _total(rows: Iterable[Row]) -> Tally:
    total = Tally()
    for row in rows:
        total.sent += row.tally.sent
        total.adopted += row.tally.adopted
        total.missed += row.tally.missed
        total.points += row.tally.points
    return total
