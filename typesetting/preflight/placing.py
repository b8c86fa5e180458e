"""Whether what is painted stands where the plan has it: every text upright in its row, every photo whole in its box."""

from __future__ import annotations

from collections.abc import Sequence

from typesetting.preflight.expected import FINE, Facts
from typesetting.preflight.findings import Findings
from typesetting.preflight.inking import Sheet
from typesetting.preflight.painting import FILL, IMAGE, PLAIN, TEXT, Box, Mark, common

AGAIN = "请重新排版，仍不对时告诉管理员。"
NEAR = 1.0  # points
ASIDE = (0, -1, 1)
LINE = 10.0  # points of a line's beginning that are shown
HIDES = 0.02  # the part of a photo that something may cover


def check_places(sheet: Sheet, marks: Sequence[Mark], facts: Facts, findings: Findings) -> None:
    """The marks of a page. Of each fault a page is told once, at its first place."""
    check = _Places(sheet, facts, findings)
    check.texts([mark for mark in marks if mark.kind in (TEXT, PLAIN)])
    check.photos(marks)


class _Places:
    def __init__(self, sheet: Sheet, facts: Facts, findings: Findings):
        self.sheet, self.facts, self.findings = sheet, facts, findings
        self.told: set[str] = set()

    def _tell(self, code: str, what: str, box: Box) -> None:
        if code not in self.told:
            self.told.add(code)
            number = self.sheet.number
            self.findings.error(code, f"第{number}页{what}{AGAIN}", number, box=self.sheet.place(box), subject=code)

    def texts(self, marks: list[Mark]) -> None:
        left, bottom = self.sheet.trim[:2]
        met: set[tuple[int, int]] = set()
        rows = self.facts.rows
        for mark in marks:
            if mark.turned:
                self._tell("text-turned", "有字印反了，或者倒了、斜了。", mark.box)
            if self.facts.cover:
                continue
            for (x, y), size in zip(mark.starts, mark.sizes, strict=False):
                row = round((y - bottom) * FINE)
                met.add((round(x - left), row))
                if (row, round(size * 10)) not in rows and not self._in_a_table(x - left, y - bottom):
                    self._tell("text-place", "有字不在它的位置上，或者大小不对。", (x, y, x + 2 * size, y + size))
        for x, row in self.facts.lines:
            across = round(x)
            if (across, row) not in met and not any(
                (across + right, row + up) in met for right in ASIDE for up in ASIDE
            ):
                y = row / FINE + bottom
                self._tell("text-place", "有一行字不在它的位置上。", (x + left, y, x + left + LINE, y + LINE))

    def _in_a_table(self, x: float, y: float) -> bool:
        return any(
            box[0] - NEAR <= x <= box[2] + NEAR and box[1] - NEAR <= y <= box[3] + NEAR for box in self.facts.tables
        )

    def photos(self, marks: Sequence[Mark]) -> None:
        left, bottom = self.sheet.trim[:2]
        drawn = [mark for mark in marks if mark.kind == IMAGE]
        for mark in drawn:
            if mark.turned:
                self._tell("photo-turned", "有照片印反了，或者倒了、斜了。", mark.box)
            elif (
                abs(mark.box[2] - mark.box[0] - mark.across) > NEAR or abs(mark.box[3] - mark.box[1] - mark.down) > NEAR
            ):
                self._tell("photo-cut", "有照片只露出一部分。", mark.box)
        if self.facts.cover:
            return
        for box in self.facts.photos:
            place = (box[0] + left, box[1] + bottom, box[2] + left, box[3] + bottom)
            if not any(all(abs(a - b) <= NEAR for a, b in zip(mark.box, place, strict=True)) for mark in drawn):
                self._tell("photo-place", "有照片不在它的位置上。", place)
        photos: list[Mark] = []
        for mark in marks:
            if mark.kind == IMAGE:
                photos.append(mark)
            elif mark.kind == FILL and any(_part_hidden(photo, mark) > HIDES for photo in photos):
                self._tell("photo-covered", "有照片被后画的色块盖住了。", mark.box)


def _part_hidden(photo: Mark, cover: Mark) -> float:
    """The part of a photo that lies under a surface."""
    shared = common(photo.box, cover.box)
    if shared is None:
        return 0.0
    surface = (photo.box[2] - photo.box[0]) * (photo.box[3] - photo.box[1])
    return (shared[2] - shared[0]) * (shared[3] - shared[1]) / surface if surface else 0.0
