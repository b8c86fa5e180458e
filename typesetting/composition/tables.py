"""Tables: column widths from their contents, rows of whole grid rows, breaks between rows with the head repeated."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf

from typesetting.composition.design import ROW, ROWS, TEXT_WIDTH
from typesetting.composition.material import Drawing, Material
from typesetting.composition.pages import Sheet
from typesetting.composition.plan import Piece, Table, TableCell, TableRow, Text
from typesetting.composition.typesetter import Typesetter, spans_text

INSET = 4.0  # blank on either side of a cell's text
PADDING = 4.2  # blank above and below a cell's lines together
AIR = 6.0  # above the first rule; each part has a row of air, the rest of it under the last rule
NARROWEST = 22.0
TALLEST_ROW = 24
TALLEST_MERGE = 6  # table rows; a cell merged over more is cut
CENTRE_UP_TO = 84.0  # points; columns of short entries are centred, longer text stands left
WIDE_FROM = 1.5  # a table that would like so many columns' width runs across the page
UNCUT = 30  # a table across the page of so many rows is not cut
LEAST_PART = 3  # table rows in a part


@dataclass
class Slot:
    """A cell at its place in the grid."""

    row: int
    column: int
    cell: dict
    header: bool


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


class Tables:
    """Makes material of the tables of one article."""

    def __init__(self, setter: Typesetter, article: str):
        self.setter, self.article = setter, article
        self.serial = 0

    def build(self, block: dict, width: float, wide: bool) -> ColumnTable | WideTable | None:
        """A table for the column, or one across the page where `wide` allows it; None where it has no cells."""
        slots, count = _grid(block)
        if not count:
            return None
        self.serial += 1
        wanted = [self._wanted(slots, index) for index in range(count)]
        across = wide and (sum(wanted) > WIDE_FROM * width or count >= 5)
        total = TEXT_WIDTH if across else width
        columns = _widths(wanted, total)
        setting = Setting(
            columns, self._rows(slots, columns, block), len(block["head"]), self._caption(block, total),
            f"{self.article}.table{self.serial}",
        )  # fmt: skip
        if setting.head_rows > ROWS // 2 or not any(slot.header is False for slot in slots):
            setting.head = 0
        return WideTable(setting, self.article) if across else ColumnTable(setting, self.article)

    def _caption(self, block: dict, width: float) -> list[list[Piece]]:
        return self.setter.set(block.get("caption", []), "table-caption", width, align="centre").lines

    def _wanted(self, slots: list[Slot], column: int) -> float:
        """The width at which no cell of the column would need a second line."""
        widest = NARROWEST
        for slot in slots:
            if slot.column == column and slot.cell["colspan"] == 1:
                text = spans_text(slot.cell["spans"])
                style = "cell-head" if slot.header else "cell"
                widest = max(widest, self.setter.width(text[:400], style) + 2 * INSET + 1)
        return widest

    def _rows(self, slots: list[Slot], columns: list[float], block: dict) -> list[GridRow]:
        count = len(block["head"]) + len(block["body"])
        rows = [GridRow([], 1) for _ in range(count)]
        lines_of: list[tuple[Slot, int]] = []
        body = [slot for slot in slots if not slot.header]
        narrow = {index for index in range(len(columns)) if self._wanted(body, index) <= CENTRE_UP_TO}
        for slot in slots:
            cell = slot.cell
            width = sum(columns[slot.column : slot.column + cell["colspan"]]) - 2 * INSET
            style = "cell-head" if slot.header else "cell"
            made = self.setter.set(cell["spans"], style, width, align="left").lines
            centred = slot.header or (slot.column in narrow and cell["colspan"] == 1)
            rows[slot.row].cells.append(
                TableCell(made, style, cell["colspan"], cell["rowspan"], slot.header, "center" if centred else "left")
            )
            lines_of.append((slot, len(made)))
            for row in range(slot.row, min(slot.row + cell["rowspan"], count) - 1):
                rows[row].bound = True
        self._heights(rows, lines_of)
        return _split_tall(rows, len(block["head"]))

    def _heights(self, rows: list[GridRow], lines_of: list[tuple[Slot, int]]) -> None:
        """Each row as high as its cells need; a cell over several rows makes the last of them higher."""
        leading = self.setter.styles["cell"].leading
        for slot, lines in sorted(lines_of, key=lambda item: item[0].cell["rowspan"]):
            needed = ceil((lines * leading + PADDING) / ROW - 1e-6)
            last = min(slot.row + slot.cell["rowspan"], len(rows)) - 1
            have = sum(row.rows for row in rows[slot.row : last + 1])
            rows[last].rows += max(needed - have, 0)


def _grid(block: dict) -> tuple[list[Slot], int]:
    """Every cell with its row and column, and the number of columns. Spans that run out of the table are cut to it."""
    taken: set[tuple[int, int]] = set()
    slots: list[Slot] = []
    rows = [*block["head"], *block["body"]]
    for number, row in enumerate(rows):
        column = 0
        limit = len(block["head"]) if number < len(block["head"]) else len(rows)
        for cell in row:
            while (number, column) in taken:
                column += 1
            down = max(min(cell["rowspan"], limit - number), 1)
            across = max(cell["colspan"], 1)
            slots.extend(
                _pieces_of(Slot(number, column, cell | {"colspan": across}, _is_head(number, block, cell)), down)
            )
            taken.update((number + y, column + x) for y in range(down) for x in range(across))
            column += across
    count = max((column for _, column in taken), default=-1) + 1
    for number in range(len(rows)):
        for column in range(count):
            if (number, column) not in taken:
                empty = {"spans": [], "header": False, "colspan": 1, "rowspan": 1}
                slots.append(Slot(number, column, empty, _is_head(number, block, empty)))
    slots.sort(key=lambda slot: (slot.row, slot.column))
    return slots, count


def _pieces_of(slot: Slot, down: int) -> list[Slot]:
    """A merged cell of very many rows as several, the text in the first, so that the table can break between them."""
    found = []
    for start in range(0, down, TALLEST_MERGE):
        cell = slot.cell | {"rowspan": min(TALLEST_MERGE, down - start)}
        found.append(Slot(slot.row + start, slot.column, cell if not start else cell | {"spans": []}, slot.header))
    return found


def _is_head(number: int, block: dict, cell: dict) -> bool:
    return number < len(block["head"]) or cell["header"]


def _widths(wanted: list[float], total: float) -> list[float]:
    """Share `total` points: what is wanted where there is room, else short columns first and the rest in proportion."""
    if sum(wanted) <= total:
        spare = (total - sum(wanted)) / len(wanted)
        return [width + spare for width in wanted]
    widths = [0.0] * len(wanted)
    open_columns, left = set(range(len(wanted))), total
    while open_columns:
        fair = left / len(open_columns)
        small = [index for index in sorted(open_columns) if wanted[index] <= fair]
        if not small:
            weight = sum(wanted[index] ** 0.5 for index in sorted(open_columns))
            for index in sorted(open_columns):
                widths[index] = left * wanted[index] ** 0.5 / weight
            break
        for index in small:
            widths[index] = wanted[index]
            left -= wanted[index]
            open_columns.remove(index)
    return widths


def _split_tall(rows: list[GridRow], head: int) -> list[GridRow]:
    """A row taller than a column becomes several, its cells' lines going on from one to the next."""
    found = []
    for index, row in enumerate(rows):
        merged = any(cell.rowspan > 1 for cell in row.cells)
        if row.rows <= TALLEST_ROW or index < head or merged:
            found.append(row)
            continue
        step = TALLEST_ROW
        most = max(len(cell.lines) for cell in row.cells)
        for start in range(0, most, step):
            cells = [
                TableCell(cell.lines[start : start + step], cell.style, cell.colspan, 1, cell.header, cell.align)
                for cell in row.cells
            ]
            lines = max(len(cell.lines) for cell in cells)
            found.append(GridRow(cells, ceil((lines * ROW * 0.75 + PADDING) / ROW - 1e-6)))
    return found
