"""Tables that only set photos beside each other, or a photo beside text: opened, each photo with its words."""

from __future__ import annotations

import re

from manuscripts.word.captions import LONGEST, Pairing, note
from manuscripts.word.items import PICTURE, TABLE, Cell, Item
from manuscripts.word.shared_captions import spread
from manuscripts.word.signatures import is_credit

_NUMBER = re.compile(r"[\d.,%％万亿元人]+")
_FEW = 6  # cells: a portrait beside a text has two, with a caption below three


def open_photo_tables(items: list[Item], found: Pairing, moved: list[int]) -> list[Item]:
    """The items with each table that only sets photos replaced by its photos, paired, and what text is left.

    Tables that hold numbers or text besides keep their text; their photos go behind them and their places into `moved`.
    """
    opened: list[Item] = []
    for item in items:
        cells = [cell for row in item.rows for cell in row.cells]
        pictures = [one for cell in cells for one in cell.items if one.kind == PICTURE]
        if item.kind != TABLE or not pictures:
            opened.append(item)
        elif _only_sets_photos(cells):
            opened += _photos(item, found)
        else:
            moved.append(item.where)
            for cell in cells:
                cell.items = [one for one in cell.items if one.kind != PICTURE]
            opened += [item, *pictures]
    return opened


def _only_sets_photos(cells: list[Cell]) -> bool:
    words = [text for cell in cells if (text := _text(cell))]
    photos = sum(_has_picture(cell) for cell in cells)
    if any(_NUMBER.fullmatch(text) for text in words):
        return False
    if len(cells) <= _FEW and any(len(text) > LONGEST for text in words):
        return True
    return len(words) <= 2 * photos + 1 and all(len(text) <= LONGEST for text in words)


def _photos(table: Item, found: Pairing) -> list[Item]:
    """Photos in reading order; each takes the text of its cell, else of the cell below it or above, then the rest."""
    grid = [_by_column(row.cells) for row in table.rows]
    steps = (1, -1) if any(_has_picture(cell) for _, cell in grid[0]) else (-1, 1)
    beside = all(len(columns) == 2 and sum(_has_picture(cell) for _, cell in columns) == 1 for columns in grid)
    read: set[int] = set()  # ids of the cells whose text went into captions
    photos: list[Item] = []
    for number, columns in enumerate(grid):
        for column, cell in columns:
            pictures = [one for one in cell.items if one.kind == PICTURE]
            photos += pictures
            others = [one for _, one in columns if one is not cell]
            near = (
                [cell, *(others if beside else (_at(grid, number + step, column) for step in steps))]
                if pictures
                else []
            )
            source = next((one for one in near if one and id(one) not in read and _speaks(one, cell)), None)
            if source and not (source is not cell and _spans_another(grid[number], column, source)):
                read.add(id(source))
                _note_lines(found, pictures, [one.text for one in source.items if one.is_text])
                _share_credit(found, grid[number], column, source)
    spread(found.words, found.credits, found.shared, [one.picture for one in photos])
    left = [cell for columns in grid for _, cell in columns if id(cell) not in read]
    return photos + [one for cell in left for one in cell.items if one.is_text]


def _speaks(cell: Cell, own: Cell) -> bool:
    """Whether a cell holds a caption: some text, not too much, and in another cell than the photo's no photo."""
    return 0 < len(_text(cell)) <= LONGEST and (cell is own or not _has_picture(cell))


def _spans_another(columns: list[tuple[int, Cell]], column: int, source: Cell) -> bool:
    """Whether a caption across several photos is for one farther to the right as well: it is noted with the last."""
    return any(column < start < column + source.colspan and _has_picture(cell) for start, cell in columns)


def _share_credit(found: Pairing, columns: list[tuple[int, Cell]], column: int, source: Cell) -> None:
    """Who took the last of the photos over one caption took the others."""
    beside = [cell for start, cell in columns if column - source.colspan < start <= column]
    numbers = [one.picture for cell in beside for one in cell.items if one.kind == PICTURE]
    credit = next((found.credits[one] for one in reversed(numbers) if found.credits.get(one)), "")
    for one in numbers if credit and source.colspan > 1 else []:
        found.credits.setdefault(one, credit)


def _has_picture(cell: Cell) -> bool:
    return any(one.kind == PICTURE for one in cell.items)


def _text(cell: Cell) -> str:
    return "".join(one.text for one in cell.items if one.is_text).strip()


def _by_column(cells: list[Cell]) -> list[tuple[int, Cell]]:
    found, column = [], 0
    for cell in cells:
        found.append((column, cell))
        column += cell.colspan
    return found


def _at(grid: list[list[tuple[int, Cell]]], row: int, column: int) -> Cell | None:
    if not 0 <= row < len(grid):
        return None
    return next((cell for start, cell in grid[row] if start <= column < start + cell.colspan), None)


def _note_lines(found: Pairing, pictures: list[Item], lines: list[str]) -> None:
    """The lines of a cell for its pictures: one each where there are as many, else all for the last."""
    credits = [credit for line in lines if (credit := is_credit(line))]
    words = [line for line in lines if not is_credit(line)]
    if len(words) == len(pictures):
        for item, line in zip(pictures, words, strict=True):
            note(found, item.picture, line)
    elif words:
        note(found, pictures[-1].picture, " ".join(words))
    for item in pictures if credits else []:
        found.credits[item.picture] = found.credits.get(item.picture) or credits[0]
