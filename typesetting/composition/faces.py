"""The typefaces of the journal: each face of the plan with its font file and the name Typst knows it by.

The compositor reads advance widths from the files; the drawer hands the folders to Typst. Two faces come from the package
`pylopdf-fonts-zh-cn`, the others lie in `typesetting/fonts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

OWN_FONTS = Path(__file__).resolve().parent.parent / "fonts"


class MissingFont(Exception):
    """A font file the journal is set in cannot be read. Its text is a Chinese sentence that names the file."""


@dataclass(frozen=True)
class Face:
    """One face: its file's name and the family and weight under which Typst finds it."""

    file: str
    family: str
    weight: int
    packaged: bool = False


FACES: dict[str, Face] = {
    "song": Face("NotoSerifSC-Regular.otf", "Noto Serif SC", 400, packaged=True),
    "song-bold": Face("NotoSerifSC-Bold.ttf", "Noto Serif SC", 700),
    "hei": Face("NotoSansSC-Regular.otf", "Noto Sans SC", 400, packaged=True),
    "hei-bold": Face("NotoSansSC-Bold.ttf", "Noto Sans SC", 700),
    "kai": Face("GongyunKai-Regular.ttf", "Gongyun Kai", 400),
    "fang": Face("FandolFang-Regular.otf", "FandolFang R", 400),
}

# Where a face lacks a character: the faces to look in, in this order.
FALLBACK: dict[str, tuple[str, ...]] = {
    "song": ("hei",),
    "song-bold": ("song", "hei-bold", "hei"),
    "hei": ("song",),
    "hei-bold": ("hei", "song-bold", "song"),
    "kai": ("song", "hei"),
    "fang": ("song", "hei"),
}


def packaged_fonts() -> Path:
    """The folder of the fonts that come as a package. Raises MissingFont where it is not installed."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    if spec is None or not spec.submodule_search_locations:
        raise MissingFont("缺少宋体和黑体字库包 pylopdf-fonts-zh-cn。请先运行 make setup，再重新排版。")
    return Path(spec.submodule_search_locations[0])


def font_folders() -> tuple[Path, Path]:
    """The two folders that hold all font files."""
    return packaged_fonts(), OWN_FONTS


def font_file(face: str) -> Path:
    """The file of a face. Raises MissingFont where it is not there."""
    entry = FACES[face]
    path = (packaged_fonts() if entry.packaged else OWN_FONTS) / entry.file
    if not path.is_file():
        raise MissingFont(f"找不到字体文件 {entry.file}（{path.parent}）。请补上这个文件，再重新排版。")
    return path
