"""Filling columns with material: full pages first, the last page's columns balanced, objects across the page between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from typesetting.composition.balancing import balance
from typesetting.composition.design import LEFT, ROWS, TWO, Columns, row_y
from typesetting.composition.fits import (
    Cursor,
    Fit,
    ends,
    ends_in_object,
    fit,
    fit_adjusted,
    forced,
    side_by_side,
    skip_fading,
)
from typesetting.composition.levels import levelled, lowered, slipped
from typesetting.composition.material import Drawing, Gap, Material, Paragraph
from typesetting.composition.pages import Issue, Sheet


@dataclass
class Placed:
    """Where a flow ended: the page, the first free row on it, the rows by which its last columns differ; of how many lines
    its paragraphs are; and how often an object hangs a little below the text beside it.
    """

    sheet: Sheet
    row: int
    hole: int = 0
    lines: int = 0
    slips: int = 0


def draw(stream: list[Material], start: Cursor, end: Cursor, issue: Issue, sheet: Sheet, x: float, row: int) -> None:
    """Place the stream from start to end in one column, its top at `row` of the page."""
    index, first = skip_fading(stream, start)
    while (index, first) < end:
        piece = stream[index]
        last = end.row if index == end.index else piece.rows
        piece.draw(sheet, x, row_y(row), first, last)
        if not isinstance(piece, Gap):
            issue.touch(piece.article, sheet)
        row += last - first + (piece.again if first else 0)
        index, first = index + 1, 0


class Spanning(Protocol):
    """What can stand across the page: `fit` gives the part of it that fits so many rows, and the rest."""

    rows: int
    article: str

    def fit(self, room: int) -> Part | None: ...


Part = tuple[Drawing, Spanning | None]


@dataclass
class Float:
    """An object across all columns, to stand at a page's top or foot once the piece `after` has begun.

    With `at_foot` it waits for a foot, unless it is so high that no text would be left above it.
    """

    after: Material | None
    drawing: Spanning
    at_foot: bool = False


FLOAT_GAP = 1
LEAST_TEXT = 8
# A photo under the end of its text is made lower to stand there, but not lower than so many rows and so much of itself.
LEAST_PHOTO, LEAST_LEFT = 9, 0.55
DEAREST = 60.0  # what other ends of a full page's columns may cost more, that leave no object hanging below the text


class Flow:
    """Runs one stream through columns over as many pages as it needs; on the first it ends above row `foot`."""

    def __init__(
        self,
        stream: list[Material],
        floats: list[Float],
        issue: Issue,
        sheet: Sheet,
        row: int,
        column: str,
        foot: int = ROWS,
        columns: Columns = TWO,
    ):
        self.columns = columns
        self.stream, self.pending = stream, list(floats)
        self.issue, self.sheet, self.row, self.column = issue, sheet, row, column
        self.foot = foot
        self.cursor = Cursor(0)
        self.hole = 0
        self.hanging = 0  # columns that end in a photo while text ends beside it
        self.slips = 0

    def run(self) -> Placed:
        """Place all of it; where it ended."""
        while True:
            self._floats_at_top()
            room = self.foot - self.row
            if ends(self.stream, self.cursor):
                if not self.pending:
                    lines = sum(piece.rows for piece in self.stream if isinstance(piece, Paragraph))
                    return Placed(self.sheet, self.row, self.hole, lines, self.slips)
                self._turn()
                continue
            balanced = balance(self.stream, self.cursor, room, self.columns.count) if room > 0 else None
            if balanced is not None:
                self.slips += balanced.slips
                self._columns(balanced.ends)
                self.row += balanced.height
                self.hole = balanced.uneven
                self.cursor = balanced.ends[-1]
                self._floats_below()
                continue
            self._full_page(room)

    def _turn(self) -> None:
        self.sheet, self.row, self.foot = self.issue.new_sheet(self.column), 0, ROWS

    def _columns(self, ends: list[Cursor]) -> None:
        start = self.cursor
        photos = [ends_in_object(self.stream, end) for end in ends]
        self.hanging += sum(photos) * (not all(photos))
        for index, end in enumerate(ends):
            draw(self.stream, start, end, self.issue, self.sheet, self.columns.x(index), self.row)
            start = end

    def _full_page(self, room: int) -> None:
        foot = self._part_for_foot(room)
        height = room - (foot[0].rows + FLOAT_GAP if foot else 0)
        fits: list[Fit] = []
        for _ in range(self.columns.count):
            fits.append(self._column(fits[-1].end if fits else self.cursor, height))
        if not any(found.used for found in fits):
            if self.row:
                self._turn()
                return
            first = forced(self.stream, self.cursor, height)
            fits = [first, *side_by_side(self.stream, first.end, height, self.columns.count - 1)]
        elif slipped(self.stream, self.cursor, fits) is not None:
            fits = self._without_slip(fits, height)
        self._columns([found.end for found in fits])
        if foot:
            self._paint(self._given(foot), self.foot - foot[0].rows)
        self.cursor = fits[-1].end
        if ends(self.stream, self.cursor):
            self.row = ROWS
        else:
            self._turn()

    def _without_slip(self, fits: list[Fit], height: int) -> list[Fit]:
        """The columns ended elsewhere, or with a lower photo, where an object would hang a little below the text beside it."""

        def cost_of(trial: list[Fit]) -> float:
            return sum(found.total(height) for found in trial)

        lower = lowered(self.stream, self.cursor, fits)
        if lower is not fits:
            return lower
        return levelled(self.stream, self.cursor, height, len(fits), cost_of, cost_of(fits) + DEAREST) or fits

    def _column(self, start: Cursor, height: int) -> Fit:
        """Fill one column. A photo that no longer fits lets the text after it by and opens the next column."""
        stream = self.stream
        found = fit_adjusted(stream, start, height)
        index = skip_fading(stream, found.end).index
        if height - found.used < 2 or found.end.row or index >= len(stream) or not stream[index].movable:
            return found
        photo = stream.pop(index)
        again = fit(stream, start, height)
        last = again.end.index if again.end.row else again.end.index - 1
        if again.used <= found.used or last >= len(stream) or stream[last].article != photo.article:
            stream.insert(index, photo)
            return found
        place, end = again.end.index, again.end
        if again.end.row:
            place += 1
            if isinstance(stream[last], Paragraph):
                stream.insert(place, stream[last].split(again.end.row))
                end = Cursor(place)
        stream.insert(place, photo)
        return again._replace(end=end)

    def _begun(self, waiting: Float, end: Cursor) -> bool:
        """Whether the piece that mentions the object begins before `end`."""
        for index, piece in enumerate(self.stream[: end.index + 1]):
            if piece is waiting.after:
                return (index, 0) < end
        return waiting.after is None

    def _part_for_foot(self, room: int) -> Part | None:
        """What of the next waiting object can stand at the foot, if its place in the text still falls on this page then."""
        if not self.pending:
            return None
        whole = self.pending[0].drawing
        made = whole.fit(room - FLOAT_GAP - LEAST_TEXT)
        if made is None:
            return None
        height = room - made[0].rows - FLOAT_GAP
        last = side_by_side(self.stream, self.cursor, height, self.columns.count)[-1]
        return made if last.used and self._begun(self.pending[0], last.end) else None

    def _take(self, room: int) -> Drawing | None:
        """The next waiting object, or the part of it that fits; the rest goes on waiting."""
        made = self.pending[0].drawing.fit(room)
        return None if made is None else self._given(made)

    def _given(self, made: Part) -> Drawing:
        """The part itself; what is left of its object goes on waiting."""
        waiting = self.pending[0]
        if made[1] is None:
            self.pending.pop(0)
        else:
            self.pending[0] = Float(waiting.after, made[1], waiting.at_foot)
        return made[0]

    def _floats_at_top(self) -> None:
        while self.pending and self._begun(self.pending[0], self.cursor):
            text_follows = not ends(self.stream, self.cursor)
            room = self.foot - self.row
            if (
                text_follows
                and self.pending[0].at_foot
                and self.pending[0].drawing.rows <= ROWS - FLOAT_GAP - LEAST_TEXT
            ):
                return
            drawing = self._take(room - FLOAT_GAP - LEAST_TEXT if text_follows else room)
            if drawing is None and self.row == 0:
                drawing = self._take(room)
            if drawing is None:
                if text_follows:
                    return
                self._turn()
                continue
            self._paint(drawing, self.row)
            self.row += drawing.rows + (FLOAT_GAP if text_follows else 0)

    def _floats_below(self) -> None:
        """After the balanced end of the text, what still waits stands under it."""
        while self.pending:
            room = self.foot - self.row - FLOAT_GAP
            drawing = self._take(room) or self._lowered(room)
            if drawing is None:
                return
            self._paint(drawing, self.row + FLOAT_GAP)
            self.row += FLOAT_GAP + drawing.rows

    def _lowered(self, room: int) -> Drawing | None:
        """The next waiting photo made as low as the rest of the page: better than a page with no text on it."""
        drawing = self.pending[0].drawing
        lower = getattr(drawing, "lower", None)
        if len(self.pending) > 1 or lower is None or room < max(LEAST_PHOTO, LEAST_LEFT * drawing.rows):
            return None
        made = lower(room)
        return self._given((made, None)) if made.rows <= room else None

    def _paint(self, drawing: Drawing, row: int) -> None:
        drawing.draw(self.sheet, LEFT, row_y(row), 0, drawing.rows)
        self.issue.touch(drawing.article, self.sheet)
