"""Two versions of a table, cell by cell: columns are matched over the whole table, then rows, then cells by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from manuscripts.blocks import Cell, Table
from manuscripts.comparing.matching import Matching, Unit, match
from manuscripts.comparing.result import Cells, CellWords, Grid, Row, Shape
from manuscripts.comparing.rows import arranged
from manuscripts.comparing.runs import compare_spans, settled
from manuscripts.comparing.sequences import heaviest_chain

_MOST_COLUMNS = 64  # beyond this, columns are taken in their order

Placed = dict[int, Cell]  # one row: its cells by the column they begin in


def table_key(table: Table) -> tuple:
    """Equal exactly where two tables are the same to a reader."""
    return settled(table.caption), *(tuple(map(_row_key, rows)) for rows in (table.head, table.body))


def compare_tables(before: Table | None, after: Table | None, names: Collection[str]) -> Grid:
    """The rows of two tables as `Cells`. None on one side: the table was added or removed."""
    empty = Table((), ())
    old, new = before or empty, after or empty
    old_rows, new_rows = (*old.head, *old.body), (*new.head, *new.body)
    old_placed, new_placed = _placed(old_rows), _placed(new_rows)
    units = _row_units(old), _row_units(new)
    found = match(*units)
    columns = _matched_columns(old_placed, new_placed, [*found.in_order, *found.moved])

    def content(left: int | None, right: int | None) -> Cells:
        ours = {} if left is None else old_placed[left]
        theirs = {} if right is None else new_placed[right]
        in_head = left is not None and left < len(old.head), right is not None and right < len(new.head)
        return Cells(_cells(ours, theirs, columns, names), *in_head)

    rows = arranged(found, *units, content)
    return Grid(compare_spans(old.caption, new.caption, names), rows)


def _shape(cell: Cell) -> Shape:
    return Shape(cell.header, cell.colspan, cell.rowspan)


def _row_key(row: tuple[Cell, ...]) -> tuple:
    return tuple(_cell_unit(cell).key for cell in row)


def _row_units(table: Table) -> list[Unit]:
    """The rows to be matched; one that changes between head and body is not the same."""
    rows = [(True, row) for row in table.head] + [(False, row) for row in table.body]
    return [Unit((in_head, _row_key(row)), "\n".join(map(_text, row)), by_place=True) for in_head, row in rows]


def _cell_unit(cell: Cell) -> Unit:
    return Unit((settled(cell.spans), _shape(cell)), _text(cell))


def _text(cell: Cell) -> str:
    return "".join(span.text for span in cell.spans)


def _placed(rows: tuple[tuple[Cell, ...], ...]) -> list[Placed]:
    """Each row's cells by column, merged cells taken into account as a browser does."""
    found: list[Placed] = []
    held: dict[int, int] = {}  # column: rows for which a cell above still covers it
    for row in rows:
        placed: Placed = {}
        covers: dict[int, int] = {}
        column = 0
        for cell in row:
            while column in held:
                column += 1
            placed[column] = cell
            covers |= dict.fromkeys(range(column, column + cell.colspan), cell.rowspan)
            column += cell.colspan
        held = {at: left - 1 for at, left in (held | covers).items() if left > 1}
        found.append(placed)
    return found


def _matched_columns(before: list[Placed], after: list[Placed], rows: list[tuple[int, int]]) -> dict[int, int]:
    """Old column for each new one that has one: columns pair up by the cells that did not change, in order.

    Columns without such cells pair up by their place, so that a column of new figures stays that column.
    """
    old_width, new_width = (max((at for row in side for at in row), default=-1) + 1 for side in (before, after))
    if max(old_width, new_width) > _MOST_COLUMNS or not rows:
        return {at: at for at in range(min(old_width, new_width))}
    equal: Counter[tuple[int, int]] = Counter()
    for left, right in rows:
        places: dict[str, list[int]] = {}
        for column, cell in after[right].items():
            places.setdefault(_text(cell), []).append(column)
        for column, cell in before[left].items():
            equal.update((column, other) for other in places.get(_text(cell), ()))
    # An equal cell outweighs any number of pairs made by place alone; the same place is a little better than another.
    weighed = [
        (left, right, 1000 * equal[left, right] + (2 if left == right else 1))
        for left in range(old_width)
        for right in range(new_width)
    ]
    return {right: left for left, right in heaviest_chain(weighed)}


def _cells(before: Placed, after: Placed, columns: dict[int, int], names: Collection[str]) -> tuple[Row, ...]:
    """The cells of a matched row in the order of the new table; indices count the cells of the row as stored."""
    old_cells, new_cells = list(before.values()), list(after.values())
    old_index = {column: index for index, column in enumerate(before)}
    pairs = [
        (old_index[columns[column]], index) for index, column in enumerate(after) if columns.get(column) in old_index
    ]

    def content(left: int | None, right: int | None) -> CellWords:
        old = None if left is None else old_cells[left]
        new = None if right is None else new_cells[right]
        runs = compare_spans(old.spans if old else (), new.spans if new else (), names)
        return CellWords(runs, _shape(old) if old else None, _shape(new) if new else None)

    units = [_cell_unit(cell) for cell in old_cells], [_cell_unit(cell) for cell in new_cells]
    return arranged(Matching(in_order=pairs), *units, content)
