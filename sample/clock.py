"""The clock as it stood some days ago, so that the sample has a past."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone


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
