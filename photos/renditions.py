"""The sizes that web pages use: WebP, made once for each photo and width; and AVIF, a quarter smaller, of photos that members read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from django.core.files.storage import default_storage
from PIL import Image, features

from photos.flattening import flattened
from photos.models import Photo
from photos.storing import store

WIDTHS = (480, 960, 1600)
QUALITY = 78
AVIF = features.check("avif")  # whether it can be made here
AVIF_OPTIONS = {"quality": 55, "speed": 6, "max_threads": 1}  # looks like the WebP; measured in docs/decisions/0017


def widths_for(photo: Photo) -> list[int]:
    """The widths a photo is offered in: never wider than it is, at least one."""
    return [width for width in WIDTHS if width <= photo.width] or [WIDTHS[0]]


def rendition_name(photo: Photo, width: int, kind: str = "webp") -> str:
    """Where a rendition lies in the store."""
    return f"photos/renditions/{photo.key}/w{width}.{kind}"


def make_renditions(photo: Photo, widths: Sequence[int] = ()) -> list[str]:
    """Make what is missing of the renditions in `widths`, without them of all; returns their names.

    Raises NotAllowed where the disk takes no more.
    """
    widths = widths or widths_for(photo)
    missing = [width for width in widths if not default_storage.exists(rendition_name(photo, width))]
    for width, image in _drawn(photo, missing):
        _keep(image, rendition_name(photo, width), "WEBP", quality=QUALITY, method=4)
    return [rendition_name(photo, width) for width in widths]


def make_avif(photo: Photo, width: int) -> None:
    """Make the photo in AVIF at one of its widths, where it is not there. Raises NotAllowed where the disk takes no more."""
    name = rendition_name(photo, width, "avif")
    if not default_storage.exists(name):
        for _, image in _drawn(photo, [width]):
            _keep(image, name, "AVIF", **AVIF_OPTIONS)


def _drawn(photo: Photo, widths: Sequence[int]) -> Iterator[tuple[int, Image.Image]]:
    """The photo at each of the widths, the widest first; each is made of the one before."""
    if not widths:
        return
    with photo.file.open("rb") as handle, Image.open(handle) as image:
        image.draft("RGB", (max(widths), max(widths)))
        full = flattened(image).convert("RGB")
    for width in sorted(widths, reverse=True):
        height = max(1, round(full.height * width / full.width))
        full = full.resize((width, height), Image.Resampling.LANCZOS) if full.width != width else full
        yield width, full


def _keep(image: Image.Image, name: str, format_: str, **options: object) -> None:
    out = io.BytesIO()
    image.save(out, format_, **options)
    store(default_storage, name, out.getvalue())


def forget_renditions(photo: Photo) -> None:
    """Take every rendition away, as after the photo's file has changed."""
    for width in WIDTHS:
        for kind in ("webp", "avif"):
            default_storage.delete(rendition_name(photo, width, kind))
