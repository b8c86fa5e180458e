"""To whom the desk shows photos: all of them to the editors, but what stands only in reports they have not been sent."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from issues.models import Article, Issue
from photos.models import Photo
from submissions.models import ReportPhoto


def shows_photo(photo: Photo, user: User) -> bool:
    """Whether the desk shows the photo to `user`. A report's photos are the letterbox's to show, until an article has them."""
    if not user.is_editorial:
        return False
    if not ReportPhoto.objects.filter(Q(photo=photo) | Q(preview=photo)).exists():
        return True
    address = f'"/photos/{photo.key}/"'
    if Issue.objects.filter(Q(cover_photo=photo) | Q(back_photo=photo)).exists():
        return True
    return Article.objects.filter(Q(body__contains=address) | Q(editors_note__contains=address)).exists()
