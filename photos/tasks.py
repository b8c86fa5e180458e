"""The Celery jobs of the photo library."""

from __future__ import annotations

from celery import shared_task

from photos.models import Photo
from photos.renditions import make_avif as make


@shared_task(name="photos.make_avif")
def make_avif(photo_id: int, width: int) -> None:
    """A photo that members read is made smaller for the next of them."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is not None:
        make(photo, width)
