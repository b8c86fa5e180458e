"""The clock as it stood some days ago, so that the sample has a past."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from unittest import mock

from django.utils import timezone

from accounts.actions.messaging import quietly

TOLD_OF = 2  # days: what was done earlier has been read by now
APART = datetime.timedelta(minutes=7)
BEFORE = datetime.timedelta(hours=6)  # the last step was made some hours ago


@contextmanager
def standing_at(moment: datetime.datetime) -> Iterator[None]:
    """Within it, what this process does is done at `moment` (aware). Never later than the real clock says."""
    moment = min(moment, datetime.datetime.now(datetime.UTC))

    class Standing(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return moment.astimezone(tz)

    # `timezone.now` itself cannot be replaced: models hold it as the default of their fields.
    with mock.patch.object(timezone, "datetime", Standing):
        yield


class Days:
    """The days before the sample is loaded. What is done on one of them follows each other, and ends before now."""

    def __init__(self) -> None:
        self.now, self.today = timezone.now(), timezone.localdate()
        self._done: Counter[int] = Counter()

    @contextmanager
    def ago(self, day: int) -> Iterator[None]:
        """Within it, it is that many days ago, a while after what was done on the day before it. What is no news is told nobody."""
        moment = self.now - datetime.timedelta(days=day) - BEFORE + APART * self._done[day]
        self._done[day] += 1
        with standing_at(moment), self._told(day):
            yield

    def _told(self, day: int) -> AbstractContextManager[None]:
        """Who is concerned hears of what was done that many days ago, where it is news still."""
        return nullcontext() if day <= TOLD_OF else quietly()

    def ahead(self, days: int) -> datetime.date:
        return self.today + datetime.timedelta(days=days)
