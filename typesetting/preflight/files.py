"""Checks of the printer's PDF, page by page: boxes, colours, fonts, glyphs, and what its pages paint."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Dictionary, Name

from typesetting.composition.plan import Plan
from typesetting.preflight import painting
from typesetting.preflight.findings import Findings
from typesetting.preflight.inking import Photos, Sheet, check_marks
from typesetting.preflight.painting import DEEPEST, content_of, painted
from typesetting.preflight.standard import check_resources, check_standard, clear_words, rgb_words
from typesetting.printing.how import Printing

# Points a box may differ from what it should be: far below what a guillotine can do.
TOLERANCE = 0.05
SIGNATURE = 4
STRING = re.compile(painting.STRING, re.DOTALL)
RGB_OPERATOR = re.compile(rb"(?<![^\s\]>])(?:rg|RG)(?![^\s\[</(])")
HEX_NOTDEF = re.compile(rb"<(?:[0-9A-Fa-f]{4})*?0000(?:[0-9A-Fa-f]{4})*>")
NOTDEF = rb"\000\000"
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def check_print(document: pikepdf.Pdf, plan: Plan, printing: Printing, photos: Photos, findings: Findings) -> None:
    """The file the printer gets. Each page's content is read once."""
    count = len(document.pages)
    check_standard(document, printing, findings)
    if count != len(plan.pages):
        findings.error("print-pages", f"印刷 PDF 有 {count} 页，版面有 {len(plan.pages)} 页。请重新排版。")
    if count % SIGNATURE:
        findings.error("page-count", f"全书 {count} 页，不是 4 的倍数，无法骑马订。请增删文章，或在封底前加补白页。")
    fonts: dict = {}
    blank = []
    for page, planned in zip(document.pages, plan.pages, strict=False):
        number = planned.number
        resources = page.get("/Resources", Dictionary())
        _check_boxes(page, plan, number, findings)
        if "/Group" in page:
            findings.error("transparency", clear_words(number), number, subject="state")
        check_resources(resources, number, findings)
        _collect_fonts(resources, number, fonts)
        content = content_of(page)
        if _has_rgb(content):
            findings.error("rgb", rgb_words(number), number)
        if _has_notdef(content):
            findings.error("empty-box", f"第{number}页有字印成了空框。请把这句话告诉管理员。", number)
        sheet = Sheet.of(page, number)
        found = painted(content, resources)
        check_marks(sheet, found.marks, printing, findings)
        photos.check(sheet, found.marks)
        if not found.anything:
            blank.append(number)
    inside = [number for number in blank if number not in (2, count - 1)]
    for number in inside:
        findings.warn(
            "blank-page", f"第{number}页是空白页。如不是有意留白，请补一篇短稿或一张照片。", number, box=(0, 0, 1, 1)
        )
    _check_fonts(fonts, findings)


def _check_boxes(page: pikepdf.Page, plan: Plan, number: int, findings: Findings) -> None:
    bleed, width, height = plan.bleed, plan.width, plan.height
    full = (0, 0, width + 2 * bleed, height + 2 * bleed)
    trim = (bleed, bleed, bleed + width, bleed + height)
    for name, wanted in (("/MediaBox", full), ("/BleedBox", full), ("/TrimBox", trim)):
        box = page.get(name)
        if box is None or any(abs(float(a) - b) > TOLERANCE for a, b in zip(box, wanted, strict=True)):
            findings.error(
                "boxes",
                f"第{number}页的{name[1:]}不对，印刷厂无法按成品尺寸裁切。请重新排版，仍不对时告诉管理员。",
                number,
            )


def _collect_fonts(resources: Dictionary, number: int, fonts: dict, depth: int = 0) -> None:
    """Fonts of a page and of the forms it draws, each with the first page it is on."""
    for font in resources.get("/Font", Dictionary()).values():
        fonts.setdefault(font.objgen, (font, number))
    for item in resources.get("/XObject", Dictionary()).values():
        if item.get("/Subtype") == Name.Form and depth < DEEPEST:
            _collect_fonts(item.get("/Resources", Dictionary()), number, fonts, depth + 1)


def _has_rgb(content: bytes) -> bool:
    """Whether a colour is set in RGB: an operator outside all strings."""
    return (b"rg" in content or b"RG" in content) and bool(RGB_OPERATOR.search(STRING.sub(b"()", content)))


def _check_fonts(fonts: dict, findings: Findings) -> None:
    for font, number in fonts.values():
        name = str(font.get("/BaseFont", "/（无名）"))[1:].split("+")[-1]
        if font.get("/Subtype") == Name.Type3:
            findings.error(
                "type3-font", f"第{number}页的字体 {name} 是 Type 3，印刷时笔画会发毛。请告诉管理员。", number
            )
        elif not any(_is_embedded(part) for part in font.get("/DescendantFonts", [font])):
            findings.error("font-not-embedded", f"第{number}页的字体 {name} 没有嵌入 PDF。请重新排版。", number)


def _is_embedded(font: Dictionary) -> bool:
    descriptor = font.get("/FontDescriptor", Dictionary())
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _unescaped(string: bytes) -> bytes:
    """The bytes of a PDF literal string, without its brackets."""

    def byte(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8) & 255]) if code.isdigit() else ESCAPED.get(code, code)

    return ESCAPE.sub(byte, string[1:-1])


def _has_notdef(content: bytes) -> bool:
    """Whether a string of the content shows glyph 0, the empty box. All fonts here have two-byte codes."""
    if b"0000" in content and HEX_NOTDEF.search(content):
        return True
    return NOTDEF in content and any(
        NOTDEF in found[0] and _has_zero(_unescaped(found[0])) for found in STRING.finditer(content)
    )


def _has_zero(codes: bytes) -> bool:
    return any(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2))
