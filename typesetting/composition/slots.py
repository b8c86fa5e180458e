"""A table's cells at their places: merged cells counted out, gaps filled, and parts of its columns taken."""

from __future__ import annotations

from dataclasses import dataclass

TALLEST_MERGE = 6  # table rows; a cell merged over more is cut


@dataclass
class Slot:
    """A cell at its place in the grid."""

    row: int
    column: int
    cell: dict
    header: bool


def grid(block: dict, tallest: int = TALLEST_MERGE) -> tuple[list[Slot], int]:
    """Every cell with its row and column, and the number of columns. Spans that run out of the table are cut to it, those
    over more than `tallest` rows cut in parts.
    """
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
                _pieces_of(
                    Slot(number, column, cell | {"colspan": across}, _is_head(number, block, cell)), down, tallest
                )
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


def _pieces_of(slot: Slot, down: int, tallest: int) -> list[Slot]:
    """A merged cell of very many rows as several, the text in the first, so that the table can break between them."""
    found = []
    for start in range(0, down, tallest):
        cell = slot.cell | {"rowspan": min(tallest, down - start)}
        found.append(Slot(slot.row + start, slot.column, cell if not start else cell | {"spans": []}, slot.header))
    return found


def _is_head(number: int, block: dict, cell: dict) -> bool:
    return number < len(block["head"]) or cell["header"]


def part_of(slots: list[Slot], columns: list[int]) -> list[Slot]:
    """The cells that stand in these columns, moved together. A cell merged over the cut stands in each part with its text."""
    places = {column: place for place, column in enumerate(columns)}
    found = []
    for slot in slots:
        held = [places[at] for at in range(slot.column, slot.column + slot.cell["colspan"]) if at in places]
        start = 0
        for index in range(1, len(held) + 1):
            if index == len(held) or held[index] != held[index - 1] + 1:
                run = held[start:index]
                found.append(Slot(slot.row, run[0], slot.cell | {"colspan": len(run)}, slot.header))
                start = index
    return sorted(found, key=lambda slot: (slot.row, slot.column))
