"""To whom the desk shows photos: all of them to the editors, but what stands only in reports they have not been sent. And
which photos it uses."""

from __future__ import annotations

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from accounts.models import User
from issues.models import Article, Issue, Version, WorkingCopy
from photos.models import Photo
from submissions.models import ReportPhoto


def shows_photo(photo: Photo, user: User) -> bool:
    """Whether the desk shows the photo to `user`. A report's photos are the letterbox's to show, until an article has them."""
    if not user.is_editorial:
        return False
    if not ReportPhoto.objects.filter(Q(photo=photo) | Q(preview=photo)).exists():
        return True
    return _on_a_cover(photo) or _in_an_article(photo)


def uses_photo(photo: Photo) -> bool:
    """Whether the desk shows the photo, or keeps words that do: a version, or what somebody has typed and not saved."""
    return _on_a_cover(photo) or _in_an_article(photo) or _in_kept_words(photo)


def _on_a_cover(photo: Photo) -> bool:
    return Issue.objects.filter(Q(cover_photo=photo) | Q(back_photo=photo)).exists()


def _in_an_article(photo: Photo) -> bool:
    address = f'"/photos/{photo.key}/"'
    return Article.objects.filter(Q(body__contains=address) | Q(editors_note__contains=address)).exists()


def _in_kept_words(photo: Photo) -> bool:
    kept = ((Version, "words"), (WorkingCopy, "fields"))
    address = f"/photos/{photo.key}/"
    return any(
        model.objects.annotate(told=Cast(field, TextField())).filter(told__contains=address).exists()
        for model, field in kept
    )
