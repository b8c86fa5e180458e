"""The QR code of an article's page, at the article's end."""

from __future__ import annotations

import segno

from typesetting.composition.design import ROW
from typesetting.composition.material import Drawing
from typesetting.composition.pages import Sheet
from typesetting.composition.plan import Code, Run, Text
from typesetting.composition.titles import set_title
from typesetting.composition.typesetter import Typesetter

ROWS_HIGH = 5
QUIET = 4  # modules of blank around it, as the standard asks
STYLE = "kai"  # its lines stand on the grid like the text beside it
WORDS = ("扫一扫，", "在手机上读本文")
AIR = 2.0  # points above the code's quiet zone


def qr_modules(address: str) -> list[str]:
    """The rows of a QR code as strings of 0 and 1, without the quiet zone. Raises segno.DataOverflowError for what is too long."""
    return ["".join(str(int(dark)) for dark in row) for row in segno.make_qr(address, error="m").matrix]


def address_code(setter: Typesetter, address: str, article: str, width: float) -> Drawing | None:
    """The code at the left of its column with the words beside it; None where the address is too long for one."""
    try:
        modules = qr_modules(address)
    except segno.DataOverflowError:
        return None
    high = ROWS_HIGH * ROW - AIR
    step = high / (len(modules) + 2 * QUIET)
    words_x = high + 6.0
    lines = []
    for words in WORDS:
        lines += set_title(setter, words, STYLE, width - words_x, most_lines=ROWS_HIGH, centred=False) or []
    for line in lines:
        line[:] = [Run(piece, href=address) if isinstance(piece, str) else piece for piece in line]
    words_y = (ROWS_HIGH - len(lines)) // 2 * ROW

    def paint(sheet: Sheet, x: float, y: float) -> None:
        # The quiet zone hangs out over the column's edge, so that the code itself stands on it.
        sheet.add(Code(x, y + AIR + QUIET * step, len(modules) * step, modules))
        sheet.add(Text(x + words_x, y + words_y, width - words_x, STYLE, lines, id=f"{article}.code"))

    return Drawing(rows=ROWS_HIGH, paint=paint, article=article)
