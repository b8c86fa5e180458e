"""Tables as material: in a column or across the page, broken between rows with the head repeated."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from typesetting.composition.design import ROW, ROWS
from typesetting.composition.material import Drawing, Material
from typesetting.composition.pages import Sheet
from typesetting.composition.plan import Piece, Table, TableCell, TableRow, Text

AIR = 6.0  # above the first rule; each part has a row of air, the rest of it under the last rule
UNCUT = 30  # a table across the page of so many rows is not cut
LEAST_PART = 3  # table rows in a part


@dataclass
class GridRow:
    """A row ready to print: its cells and its height in grid rows; `bound` forbids a break after it (merged cells)."""

    cells: list[TableCell]
    rows: int
    bound: bool = False


@dataclass
class Setting:
    """A table broken and measured. The first `head` rows are repeated where it goes on."""

    columns: list[float]
    rows: list[GridRow]
    head: int
    caption: list[list[Piece]]
    name: str

    @property
    def head_rows(self) -> int:
        """Grid rows the repeated head takes."""
        return sum(row.rows for row in self.rows[: self.head])

    def paint(self, sheet: Sheet, x: float, y: float, first: int, last: int) -> None:
        """Draw body rows first to last (excluded; counted without the head) with the head over them."""
        if first == 0 and self.caption:
            sheet.add(
                Text(x, y, sum(self.columns), "table-caption", self.caption, "caption", id=f"{self.name}.caption")
            )
            y += len(self.caption) * ROW
        chosen = [*self.rows[: self.head], *self.rows[self.head + first : self.head + last]]
        rows = [TableRow(round(row.rows * ROW, 2), row.cells) for row in chosen]
        columns = [round(width, 2) for width in self.columns]
        sheet.add(Table(x, y + AIR, columns, rows, self.head, self.name, continued=first > 0))


@dataclass
class ColumnTable(Material):
    """A table that stands in one column and may go on in the next."""

    setting: Setting
    article: str = ""

    @property
    def again(self) -> int:  # type: ignore[override]
        """Rows added where the table goes on: its head and the air around it."""
        return self.setting.head_rows + 1

    @property
    def lead(self) -> int:
        """Rows before the first body row: caption, head and the air around the table."""
        return len(self.setting.caption) + self.setting.head_rows + 1

    @property
    def rows(self) -> int:  # type: ignore[override]
        """All rows."""
        return self.lead + sum(row.rows for row in self.setting.rows[self.setting.head :])

    def _boundaries(self) -> dict[int, int]:
        """The row offsets at which the table may be cut, each with the number of body rows before it."""
        found, offset = {}, self.lead
        body = self.setting.rows[self.setting.head :]
        for index, row in enumerate(body[:-1], 1):
            offset += row.rows
            if not row.bound:
                found[offset] = index
        return found

    def cut_cost(self, after: int, follows_heading: bool) -> float:
        """Between rows, with at least two on either side if it can be."""
        index = self._boundaries().get(after)
        if index is None:
            return inf
        body = len(self.setting.rows) - self.setting.head
        return 8.0 if 2 <= index <= body - 2 else 40.0

    def draw(self, sheet: Sheet, x: float, y: float, first: int, last: int) -> None:
        """The rows between two offsets."""
        boundaries = self._boundaries()
        body = len(self.setting.rows) - self.setting.head
        self.setting.paint(sheet, x, y, boundaries.get(first, 0), boundaries.get(last, body))


@dataclass
class WideTable:
    """A table across the page from body row `first` on. `fit` cuts off as much of it as there is room for."""

    setting: Setting
    article: str
    first: int = 0

    def _fixed(self) -> int:
        """Rows of caption, head and air."""
        return self.setting.head_rows + 1 + (0 if self.first else len(self.setting.caption))

    def _drawing(self, last: int, rows: int) -> Drawing:
        def paint(sheet: Sheet, x: float, y: float) -> None:
            self.setting.paint(sheet, x, y, self.first, last)

        return Drawing(rows=rows, paint=paint, article=self.article)

    @property
    def rows(self) -> int:
        """Rows of all that is left."""
        return self._fixed() + sum(row.rows for row in self.setting.rows[self.setting.head + self.first :])

    def fit(self, room: int) -> tuple[Drawing, WideTable | None] | None:
        """The part that fits `room` rows and what is left of the table; None where too little would fit."""
        body = self.setting.rows[self.setting.head :]
        if self.rows <= room:
            return self._drawing(len(body), self.rows), None
        if self.first == 0 and self.rows <= UNCUT:
            return None
        used, cut, height = self._fixed(), self.first, 0
        for index in range(self.first, len(body) - 1):
            used += body[index].rows
            if used > room:
                break
            if not body[index].bound:
                cut, height = index + 1, used
        if cut - self.first < LEAST_PART and room < ROWS:
            return None
        if cut == self.first:
            cut, height = self.first + 1, self._fixed() + body[self.first].rows
        return self._drawing(cut, height), WideTable(self.setting, self.article, cut)
