"""Black that overprints on a photo or a coloured surface: the paper takes the inks of both."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image as Picture

from tests.typesetting.plans import BLEED, HEIGHT
from tests.typesetting.test_corrupting import every, image_of, paints, spoilt_print

__all__ = ["spoilt_print"]  # a fixture of another module
# The photo of page 3: its left and foot in the page's units.
LEFT, FOOT = BLEED + 308.1, BLEED + HEIGHT - 294.4
SIGN = "BT /f0 12 Tf 1 0 0 1 {x} {y} Tm (\\000\\001) Tj ET"
AS_DRAWN = "q 1 0 0 -1 {x} {y} cm/OverF gs 0 0 0 1 k\nBT 0 Tr/f0 12 Tf 1 0 0 -1 0 0 Tm(\\000\\001)Tj\nET\nQ\n"  # the wording that is recognised as a whole


def photo_half_dark(document: pikepdf.Pdf) -> None:
    """A photo with 240 % of the three colours in its left half, and next to none in the right."""
    image = image_of(document, 3)
    size = int(image.Width), int(image.Height)
    picture = Picture.new("CMYK", size, (255 - 13, 255, 255, 255))
    picture.paste((255 - 204, 255 - 204, 255 - 204, 255), (0, 0, size[0] // 2, size[1]))
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=95)
    image.write(jpeg.getvalue(), filter=Name.DCTDecode)
    del image["/Decode"]  # full ink is full ink in this one


def inked(spoilt_print, operators: str) -> list[dict]:
    def spoil(document: pikepdf.Pdf) -> None:
        photo_half_dark(document)
        paints(3, operators)(document)

    return [one for one in every(spoilt_print(spoil)) if one["code"] == "ink-cover"]


@pytest.mark.parametrize(
    "operators",
    [
        f"/OverF gs 0 0 0 1 k {SIGN.format(x=LEFT + 40, y=FOOT + 70)}",
        AS_DRAWN.format(x=LEFT + 40, y=FOOT + 70),
        f"/OverF gs 0 0 0 1 k {LEFT + 40} {FOOT + 70} 20 20 re f",
        f"/OverD gs 0 0 0 1 K 2 w {LEFT + 40} {FOOT + 70} m {LEFT + 90} {FOOT + 70} l S",
    ],
    ids=["text", "text as drawn", "surface", "line"],
)
def test_black_over_the_dark_of_a_photo_is_summed(spoilt_print, operators):
    (found,) = inked(spoilt_print, operators)
    assert "总墨量 34" in found["message"] and found["level"] == "error" and found["page"] == 3
    left, top, right, bottom = found["box"]
    assert 308.1 / 595.28 < left < right < 0.75 and 0.17 < top <= bottom < 0.37


@pytest.mark.parametrize(
    "operators",
    [
        f"/OverF gs 0 0 0 1 k {SIGN.format(x=LEFT + 160, y=FOOT + 70)}",
        AS_DRAWN.format(x=LEFT + 160, y=FOOT + 70),
        f"0 0 0 1 k {SIGN.format(x=LEFT + 40, y=FOOT + 70)}",
        f"/OverF gs 0 0 0 1 k {SIGN.format(x=LEFT - 150, y=FOOT + 70)}",
        f"0 0 0 0 k {LEFT + 30} {FOOT + 60} 60 40 re f 0 0 0 1 k /OverF gs {SIGN.format(x=LEFT + 40, y=FOOT + 70)}",
    ],
    ids=["on the light of it", "as drawn on the light of it", "knocking out", "beside it", "on a white card on it"],
)
def test_black_that_meets_little_ink_is_not_told_of(spoilt_print, operators):
    assert inked(spoilt_print, operators) == []


def test_black_over_a_coloured_surface_is_summed(spoilt_print):
    dark = "0.8 0.8 0.8 0 k 100 100 50 50 re f"
    spoil = paints(3, f"{dark} /OverF gs 0 0 0 1 k {SIGN.format(x=110, y=120)}")
    assert ["总墨量 340%" in one["message"] for one in every(spoilt_print(spoil)) if one["code"] == "ink-cover"] == [
        True
    ]
