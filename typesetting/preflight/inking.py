"""Checks of what stands on the printer's pages: ink, black, overprinting, hairlines, bleed, photos."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pikepdf
from pikepdf import Name

from typesetting.errors import PressError
from typesetting.making.drawing import Need
from typesetting.making.finish import jpeg_form
from typesetting.preflight.findings import Findings, on_page
from typesetting.preflight.painting import FILL, IMAGE, LINE, TEXT, Box, Mark
from typesetting.printing.how import Printing

# Points: a mark that comes so near the trimmed edge touches it, and the bleed is filled when so little is wanting.
TOUCHES, WANTING = 1.0, 0.15
HAIRLINE = 0.25
RULE = 2.0  # a surface so thin is a rule
# A text with so much black is meant to be black; with so much of all three colours it looks so.
BLACKISH, COLOURED = 0.85, 0.5
NONE = 0.005
# Pixels per inch at which the eye sees it at once.
POOR_PPI = 150
# Per cent by which a picture's ink may be misread.
INK_SLACK = 2
# How many parts a picture's colours have.
JPEG_END = b"\xff\xd9"
PARTS = {"/DeviceCMYK": 4, "/DeviceGray": 1, "/DeviceRGB": 3}
# Points by which a box on the page may differ from the one the drawing asked for.
SAME = 0.6


class Sheet(NamedTuple):
    """A page's number and boxes, in its own units: left, bottom, right, top."""

    number: int
    bleed: tuple[float, float, float, float]
    trim: tuple[float, float, float, float]

    @classmethod
    def of(cls, page: pikepdf.Page, number: int) -> Sheet:
        media = sides_of(page, "/MediaBox") or (0.0, 0.0, 1.0, 1.0)
        bleed = sides_of(page, "/BleedBox") or media
        return cls(number, bleed, sides_of(page, "/TrimBox") or bleed)

    def place(self, box: tuple[float, float, float, float]) -> list[float]:
        """A mark's place as a finding has it."""
        left, bottom, right, top = self.trim
        return on_page(box[0] - left, top - box[3], box[2] - left, top - box[1], right - left, top - bottom)


def sides_of(page: pikepdf.Page, name: str) -> tuple[float, ...] | None:
    """A box of a page; None where it is no box."""
    try:
        sides = tuple(float(side) for side in page.get(name, ()))
    except (TypeError, ValueError):
        return None
    return sides if len(sides) == 4 else None


class Placed(NamedTuple):
    """A photo on a page where the drawing wanted it, and why it could not be used, where it could not."""

    page: int
    need: Need
    lost: str
    sha256: str = ""  # of the data it should have, where that is known


def check_marks(sheet: Sheet, marks: Iterable[Mark], printing: Printing, findings: Findings) -> None:
    """Texts, surfaces and lines of a page. Of each fault a page is told once, at its first place."""
    told: set[str] = set()
    for mark in marks:
        for level, code, message in _faults(mark, sheet, printing):
            if code not in told:
                told.add(code)
                note = findings.error if level else findings.warn
                note(code, f"第{sheet.number}页{message}", sheet.number, box=sheet.place(mark.box), subject=code)


def _faults(mark: Mark, sheet: Sheet, printing: Printing) -> Iterator[tuple[bool, str, str]]:
    """(whether an error, code, what follows the page's number) of one mark."""
    if mark.kind != IMAGE and mark.ink is not None:
        yield from _ink_faults(mark, mark.ink, printing)
    thin = mark.thick if mark.kind == LINE else _thin_side(mark)
    if mark.kind in (LINE, FILL) and thin < HAIRLINE:
        yield False, "hairline", f"有细于 {HAIRLINE} 点的线（{thin:.2f} 点），印出来会断。请把线加粗。"
    if mark.kind == FILL and mark.ink == (0, 0, 0, 0):
        if _on_the_bleed(mark, sheet):
            yield True, "bleed", "有白色盖住了出血，裁偏一点就露白。请重新排版，仍不对时告诉管理员。"
    elif mark.kind in (FILL, LINE, IMAGE) and _stops_short(mark, sheet):
        what = {IMAGE: "照片", FILL: "色块", LINE: "线"}[mark.kind]
        yield True, "bleed", f"的{what}到了裁切边，却没有铺满出血，裁偏一点就露白。请让它伸到出血边，或离开裁切边。"


def _ink_faults(
    mark: Mark, ink: tuple[float, float, float, float], printing: Printing
) -> Iterator[tuple[bool, str, str]]:
    cyan, magenta, yellow, black = ink
    colours = cyan + magenta + yellow
    total = 100 * (colours + black)
    if total > printing.ink_limit + INK_SLACK:
        yield True, "ink-cover", f"有一处总墨量 {total:.0f}%，超过 {printing.ink_limit}%，会粘脏。请换一种颜色。"
    if (black >= BLACKISH and colours > NONE) or min(ink[:3]) >= COLOURED:
        if mark.kind == TEXT:
            yield True, "black-text", "的黑字不止用黑版，套印稍偏就发虚。请改成单色黑（K100）。"
        elif mark.kind == LINE or _thin_side(mark) < RULE:
            yield True, "black-rule", "的黑线不止用黑版，套印稍偏就发虚。请改成单色黑（K100）。"
    if mark.overprints and colours >= NONE:
        yield True, "colour-overprints", "有颜色设成了叠印，会与底下的颜色混成另一种。请把这句话告诉管理员。"
    if mark.overprints and colours + black < NONE:
        yield True, "white-overprints", "有白色设成了叠印，印出来会消失。请把这句话告诉管理员。"
    if black == 1 and colours < NONE and not mark.overprints:
        yield False, "black-knocks-out", "有黑色没有设成叠印，压在底色上时套印稍偏就露白边。请把这句话告诉管理员。"


