"""Photos into the press's inks, never more ink than the paper takes.

The way from sRGB to the inks is one table of colours: the profile's own conversion, with the ink limit worked in. Where a
colour takes too much ink, its black stays and the three colours give way in equal proportion, so its hue stays too. Between
two entries of the table colours are mixed, and a mix of what is within the limit is within the limit.
"""

from __future__ import annotations

import io
import math
import threading
from functools import lru_cache

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath

from typesetting.printing.profile import Profile

GRID = 33  # entries along each side of the table, as many as profiles have
FULL = 255
COARSE = 8  # the part of its size at which a picture's ink is read
# What writing a JPEG may add to a single pixel's inks, in per cent: the table stays that far below the limit. Some printers
# judge each pixel by itself; of the sample's photos none gained more than 13.
SLACK = 14

_building = threading.Lock()


def most_ink(ink_limit: int) -> float:
    """The limit for four inks together in their own parts, 0 to 1020."""
    return (ink_limit - SLACK) * FULL / 100


def within(ink: tuple[int, int, int, int], most: float) -> tuple[float, float, float, float]:
    """An ink's four parts with cyan, magenta and yellow reduced so far that all together are at most `most`."""
    colours, black = ink[0] + ink[1] + ink[2], ink[3]
    if colours + black <= most:
        return ink
    share = max(0.0, most - black) / colours
    return ink[0] * share, ink[1] * share, ink[2] * share, black


def separate(image: Image.Image, profile: Profile, ink_limit: int) -> Image.Image:
    """An sRGB picture in CMYK."""
    with _building:
        table = _table(profile, ink_limit)
    return image.filter(table)


@lru_cache(maxsize=2)
def _table(profile: Profile, ink_limit: int) -> ImageFilter.Color3DLUT:
    steps = [round(index * FULL / (GRID - 1)) for index in range(GRID)]
    lattice = Image.frombytes(
        "RGB", (GRID * GRID, GRID), bytes(part for b in steps for g in steps for r in steps for part in (r, g, b))
    )
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        str(profile.path),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.PERCEPTUAL,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    inks = ImageCms.applyTransform(lattice, transform).tobytes()
    most = most_ink(ink_limit)
    parts = [
        part / FULL
        for ink in zip(inks[0::4], inks[1::4], inks[2::4], inks[3::4], strict=True)
        for part in within(ink, most)
    ]
    return ImageFilter.Color3DLUT(GRID, parts, channels=4, target_mode="CMYK")


def limited(image: Image.Image, ink_limit: int) -> Image.Image:
    """A CMYK picture as it is, but with less of the colours where there would be more ink than the limit allows."""
    most = int(most_ink(ink_limit))
    if heaviest(image) * FULL / 100 <= most:
        return image
    cyan, magenta, yellow, black = image.split()
    parts = dict(zip("cmyk", image.split(), strict=True))
    reduced = [
        ImageMath.lambda_eval(
            lambda given, name=name: given["convert"](
                given["min"](
                    given[name],
                    given[name]
                    * given["max"](most - given["k"], 0)
                    / given["max"](given["c"] + given["m"] + given["y"], 1),
                ),
                "L",
            ),
            **parts,
        )
        for name in "cmy"
    ]
    return Image.merge("CMYK", [*reduced, black])


def heaviest_in(jpeg: bytes, *, turned: bool) -> float:
    """The most ink in a JPEG, in per cent of all four inks; 0 where it is not of the inks. Raises OSError, SyntaxError or
    ValueError where it cannot be read.

    `turned`: whether full ink is kept as nought, as JPEG has it. Ink dries over an area, not in a point: a picture is
    read at an eighth of its size, which is half a millimetre of paper.
    """
    picture = _coarse(jpeg, turned=turned)
    return heaviest(picture) if picture else 0.0


def colours_in(jpeg: bytes, part: tuple[float, float, float, float], *, turned: bool) -> float | None:
    """The most cyan, magenta and yellow in a part of a JPEG, in per cent of all three. `part` is left, top, right and bottom
    in fractions of the picture; else as `heaviest_in`.
    """
    picture = _coarse(jpeg, turned=turned)
    if picture is None:
        return None
    left, top = int(part[0] * picture.width), int(part[1] * picture.height)
    right, bottom = math.ceil(part[2] * picture.width), math.ceil(part[3] * picture.height)
    cyan, magenta, yellow, _ = picture.crop((left, top, max(right, left + 1), max(bottom, top + 1))).split()
    colours = ImageChops.add(ImageChops.add(cyan, magenta, scale=3), ImageChops.multiply(yellow, _third(yellow)))
    return colours.getextrema()[1] * 3 * 100 / FULL


def _third(plate: Image.Image) -> Image.Image:
    return Image.new("L", plate.size, round(FULL / 3))


def _coarse(jpeg: bytes, *, turned: bool) -> Image.Image | None:
    """A JPEG at an eighth of its size with full ink as 255; None where it is not of the inks."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
        picture.draft(picture.mode, (max(1, picture.width // COARSE), max(1, picture.height // COARSE)))
        picture.load()
        if picture.mode != "CMYK":
            return None
        return picture.copy() if turned else ImageChops.invert(picture)


def heaviest(image: Image.Image) -> float:
    """The most ink in a CMYK picture's pixels, in per cent of all four; at most 2 below the truth."""
    cyan, magenta, yellow, black = image.split()
    half = ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2)
    return ImageChops.add(*half, scale=2).getextrema()[1] * 4 * 100 / FULL
