"""Photos that were taken out of what they were handed in for: after a time, those that nothing uses go for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from photos.actions.ingesting import throw_away
from photos.models import Photo
from photos.uses import is_used

LOOSE_FOR = timedelta(days=7)
AT_A_TIME = 200


def let_go(photos: Iterable[Photo | None]) -> None:
    """Note that these were taken out of where they stood. A part of other actions; nothing goes before `LOOSE_FOR` is over."""
    keys = [photo.pk for photo in photos if photo is not None]
    if keys:
        Photo.objects.filter(pk__in=keys).update(loose_at=timezone.now())


def sweep_loose() -> int:
    """Throw away what was let go long enough ago and nothing uses. How many."""
    keys = list(_over().values_list("pk", flat=True)[:AT_A_TIME])
    return sum(_swept(key) for key in keys)


def _over():
    return Photo.objects.filter(loose_at__lt=timezone.now() - LOOSE_FOR)


@transaction.atomic
def _swept(key: int) -> bool:
    """Whether the photo went. One that came into use again is loose no more."""
    photo = _over().select_for_update().filter(pk=key).first()
    if photo is None:
        return False
    if is_used(photo):
        photo.loose_at = None
        photo.save(update_fields=["loose_at"])
        return False
    throw_away(photo=photo, by=None)
    return True
