"""Whether an embedded font is whole: its program can be read, has every glyph that is asked of it, and the widths are its own.

Only as much of a program is read as tells that: the tables of a TrueType font with the sum of its outlines, the index of
glyphs of a CFF one and how each ends.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name

from typesetting.preflight.reading import signs_of

HAN = range(0x4E00, 0xA000)
EM = 1000  # a Han character is as wide as the font is large
ENOUGH = 1 << 13  # bytes of the table of signs: widths that are wrong are wrong from the first on
TABLES = {b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"glyf"}
OUTLINES = b"glyf"
END_OF_GLYPH = 14  # the operator every outline of a CFF font ends with
CHARSTRINGS = 17  # the operator of a CFF font's dictionary that tells where its glyphs are


def font_fault(font: Dictionary) -> str:
    """What is wrong with a composite font that is embedded, as the end of a sentence; nothing where nothing is."""
    if font.get("/Encoding") != Name("/Identity-H") or "/ToUnicode" not in font:
        return "没有字与编码的对照"
    signs = signs_of(font.ToUnicode.read_bytes()[:ENOUGH])
    for part in font.DescendantFonts:
        if part.get("/Subtype") == Name.CIDFontType2 and part.get("/CIDToGIDMap") != Name.Identity:
            return "没有字形的对照"
        try:
            glyphs = _glyphs(part.FontDescriptor)
        except (struct.error, IndexError, ValueError):
            return "已损坏"
        widths = dict(_widths(part.get("/W", Array())))
        if max((*signs, *widths), default=0) >= glyphs:
            return "缺字形"
        usual = float(part.get("/DW", EM))
        if any(abs(widths.get(code, usual) - EM) > 1 for code, sign in signs.items() if _is_han(sign)):
            return "的字宽不对"
    return ""


def _is_han(sign: str) -> bool:
    return len(sign) == 1 and ord(sign) in HAN


def _widths(said: Array) -> Iterator[tuple[int, float]]:
    """Each code's width, of the two ways to say it: one for a stretch of codes, or one for each from the first on."""
    parts = iter(said)
    for first in parts:
        second = next(parts)
        if isinstance(second, Array):
            yield from ((int(first) + at, float(width)) for at, width in enumerate(second))
        else:
            width = float(next(parts))
            yield from ((code, width) for code in range(int(first), int(second) + 1))


def _glyphs(descriptor: Dictionary) -> int:
    """How many glyphs the embedded program has. Raises ValueError, IndexError or struct.error where it cannot be read."""
    if "/FontFile2" in descriptor:
        return _of_truetype(descriptor.FontFile2.read_bytes())
    return _of_cff(descriptor.FontFile3.read_bytes())


def _of_truetype(data: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, checksum, offset, length = struct.unpack_from(">4sIII", data, at)
        if offset + length > len(data) or (tag == OUTLINES and _sum(data[offset : offset + length]) != checksum):
            raise ValueError(tag)
        tables[tag] = offset
    if not tables.keys() >= TABLES:
        raise ValueError(TABLES - tables.keys())
    return struct.unpack_from(">H", data, tables[b"maxp"] + 4)[0]


def _of_cff(data: bytes) -> int:
    names = _Index(data, data[2])
    said = _Index(data, names.end)
    glyphs = _Index(data, _charstrings(data[said.place(0) : said.place(1)]))
    if any(data[glyphs.place(entry) - 1] != END_OF_GLYPH for entry in range(1, glyphs.count + 1)):
        raise ValueError(END_OF_GLYPH)
    return glyphs.count


def _sum(table: bytes) -> int:
    """The checksum of a TrueType table: its words of 32 bits added up."""
    words = array("I", table + bytes(-len(table) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF


class _Index:
    """One INDEX of a CFF font: how many entries it has, where each begins, and where it ends."""

    def __init__(self, data: bytes, at: int):
        (self.count,) = struct.unpack_from(">H", data, at)
        self.data, self.start, self.size = data, at + 3, data[at + 2]
        self.end = self.place(self.count) if self.count else at + 2
        if self.end > len(data):
            raise ValueError(at)

    def place(self, entry: int) -> int:
        offset = self.start + self.size * entry
        before = self.start + self.size * (self.count + 1) - 1
        return before + int.from_bytes(self.data[offset : offset + self.size], "big")


def _charstrings(said: bytes) -> int:
    """Where a CFF font's dictionary says that its glyphs are: the number before the operator."""
    at, number = 0, 0
    while at < len(said):
        byte = said[at]
        if byte == CHARSTRINGS:
            return number
        if byte == 29:
            number, at = int.from_bytes(said[at + 1 : at + 5], "big", signed=True), at + 5
        elif byte == 28:
            number, at = int.from_bytes(said[at + 1 : at + 3], "big", signed=True), at + 3
        elif byte == 30:  # a fraction, in halves of bytes up to one that is all ones
            at += 1
            while said[at] & 15 != 15:
                at += 1
            at += 1
        elif byte == 12:
            at += 2
        elif byte <= 21:
            at += 1
        elif byte <= 246:
            number, at = byte - 139, at + 1
        else:
            sign, base = (1, 247) if byte <= 250 else (-1, 251)
            number, at = sign * ((byte - base) * 256 + said[at + 1] + 108), at + 2
    raise ValueError(said)
