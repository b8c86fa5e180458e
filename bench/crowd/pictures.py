"""Photos as a phone takes them: 12 megapixels, a soft scene under a sensor's grain, with EXIF; and the copies pages make."""

from __future__ import annotations

import hashlib
import random
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

SIZE = (4000, 3000)
GRAIN = 14  # levels: gives files of 4 to 8 MB
QUALITIES = (91, 94, 95)
COPY_SIDE, COPY_QUALITY = 1200, 62  # as static/js/letters/photos.js draws it
ORIENTATION, MAKE, MODEL = 0x0112, 0x010F, 0x0110
SCENES = 18  # drawn; beyond them a scene comes again in a file of its own, with a remark of its own
COMMENT = b"\xff\xfe"  # the mark of a remark in a JPEG, which stands right behind its first two bytes
TURNED = 6  # held upright: to be turned by a quarter


@dataclass(frozen=True)
class Shot:
    """A photo on the disk with its reduced copy. `width`, `height`: as it is seen, in pixels."""

    path: str
    copy: str
    sha256: str
    bytes: int
    width: int
    height: int

    def told(self) -> dict:
        return asdict(self)


def take(folder: Path, number: int) -> list[Shot]:
    """`number` photos, no two files alike; every third is turned, as from a phone held upright."""
    chance = random.Random(20260501)
    grain = Image.merge("RGB", [Image.effect_noise(SIZE, GRAIN) for _ in "RGB"])
    drawn = [_draw(folder, place, grain, chance) for place in range(min(number, SCENES))]
    return drawn + [_again(folder, place, drawn[place % SCENES]) for place in range(SCENES, number)]


def _draw(folder: Path, place: int, grain: Image.Image, chance: random.Random) -> Shot:
    scene = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    moved = ImageChops.offset(grain, chance.randrange(SIZE[0]), chance.randrange(SIZE[1]))
    image = ImageChops.add(scene, moved, offset=-128)
    exif = Image.Exif()
    exif[MAKE], exif[MODEL] = "Phone", f"P{place}"
    if place % 3 == 2:
        exif[ORIENTATION] = TURNED
    path, copy = folder / f"photo-{place:03}.jpg", folder / f"copy-{place:03}.jpg"
    image.save(path, "JPEG", quality=QUALITIES[place % len(QUALITIES)], exif=exif)
    width, height = _reduced(path, copy)
    return _shot(path, copy, width, height)


def _again(folder: Path, place: int, shot: Shot) -> Shot:
    path = folder / f"photo-{place:03}.jpg"
    remark, data = f"photo {place}".encode(), Path(shot.path).read_bytes()
    path.write_bytes(data[:2] + COMMENT + (len(remark) + 2).to_bytes(2, "big") + remark + data[2:])
    return _shot(path, Path(shot.copy), shot.width, shot.height)


def _shot(path: Path, copy: Path, width: int, height: int) -> Shot:
    data = path.read_bytes()
    return Shot(str(path), str(copy), hashlib.sha256(data).hexdigest(), len(data), width, height)


def _reduced(path: Path, copy: Path) -> tuple[int, int]:
    """Draw the copy that travels first, upright as a browser shows the photo; returns the photo's size as it is seen."""
    with Image.open(path) as image:
        image.draft("RGB", (COPY_SIDE, COPY_SIDE))
        small = ImageOps.exif_transpose(image)
    small.thumbnail((COPY_SIDE, COPY_SIDE), Image.Resampling.LANCZOS)
    small.save(copy, "JPEG", quality=COPY_QUALITY)
    return SIZE if small.width > small.height else (SIZE[1], SIZE[0])
