"""Checks of the PDFs as files: boxes, colours, fonts, glyphs, tags, links."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.composition.plan import Image, Plan, Text
from typesetting.preflight.findings import Findings, page_list

# Points a box may differ from what it should be: far below what a guillotine can do.
TOLERANCE = 0.05
SIGNATURE = 4
STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
RGB_OPERATOR = re.compile(rb"(?<![^\s\]>])(?:rg|RG)(?![^\s\[</(])")
SHOWS = re.compile(rb"(?:T[jJ]|Do)(?![A-Za-z])")
HEX_NOTDEF = re.compile(rb"<(?:[0-9A-Fa-f]{4})*?0000(?:[0-9A-Fa-f]{4})*>")
NOTDEF = rb"\000\000"
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def check_print(document: pikepdf.Pdf, plan: Plan, findings: Findings) -> None:
    """The file the printer gets."""
    count = len(document.pages)
    if count % SIGNATURE:
        findings.error("page-count", f"全书 {count} 页，不是 4 的倍数，无法骑马订。请增删文章，或在封底前加补白页。")
    fonts: dict = {}
    blank = []
    for page, planned in zip(document.pages, plan.pages, strict=True):
        number = planned.number
        _check_boxes(page, plan, number, findings)
        _check_resources(page.get("/Resources", Dictionary()), number, fonts, findings)
        content = _content(page)
        if _has_rgb(content):
            findings.error("rgb", f"印刷 PDF 第{number}页有 RGB 颜色，印出来会偏色。请把这句话告诉管理员。", number)
        if _has_notdef(content):
            findings.error("empty-box", f"第{number}页有字印成了空框。请把这句话告诉管理员。", number)
        if not SHOWS.search(content):  # glyphs that spell an operator are glyphs all the same
            blank.append(number)
    inside = [number for number in blank if number not in (2, count - 1)]
    if inside:
        findings.warn("blank-page", f"{page_list(inside)}是空白页。如不是有意留白，请补一篇短稿或一张照片。", inside[0])
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


def _content(page: pikepdf.Page) -> bytes:
    contents = page.get("/Contents")
    if contents is None:
        return b""
    return b"\n".join(part.read_bytes() for part in contents) if isinstance(contents, Array) else contents.read_bytes()


def _check_resources(resources: Dictionary, number: int, fonts: dict, findings: Findings) -> None:
    """Colour spaces, images and fonts of a page and of the forms it draws."""
    for space in resources.get("/ColorSpace", Dictionary()).values():
        if _is_rgb(space):
            findings.error("rgb", f"印刷 PDF 第{number}页有 RGB 颜色，印出来会偏色。请把这句话告诉管理员。", number)
    for item in resources.get("/XObject", Dictionary()).values():
        if item.get("/Subtype") == Name.Form:
            _check_resources(item.get("/Resources", Dictionary()), number, fonts, findings)
            if _has_rgb(item.read_bytes()):
                findings.error("rgb", f"印刷 PDF 第{number}页有 RGB 颜色，印出来会偏色。请把这句话告诉管理员。", number)
        elif _is_rgb(item.get("/ColorSpace")):
            findings.error(
                "rgb-photo", f"第{number}页有照片没有转成印刷色（CMYK）。请重新排版，仍不对时告诉管理员。", number
            )
    for font in resources.get("/Font", Dictionary()).values():
        fonts.setdefault(font.objgen, (font, number))


def _has_rgb(content: bytes) -> bool:
    """Whether a colour is set in RGB: an operator outside all strings."""
    return (b"rg" in content or b"RG" in content) and bool(RGB_OPERATOR.search(STRING.sub(b"()", content)))


def _is_rgb(space: pikepdf.Object | None) -> bool:
    if isinstance(space, Array):
        if space[0] == Name.ICCBased:
            return space[1].get("/N") == 3
        if space[0] in (Name.Indexed, Name.Pattern) and len(space) > 1:
            return _is_rgb(space[1])
        return space[0] in (Name.CalRGB, Name.Lab)
    return space == Name.DeviceRGB


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


def check_screen(document: pikepdf.Pdf, plan: Plan, findings: Findings) -> None:
    """The file members read: tags, language, title, alternative texts, working links."""
    root = document.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        findings.error("untagged", "阅读 PDF 没有结构标签，读屏软件读不了。请重新排版。")
    if not root.get("/Lang") or not document.docinfo.get("/Title"):
        findings.error("no-title", "阅读 PDF 没有写明语言或标题。请给刊物填好名称后重新排版。")
    if len(document.pages) != len(plan.pages):
        findings.error("screen-pages", "阅读 PDF 和印刷 PDF 的页数不同。请重新排版。")
    anchors = {item.anchor for page in plan.pages for item in page.items if isinstance(item, Text)}
    for entry in plan.outline:
        if entry.anchor not in anchors:
            findings.warn("bookmark", f"书签“{entry.title}”在版面上没有对应的位置，阅读 PDF 里略去了它。请核对这一处。")
    for page, planned in zip(document.pages, plan.pages, strict=False):
        for link in page.get("/Annots", []):
            place = link.get("/Dest")
            if place is not None and (not isinstance(place, Array) or place[0].get("/Type") != Name.Page):
                findings.error("dead-link", f"第{planned.number}页有一个打不开的链接。请重新排版。", planned.number)
        if any(isinstance(item, Image) and not item.alt for item in planned.items):
            findings.warn(
                "no-alt", f"第{planned.number}页有照片没有文字说明，读屏软件读不出。请补图片说明。", planned.number
            )
