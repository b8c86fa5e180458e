"""Crop marks, registration marks, a colour bar and a slug line around each page, outside of what is printed and cut."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name

from typesetting.errors import PressError
from typesetting.making.engine import forget, load_fonts
from typesetting.printing.sheets import box_of

PROGRAMME = Path(__file__).with_name("marks.typ")
ROOM = 28.0  # points around the bleed


def marks_with(slug: str, *, timestamp: int) -> Callable[[pikepdf.Pdf], None]:
    """Puts marks around every page; `slug` is what each says, before its number. `timestamp` in seconds is the drawing's date."""

    def mark(document: pikepdf.Pdf) -> None:
        count = len(document.pages)
        bleed, trim = box_of(document.pages[0], "/BleedBox"), box_of(document.pages[0], "/TrimBox")
        facts = {
            "room": ROOM,
            "bleed": trim[0] - bleed[0],
            "width": trim[2] - trim[0],
            "height": trim[3] - trim[1],
            "slugs": [f"{slug}　第 {number} 面，共 {count} 面" for number in range(1, count + 1)],
        }
        with pikepdf.open(io.BytesIO(_drawn(facts, timestamp))) as marks:
            for page, around in zip(document.pages, marks.pages, strict=True):
                form = around.as_form_xobject()
                form.BBox = around.MediaBox
                _widen(document, page, document.copy_foreign(marks.make_indirect(form)))

    return mark


def _drawn(facts: dict, timestamp: int) -> bytes:
    fonts = load_fonts()
    compiler = typst.Compiler(
        input=PROGRAMME.read_bytes(), font_paths=fonts, sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)}
    )
    try:
        return compiler.compile(format="pdf", timestamp=timestamp)
    except typst.TypstError as error:
        raise PressError(f"裁切线没有画成：{error.message}。请把这句话告诉管理员。") from error
    finally:
        forget(fonts)


def _widen(document: pikepdf.Pdf, page: pikepdf.Page, marks: pikepdf.Object) -> None:
    """Give a page room around its bleed, and the marks in it."""
    for name in ("/BleedBox", "/TrimBox"):
        page[name] = Array([round(value + ROOM, 4) for value in box_of(page, name)])
    left, bottom, right, top = box_of(page, "/MediaBox")
    page.MediaBox = Array([0, 0, round(right - left + 2 * ROOM, 4), round(top - bottom + 2 * ROOM, 4)])
    resources = page.get("/Resources", Dictionary())
    if "/XObject" not in resources:
        resources.XObject = Dictionary()
    resources.XObject[Name.Marks] = marks
    page.Resources = resources
    page.contents_add(f"q 1 0 0 1 {ROOM} {ROOM} cm\n".encode(), prepend=True)
    page.contents_add(b"\nQ /Marks Do")
