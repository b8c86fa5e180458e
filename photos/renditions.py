"""The sizes that web pages use: WebP, made once for each photo and width."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.core.files.storage import default_storage
from PIL import Image

from photos.flattening import flattened
from photos.models import Photo
from photos.storing import store

WIDTHS = (480, 960, 1600)
QUALITY = 78


def widths_for(photo: Photo) -> list[int]:
    """The widths a photo is offered in: never wider than it is, at least one."""
    return [width for width in WIDTHS if width <= photo.width] or [WIDTHS[0]]


def rendition_name(photo: Photo, width: int) -> str:
    """Where a rendition lies in the store."""
    return f"photos/renditions/{photo.key}/w{width}.webp"


def make_renditions(photo: Photo, widths: Sequence[int] = ()) -> list[str]:
    """Make what is missing of the renditions in `widths`, without them of all; returns their names.

    Raises NotAllowed where the disk takes no more.
    """
    widths = widths or widths_for(photo)
    names = [rendition_name(photo, width) for width in widths]
    missing = [width for width, name in zip(widths, names, strict=True) if not default_storage.exists(name)]
    if missing:
        with photo.file.open("rb") as handle, Image.open(handle) as image:
            image.draft("RGB", (max(missing), max(missing)))
            full = flattened(image).convert("RGB")
        for width in sorted(missing, reverse=True):
            height = max(1, round(full.height * width / full.width))
            full = full.resize((width, height), Image.Resampling.LANCZOS) if full.width != width else full
            out = io.BytesIO()
            full.save(out, "WEBP", quality=QUALITY, method=4)
            store(default_storage, rendition_name(photo, width), out.getvalue())
    return names


def forget_renditions(photo: Photo) -> None:
    """Take every rendition away, as after the photo's file has changed."""
    for width in WIDTHS:
        default_storage.delete(rendition_name(photo, width))
