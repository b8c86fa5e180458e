"""The fonts of a PDF: embedded, of outlines, and whole."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name

from typesetting.preflight.findings import Findings
from typesetting.preflight.painting import DEEPEST
from typesetting.preflight.programs import font_fault

AGAIN = "请重新排版，仍不对时告诉管理员。"
Fonts = dict[tuple[int, int], tuple[Dictionary, int]]


def fonts_of(document: pikepdf.Pdf) -> Fonts:
    """Every font, with the first page it is on."""
    found: Fonts = {}
    for number, page in enumerate(document.pages, start=1):
        _collect_fonts(page.get("/Resources", Dictionary()), number, found)
    return found


def _collect_fonts(resources: Dictionary, number: int, fonts: Fonts, depth: int = 0) -> None:
    """Fonts of a page and of the forms it draws, each with the first page it is on."""
    for font in resources.get("/Font", Dictionary()).values():
        fonts.setdefault(font.objgen, (font, number))
    for item in resources.get("/XObject", Dictionary()).values():
        if item.get("/Subtype") == Name.Form and depth < DEEPEST:
            _collect_fonts(item.get("/Resources", Dictionary()), number, fonts, depth + 1)


def check_fonts(fonts: Fonts, findings: Findings) -> None:
    """What is wrong with them."""
    for font, number in fonts.values():
        name = str(font.get("/BaseFont", "/（无名）"))[1:].split("+")[-1]
        if font.get("/Subtype") == Name.Type3:
            findings.error(
                "type3-font", f"第{number}页的字体 {name} 是 Type 3，印刷时笔画会发毛。请告诉管理员。", number
            )
        elif not any(_is_embedded(part) for part in font.get("/DescendantFonts", [font])):
            findings.error("font-not-embedded", f"第{number}页的字体 {name} 没有嵌入 PDF。请重新排版。", number)
        elif fault := font_fault(font):
            findings.error(
                "font-broken", f"第{number}页的字体 {name} {fault}，印出来会缺字或错位。{AGAIN}", number, subject=name
            )


def _is_embedded(font: Dictionary) -> bool:
    descriptor = font.get("/FontDescriptor", Dictionary())
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
