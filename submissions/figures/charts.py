"""Bars for the charts, ready for a template that draws them as SVG. A table beside each chart says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from submissions.figures.tables import Row

MOST_BARS = 15
ROW_HEIGHT, BAR_TOP = 40, 22


@dataclass(frozen=True)
class Bar:
    """Lengths are per cent of the longest bar; `top` and `bar_top` are px from the top of the chart."""

    name: str
    value: str
    adopted: str
    waiting_from: str
    waiting: str
    top: int
    bar_top: int


@dataclass(frozen=True)
class Chart:
    """A chart of what was handed in (the whole bar) and adopted of it (its full part). `height` in px."""

    key: str
    title: str
    description: str
    bars: list[Bar]
    height: int


def chart_of(key: str, title: str, rows: Sequence[Row]) -> Chart | None:
    """The first rows as bars, in their order; None where there is nothing to draw."""
    rows = rows[:MOST_BARS]
    longest = max((row.tally.sent for row in rows), default=0)
    if not longest:
        return None
    bars = [_bar(row, longest, at * ROW_HEIGHT) for at, row in enumerate(rows)]
    most = max(rows, key=lambda row: row.tally.sent)
    description = (
        f"共 {len(rows)} 条。报送最多的是{most.name}，{most.tally.sent} 篇，其中采用 {most.tally.adopted} 篇。"
    )
    return Chart(key, title, description, bars, len(rows) * ROW_HEIGHT)


def _bar(row: Row, longest: int, top: int) -> Bar:
    tally = row.tally
    return Bar(
        name=row.name,
        value=f"报送 {tally.sent}，采用 {tally.adopted}",
        adopted=_share(tally.adopted, longest),
        waiting_from=_share(tally.adopted, longest),
        waiting=_share(tally.sent - tally.adopted, longest),
        top=top + 15,
        bar_top=top + BAR_TOP,
    )


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.2f}%"