def _thin_side(mark: Mark) -> float:
    """The thickness of a surface that is drawn as a rule; a mark of no length at all is none."""
    across, down = mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]
    return min(across, down) if max(across, down) > 4 * HAIRLINE else HAIRLINE


def _stops_short(mark: Mark, sheet: Sheet) -> bool:
    """Whether a mark touches a trimmed edge and does not fill the bleed there."""
    left, bottom, right, top = mark.box
    if mark.kind == LINE:  # as a surface: its ends are cut square
        across, along = (mark.thick / 2, 0) if top - bottom > right - left else (0, mark.thick / 2)
        left, bottom, right, top = left - across, bottom - along, right + across, top + along
    if (
        min(right, sheet.trim[2]) - max(left, sheet.trim[0]) <= 0
        or min(top, sheet.trim[3]) - max(bottom, sheet.trim[1]) <= 0
    ):
        return False  # all of it is cut off
    return any(
        inner and not outer
        for inner, outer in (
            (left < sheet.trim[0] + TOUCHES, left <= sheet.bleed[0] + WANTING),
            (bottom < sheet.trim[1] + TOUCHES, bottom <= sheet.bleed[1] + WANTING),
            (right > sheet.trim[2] - TOUCHES, right >= sheet.bleed[2] - WANTING),
            (top > sheet.trim[3] - TOUCHES, top >= sheet.bleed[3] - WANTING),
        )
    )


def _on_the_bleed(mark: Mark, sheet: Sheet) -> bool:
    """Whether a mark lies on what is cut off, with next to nothing of it on the trimmed page."""
    (left, bottom, right, top), trim, bleed = mark.box, sheet.trim, sheet.bleed
    kept = min(right, trim[2]) - max(left, trim[0]), min(top, trim[3]) - max(bottom, trim[1])
    reaches_out = left < trim[0] or bottom < trim[1] or right > trim[2] or top > trim[3]
    on_sheet = left < bleed[2] and right > bleed[0] and bottom < bleed[3] and top > bleed[1]
    return reaches_out and on_sheet and min(kept) < TOUCHES


