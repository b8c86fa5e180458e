"""Advance widths read straight from the font files, in thousandths of an em.

Reads only `head`, `hhea`, `hmtx` and `cmap` (formats 4 and 12), without expanding them: opening all six faces takes
milliseconds, where a full font library takes most of a second.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from typesetting.composition.faces import MissingFont, font_file
from typesetting.composition.remembering import SetBefore


class Metrics:
    """The advances of one font file."""

    def __init__(self, path: Path):
        try:
            data = path.read_bytes()
            tables = self._directory(data)
            self._read(data, tables)
        except (OSError, struct.error, KeyError, ValueError) as error:
            raise MissingFont(f"字体文件 {path.name} 读不出来（{error}）。请换上完好的字体文件后再排版。") from error
        self.advances = Advances(self)

    @staticmethod
    def _directory(data: bytes) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from(">H", data, 4)
        tables = {}
        for index in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
            tables[tag.decode("latin-1")] = (offset, length)
        return tables

    def _read(self, data: bytes, tables: dict[str, tuple[int, int]]) -> None:
        (self._upem,) = struct.unpack_from(">H", data, tables["head"][0] + 18)
        (self._long,) = struct.unpack_from(">H", data, tables["hhea"][0] + 34)
        start, length = tables["hmtx"]
        self._hmtx = data[start : start + length]
        self._read_cmap(data, tables["cmap"][0])

    def _read_cmap(self, data: bytes, start: int) -> None:
        (count,) = struct.unpack_from(">H", data, start + 2)
        subtables = {}
        for index in range(count):
            platform, encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * index)
            if platform == 0 or (platform == 3 and encoding in (1, 10)):
                (form,) = struct.unpack_from(">H", data, start + offset)
                subtables[form] = start + offset
        if 12 in subtables:
            at = subtables[12]
            (groups,) = struct.unpack_from(">L", data, at + 12)
            numbers = struct.unpack_from(f">{3 * groups}L", data, at + 16)
            self._starts, self._ends, first = numbers[0::3], numbers[1::3], numbers[2::3]
            self._glyph_of = lambda index, code: first[index] + code - self._starts[index]
        elif 4 in subtables:
            self._read_format_4(data, subtables[4])
        else:
            raise ValueError("没有 Unicode 编码表")

    def _read_format_4(self, data: bytes, at: int) -> None:
        (double,) = struct.unpack_from(">H", data, at + 6)
        count = double // 2
        self._ends = struct.unpack_from(f">{count}H", data, at + 14)
        self._starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
        deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
        ranges_at = at + 16 + 3 * double
        ranges = struct.unpack_from(f">{count}H", data, ranges_at)

        def glyph(index: int, code: int) -> int:
            if not ranges[index]:
                return (code + deltas[index]) & 0xFFFF
            place = ranges_at + 2 * index + ranges[index] + 2 * (code - self._starts[index])
            (found,) = struct.unpack_from(">H", data, place)
            return (found + deltas[index]) & 0xFFFF if found else 0

        self._glyph_of = glyph

    def _glyph(self, char: str) -> int:
        code = ord(char)
        index = bisect_right(self._starts, code) - 1
        if index < 0 or code > self._ends[index]:
            return 0
        return self._glyph_of(index, code)

    def has(self, char: str) -> bool:
        """Whether the font has a glyph for the character."""
        return self._glyph(char) != 0

    def advance(self, char: str) -> int:
        """The character's advance in thousandths of an em; that of the empty box where the font lacks it."""
        return self.advances[char]

    def read_advance(self, char: str) -> int:
        """The same from the file's own table."""
        glyph = min(self._glyph(char), self._long - 1)
        (units,) = struct.unpack_from(">H", self._hmtx, 4 * glyph)
        return round(units * 1000 / self._upem)


class Advances(dict[str, int]):
    """The advances of one font by character, each read when first asked for."""

    def __init__(self, metrics: Metrics):
        super().__init__()
        self._metrics = metrics

    def __missing__(self, char: str) -> int:
        found = self[char] = self._metrics.read_advance(char)
        return found


class FontBook:
    """The metrics of the faces, each read when first asked for.

    `plain` remembers which characters a face sets itself, `set_before` the paragraphs set with these fonts.
    """

    def __init__(self) -> None:
        self.plain: dict[str, set[str]] = {}
        self.set_before = SetBefore()
        self._faces: dict[str, Metrics] = {}

    def __getitem__(self, face: str) -> Metrics:
        found = self._faces.get(face)
        if found is None:
            found = self._faces[face] = Metrics(font_file(face))
        return found

    def advances(self, face: str) -> Advances:
        """The advances of a face by character."""
        return self[face].advances


@lru_cache(maxsize=1)
def standard_fonts() -> FontBook:
    """The journal's own fonts, read once for the process."""
    return FontBook()
