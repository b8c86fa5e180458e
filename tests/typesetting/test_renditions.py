"""Photos on their way to the page: upright, cropped about the centre, never enlarged, in the right colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as Picture
from PIL import ImageCms

from tests.typesetting.plans import photo_entry
from typesetting.making import developing
from typesetting.making.developing import SCREEN_PPI
from typesetting.making.drawing import Need
from typesetting.making.renditions import prepare
from typesetting.printing.how import MOST_PPI

INCH = Need("p", 72, 72)


def made(folder: Path, picture: Picture.Image, need: Need, name: str = "p.png", **options):
    """Save a picture as a photo and return its print and screen renditions, opened."""
    path = folder / name
    picture.save(path, **options)
    size = picture.size[::-1] if options.get("exif") else picture.size
    (found,) = prepare([need], {"p": photo_entry(path, size)}, photo_root=folder, cache_dir=folder / "cache").values()
    return opened(found.print_file), opened(found.screen_file)


def opened(path: Path) -> Picture.Image:
    with Picture.open(path) as picture:
        return picture.copy()


def quarters(size: tuple[int, int]) -> Picture.Image:
    """Red over blue on the left, white on the right."""
    picture = Picture.new("RGB", size, "white")
    width, height = size
    picture.paste((200, 0, 0), (0, 0, width // 2, height // 2))
    picture.paste((0, 0, 200), (0, height // 2, width // 2, height))
    return picture


def near(colour, other, tolerance=12) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(colour, other, strict=True))


def test_a_large_photo_is_reduced_to_what_each_edition_can_use(tmp_path):
    printed, shown = made(tmp_path, quarters((800, 800)), INCH)
    assert printed.size == (MOST_PPI, MOST_PPI)
    assert shown.size == (SCREEN_PPI, SCREEN_PPI)


def test_a_small_photo_is_never_enlarged(tmp_path):
    printed, shown = made(tmp_path, quarters((100, 100)), INCH)
    assert printed.size == shown.size == (100, 100)


def test_a_photo_of_other_proportions_is_cropped_about_its_centre(tmp_path):
    picture = Picture.new("RGB", (900, 300), "white")
    picture.paste((200, 0, 0), (300, 0, 600, 300))
    _, shown = made(tmp_path, picture, INCH)
    assert shown.size == (150, 150)
    assert near(shown.getpixel((5, 75)), (200, 0, 0)) and near(shown.getpixel((144, 75)), (200, 0, 0))


@pytest.mark.parametrize(
    ("orientation", "turn"),
    [(3, Picture.Transpose.ROTATE_180), (6, Picture.Transpose.ROTATE_90), (8, Picture.Transpose.ROTATE_270)],
)
def test_a_photo_taken_with_the_camera_turned_stands_upright(tmp_path, orientation, turn):
    exif = Picture.Exif()
    exif[0x0112] = orientation
    lying = quarters((400, 600)).transpose(turn)
    _, shown = made(tmp_path, lying, Need("p", 96, 144), "p.jpg", exif=exif, quality=95)
    assert shown.size == (200, 300)
    assert near(shown.getpixel((20, 20)), (200, 0, 0)) and near(shown.getpixel((20, 280)), (0, 0, 200))
    assert not shown.getexif()


def test_what_is_clear_becomes_paper(tmp_path):
    clear = Picture.new("RGBA", (300, 300), (200, 0, 0, 0))
    printed, shown = made(tmp_path, clear, INCH)
    assert shown.getpixel((10, 10)) == (255, 255, 255)
    assert max(printed.getpixel((10, 10))) <= 3


def test_print_is_cmyk_within_the_ink_limit_of_the_profile(tmp_path):
    printed, _ = made(tmp_path, Picture.new("RGB", (300, 300), "black"), INCH)
    assert printed.mode == "CMYK"
    assert 200 < sum(printed.getpixel((50, 50))) / 2.55 <= 300


@pytest.mark.parametrize(("mode", "value", "grey"), [("L", 90, 90), ("1", 1, 255), ("I;16", 40000, 156)])
def test_a_photo_without_colour_stays_grey(tmp_path, mode, value, grey):
    printed, shown = made(tmp_path, Picture.new(mode, (300, 300), value), INCH)
    assert (printed.mode, shown.mode) == ("L", "L")
    assert abs(printed.getpixel((50, 50)) - grey) <= 1


def test_a_cmyk_photo_keeps_its_separation_in_print_and_is_rgb_on_screen(tmp_path):
    printed, shown = made(tmp_path, Picture.new("CMYK", (300, 300), (0, 200, 200, 0)), INCH, "p.jpg", quality=95)
    assert near(printed.getpixel((50, 50)), (0, 200, 200, 0), 4)
    red, green, blue = shown.getpixel((50, 50))
    assert shown.mode == "RGB" and red > 180 and green < 130 and blue < 130


def test_a_photos_own_profile_is_obeyed_and_a_broken_one_left_aside(tmp_path):
    lab_like = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (lab_like, b"no profile at all" * 20):
        folder = tmp_path / str(len(profile))
        folder.mkdir()
        _, shown = made(folder, Picture.new("RGB", (200, 200), (90, 120, 60)), INCH, icc_profile=profile)
        assert near(shown.getpixel((50, 50)), (90, 120, 60))


def test_a_rendition_once_made_needs_the_original_no_more(tmp_path, monkeypatch):
    made(tmp_path, quarters((400, 400)), INCH)
    entry = photo_entry(tmp_path / "p.png", (400, 400))
    (tmp_path / "p.png").unlink()
    monkeypatch.setattr(developing, "develop", None)
    (found,) = prepare([INCH], {"p": entry}, photo_root=tmp_path, cache_dir=tmp_path / "cache").values()
    assert found.print_file.is_file() and found.screen_file.is_file()


def test_progress_counts_every_photo(tmp_path):
    quarters((300, 300)).save(tmp_path / "p.png")
    needs = [INCH, Need("p", 36, 72), INCH]
    told: list[tuple[int, int]] = []
    prepare(
        needs,
        {"p": photo_entry(tmp_path / "p.png", (300, 300))},
        photo_root=tmp_path,
        cache_dir=tmp_path / "cache",
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 2), (2, 2)]
