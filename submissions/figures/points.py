"""How many points a deed earns: the office's table, the most particular rule first."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from submissions.models import PointsRule

Deed = PointsRule.Deed


class Scale:
    """The rules at hand. A rule for column and kind of union goes before one for the column, that before one for the kind."""

    def __init__(self, rules: Iterable[tuple[str, str, str, Decimal]]) -> None:
        self._rules = {(deed, column, kind): points for deed, column, kind, points in rules}

    @classmethod
    def in_force(cls) -> Scale:
        """One query."""
        return cls(PointsRule.objects.values_list("deed", "column", "kind", "points"))

    def points(self, deed: str, column: str, kind: str) -> Decimal:
        """Points for one deed; none where no rule fits."""
        for place in ((column, kind), (column, ""), ("", kind), ("", "")):
            if (deed, *place) in self._rules:
                return self._rules[deed, *place]
        return Decimal(0)


def points_in_words(points: Decimal) -> str:
    """5, 7.5, −3: no idle zeros, a real minus."""
    return f"{points.normalize():f}".replace("-", "−") if points else "0"
