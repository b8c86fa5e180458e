"""The columns the form offers: told by the room where the journal's columns are."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts import audit
from accounts.models import User
from submissions.models import SuggestedColumn


@transaction.atomic
def offer(*, names: Sequence[str], by: User | None) -> None:
    """Offer these columns, in this order, and no others. Told the same again, nothing is written."""
    names = list(dict.fromkeys(names))
    before = list(SuggestedColumn.objects.values_list("name", flat=True))
    if names == before:
        return
    SuggestedColumn.objects.exclude(name__in=names).delete()
    for order, name in enumerate(names):
        row, _ = SuggestedColumn.objects.update_or_create(name=name, defaults={"order": order})
    if names:
        audit.record(by=by, verb="改可投栏目", target=row, before=before, after=names)
