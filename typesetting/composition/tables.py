"""Tables: column widths from their contents, rows of whole grid rows; smaller or in parts where they are too wide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from typesetting.composition.design import ROW, ROWS, TEXT_WIDTH
from typesetting.composition.plan import Piece, TableCell
from typesetting.composition.slots import Slot, grid, part_of
from typesetting.composition.tableparts import ColumnTable, GridRow, Setting, WideTable
from typesetting.composition.typesetter import Typesetter, spans_text

INSET = 4.0  # blank on either side of a cell's text
PADDING = 4.2  # blank above and below a cell's lines together
NARROWEST = 22.0
TALLEST_ROW = 24
CENTRE_UP_TO = 84.0  # points; columns of short entries are centred, longer text stands left
WIDE_FROM = 1.5  # a table that would like so many columns' width runs across the page
# No column is so narrow that less than three Han, or less than a word or a figure, stand beside each other.
LEAST_HAN = 3
LONGEST_WORD = 9  # ems; what is longer is torn anyway
UNBREAKABLE = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Type:
    """The styles of a table's cells."""

    body: str
    head: str

    def of(self, slot: Slot) -> str:
        return self.head if slot.header else self.body


USUAL, SMALL = Type("cell", "cell-head"), Type("small-cell", "small-cell-head")
NUMERALS = "一二三四五六七八九十"


