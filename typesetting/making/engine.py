"""Typst, kept warm: the fonts are read once in a process, each drawing is compiled in its own folder."""

from __future__ import annotations

import shutil
import threading
from functools import lru_cache
from pathlib import Path

import typst

from typesetting.composition.faces import FACES, MissingFont, font_file, font_folders
from typesetting.errors import FontError, PressError

SOURCES = Path(__file__).resolve().parent.parent / "typst"
# For how many compilations Typst keeps what none of them used.
KEPT_COMPILATIONS = 10
# Whether this process has drawn since Typst was last made to forget.
_drawn = threading.Event()


@lru_cache(maxsize=2)
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def load_fonts() -> typst.Fonts:
    """The journal's faces and no others. Raises FontError where a file is missing or is not a font."""
    try:
        for face in FACES:
            font_file(face)
        fonts = _fonts(font_folders())
    except MissingFont as error:
        raise FontError(str(error)) from error
    found = {(font.family, font.weight) for font in fonts.fonts()}
    for face in FACES.values():
        if (face.family, face.weight) not in found:
            _fonts.cache_clear()
            raise FontError(f"字体文件 {face.file} 读不出来，可能已损坏。请换上完好的字体文件后重新排版。")
    return fonts


def lay_sources(folder: Path) -> None:
    """Copy the drawing programme beside its data."""
    for source in SOURCES.glob("*.typ"):
        shutil.copyfile(source, folder / source.name)


def draw(folder: Path, fonts: typst.Fonts, *, timestamp: int) -> bytes:
    """The tagged PDF of the drawing data in `folder` (sheets.json and the placeholders), in print's inks.

    `timestamp` in seconds is the PDF's date, so that the same data gives the same bytes.
    Raises PressError with Typst's own words where the drawing fails.
    """
    _drawn.set()
    compiler = typst.Compiler(input=str(folder / "press.typ"), root=str(folder), font_paths=fonts)
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)
    except typst.TypstError as error:
        raise PressError(f"版面绘制没有成功：{error.message}。请把这句话告诉管理员。") from error
    if not isinstance(pdf, bytes):
        raise PressError("版面绘制没有产生 PDF。请把这句话告诉管理员。")
    return pdf


def make_ready() -> typst.Fonts:
    """The fonts, read; and Typst made to forget the drawing before, which it does by what it has not used for ten compilations.

    Without this a worker's memory grows by an issue's size with each of its first ten drawings. It is done before the next
    drawing, while its pages are composed, because nobody waits for it then. Raises as `load_fonts` does.
    """
    fonts = load_fonts()
    if _drawn.is_set():
        _drawn.clear()
        forget(fonts)
    return fonts


def forget(fonts: typst.Fonts) -> None:
    """Make Typst let go of what it keeps of drawings before. Some hundredths of a second."""
    for _ in range(KEPT_COMPILATIONS + 1):
        typst.Compiler(input=b"#page[]", font_paths=fonts).compile(format="pdf")
