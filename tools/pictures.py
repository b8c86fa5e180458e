"""The picture of README.md: the sample's cover and a spread of its pages. `python -m tools.pictures`, after `make sample`."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures" / "issue.png"
SCALE = 1.05  # pixels a point
GROUND = (236, 234, 230)
MARGIN, GAP, SHADOW = 44, 56, 10  # pixels


def page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """One page, counted from 1, as a picture."""
    return document[number - 1].render(scale=SCALE).to_pil().convert("RGB")


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Pages joined as a spread."""
    joined = Image.new("RGB", (sum(one.width for one in pages), pages[0].height))
    left = 0
    for one in pages:
        joined.paste(one, (left, 0))
        left += one.width
    return joined


def laid_out(sheets: list[Image.Image]) -> Image.Image:
    """Sheets on a table, each with a soft shadow."""
    width = sum(sheet.width for sheet in sheets) + GAP * (len(sheets) - 1) + 2 * MARGIN
    height = max(sheet.height for sheet in sheets) + 2 * MARGIN
    table = Image.new("RGB", (width, height), GROUND)
    shade = Image.new("L", (width, height), 0)
    left = MARGIN
    places = []
    for sheet in sheets:
        shade.paste(90, (left + 3, MARGIN + 5, left + sheet.width + 3, MARGIN + sheet.height + 5))
        places.append((left, MARGIN))
        left += sheet.width + GAP
    table.paste((0, 0, 0), mask=shade.filter(ImageFilter.GaussianBlur(SHADOW)))
    for sheet, place in zip(sheets, places, strict=True):
        table.paste(sheet, place)
    return table


def main() -> None:
    """Draw the picture from the PDF named on the command line, its spread from the given left page on."""
    if len(sys.argv) != 3:
        sys.exit("用法：python -m tools.pictures 阅读用PDF 左页页码")
    document = pypdfium2.PdfDocument(sys.argv[1])
    left = int(sys.argv[2])
    picture = laid_out([page(document, 1), side_by_side([page(document, left), page(document, left + 1)])])
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(200, dither=Image.Dither.FLOYDSTEINBERG).save(TARGET, optimize=True)
    print(f"已画好 {TARGET.relative_to(ROOT)}，{TARGET.stat().st_size // 1024} kB。")


if __name__ == "__main__":
    main()
