"""A short item's one photo with all of its text beside it: where two even columns would leave a hole by the photo.

The narrower the photo, the lower it is and the broader the text: tried until both are about equally high.
"""

from __future__ import annotations

from math import ceil

from typesetting.composition.body import Body, BodyBuilder
from typesetting.composition.choices import PhotoChoice
from typesetting.composition.design import BODY_SIZE, COLUMN_EMS, GUTTER, ROW, TEXT_WIDTH
from typesetting.composition.endings import add_endings
from typesetting.composition.figures import CAPTION_ROW, Figures
from typesetting.composition.fits import Cursor, Fit
from typesetting.composition.flow import Float
from typesetting.composition.levels import lowered, slipped
from typesetting.composition.material import Drawing, Material
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.typesetter import Typesetter, spans_text

BROADEST_EMS = 36  # an eye finds its way back over so many characters
LEAST_AREA = 10000.0  # square points: a photo is not made smaller than that
HANGS = 3  # what it counts in rows that the photo hangs a little below the text
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
    figures = Figures(setter, photos, article["id"])
    best: tuple[int, Drawing, list[Material], float] | None = None
    for ems in _likely(rest, figures.aspect(figure)):
        if best and best[0] <= SLIGHT:
            break
        width = ems * BODY_SIZE
        builder = BodyBuilder(setter, article["id"], figures, width=width, wide=False, choice=PhotoChoice("column"))
        builder.build(rest)
        add_endings(setter, issue, builder, article)
        stream = builder.body.stream
        rows = sum(piece.rows for piece in stream)
        parts = [figures.in_column(figure, TEXT_WIDTH - width - GUTTER), *stream]
        fits = [Fit(Cursor(1), parts[0].rows, 0.0), Fit(Cursor(len(parts)), rows, 0.0)]
        fits = lowered(parts, Cursor(0), fits)
        photo = parts[0]
        hole = abs(photo.rows - rows) + HANGS * (slipped(parts, Cursor(0), fits) is not None)
        if rows <= LONGEST_TEXT and (best is None or max(hole, SLIGHT) < best[0]):
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


def _likely(blocks: list[dict], aspect: float) -> list[int]:
    """The widths of text, in ems, at which it is likely to be about as high as the photo beside it, the likeliest first."""
    lengths = [len(spans_text(spans)) + 2 for block in blocks for spans in _texts(block)]
    found = []
    for ems in range(COLUMN_EMS, BROADEST_EMS + 1):
        narrow = TEXT_WIDTH - ems * BODY_SIZE - GUTTER
        if found and narrow * narrow / aspect < LEAST_AREA:
            break
        rows = sum(ceil(length / ems) for length in lengths)
        found.append((max(abs((narrow / aspect + CAPTION_ROW) / ROW - rows), SLIGHT), ems))
    likely = min(found)[1]
    near = (ems for _, ems in found if abs(ems - likely) <= 1)
    return sorted(near, key=lambda ems: abs(ems - likely))


def _texts(block: dict) -> list[list[dict]]:
    return block.get("paragraphs") or block.get("items") or [block.get("spans", [])]
