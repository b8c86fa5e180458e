"""The stretches of time that figures are asked for: a year, its halves, quarters and months, or days freely chosen."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 2000, 2099
YEARS_OFFERED = 3
_CODE = re.compile(r"(20\d\d)(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)


@dataclass(frozen=True)
class Period:
    """Both days are part of it. `label` reads as notices write it: 2026年第三季度."""

    first: date
    last: date
    label: str

    @property
    def since(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    def months(self, today: date) -> list[date]:
        """The first days of its months, without those that have not begun."""
        found, month, end = [], self.first.replace(day=1), min(self.last, today)
        while month <= end:
            found.append(month)
            month = (month + timedelta(days=32)).replace(day=1)
        return found


def period_of(code: str) -> Period | None:
    """The period of a code: 2026, 2026-H1, 2026-Q3, 2026-09; None where it is no code."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    year, half, quarter, month = (int(part) if part else 0 for part in match.groups())
    if half:
        return _months(year, half * 6 - 5, half * 6, f"{year}年{'上下'[half - 1]}半年")
    if quarter:
        return _months(year, quarter * 3 - 2, quarter * 3, f"{year}年第{'一二三四'[quarter - 1]}季度")
    if month:
        return _months(year, month, month, f"{year}年{month}月")
    return _months(year, 1, 12, f"{year}年")


def between(first: date, last: date) -> Period:
    """The days from `first` to `last`."""
    return Period(first, last, f"{in_words(first)}至{in_words(last)}" if first != last else in_words(first))


def in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _months(year: int, first: int, last: int, label: str) -> Period:
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), label)


def codes(year: int) -> list[str]:
    return [str(year), *(f"{year}-H{n}" for n in (1, 2)), *(f"{year}-Q{n}" for n in (1, 2, 3, 4)),
            *(f"{year}-{n:02d}" for n in range(1, 13))]  # fmt: skip


def offered(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a list offers, a group for each of the last years: [(2026年, [(code, label)])]. Nothing that has not begun."""
    groups = []
    for year in range(today.year, today.year - YEARS_OFFERED, -1):
        periods = [(code, period_of(code)) for code in codes(year)]
        groups.append((f"{year}年", [(code, period.label) for code, period in periods if period.first <= today]))
    return groups
