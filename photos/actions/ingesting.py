"""Taking a photo in."""

from __future__ import annotations

from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction

from accounts import audit
from accounts.models import Union, User
from photos.files import read_picture
from photos.models import Photo, new_key
from photos.renditions import make_renditions


def ingest(
    *,
    handle: BinaryIO,
    name: str,
    by: User | None,
    caption: str = "",
    credit: str = "",
    alt: str = "",
    union: Union | None = None,
) -> Photo:
    """Keep the picture in `handle`. The same picture from the same union is kept once: the photo that is there comes back.

    Raises NotAllowed with a sentence where the file is no picture, too large, too small or damaged.
    """
    picture = read_picture(handle, name)
    known = Photo.objects.filter(sha256=picture.sha256, union=union).first()
    if known:
        return known
    key = new_key()
    photo = Photo(
        key=key,
        sha256=picture.sha256,
        format=picture.format,
        width=picture.width,
        height=picture.height,
        caption=caption,
        credit=credit,
        alt=alt,
        union=union,
        uploaded_by=by,
    )
    photo.file.save(f"{key}.{picture.extension}", ContentFile(picture.data), save=False)
    try:
        with transaction.atomic():
            photo.save()
            audit.record(by=by, verb="上传图片", target=photo)
    except BaseException:
        photo.file.delete(save=False)  # no row, no file: nothing half-made stays
        raise
    make_renditions(photo)
    return photo
