"""Tables that are only there to lay a report out, opened into lines.

A form as unions hand reports in on: labels and what they name, the text in a large cell. A frame: one cell around the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from manuscripts.blocks import Span
from manuscripts.word.items import TABLE, Cell, Item
from manuscripts.word.labels import is_issue_number, is_label, is_opinion

_TITLE = re.compile(r"^(?:(?:稿件|信息|文章|材料|作品)?(?:标题|题目|题名)|(?:稿件|文章|作品)名称)$")
_TEXT = re.compile(r"^(?:稿件|信息|文章|材料|报送|主要)?(?:正文|内容|全文)$")
_NAME_OF_FORM = re.compile(r"^\S{2,24}(?:表|单|笺)$")
_LONGEST_LABEL = 12
_MASTHEAD = 6  # lines
_LEAST = 3  # labelled cells that make a form, one of them the text


def open_layout_tables(items: list[Item], dropped: list[str]) -> list[Item]:
    """The items with a form opened: labelled lines first, then the text. The form's own name goes into `dropped`."""
    opened: list[Item] = []
    for item in items:
        if [len(row.cells) for row in item.rows] == [1]:
            opened += item.rows[0].cells[0].items
            continue
        if not opened and (lines := _masthead(item)):
            dropped += lines
            continue
        fields = _fields(item) if item.kind == TABLE else None
        if fields is None:
            opened.append(item)
            continue
        names = [one for one in opened if one.is_text and _names_form(one.text)]
        dropped += [name] if (name := _own_name(item)) else []
        dropped += [one.text.strip() for one in names]
        dropped += [f"{label}：{_words(cell)}" for label, cell in fields if is_opinion(label) and _words(cell)]
        opened = [one for one in opened if one not in names] + _lines(fields)
    return opened


def _masthead(table: Item) -> list[str]:
    """The lines of a table that sets the head of a bulletin: its name, 第3期, who puts it out and when; [] for others."""
    lines = [one.text.strip() for row in table.rows for cell in row.cells for one in cell.items]
    few = 0 < len(lines) <= _MASTHEAD and all(0 < len(line) <= 2 * _LONGEST_LABEL for line in lines)
    return lines if few and any(is_issue_number(line) for line in lines) else []


def _fields(table: Item) -> list[tuple[str, Cell]] | None:
    """(label, cell) of each field of a form; None where the table is none."""
    found: list[tuple[str, Cell]] = []
    label = ""
    for cell in (cell for row in table.rows[bool(_own_name(table)) :] for cell in row.cells):
        if label:
            found.append((label, cell))
            label = ""
        else:
            label = _label(cell)
            if not label:
                return None
    names = [name for name, cell in found if cell.items]
    known = [name for name in names if _TITLE.match(name) or _TEXT.match(name) or is_label(name) or is_opinion(name)]
    said = any(_TEXT.match(name) or _TITLE.match(name) for name in known) or len(known) == len(names)
    is_form = not label and len(known) >= _LEAST and said
    return found if is_form else None


def _own_name(table: Item) -> str:
    """The name of a form that stands in its first row, alone: 信息报送表."""
    cells = table.rows[0].cells if table.rows else []
    words = _words(cells[0]) if len(cells) == 1 else ""
    return words if _names_form(words) else ""


def _names_form(words: str) -> bool:
    return bool(_NAME_OF_FORM.match("".join(words.split())))  # 稿 件 报 送 单 is spread


def _words(cell: Cell) -> str:
    return " ".join(one.text.strip() for one in cell.items if one.is_text)


def _label(cell: Cell) -> str:
    words = "".join(_words(cell).split()).rstrip(":：")
    return words if 0 < len(words) <= _LONGEST_LABEL else ""


def _lines(fields: list[tuple[str, Cell]]) -> list[Item]:
    known: list[Item] = []
    text: list[Item] = []
    other: list[Item] = []
    for label, cell in fields:
        if is_opinion(label):
            continue
        if _TEXT.match(label):
            text += cell.items
            continue
        lines = [one for one in cell.items if one.is_text]
        other += [one for one in cell.items if not one.is_text]
        if lines:
            words = _words(cell)
            line = replace(lines[0], spans=(Span(f"{'标题' if _TITLE.match(label) else label}：{words}"),), align="")
            (known if _TITLE.match(label) or is_label(label) else other).append(line)
    return known + text + other
