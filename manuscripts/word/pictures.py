"""Pictures of a Word file, from drawings and from the VML of WPS and old Word, at the size they are stored in."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from manuscripts.word.package import Package, R, W
from manuscripts.word.remarks import Remarks
from manuscripts.word.result import WordPicture
from manuscripts.word.values import whole_number

OBJECT = "\ufffc"  # stands for a picture in text: ￼3￼, ￼a3￼ where it is anchored beside the text
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_HOLDERS = (f"{W}drawing", f"{W}pict", f"{W}object")
_CHARTS = re.compile(r"/(?:chart|diagram|chartex)$")
_ORNAMENT = 430_000  # EMU, 1.2 cm: smaller both ways is a bullet or a flourish
_GENERATED = re.compile(
    r"^(?:[A-Za-z]:\\|/|https?:)|\.(?:jpe?g|png|gif|bmp|heic|webp|tiff?)$|^(?:IMG|DSC|MVIMG|mmexport|微信图片|QQ图片|图片|picture|image)"
    r"[\s_-]*[\d_-]*$",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(r"\s*(?:描述已自动生成|AI\s*生成的内容可能不正确。?|中度可信度描述已自动生成)\s*")


class Pictures:
    """Takes the pictures of a tree out, leaving ￼N￼ in their places."""

    def __init__(self, package: Package, relations: dict[str, tuple[str, str, bool]], remarks: Remarks) -> None:
        self._package = package
        self._relations = relations
        self._remarks = remarks
        self._found: dict[int, WordPicture] = {}

    @staticmethod
    def any_in(element: etree._Element) -> bool:
        """Whether there is a picture in the element, of whatever format."""
        return next(element.iter(f"{_A}blip", f"{_V}imagedata"), None) is not None

    def take_out(self, root: etree._Element) -> dict[int, WordPicture]:
        """The pictures by number, from 1 in the order of the text."""
        for holder in list(root.iter(*_HOLDERS)):
            paragraph = next(holder.iterancestors(f"{W}p"), None)
            where = int(paragraph.get("where", "0")) if paragraph is not None else 0
            mark = "a" if _is_anchored(holder) else ""
            marks = "".join(f"{OBJECT}{mark}{number}{OBJECT}" for number in self._numbers(holder, where))
            text = etree.Element(f"{W}t")
            text.text = marks
            if holder.getparent() is not None:
                holder.getparent().replace(holder, text)
        return self._found

    def _numbers(self, holder: etree._Element, where: int) -> list[int]:
        if holder.tag == f"{W}object":
            self._remarks.add("object", where)
            return []
        if any(_CHARTS.search(data.get("uri", "")) for data in holder.iter(f"{_A}graphicData")):
            self._remarks.add("chart", where)
            return []
        found = [self._drawn(blip, holder, where) for blip in holder.iter(f"{_A}blip")]
        found += [self._old(image, where) for image in holder.iter(f"{_V}imagedata")]
        return [number for number in found if number]

    def _drawn(self, blip: etree._Element, holder: etree._Element, where: int) -> int:
        extent = holder.find(f".//{_WP}extent")
        if extent is not None and all(0 < (whole_number(extent.get(side)) or 0) < _ORNAMENT for side in ("cx", "cy")):
            self._remarks.add("ornament", where)
            return 0
        fill = blip.getparent()
        crop = fill.find(f"{_A}srcRect") if fill is not None else None
        cropped = crop is not None and any((whole_number(value) or 0) > 0 for value in crop.attrib.values())
        inner = next(blip.iterancestors(f"{_PIC}pic"), None)
        described = inner.find(f"{_PIC}nvPicPr/{_PIC}cNvPr") if inner is not None else None
        outer = holder.find(f".//{_WP}docPr")
        alts = [one.get("descr", "") for one in (outer, described) if one is not None]
        return self._take(blip.get(f"{R}embed"), blip.get(f"{R}link"), next(filter(None, alts), ""), cropped, where)

    def _old(self, image: etree._Element, where: int) -> int:
        cropped = any(image.get(f"crop{side}", "0") not in ("0", "0f") for side in ("left", "right", "top", "bottom"))
        linked = image.get(f"{R}href") or image.get("src") or image.get(f"{_O}href")
        return self._take(
            image.get(f"{R}id") or image.get(f"{R}pict"), linked, image.get(f"{_O}title", ""), cropped, where
        )

    def _take(self, relation: str | None, linked: str | None, alt: str, cropped: bool, where: int) -> int:
        """The number of the picture of a relationship; 0, and a remark, where it cannot be had."""
        _, target, external = self._relations.get(relation or "", ("", "", False))
        data = None if external or not target else self._package.read(target)
        if not data:
            self._remarks.add("linked" if external or linked else "missing", where)
            return 0
        kind = content_type(data)
        if kind not in ("image/jpeg", "image/png", "image/webp", "image/heic"):
            self._remarks.add("vector" if kind == "image/vector" else "format", where)
            return 0
        if cropped:
            self._remarks.say(where, "{where}的照片在 Word 里裁剪过，导入的是未裁的原图。需要裁剪时请在图片库里裁。")
        number = len(self._found) + 1
        self._found[number] = WordPicture(
            number, data, posixpath.basename(target), kind, where, alt=_alt(alt), cropped=cropped
        )
        return number


def content_type(data: bytes) -> str:
    """What a picture is by its first bytes; image/vector for EMF and WMF, "" for what is none we know."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"):
        return "image/heic"
    if data.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")) or data[40:44] == b" EMF":
        return "image/vector"
    return ""


def _is_anchored(holder: etree._Element) -> bool:
    if holder.find(f"{_WP}anchor") is not None:
        return True
    return any("position:absolute" in (one.get("style") or "").replace(" ", "") for one in holder.iter(f"{_V}shape"))


def _alt(text: str) -> str:
    """What a writer said of a picture; names of files and what programs put there are nobody's words."""
    text = " ".join(_AUTOMATIC.sub(" ", text).split())
    return "" if _GENERATED.search(text) else text[:200]
