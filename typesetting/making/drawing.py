"""The page plan as drawing data: what `typst/press.typ` reads from sheets.json.

Typst squeezes adjacent marks and trims marks at the edges of a line; a plan has settled all that already. So a kern too small
to see is laid between two adjacent marks and beside a mark at a line's edge: Typst then has nothing to squeeze.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from typesetting.composition.faces import FACES
from typesetting.composition.plan import Box, Code, Cover, Image, Link, Page, Piece, Plan, Run, Table, Text
from typesetting.composition.tables import INSET
from typesetting.errors import PressError
from typesetting.making import colours
from typesetting.making.cover import back_frame, cover_data, design_of, photo_frame
from typesetting.making.missing import MissingSorts
from typesetting.making.reading_order import HEADINGS, heading_levels
from typesetting.making.tokens import chosen, titles

# In em: moves nothing that an eye or a plate could see.
GUARD = 1e-5
# Points from the trimmed edge within which an artifact is a running head or a folio.
MARGIN = 66.0
MARKS = r"[\u00b7\u2010-\u2027\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
BETWEEN_MARKS = re.compile(f"(?<={MARKS})(?={MARKS})")
MARK = re.compile(MARKS)
# The faces each string of a cover is set in, as typst/cover.typ has them; none named: the periodical's title face.
COVER_FACES = {
    "title": (),
    "headlines": (),
    "statement": ("hei",),
    "permit": ("hei",),
    "sponsor": ("hei",),
    "label": ("hei",),
    "caption": ("kai", "song"),
    "credit": ("kai", "song"),
}
NO_WORDS = "照片"  # what is said of a photo nobody described
SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Need(NamedTuple):
    """A photo at a place: key of the manifest's photos, box in points."""

    photo: str
    width: float
    height: float


def placeholder_name(number: int) -> str:
    """The file that stands for a photo in the drawing."""
    return f"photo-{number}.png"


