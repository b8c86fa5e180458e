"""A short item's one photo with all of its text beside it: where two even columns would leave a hole by the photo.

The narrower the photo, the lower it is and the broader the text: tried until both are about equally high.
"""

from __future__ import annotations

from typesetting.composition.body import Body, BodyBuilder
from typesetting.composition.choices import PhotoChoice
from typesetting.composition.design import BODY_SIZE, COLUMN_EMS, GUTTER, ROW, TEXT_WIDTH
from typesetting.composition.endings import add_endings
from typesetting.composition.figures import Figures
from typesetting.composition.flow import Float
from typesetting.composition.material import Drawing, Material
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.typesetter import Typesetter

BROADEST_EMS = 36  # an eye finds its way back over so many characters
LEAST_AREA = 10000.0  # square points: a photo is not made smaller than that
SLIGHT = 1  # a difference of so many rows is none
LONGEST_TEXT = 20  # rows; more text fills two columns by itself
LONGEST_TITLE = 80
PLAIN = ("paragraph", "list", "quote")


def may_stand_beside(article: dict) -> bool:
    """Whether an item is one photo and plain text."""
    figures = [block for block in article["blocks"] if block["kind"] == "figure"]
    rest = [block for block in article["blocks"] if block["kind"] != "figure"]
    if article.get("editors_note") or len(article["title"]) > LONGEST_TITLE:
        return False
    return len(figures) == 1 and bool(rest) and all(block["kind"] in PLAIN for block in rest)


def beside(setter: Typesetter, issue: Issue, photos: dict, article: dict) -> tuple[Body, int] | None:
    """Photo and text side by side as one object across the page, and by how many rows they differ; None for a long text."""
    figure = next(block for block in article["blocks"] if block["kind"] == "figure")
    rest = [block for block in article["blocks"] if block["kind"] != "figure"]
    best: tuple[int, Drawing, list[Material], float] | None = None
    for ems in range(COLUMN_EMS, BROADEST_EMS + 1):
        figures = Figures(setter, photos, article["id"])
        width = ems * BODY_SIZE
        narrow = TEXT_WIDTH - width - GUTTER
        if best and narrow * narrow / figures.aspect(figure) < LEAST_AREA:
            break
        builder = BodyBuilder(setter, article["id"], figures, width=width, wide=False, choice=PhotoChoice("column"))
        builder.build(rest)
        add_endings(setter, issue, builder, article)
        stream = builder.body.stream
        rows = sum(piece.rows for piece in stream)
        if rows > LONGEST_TEXT:
            continue
        photo = figures.in_column(figure, narrow)
        hole = abs(photo.rows - rows)
        if best is None or max(hole, SLIGHT) < best[0]:
            best = max(hole, SLIGHT), photo, stream, width
    if best is None:
        return None
    hole, photo, stream, width = best
    rows = max(photo.rows, sum(piece.rows for piece in stream))

    def paint(sheet: Sheet, x: float, y: float) -> None:
        photo.draw(sheet, x, y, 0, photo.rows)
        for piece in stream:
            piece.draw(sheet, x + TEXT_WIDTH - width, y, 0, piece.rows)
            y += piece.rows * ROW

    return Body([], [Float(None, Drawing(rows=rows, paint=paint, article=article["id"]))]), hole
