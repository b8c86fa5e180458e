"""What papers of the office (review sheets, notices) share: facts to Typst as JSON, in the journal's own fonts. Knows no Django."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import typst

from typesetting.errors import PressError
from typesetting.making.engine import forget, load_fonts
from typesetting.making.missing import MissingSorts

# Text may be set in any of these, one standing in for another.
FACES = ("song", "hei", "kai", "fang")
STANDARDS = ["a-2a", "ua-1"]  # papers are put on file for good


def drawable(value, sorts: MissingSorts, place: int):
    """The value with every string in it as it can be drawn; what no font has is noted in `sorts` under `place`."""
    if isinstance(value, str):
        return sorts.shown(value, place, *FACES)
    if isinstance(value, dict):
        return {key: drawable(part, sorts, place) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(part, sorts, place) for part in value]
    return value


def named(char: str) -> str:
    """A character by its number and name, for who reads that it is missing."""
    return f"U+{ord(char):04X}（{unicodedata.name(char, '无名')}）"


def draw_paper(programme: Path, facts: dict, *, timestamp: int, what: str) -> bytes:
    """The PDF that `programme` makes of `facts`. The same facts and `timestamp` (seconds) give the same bytes.

    Raises PressError (FontError where a font cannot be read) with a sentence for the desk that names `what` was not drawn.
    """
    fonts = load_fonts()
    compiler = typst.Compiler(
        input=programme.read_bytes(), font_paths=fonts, sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)}
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
    except typst.TypstError as error:
        raise PressError(f"{what}没有画成：{error.message}。请把这句话告诉管理员。") from error
    finally:
        forget(fonts)  # a web process that draws papers all day does not grow
    if not isinstance(pdf, bytes):
        raise PressError(f"{what}没有产生 PDF。请把这句话告诉管理员。")
    return pdf