class Tables:
    """Makes material of the tables of one article. What had to be conceded for them is in `conceded`."""

    def __init__(self, setter: Typesetter, article: str):
        self.setter, self.article = setter, article
        self.serial = 0
        self.conceded: list[str] = []

    def build(self, block: dict, width: float, wide: bool) -> list[ColumnTable | WideTable]:
        """A table for the column, or one across the page where `wide` allows it; nothing where it has no cells.

        One with more columns than can be read at that width is set smaller, and at need cut into parts that all begin with
        its first column.
        """
        made = self._made(block, width, wide, *grid(block))
        if any(_tallest_bound(table.setting.rows) > TALLEST_ROW for table in made):
            # Cells merged over rows that do not fit a page together: each row has its own, so that the rows can part.
            self.conceded.append("表格里合并的单元格比一页还高，已拆开来排。请核对，或精简文字。")
            made = self._made(block, width, wide, *grid(block, 1))
        return made

    def _made(
        self, block: dict, width: float, wide: bool, slots: list[Slot], count: int
    ) -> list[ColumnTable | WideTable]:
        if not count:
            return []
        wanted = [self._wanted(slots, index, USUAL) for index in range(count)]
        least = sum(self._least(slots, index, USUAL) for index in range(count))
        across = wide and (sum(wanted) > WIDE_FROM * width or count >= 5 or least > width)
        total = TEXT_WIDTH if across else width
        kind = USUAL if least <= total else SMALL
        parts = self._parts(slots, count, kind, total)
        if len(parts) > 1:
            self.conceded.append(
                f"表格有{count}栏，页面排不下，已分成{len(parts)}段排，每段都从第一栏起。请核对，或改小表格。"
            )
        elif kind is SMALL:
            self.conceded.append(f"表格有{count}栏，已缩小字号排下。请核对，或改小表格。")
        made: list[ColumnTable | WideTable] = []
        for number, columns in enumerate(parts):
            setting = self._setting(block, part_of(slots, columns), len(columns), kind, total)
            if len(parts) > 1:
                setting.caption = self._caption(block, total, f"（之{NUMERALS[number % len(NUMERALS)]}）")
            made.append(WideTable(setting, self.article) if across else ColumnTable(setting, self.article))
        return made

    def _parts(self, slots: list[Slot], count: int, kind: Type, total: float) -> list[list[int]]:
        """The columns of each part: all in one where they can be read so, else as many as go beside the first."""
        least = [self._least(slots, index, kind) for index in range(count)]
        if sum(least) <= total:
            return [list(range(count))]
        parts = _shared(least, total)
        # As many parts, but about equally broad.
        for narrower in range(int(total), int(total / 2), -8):
            trial = _shared(least, narrower)
            if len(trial) > len(parts):
                break
            parts = trial
        return parts

    def _setting(self, block: dict, slots: list[Slot], count: int, kind: Type, total: float) -> Setting:
        self.serial += 1
        wanted = [self._wanted(slots, index, kind) for index in range(count)]
        least = [min(self._least(slots, index, kind), wanted[index]) for index in range(count)]
        columns = _widths(wanted, total)
        if any(width < narrowest for width, narrowest in zip(columns, least, strict=True)) and sum(least) <= total:
            more = _widths(
                [width - narrowest for width, narrowest in zip(wanted, least, strict=True)], total - sum(least)
            )
            columns = [narrowest + width for narrowest, width in zip(least, more, strict=True)]
        setting = Setting(
            columns, self._rows(slots, columns, block, kind), len(block["head"]), self._caption(block, total),
            f"{self.article}.table{self.serial}",
        )  # fmt: skip
        if setting.head_rows > ROWS // 2 or not any(slot.header is False for slot in slots):
            setting.head = 0
        return setting

    def _caption(self, block: dict, width: float, part: str = "") -> list[list[Piece]]:
        spans = [*block.get("caption", []), *([{"text": part}] if part else [])]
        return self.setter.set(spans, "table-caption", width, align="centre").lines

    def _texts(self, slots: list[Slot], column: int, kind: Type) -> Iterator[tuple[str, str]]:
        """The text and style of each cell that stands in this column alone."""
        for slot in slots:
            if slot.column == column and slot.cell["colspan"] == 1:
                yield spans_text(slot.cell["spans"]), kind.of(slot)

    def _wanted(self, slots: list[Slot], column: int, kind: Type) -> float:
        """The width at which no cell of the column would need a second line."""
        found = (
            self.setter.width(text[:400], style) + 2 * INSET + 1 for text, style in self._texts(slots, column, kind)
        )
        return max(found, default=NARROWEST) if slots else NARROWEST

    def _least(self, slots: list[Slot], column: int, kind: Type) -> float:
        """The width at which the column can still be read: no word or figure torn, three Han beside each other."""
        widest = 0.0
        for text, style in self._texts(slots, column, kind):
            size = self.setter.styles[style].size
            words = (word for word in UNBREAKABLE.findall(text[:400]))
            longest = max((self.setter.width(word[:40], style) for word in words), default=0.0)
            han = min(len(text), LEAST_HAN) * size
            widest = max(widest, han, min(longest, LONGEST_WORD * size))
        return widest + 2 * INSET + 1

    def _rows(self, slots: list[Slot], columns: list[float], block: dict, kind: Type) -> list[GridRow]:
        count = len(block["head"]) + len(block["body"])
        rows = [GridRow([], 1) for _ in range(count)]
        lines_of: list[tuple[Slot, int]] = []
        body = [slot for slot in slots if not slot.header]
        narrow = {index for index in range(len(columns)) if self._wanted(body, index, kind) <= CENTRE_UP_TO}
        for slot in slots:
            cell = slot.cell
            width = sum(columns[slot.column : slot.column + cell["colspan"]]) - 2 * INSET
            style = kind.of(slot)
            made = self.setter.set(cell["spans"], style, width, align="left").lines
            centred = slot.header or (slot.column in narrow and cell["colspan"] == 1)
            rows[slot.row].cells.append(
                TableCell(made, style, cell["colspan"], cell["rowspan"], slot.header, "center" if centred else "left")
            )
            lines_of.append((slot, len(made)))
            for row in range(slot.row, min(slot.row + cell["rowspan"], count) - 1):
                rows[row].bound = True
        leading = self.setter.styles[kind.body].leading
        _heights(rows, lines_of, leading)
        head = len(block["head"])
        return _split_tall(rows, head if sum(row.rows for row in rows[:head]) <= ROWS // 2 else 0, leading)


def _shared(least: list[float], total: float) -> list[list[int]]:
    """The columns in parts no wider than `total`, each with the first column and at least one more."""
    parts, used = [[0]], least[0]
    for index in range(1, len(least)):
        if used + least[index] > total and len(parts[-1]) > 1:
            parts.append([0])
            used = least[0]
        parts[-1].append(index)
        used += least[index]
    return parts


def _heights(rows: list[GridRow], lines_of: list[tuple[Slot, int]], leading: float) -> None:
    """Each row as high as its cells need; a cell over several rows makes the last of them higher."""
    for slot, lines in sorted(lines_of, key=lambda item: item[0].cell["rowspan"]):
        needed = ceil((lines * leading + PADDING) / ROW - 1e-6)
        last = min(slot.row + slot.cell["rowspan"], len(rows)) - 1
        have = sum(row.rows for row in rows[slot.row : last + 1])
        rows[last].rows += max(needed - have, 0)


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


def _tallest_bound(rows: list[GridRow]) -> int:
    """The grid rows of the tallest row, or of rows that may not part from each other because cells are merged over them."""
    tallest = together = 0
    for row in rows:
        together += row.rows
        tallest = max(tallest, together)
        together = together if row.bound else 0
    return tallest


def _split_tall(rows: list[GridRow], head: int, leading: float) -> list[GridRow]:
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
            found.append(GridRow(cells, ceil((lines * leading + PADDING) / ROW - 1e-6)))
    return found
