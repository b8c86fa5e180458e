"""The office's table of points."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from submissions.figures.points import points_in_words
from submissions.figures.rules import check_can_set_points
from submissions.models import PointsRule

MOST_RULES = 60


@dataclass(frozen=True)
class Rule:
    """One line of the table. Empty: any column, any kind of union."""

    deed: str
    column: str
    kind: str
    points: Decimal


def edition_of(rules: Iterable[PointsRule]) -> str:
    """What tells one state of the table from another."""
    lines = sorted(f"{rule.deed}\t{rule.column}\t{rule.kind}\t{rule.points.normalize():f}" for rule in rules)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@transaction.atomic
def set_points(*, rules: Iterable[Rule], edition: str, by: User) -> None:
    """Make `rules` the whole table, if it still is the `edition` that was read. The same again writes nothing.

    Raises NotAllowed for who may not, where a line stands twice or there are too many, and where somebody was faster.
    """
    check_can_set_points(by)
    rows = [PointsRule(deed=one.deed, column=one.column, kind=one.kind, points=one.points) for one in rules]
    if len(rows) > MOST_RULES:
        raise NotAllowed(f"积分办法最多 {MOST_RULES} 条。请删去用不着的。")
    places = [(row.deed, row.column, row.kind) for row in rows]
    twice = next((row for row in rows if places.count((row.deed, row.column, row.kind)) > 1), None)
    if twice is not None:
        raise NotAllowed(f"“{_place(twice)}”写了两条。请只留一条。")
    before = list(PointsRule.objects.select_for_update())
    if edition_of(before) != edition:
        raise NotAllowed("这张积分表刚被别人改过，您的改动没有存。请记下要改的，重新打开这一页再改。")
    if edition_of(rows) == edition:
        return
    PointsRule.objects.all().delete()
    PointsRule.objects.bulk_create(rows)
    audit.record(by=by, verb="改积分办法", target=by, before=_lines(before), after=_lines(rows))


def _place(rule: PointsRule) -> str:
    return f"{rule.get_deed_display()}·{rule.column or '任何栏目'}·{rule.get_kind_display() or '任何工会'}"


def _lines(rules: Iterable[PointsRule]) -> list[str]:
    return sorted(f"{_place(rule)}：{points_in_words(rule.points)}分" for rule in rules)
