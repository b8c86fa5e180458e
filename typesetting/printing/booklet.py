"""An imposed booklet for an office printer: printed on both sides, folded in a pile and stapled through the fold.

Creep (the inner leaves stand out as the pile grows thick) is left out: it is for the printing house, which knows its paper.
"""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.printing.sheets import Box, Placing, box_of, forms_of, keep_only, lay_sheet

MM = 72 / 25.4
A3, A4 = (420 * MM, 297 * MM), (297 * MM, 210 * MM)
LEAVES = 4  # pages on a sheet
FOLD = b"q 0 0 0 1 K 0.3 w %.3f %.3f m %.3f %.3f l S %.3f %.3f m %.3f %.3f l S Q\n"
FOLD_LENGTH = 3 * MM


def sides(count: int) -> list[tuple[int | None, int | None]]:
    """Numbers from 0 of the left and right page on each side of each sheet, front then back, from the outermost in.

    Where the pages do not come out, blank ones stand before the last page, which stays the back cover.
    """
    whole = -(-count // LEAVES) * LEAVES
    order: list[int | None] = [*range(count - 1), *[None] * (whole - count), count - 1]
    found = []
    for sheet in range(whole // LEAVES):
        first, last = 2 * sheet, whole - 1 - 2 * sheet
        found += [(order[last], order[first]), (order[first + 1], order[last - 1])]
    return found


def booklet_on(paper: tuple[float, float]) -> Callable[[pikepdf.Pdf], None]:
    """Exchanges the pages for the sides of folded sheets of this paper, in true size or as large as it goes."""

    def impose(document: pikepdf.Pdf) -> None:
        count = len(document.pages)
        trims = [box_of(page, "/TrimBox") for page in document.pages]
        forms = forms_of(document)
        for pair in sides(count):
            _side(document, forms, trims, pair, paper)
        keep_only(document, count)
        preferences = document.Root.get("/ViewerPreferences", Dictionary())
        preferences.PrintScaling, preferences.Duplex = Name("/None"), Name.DuplexFlipShortEdge
        document.Root.ViewerPreferences = preferences

    return impose


def _side(document: pikepdf.Pdf, forms: dict, trims: list[Box], pair: tuple[int | None, int | None], paper) -> None:
    across, down = paper
    placings = []
    top = bottom = down / 2
    for number, right in zip(pair, (False, True), strict=True):
        if number is None:
            continue
        trim = trims[number]
        width, height = trim[2] - trim[0], trim[3] - trim[1]
        scale = min(1.0, across / 2 / width, down / height)
        bottom = (down - height * scale) / 2
        top = down - bottom
        placings.append(Placing(number, trim, across / 2 - (0 if right else width * scale), bottom, scale))
    sheet = lay_sheet(document, forms, placings, (0, 0, across, down))
    sheet.TrimBox = Array([0, 0, across, down])
    middle = across / 2
    if bottom > FOLD_LENGTH / 2:
        ticks = (
            middle,
            top,
            middle,
            min(down, top + FOLD_LENGTH),
            middle,
            bottom,
            middle,
            max(0, bottom - FOLD_LENGTH),
        )
        sheet.contents_add(FOLD % ticks)
