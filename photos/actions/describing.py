"""Saying who took a photo."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.lines import on_one_line
from accounts.models import User
from accounts.refusals import NotAllowed
from photos.models import Photo

CREDIT_LENGTH = Photo._meta.get_field("credit").max_length


@transaction.atomic
def set_credit(*, photo: Photo, by: User, credit: str) -> Photo:
    """Name who took a photo; empty where nobody is named. Raises NotAllowed where the name is too long."""
    credit = on_one_line(credit)
    if len(credit) > CREDIT_LENGTH:
        raise NotAllowed(f"摄影者最多 {CREDIT_LENGTH} 个字，这里有 {len(credit)} 个。请缩短。")
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    if photo.credit != credit:
        audit.record(by=by, verb="改摄影者", target=photo, before=photo.credit, after=credit)
        photo.credit = credit
        photo.save(update_fields=["credit"])
    return photo
