"""Working days as the State Council sets them each year: holidays, and weekends that are worked for them.

The days of the next year are announced in the autumn and come with the next version of `chinesecalendar`. Until then a year
is not known, and its working days are taken to be those from Monday to Friday.
"""

from __future__ import annotations

import datetime

import chinese_calendar
from chinese_calendar.constants import holidays

SATURDAY = 5
LAST_KNOWN_YEAR = max(holidays).year


def is_working_day(day: datetime.date) -> bool:
    """Whether the office works on `day`."""
    if not 2004 <= day.year <= LAST_KNOWN_YEAR:
        return day.weekday() < SATURDAY
    return chinese_calendar.is_workday(day)


def next_working_day(day: datetime.date) -> datetime.date:
    """The first working day after `day`."""
    following = day + datetime.timedelta(days=1)
    while not is_working_day(following):
        following += datetime.timedelta(days=1)
    return following