def placeholder_png(number: int) -> bytes:
    """Its contents: a black picture one pixel high and as many wide as tell which photo it stands for."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", number + 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1 + 3 * (number + 1)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@dataclass
class Drawing:
    """The drawing data and the photos it wants, numbered from 0; `pages` gives the pages each stands on, `missing`
    the characters no font has, with their pages.

    Typst draws a placeholder for each photo and `finish` puts the photo itself in: an engine that decodes forty large
    photos needs a gigabyte of memory and most of the press's time.
    """

    data: dict
    photos: list[Need]
    pages: dict[Need, list[int]]
    missing: list[tuple[int, str]]


class _Sheets:
    """Turns one plan into drawing data."""

    def __init__(self, plan: Plan, manifest: dict):
        self.plan = plan
        self.manifest = manifest
        self.styles = {name: index for index, name in enumerate(plan.styles)}
        self.anchors = {
            item.anchor: (page.number, item.x, item.y)
            for page in plan.pages
            for item in page.items
            if isinstance(item, Text) and item.anchor
        }
        self.photos: dict[Need, int] = {}
        self.pages_of: dict[Need, list[int]] = {}
        self.levels = heading_levels(plan)
        self.page = 0
        self.sorts = MissingSorts()

    def data(self) -> dict:
        return {
            "title": self.plan.title or self.manifest["periodical"]["title"],
            "author": self.manifest["periodical"].get("sponsor", ""),
            "width": self.plan.width,
            "height": self.plan.height,
            "bleed": self.plan.bleed,
            "cell-inset": INSET,
            "inks": colours.print_palette(self.manifest["periodical"].get("look")),
            "styles": [self._style(name) for name in self.plan.styles],
            "pages": [self._page(page) for page in self.plan.pages],
        }

    def _page(self, page: Page) -> list[dict]:
        self.page = page.number
        return [self._item(item, page) for item in page.items]

    def _style(self, name: str) -> dict:
        style = self.plan.styles[name]
        face = FACES[style.face]
        return {
            "family": face.family,
            "weight": face.weight,
            "size": style.size,
            "leading": style.leading,
            "colour": colours.check_known(style.colour),
        }

    def _item(self, item, page: Page) -> dict:
        match item:
            case Text():
                return self._text(item)
            case Box():
                return self._box(item)
            case Image():
                return self._image(item, page)
            case Table():
                return self._table(item)
            case Link():
                return self._link(item)
            case Cover():
                return self._cover(item, page)
            case Code():
                return self._code(item)
        raise PressError(f"第{page.number}页有不认识的版面元素“{item.kind}”。请把这句话告诉管理员。")

    def _text(self, item: Text) -> dict:
        found = {
            "kind": "text",
            "x": item.x,
            "y": self._first_box(item.y, item.style),
            "s": self.styles[item.style],
            "lines": [self._line(line, item.style) for line in item.lines],
            "role": item.role,
        }
        if item.role == "artifact":
            found["part"] = self._part_of_page(item)
        elif item.role in HEADINGS:
            if item.continued:
                found["role"] = "paragraph"
            else:
                found["role"] = "heading"
                found["level"] = self.levels[id(item)]
        return found

    def _part_of_page(self, item: Text) -> str:
        """What kind of artifact a text is, by where it stands: in the head or foot margin, or on the page."""
        if item.y < MARGIN:
            return "header"
        return "footer" if item.y > self.plan.height - MARGIN else "other"

    def _first_box(self, y: float, style: str) -> float:
        """The top of the first line's 1 em box, centred in its row."""
        found = self.plan.styles[style]
        return round(y + (found.leading - found.size) / 2, 4)

    def _line(self, line: list[Piece], style: str) -> list:
        """Pieces for Typst; an empty line keeps its height by a space."""
        return list(self._pieces(line, style)) or [" "]

    def _pieces(self, line: list[Piece], style: str) -> Iterator[str | float | dict]:
        guarded = True  # whether a kern or nothing of this line stands before
        last = ""
        for piece in line:
            if isinstance(piece, (int, float)):
                yield float(piece) or GUARD
                guarded = True
                continue
            run = piece if isinstance(piece, Run) else None
            face = self.plan.styles[run.style or style if run else style].face
            text = self.sorts.shown(run.text if run else piece, self.page, face)
            if not text:
                continue
            if MARK.match(text) and (not last or (not guarded and MARK.match(last))):
                yield GUARD
            last, guarded = text[-1], False
            form = self._form(run) if run else None
            for index, part in enumerate(BETWEEN_MARKS.split(text)):
                if index:
                    yield GUARD
                yield part if form is None else {"t": part} | form
        if last and not guarded and MARK.match(last):
            yield GUARD

    def _form(self, run: Run) -> dict:
        """What sets a run apart from its line."""
        form: dict = {}
        if run.style:
            form["s"] = self.styles[run.style]
        if run.rise:
            form["up"] = run.rise
        if run.underline:
            form["u"] = True
        if SAFE_LINK.match(run.href):
            form["href"] = run.href
        return form

    @staticmethod
    def _box(item: Box) -> dict:
        return {
            "kind": "box",
            "x": item.x,
            "y": item.y,
            "w": item.width,
            "h": item.height,
            "fill": item.fill and colours.check_known(item.fill),
            "stroke": item.stroke and colours.check_known(item.stroke),
            "thick": item.stroke_width,
        }

    def _placeholder(self, photo: str, width: float, height: float, page: Page) -> str:
        if photo not in self.manifest["photos"]:
            raise PressError(f"第{page.number}页用了排版稿里没有的照片“{photo}”。请重新生成排版稿。")
        need = Need(photo, width, height)
        if page.number not in self.pages_of.setdefault(need, []):
            self.pages_of[need].append(page.number)
        return placeholder_name(self.photos.setdefault(need, len(self.photos)))

    def _image(self, item: Image, page: Page) -> dict:
        return {
            "kind": "image",
            "x": item.x,
            "y": item.y,
            "w": item.width,
            "h": item.height,
            "file": self._placeholder(item.photo, item.width, item.height, page),
            "alt": words_for(item, self.manifest["photos"]),
        }

    def _table(self, item: Table) -> dict:
        return {
            "kind": "table",
            "x": item.x,
            "y": item.y,
            "columns": item.columns,
            "head": item.head_rows,
            "rows": [{"height": row.height, "cells": [self._cell(cell) for cell in row.cells]} for row in item.rows],
        }

    def _cell(self, cell) -> dict:
        return {
            "s": self.styles[cell.style],
            "lines": [self._line(line, cell.style) for line in cell.lines],
            "across": cell.colspan,
            "down": cell.rowspan,
            "header": cell.header,
            "align": cell.align,
        }

    def _link(self, item: Link) -> dict:
        if item.target not in self.anchors:
            raise PressError(f"目录里的链接“{item.target}”找不到对应的文章。请把这句话告诉管理员。")
        page, x, y = self.anchors[item.target]
        return {
            "kind": "link",
            "x": item.x,
            "y": item.y,
            "w": item.width,
            "h": item.height,
            "page": page,
            "tx": max(0.0, x),
            "ty": max(0.0, y - 12),
        }

    @staticmethod
    def _code(item: Code) -> dict:
        """A QR code as boxes of its modules' size: those beside each other as one."""
        runs = [
            (start, row, len(run))
            for row, line in enumerate(item.modules)
            for start, run in ((found.start(), found[0]) for found in re.finditer("1+", line))
        ]
        step = item.size / len(item.modules)
        return {"kind": "code", "x": item.x, "y": item.y, "size": item.size, "step": step, "runs": runs}

    def _cover(self, item: Cover, page: Page) -> dict:
        """A cover with its photo in place. A front cover without a photo of its own is set in type."""
        front = item.side == "front"
        cover = self.manifest["issue"].get("cover" if front else "back") or {}
        design = design_of(cover, self.manifest["photos"])
        found = self._with_known_sorts(cover_data(self.manifest, item.side, design, item.headlines))
        size = self.plan.width, self.plan.height, self.plan.bleed
        if front:
            frame = photo_frame(design, *size, headlines=bool(found["headlines"]))
        else:
            photo = self.manifest["photos"].get(cover.get("photo") or "")
            frame = back_frame(photo, *size) if photo else None
        if frame:
            found["box"] = list(frame)
            found["file"] = self._placeholder(cover["photo"], frame.width, frame.height, page)
        return found

    def _with_known_sorts(self, cover: dict) -> dict:
        """The cover's strings as the faces of the design can show them."""
        display = titles()[chosen(self.manifest["periodical"].get("look")).title].face
        for key, faces in COVER_FACES.items():
            faces = faces or (display,)
            if key == "headlines":
                cover[key] = [[self.sorts.shown(line, self.page, *faces) for line in lines] for lines in cover[key]]
            else:
                cover[key] = self.sorts.shown(cover[key], self.page, *faces)
        return cover


def words_for(item: Image, photos: dict) -> str:
    """What is said of a photo to those who cannot see it."""
    return item.alt or photos.get(item.photo, {}).get("caption") or NO_WORDS


def drawing_of(plan: Plan, manifest: dict) -> Drawing:
    """The drawing data of a composed issue. Raises PressError where plan and manifest do not fit each other."""
    sheets = _Sheets(plan, manifest)
    data = sheets.data()
    return Drawing(data, list(sheets.photos), sheets.pages_of, list(sheets.sorts.found))
