"""The sample issues' pictures, drawn by script: the same name gives the same picture, every time.

python -m sample.photos FOLDER [NAME …]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from PIL import Image

from sample.painting import portraits
from sample.painting.canvas import Canvas
from sample.painting.scenes import SCENES

NAMES = tuple(sorted({*SCENES, *portraits.SITTERS}))
COVER, SCENE = (2700, 3600), (2400, 1600)  # what the drawings are drawn in; portraits in 1200 × 1500
# Pixels to each of these. The cover prints 216 mm wide, a broad scene 171 mm, the others in one column of 82 mm: all at
# more than the 250 pixels an inch that print asks for, none at more than it takes.
COVER_SCALE, BROAD_SCALE, COLUMN_SCALE, PORTRAIT_SCALE = 0.8, 0.75, 0.5, 0.75
DPI = 300
QUALITY = 86


def draw(name: str, broad: bool = True) -> Image.Image:
    """The picture of that name, RGB, upright, at print size: a scene across the page where `broad`, else in a column.

    Raises KeyError, with a sentence, for an unknown name.
    """
    if name in portraits.SITTERS:
        return portraits.paint(name, PORTRAIT_SCALE).finish()
    if name not in SCENES:
        raise KeyError(f"没有名为“{name}”的样刊图片，可用的有：{'、'.join(NAMES)}。")
    if name.startswith("cover-"):
        canvas = Canvas(name, *COVER, COVER_SCALE)
    else:
        canvas = Canvas(name, *SCENE, BROAD_SCALE if broad else COLUMN_SCALE)
    SCENES[name](canvas)
    return canvas.finish()


def save(name: str, folder: Path, broad: bool = True) -> Path:
    """Draw one picture into `folder` as NAME.jpg and return its path."""
    path = folder / f"{name}.jpg"
    draw(name, broad).save(path, quality=QUALITY, dpi=(DPI, DPI))
    return path


def draw_all(folder: Path, names: Iterable[str] = NAMES, in_column: Collection[str] = ()) -> dict[str, Path]:
    """Draw the pictures into `folder`, made if need be, on every core at once. Returns the path of each by its name.

    Those of `in_column` are drawn no larger than a column asks for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # The covers take longest and begin with "cover": in order of name they start first.
    ordered = sorted(names)
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, 8)) as pool:
        paths = pool.map(save, ordered, repeat(folder), [name not in in_column for name in ordered])
        return dict(zip(ordered, paths, strict=True))


if __name__ == "__main__":
    draw_all(Path(sys.argv[1]), sys.argv[2:] or NAMES)
