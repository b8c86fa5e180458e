"""Checks of the printer's PDF, page by page: boxes, colours, fonts, glyphs, and what its pages paint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Dictionary, Name

from typesetting.composition.plan import Plan
from typesetting.preflight import vocabulary
from typesetting.preflight.expected import Facts
from typesetting.preflight.findings import Findings
from typesetting.preflight.fonts import check_fonts, fonts_of
from typesetting.preflight.inking import Photos, Sheet, check_marks, sides_of
from typesetting.preflight.legible import check_legible
from typesetting.preflight.overlaying import check_overlaid, lies_on_ink
from typesetting.preflight.painting import DEEPEST, TEXT, Painted, painted
from typesetting.preflight.placing import check_places
from typesetting.preflight.standard import check_resources, check_standard, clear_words, rgb_words
from typesetting.preflight.streams import STRING, content_of, unescaped
from typesetting.printing.how import Printing

# Points a box may differ from what it should be: far below what a guillotine can do.
TOLERANCE = 0.05
SIGNATURE = 4
AGAIN = "请重新排版，仍不对时告诉管理员。"
HEX_NOTDEF = re.compile(rb"<(?:[0-9A-Fa-f]{4})*?0000(?:[0-9A-Fa-f]{4})*>")
NOTDEF = rb"\000\000"
STRINGS = re.compile(STRING, re.DOTALL)


def check_print(
    document: pikepdf.Pdf,
    plan: Plan,
    printing: Printing,
    photos: Photos,
    findings: Findings,
    *,
    facts: Sequence[Facts],
    palette: Iterable[Sequence[float]],
) -> None:
    """The file the printer gets. Each page's content is read once. `palette` are the inks, in per cent, that texts have."""
    inks = {_rounded(part / 100 for part in ink) for ink in palette}
    count = len(document.pages)
    check_standard(document, printing, findings)
    vocabulary.check_document(document, findings)
    if count != len(plan.pages):
        findings.error("print-pages", f"印刷 PDF 有 {count} 页，版面有 {len(plan.pages)} 页。请重新排版。")
    if count % SIGNATURE:
        findings.error("page-count", f"全书 {count} 页，不是 4 的倍数，无法骑马订。请增删文章，或在封底前加补白页。")
    blank = []
    for page, planned in zip(document.pages, plan.pages, strict=False):
        number = planned.number
        resources = page.get("/Resources", Dictionary())
        _check_boxes(page, plan, number, findings)
        if "/Group" in page:
            findings.error("transparency", clear_words(number), number, subject="state")
        vocabulary.check_page(page, number, findings)
        check_resources(resources, number, findings)
        content = content_of(page)
        if _has_notdef(content):
            findings.error("empty-box", f"第{number}页有字印成了空框。请把这句话告诉管理员。", number)
        sheet = Sheet.of(page, number)
        found = painted(content, resources)
        if found.rgb:
            findings.error("rgb", rgb_words(number), number)
        vocabulary.tell_operators(found.foreign, number, findings)
        if found.fonts - _names_of_fonts(resources):
            findings.error("font-not-embedded", f"第{number}页有字没有字体。请重新排版。", number)
        check_legible(sheet, found.marks, findings)
        if number <= len(facts):
            check_places(sheet, found.marks, facts[number - 1], findings)
        _check_inks(sheet, found, inks, findings)
        check_marks(sheet, found.marks, printing, findings)
        photos.check(sheet, found.marks)
        if lies_on_ink(found.marks):
            texts = painted(content, resources, each_text=True).marks
            check_overlaid(sheet, texts, printing.ink_limit, photos.colours, findings)
        if not found.marks:
            blank.append(number)
    inside = [number for number in blank if number not in (2, count - 1)]
    for number in inside:
        findings.warn(
            "blank-page", f"第{number}页是空白页。如不是有意留白，请补一篇短稿或一张照片。", number, box=(0, 0, 1, 1)
        )
    check_fonts(fonts_of(document), findings)
    photos.check_all_there()


def _check_inks(sheet: Sheet, found: Painted, inks: set[tuple[float, ...]], findings: Findings) -> None:
    """Whether every text is in one of the journal's inks."""
    boxes = [
        mark.box
        for mark in found.marks
        if mark.kind == TEXT and mark.ink is not None and _rounded(mark.ink) not in inks
    ]
    if boxes or any(_rounded((0, 0, 0, tint)) not in inks for tint in found.tints):
        findings.error(
            "text-ink",
            f"第{sheet.number}页有字不是刊物的颜色。{AGAIN}",
            sheet.number,
            box=sheet.place(boxes[0]) if boxes else None,
            subject="ink",
        )


def _rounded(ink: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(part, 2) for part in ink)


def _check_boxes(page: pikepdf.Page, plan: Plan, number: int, findings: Findings) -> None:
    bleed, width, height = plan.bleed, plan.width, plan.height
    full = (0, 0, width + 2 * bleed, height + 2 * bleed)
    trim = (bleed, bleed, bleed + width, bleed + height)
    for name, wanted in (("/MediaBox", full), ("/BleedBox", full), ("/TrimBox", trim)):
        if not _is_box(sides_of(page, name), wanted):
            findings.error(
                "boxes",
                f"第{number}页的{name[1:]}不对，印刷厂无法按成品尺寸裁切。请重新排版，仍不对时告诉管理员。",
                number,
            )


def _is_box(box: tuple[float, ...] | None, wanted: tuple[float, ...]) -> bool:
    return box is not None and all(abs(a - b) <= TOLERANCE for a, b in zip(box, wanted, strict=True))


def _names_of_fonts(resources: Dictionary, depth: int = 0) -> set[str]:
    """What the fonts of a page and of the forms it draws are called."""
    found = set(resources.get("/Font", Dictionary()).keys())
    for item in resources.get("/XObject", Dictionary()).values():
        if item.get("/Subtype") == Name.Form and depth < DEEPEST:
            found |= _names_of_fonts(item.get("/Resources", Dictionary()), depth + 1)
    return found


def _has_notdef(content: bytes) -> bool:
    """Whether a string of the content shows glyph 0, the empty box. All fonts here have two-byte codes."""
    if b"0000" in content and HEX_NOTDEF.search(content):
        return True
    return NOTDEF in content and any(
        NOTDEF in found[0] and _has_zero(unescaped(found[0])) for found in STRINGS.finditer(content)
    )


def _has_zero(codes: bytes) -> bool:
    return any(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2))