class Photos:
    """The photos of all pages: resolution from the size each has on its page, ink from its own data.

    `inks` is what is known already of data by its SHA-256, so that no picture is decoded at every run again.
    """

    def __init__(
        self,
        placed: Iterable[Placed],
        owners: dict[str, str],
        printing: Printing,
        findings: Findings,
        inks: dict[str, float],
    ):
        self.placed = list(placed)
        self.inks = inks
        self.owners = owners
        self.printing = printing
        self.findings = findings
        self._inks: dict[tuple[int, int], float | None] = {}
        self._digests: dict[tuple[int, int], str] = {}
        self._drawn: list[tuple[int, float, float]] = []

    def check_all_there(self) -> None:
        """Whether each photo was met on its page, once all pages are checked."""
        for placed in self.placed:
            need = placed.need
            if not any(
                page == placed.page and abs(need.width - across) < SAME and abs(need.height - down) < SAME
                for page, across, down in self._drawn
            ):
                owner = self.owners.get(need.photo, "")
                self.findings.error(
                    "photo-missing",
                    f"第{placed.page}页{owner}有一张照片没有印上，或者大小不对。请重新排版，仍不对时告诉管理员。",
                    placed.page,
                    subject=need.photo,
                )

    def check(self, sheet: Sheet, marks: Iterable[Mark]) -> None:
        """The photos of one page."""
        for mark in marks:
            if mark.kind == IMAGE:
                self._check_one(sheet, mark)

    def _check_one(self, sheet: Sheet, mark: Mark) -> None:
        self._drawn.append((sheet.number, mark.across, mark.down))
        photo = self._photo(sheet, mark)
        owner = self.owners.get(photo.need.photo, "") if photo else ""
        subject = photo.need.photo if photo else f"{mark.box[0]:.0f} {mark.box[1]:.0f}"
        told = {"page": sheet.number, "box": sheet.place(mark.box), "subject": subject}
        if photo and photo.lost:
            self.findings.error("photo-lost", f"第{sheet.number}页缺一张照片：{photo.lost}", **told)
            return
        ppi = 72 * min(int(mark.object.Width) / mark.across, int(mark.object.Height) / mark.down)
        least = self.printing.least_ppi
        if ppi < least - 0.5:
            degree = "印出来会明显模糊" if ppi < POOR_PPI else "印出来可能发虚"
            self.findings.warn(
                "photo-ppi",
                f"第{sheet.number}页{owner}的照片只有 {ppi:.0f} ppi（要 {least} 以上），{degree}。"
                "请换一张更大的原图，或把照片排小些。",
                **told,
            )
        if _is_jpeg(mark.object) and _is_jpeg_of_inks(mark.object) != _is_turned(mark.object):
            self.findings.error(
                "photo-negative", f"第{sheet.number}页{owner}的照片会印成底片。请重新排版，仍不对时告诉管理员。", **told
            )
        ink = self._ink(mark.object)  # reads the data, of which the next asks
        if photo and photo.sha256 and photo.sha256 != self._data(mark.object):
            self.findings.error(
                "photo-other",
                f"第{sheet.number}页{owner}的位置上印的是另一张照片。请重新排版，仍不对时告诉管理员。",
                **told,
            )
        if ink is None:
            self.findings.error(
                "photo-broken",
                f"第{sheet.number}页{owner}的照片在 PDF 里读不出来。请重新排版，仍不对时告诉管理员。",
                **told,
            )
        elif ink > self.printing.ink_limit + INK_SLACK:
            self.findings.error(
                "ink-cover",
                f"第{sheet.number}页{owner}的照片总墨量 {ink:.0f}%，超过 {self.printing.ink_limit}%，会粘脏。"
                "请重新排版，仍不对时告诉管理员。",
                **told,
            )

    def _photo(self, sheet: Sheet, mark: Mark) -> Placed | None:
        """Which photo of the manifest it is: one drawn in a box of this size, on this page where that can be told, and of
        these the one that has this data."""
        alike = [
            placed
            for placed in self.placed
            if abs(placed.need.width - mark.across) < SAME and abs(placed.need.height - mark.down) < SAME
        ]
        here = [placed for placed in alike if placed.page == sheet.number]
        if len(here or alike) > 1:
            self._ink(mark.object)
            data = self._data(mark.object)
            alike.sort(key=lambda placed: placed.sha256 != data)
            here.sort(key=lambda placed: placed.sha256 != data)
        return (here or alike or [None])[0]

    def _ink(self, image: pikepdf.Object) -> float | None:
        """The heaviest ink of a picture, in per cent of all four; None where it cannot be read."""
        if image.objgen not in self._inks:
            self._inks[image.objgen] = self._heaviest(image)
        return self._inks[image.objgen]

    def colours(self, mark: Mark, box: Box) -> float | None:
        """The most cyan, magenta and yellow of a picture within a box of its page, in per cent of all three; None where it
        cannot be read, or has none.
        """
        image = mark.object
        if not _is_jpeg_of_inks(image):
            return None
        from typesetting.printing.separating import colours_in

        left, bottom, right, top = mark.box
        across, down = right - left or 1.0, top - bottom or 1.0
        part = ((box[0] - left) / across, (top - box[3]) / down, (box[2] - left) / across, (top - box[1]) / down)
        try:
            return colours_in(image.read_raw_bytes(), part, turned=_is_turned(image))
        except (OSError, SyntaxError, ValueError):
            return None

    def _data(self, image: pikepdf.Object) -> str:
        """The SHA-256 of a picture's data, taken once."""
        if image.objgen not in self._digests:
            self._digests[image.objgen] = hashlib.sha256(image.read_raw_bytes()).hexdigest()
        return self._digests[image.objgen]

    def _heaviest(self, image: pikepdf.Object) -> float | None:
        data = sound_data(image)
        if data is None:
            return None
        if image.get("/ColorSpace") != Name.DeviceCMYK:
            return 0.0  # grey, or of light, which the check of colour spaces tells
        turned = _is_turned(image)
        self._digests[image.objgen] = hashlib.sha256(data).hexdigest()
        known = self.inks.get(self._digests[image.objgen]) if turned else None
        if known is not None:
            return known
        from typesetting.printing.separating import heaviest_in

        try:
            return heaviest_in(data, turned=turned)
        except (OSError, SyntaxError, ValueError):
            return None


def sound_data(image: pikepdf.Object) -> bytes | None:
    """The data of a picture that is a JPEG of the size and the colours that the PDF says, up to its end; None of any other."""
    if not _is_jpeg(image):
        return None
    data = image.read_raw_bytes()
    try:
        form = jpeg_form(data)
    except (PressError, IndexError, struct.error):
        return None
    parts = PARTS.get(str(image.get("/ColorSpace")), form[2])
    is_whole = data.endswith(JPEG_END) and form == (image.get("/Width"), image.get("/Height"), parts)
    return data if is_whole else None


def _is_jpeg(image: pikepdf.Object) -> bool:
    return image.get("/Filter") == Name.DCTDecode


def _is_jpeg_of_inks(image: pikepdf.Object) -> bool:
    return _is_jpeg(image) and image.get("/ColorSpace") == Name.DeviceCMYK


def _is_turned(image: pikepdf.Object) -> bool:
    """Whether nought is read as full ink, as JPEG keeps it."""
    parts = [float(part) for part in image.get("/Decode", ())]
    return bool(parts) and parts == [1, 0] * (len(parts) // 2)
