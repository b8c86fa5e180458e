"""A photo as a page shows it: its addresses at the widths there are, and its size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from photos.models import Photo
from photos.renditions import widths_for


@dataclass(frozen=True)
class Picture:
    """`src` for old browsers, `srcset` for the rest; `width` and `height` in pixels keep the place while it loads."""

    src: str
    srcset: str
    width: int
    height: int


Address = Callable[[Photo, int], str]


def in_the_library(photo: Photo, width: int) -> str:
    """Where people who are signed in find a photo at one of its widths."""
    return reverse("photos:rendition", args=[photo.key, width])


def picture_of(photo: Photo, address: Address = in_the_library) -> Picture:
    """The picture of a photo. Reads nothing: widths follow from the photo's own."""
    widths = widths_for(photo)
    addresses = {width: address(photo, width) for width in widths}
    largest = widths[-1]
    return Picture(
        src=addresses[widths[min(1, len(widths) - 1)]],
        srcset=", ".join(f"{address} {width}w" for width, address in addresses.items()),
        width=largest,
        height=max(1, round(photo.height * largest / photo.width)),
    )
