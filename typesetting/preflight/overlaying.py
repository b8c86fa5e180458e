"""Ink that lies on ink: black that overprints leaves the colours under it, and the paper takes them all together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from typesetting.preflight.findings import Findings
from typesetting.preflight.inking import INK_SLACK, NONE, Sheet
from typesetting.preflight.painting import FILL, IMAGE, PLAIN, Box, Mark, common

FULL = 100.0  # per cent of one ink
Colours = Callable[[Mark, Box], float | None]


def lies_on_ink(marks: Sequence[Mark]) -> bool:
    """Whether black that may overprint stands on a picture or a coloured surface: only then is a closer look worth it."""
    return any(True for _ in _pairs(marks))


def check_overlaid(sheet: Sheet, marks: Sequence[Mark], limit: int, colours: Colours, findings: Findings) -> None:
    """Sum what is printed on one another, at most once a page. `marks` are the page's with each text by itself; `colours`
    tells the most cyan, magenta and yellow that a picture has within a box, in per cent of all three.
    """
    heaviest, place = 0.0, sheet.trim
    for mark, ground, box in _pairs(marks):
        known = ground.kind != IMAGE
        under = FULL * sum(ground.ink[:3]) if known else colours(ground, box) or 0.0
        total = under + FULL * mark.ink[3]
        if total > heaviest:
            heaviest, place = total, box
    if heaviest > limit + INK_SLACK:
        findings.error(
            "ink-cover",
            f"第{sheet.number}页有黑色叠印在照片或色块上，总墨量 {heaviest:.0f}%，超过 {limit}%，会粘脏。"
            "请把它移开，或换一张浅些的照片。",
            sheet.number,
            box=sheet.place(place),
            subject="overlaid",
        )


def _pairs(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark, Box]]:
    """Each mark in black that may overprint with the last picture or coloured surface under it, and where they meet."""
    grounds: list[Mark] = []
    for mark in marks:
        if mark.kind == IMAGE or (mark.kind == FILL and mark.whole and not mark.overprints):
            grounds.append(mark)
        elif grounds and _is_black_on_top(mark):
            for ground in reversed(grounds):
                box = _meeting(mark, ground)
                if box is None:
                    continue
                if ground.kind == IMAGE or (ground.ink is not None and sum(ground.ink[:3]) > NONE):
                    yield mark, ground, box
                break


def _is_black_on_top(mark: Mark) -> bool:
    return mark.kind == PLAIN or (mark.overprints and mark.ink is not None and mark.ink[3] > NONE)


def _meeting(mark: Mark, ground: Mark) -> Box | None:
    """Where a mark lies on a surface; None where it does not. Of a run of texts one must begin there."""
    box = common(mark.box, ground.box)
    if box is not None and mark.kind == PLAIN:
        left, bottom, right, top = ground.box
        if not any(left <= x <= right and bottom <= y <= top for x, y in mark.starts):
            return None
    return box
