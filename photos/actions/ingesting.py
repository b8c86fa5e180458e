"""Taking a photo in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO

from django.db import transaction

from accounts import audit
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from photos.files import looks_like, read_picture
from photos.models import Photo, new_key
from photos.renditions import forget_renditions, make_renditions, widths_for
from photos.storing import store_in


def ingest(
    *,
    handle: BinaryIO,
    name: str,
    by: User | None,
    caption: str = "",
    credit: str = "",
    alt: str = "",
    union: Union | None = None,
    once: bool = True,
) -> Photo:
    """Keep the picture in `handle`. The same picture from the same union is kept once: the photo that is there comes back.

    `once=False` keeps it anew: for a reduced copy, whose original takes its place later. Raises NotAllowed with a sentence where the file is no picture, too large, too small or damaged, or the disk is full.
    """
    picture = read_picture(handle, name)
    known = _known(picture.sha256, union) if once else None
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
    store_in(photo.file, f"{key}.{picture.extension}", picture.data)
    try:
        with transaction.atomic():
            photo.save()
            audit.record(by=by, verb="上传图片", target=photo)
    except BaseException:
        photo.file.delete(save=False)  # no row, no file: nothing half-made stays
        raise
    # Of a copy the smallest, which its form shows at once: its sender waits for the answer, and the original makes all anew.
    _make_ready(photo, () if once else widths_for(photo)[:1])
    return photo


def _known(sha256: str, union: Union | None) -> Photo | None:
    """The photo that is there already. One that was let go is loose no more; None where it was swept this very moment."""
    photo = Photo.objects.filter(sha256=sha256, union=union).first()
    if photo is None or photo.loose_at is None or Photo.objects.filter(pk=photo.pk).update(loose_at=None):
        return photo
    return None


def _make_ready(photo: Photo, widths: Sequence[int] = ()) -> None:
    """Make the sizes of pages ahead. Where the disk takes no more, a page that asks for one makes it later."""
    with suppress(NotAllowed):
        make_renditions(photo, widths)


def replace_with_original(*, photo: Photo, handle: BinaryIO, name: str, by: User | None) -> Photo:
    """Put the original in the place of its reduced copy, under the same key: whatever shows the photo shows it in full.

    Raises NotAllowed where the file is no picture to be kept, or of something else than the copy: nobody may change under a
    text what has been read with it.
    """
    picture = read_picture(handle, name)
    with photo.file.open("rb") as copy:
        if not looks_like(copy, picture):
            raise NotAllowed(f"“{name}”和先传的小图不是同一张照片，没有换上。请重新选择原图，或者删去这张再添加。")
    old = photo.file.name
    store_in(photo.file, f"{photo.key}-{picture.sha256[:8]}.{picture.extension}", picture.data)
    photo.sha256, photo.format = picture.sha256, picture.format
    photo.width, photo.height = picture.width, picture.height
    try:
        with transaction.atomic():
            photo.save(update_fields=["file", "sha256", "format", "width", "height"])
            audit.record(by=by, verb="换成原图", target=photo)
    except BaseException:
        photo.file.delete(save=False)
        raise
    if old != photo.file.name:
        photo.file.storage.delete(old)
    forget_renditions(photo)
    _make_ready(photo)
    return photo


def throw_away(*, photo: Photo, by: User | None) -> None:
    """Forget a photo that was taken in and found no place. Its files go when that is certain."""
    with transaction.atomic():
        audit.record(by=by, verb="删去图片", target=photo)
        photo.delete()
        transaction.on_commit(lambda: _forget_files(photo))


def _forget_files(photo: Photo) -> None:
    forget_renditions(photo)
    photo.file.storage.delete(photo.file.name)
