"""Pictures of pages: a part of the plan is drawn by Typst, with small photos, and turned into WebP by PDFium and Pillow."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from typesetting.composition.plan import Link, Page, Plan
from typesetting.making.drawing import Need, drawing_of, placeholder_name
from typesetting.making.engine import draw, load_fonts
from typesetting.preflight.reading import PDFIUM
from typesetting.render import issue_timestamp, lay_out

WIDTH = 360  # pixels: twice what the flat plan shows, for a screen with small pixels
QUALITY = 60
BATCH = 16  # pages drawn at a time: so often is told how far it is
WORKERS = 2
PHOTO_PPI = 60  # on the page; a little more than the picture has
MISSING = (222, 218, 212)  # what stands for a photo that cannot be read; the press names it

# The key of a photo: files to read it from, the smallest first.
PhotoFiles = Callable[[str], Sequence[Path]]


def draw_pages(
    plan: Plan, manifest: dict, numbers: Sequence[int], *, photo_files: PhotoFiles, work_dir: Path
) -> Iterator[tuple[int, bytes]]:
    """The WebP picture of each page in `numbers` (from 1), in turn. Works in a folder of its own in `work_dir`.

    Raises PressError where a page cannot be drawn; a photo that cannot be read is a grey box.
    """
    fonts = load_fonts()
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for start in range(0, len(numbers), BATCH):
            part = numbers[start : start + BATCH]
            drawing = drawing_of(_only(plan, part), manifest)
            with tempfile.TemporaryDirectory(prefix="pages-", dir=work_dir) as scratch:
                folder = Path(scratch)
                lay_out(folder, drawing)
                files = (photo_files(need.photo) for need in drawing.photos)
                for number, photo in enumerate(pool.map(_small_photo, drawing.photos, files)):
                    (folder / placeholder_name(number)).write_bytes(photo)
                pdf = draw(folder, fonts, timestamp=issue_timestamp(manifest))
            yield from zip(part, pool.map(_webp, _pictures(pdf)), strict=True)


def _only(plan: Plan, numbers: Sequence[int]) -> Plan:
    """The plan of these pages alone, without what leads from one page to another."""
    pages = [plan.pages[number - 1] for number in numbers]
    return replace(plan, pages=[_without_links(page) for page in pages], outline=[])


def _without_links(page: Page) -> Page:
    return replace(page, items=[item for item in page.items if not isinstance(item, Link)])


def _pictures(pdf: bytes) -> list[Image.Image]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.render(scale=WIDTH / page.get_width()).to_pil() for page in document]
        finally:
            document.close()


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "WEBP", quality=QUALITY, method=1)
    return out.getvalue()


def _small_photo(need: Need, files: Sequence[Path]) -> bytes:
    """A PNG of the photo, cropped to its box about the centre."""
    size = max(1, round(need.width * PHOTO_PPI / 72)), max(1, round(need.height * PHOTO_PPI / 72))
    picture = next(filter(None, (_read(file, size) for file in files)), None) or Image.new("RGB", size, MISSING)
    out = io.BytesIO()
    ImageOps.fit(picture, size, Image.Resampling.BILINEAR).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _read(file: Path, size: tuple[int, int]) -> Image.Image | None:
    """The photo in `file`, no larger than it need be; None where it is none."""
    try:
        with Image.open(file) as image:
            image.draft("RGB", size)
            return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):  # as Pillow says that a file is no picture
        return None
