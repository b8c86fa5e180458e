"""Other photos of the same places: parts of the drawn scenes, from nearer by or from the other side, in another light."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageEnhance, ImageOps


@dataclass(frozen=True)
class Frame:
    """A part of a scene: left, top, right and bottom from 0 to 1. `wide`: no more pixels across than that, 0: all there are."""

    scene: str
    box: tuple[float, float, float, float]
    mirrored: bool = True
    light: float = 1.0
    wide: int = 0

    def of(self, picture: Image.Image) -> Image.Image:
        """The frame, taken out of the picture of its scene."""
        left, top, right, bottom = self.box
        width, height = picture.size
        part = picture.crop(tuple(round(v) for v in (left * width, top * height, right * width, bottom * height)))
        part = ImageEnhance.Brightness(ImageOps.mirror(part) if self.mirrored else part).enhance(self.light)
        if 0 < self.wide < part.width:
            part = part.resize((self.wide, round(part.height * self.wide / part.width)), Image.Resampling.LANCZOS)
        return part


FRAMES = {
    "road-crew": Frame("high-road", (0.06, 0.24, 0.86, 1.0), light=1.04),
    "shade-table": Frame("site-shade", (0.02, 0.24, 0.82, 1.0), light=0.97),
    "salt-class": Frame("school-desk", (0.1, 0.16, 1.0, 1.0), light=0.9, wide=560),
    "street-shelter": Frame("station-dusk", (0.1, 0.2, 0.94, 1.0), light=0.94),
    "rest-room": Frame("wage-table", (0.08, 0.1, 0.94, 0.98), light=0.9),
    "noodle-evening": Frame("noodle-master", (0.1, 0.06, 0.9, 0.9), light=0.86),
    "one-sheet": Frame("innovation-bench", (0.0, 0.04, 0.82, 1.0)),
    "tents-in-autumn": Frame("coop-tents", (0.06, 0.2, 0.86, 1.0), light=0.92),
    "station-in-autumn": Frame("river-source", (0.04, 0.18, 0.8, 0.96), light=0.93),
    "panels-at-noon": Frame("solar-sheep", (0.04, 0.2, 0.84, 1.0), light=1.05),
    "crew-at-dawn": Frame("cover-tala", (0.22, 0.56, 1.0, 0.95)),
    "first-order": Frame("courier-street", (0.04, 0.1, 0.94, 1.0), light=1.04),
    "noon-shift": Frame("control-room", (0.06, 0.08, 0.94, 0.98), light=1.1),
    "last-weld": Frame("welding", (0.04, 0.08, 0.92, 0.98)),
    "night-lamp": Frame("station-night", (0.06, 0.1, 0.94, 0.98), light=1.08),
}

QUALITY = 86


def scenes_of(names: Iterable[str]) -> list[str]:
    """The scenes that the frames among `names` are parts of; a name that is no frame's stands for itself."""
    return list(dict.fromkeys(FRAMES[name].scene if name in FRAMES else name for name in names))


def cut(names: Iterable[str], pictures: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """The frames among `names` as files in `folder`, by name. `pictures` gives the files of their scenes."""
    found = {}
    for name in names:
        if name in FRAMES:
            found[name] = folder / f"{name}.jpg"
            with Image.open(pictures[FRAMES[name].scene]) as scene:
                FRAMES[name].of(scene.convert("RGB")).save(found[name], quality=QUALITY)
    return found
