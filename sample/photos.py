"""The sample issues' pictures, drawn by script: the same name gives the same picture, every time.

python -m sample.photos FOLDER [NAME …]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from PIL import Image

from sample.painting import portraits
from sample.painting.canvas import Canvas
from sample.painting.scenes import SCENES

NAMES = tuple(sorted({*SCENES, *portraits.SITTERS}))
COVER, SCENE = (2700, 3600), (2400, 1600)  # pixels; portraits are 1200 × 1500
DPI = 300
QUALITY = 86


def draw(name: str) -> Image.Image:
    """The picture of that name, RGB, upright, at print size. Raises KeyError, with a sentence, for an unknown name."""
    if name in portraits.SITTERS:
        return portraits.paint(name).finish()
    if name not in SCENES:
        raise KeyError(f"没有名为“{name}”的样刊图片，可用的有：{'、'.join(NAMES)}。")
    canvas = Canvas(name, *(COVER if name.startswith("cover-") else SCENE))
    SCENES[name](canvas)
    return canvas.finish()


def save(name: str, folder: Path) -> Path:
    """Draw one picture into `folder` as NAME.jpg and return its path."""
    path = folder / f"{name}.jpg"
    draw(name).save(path, quality=QUALITY, dpi=(DPI, DPI))
    return path


def draw_all(folder: Path, names: Iterable[str] = NAMES) -> dict[str, Path]:
    """Draw the pictures into `folder`, made if need be, on every core at once. Returns the path of each by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    # The covers take longest and begin with "cover": in order of name they start first.
    ordered = sorted(names)
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, 8)) as pool:
        return dict(zip(ordered, pool.map(partial(save, folder=folder), ordered), strict=True))


if __name__ == "__main__":
    draw_all(Path(sys.argv[1]), sys.argv[2:] or NAMES)
