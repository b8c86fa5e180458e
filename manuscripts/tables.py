"""Building a table from its tags, whatever is missing or doubled among them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from manuscripts.blocks import Cell, Row, Spans, Table
from manuscripts.inline import join_lines

MOST_COLUMNS_SPANNED = 20
MOST_ROWS_SPANNED = 100


def span_of(value: str, most: int) -> int:
    """A colspan or rowspan as a number from 1 to `most`; whatever is no number is 1."""
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return max(1, min(int(digits[-6:]) if len(digits) <= 6 else most, most))


@dataclass
class TableBuilder:
    """The rows met so far. `cell` is the open one's header, columns and rows; `inner` counts tables open in it."""

    captions: list[Spans] = field(default_factory=list)
    in_caption: bool = False
    inner: int = 0
    cell: tuple[bool, int, int] | None = None
    _head: list[Row] = field(default_factory=list)
    _body: list[Row] = field(default_factory=list)
    _row: list[Cell] | None = None
    _in_head: bool = False

    def section(self, tag: str) -> None:
        self.end_row()
        self._in_head = tag == "thead" and not self._body

    def begin_row(self) -> None:
        self.end_row()
        self._row = []

    def end_row(self) -> None:
        if self._row is not None:
            (self._head if self._in_head else self._body).append(tuple(self._row))
        self._row = None

    def begin_cell(self, *, header: bool, attributes: dict[str, str]) -> None:
        if self._row is None:
            self._row = []
        columns = span_of(attributes["colspan"], MOST_COLUMNS_SPANNED) if "colspan" in attributes else 1
        rows = span_of(attributes["rowspan"], MOST_ROWS_SPANNED) if "rowspan" in attributes else 1
        self.cell = (header or self._in_head, columns, rows)

    def end_cell(self, spans: Spans) -> None:
        if self.cell is not None and self._row is not None:
            self._row.append(Cell(spans, *self.cell))
        self.cell = None

    def finish(self) -> Table | None:
        """The table, or None where it has no cell. A first row of header cells alone is its head."""
        self.end_row()
        head, body = _settled(self._head), _settled(self._body)
        if not head and body and all(cell.header and cell.rowspan == 1 for cell in body[0]):
            head, body = body[:1], body[1:]
        if not head and not body:
            return None
        return Table(head, body, join_lines(self.captions))


def _settled(rows: list[Row]) -> tuple[Row, ...]:
    """The rows that have cells; no cell reaches below the last row, nor over a row that went."""
    kept_before = [0]
    for row in rows:
        kept_before.append(kept_before[-1] + bool(row))
    found: list[Row] = []
    for index, row in enumerate(rows):
        if row:
            found.append(tuple(_within(cell, kept_before, index) for cell in row))
    return tuple(found)


def _within(cell: Cell, kept_before: list[int], index: int) -> Cell:
    if cell.rowspan == 1:
        return cell
    last = min(index + cell.rowspan, len(kept_before) - 1)
    return replace(cell, rowspan=max(1, kept_before[last] - kept_before[index]))
