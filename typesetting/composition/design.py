"""The page's design in one place: sizes, grid, styles and the names of the colours. All lengths are points."""

from __future__ import annotations

from dataclasses import dataclass

from typesetting.composition.plan import Style

MM = 72 / 25.4

TRIM_WIDTH, TRIM_HEIGHT, BLEED = 210 * MM, 285 * MM, 3 * MM

BODY_SIZE = 10.5  # 五号
COLUMN_EMS = 22
COLUMN = COLUMN_EMS * BODY_SIZE
GUTTER = 2 * BODY_SIZE
TEXT_WIDTH = 2 * COLUMN + GUTTER

ROW = 16.8  # one row of the line grid: 160 % of the body size, within CLREQ's 50–100 % of line gap
ROWS = 40
LEFT = (TRIM_WIDTH - TEXT_WIDTH) / 2
TOP = 69.0
BOTTOM = TOP + ROWS * ROW

HEAD_BASELINE_ROW = 36.0  # y of the running head's row
HEAD_RULE = 55.0
FOOT_ROW = BOTTOM + 21.0

TITLE_FACE = "song-bold"  # what is set in it is set in the periodical's own title face, if it has chosen another

# Colours are names of inks in typesetting.making.colours.
STYLES = {
    "body": Style("song", BODY_SIZE, ROW),
    "kai": Style("kai", BODY_SIZE, ROW),
    "item-sign": Style("song", BODY_SIZE, ROW, "accent"),
    "note": Style("kai", 9.5, ROW),
    "letter": Style("song", 12.0, ROW * 1.5),
    "letter-close": Style("song", 12.0, ROW * 1.25),
    "h1": Style("hei-bold", 12.0, ROW),
    "h2": Style("kai", 11.5, ROW),
    "h3": Style("hei-bold", BODY_SIZE, ROW),
    "title-26": Style("song-bold", 26.0, ROW * 2.5),
    "title-24": Style("song-bold", 24.0, ROW * 2),
    "title-22": Style("song-bold", 22.0, ROW * 2),
    "title-20": Style("song-bold", 20.0, ROW * 2),
    "title-17": Style("song-bold", 17.0, ROW * 1.5),
    "title-14": Style("song-bold", 14.0, ROW * 1.5),
    "title-11": Style("song-bold", 11.0, ROW),
    "kicker": Style("kai", 14.0, ROW * 1.5),
    "subtitle": Style("kai", 14.0, ROW * 1.5),
    "small-subtitle": Style("kai", 11.5, ROW),
    "byline": Style("kai", 11.5, ROW),
    "name": Style("song-bold", 17.0, ROW * 1.5),
    "label": Style("hei-bold", 11.0, ROW, "accent"),
    "opener": Style("hei-bold", 13.0, ROW, "accent"),
    "caption": Style("kai", 9.0, ROW * 0.75),
    "pull": Style("kai", 14.0, ROW * 1.5, "accent"),
    "cell": Style("song", 9.0, ROW * 0.75),
    "cell-head": Style("hei-bold", 9.0, ROW * 0.75),
    "small-cell": Style("song", 7.5, ROW * 0.625),
    "small-cell-head": Style("hei-bold", 7.5, ROW * 0.625),
    "table-caption": Style("hei-bold", 9.5, ROW),
    "head": Style("hei", 8.5, ROW * 0.75, "grey"),
    "folio": Style("hei", 9.5, ROW * 0.75),
    "contents-title": Style("song-bold", 28.0, ROW * 3),
    "contents-issue": Style("kai", 11.5, ROW, "grey"),
    "contents-column": Style("hei-bold", 12.0, ROW, "accent"),
    "contents-union": Style("kai", 10.0, ROW),
    "contents-entry": Style("song", 10.0, ROW),
    "leader": Style("song", 8.0, ROW, "rule"),
    "board-head": Style("hei-bold", 11.0, ROW, "accent"),
    "board-post": Style("hei-bold", 9.0, ROW),
    "board-name": Style("kai", 9.5, ROW),
    "filler": Style("kai", 14.0, ROW * 2, "grey"),
}


@dataclass(frozen=True)
class Columns:
    """How a text is laid in columns: how many, each so many ems wide. All stand in the middle of the text area."""

    count: int
    ems: int

    @property
    def width(self) -> float:
        """Of one column, in points."""
        return self.ems * BODY_SIZE

    def x(self, index: int) -> float:
        """Left edge of a column, counted from 0."""
        whole = self.count * self.width + (self.count - 1) * GUTTER
        return LEFT + (TEXT_WIDTH - whole) / 2 + index * (self.width + GUTTER)


TWO = Columns(2, COLUMN_EMS)
# One column is not as wide as the page: an eye loses its way back over more than forty characters.
COLUMNS = {1: Columns(1, 40), 2: TWO, 3: Columns(3, 14)}


def row_y(row: float) -> float:
    """Top of a row of the text area, counted from 0."""
    return TOP + row * ROW
