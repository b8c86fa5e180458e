"""Pages side by side as a reader has them: the cover alone, then two and two."""

from __future__ import annotations

import pikepdf
from pikepdf import Array

from typesetting.printing.sheets import Placing, box_of, forms_of, keep_only, lay_sheet


def pairs(count: int) -> list[tuple[int | None, int | None]]:
    """Numbers from 0 of the left and the right page of each spread."""
    left_and_right = [(None, 0)]
    left_and_right += [(left, left + 1 if left + 1 < count else None) for left in range(1, count, 2)]
    return left_and_right


def lay_spreads(document: pikepdf.Pdf) -> None:
    """Exchange the pages for spreads. Bleed is kept on the outer edges; at the spine the pages meet."""
    count = len(document.pages)
    boxes = [(box_of(page, "/TrimBox"), box_of(page, "/BleedBox")) for page in document.pages]
    forms = forms_of(document)
    for left, right in pairs(count):
        placings: list[Placing] = []
        (trim, bleed) = boxes[left if left is not None else right]
        margin, width, height = trim[0] - bleed[0], trim[2] - trim[0], bleed[3] - bleed[1]
        inner = width if left is not None else 0.0
        if left is not None:
            shown = (bleed[0], bleed[1], trim[2] if right is not None else bleed[2], bleed[3])
            placings.append(Placing(left, shown, 0, 0))
        if right is not None:
            shown = (trim[0] if left is not None else bleed[0], bleed[1], bleed[2], bleed[3])
            placings.append(Placing(right, shown, margin + inner if left is not None else 0, 0))
        wide = width * len(placings)
        sheet = lay_sheet(document, forms, placings, (0, 0, wide + 2 * margin, height))
        sheet.BleedBox = sheet.MediaBox
        sheet.TrimBox = Array([margin, margin, margin + wide, height - margin])
    keep_only(document, count)
