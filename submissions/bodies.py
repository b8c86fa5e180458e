"""A report's text in a plain field, a line for each paragraph, and back, without losing what a Word file brought.

A plain field shows neither bold type nor headings nor tables. So what a line stands for is kept as long as the line is left
as it is: it gets its old form back. A table is one line that names it; whoever deletes the line takes the table out of the text. A photo's
line says where it stands; whoever deletes the line leaves its place to the editors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape

from manuscripts.blocks import Block, Figure, Heading, Rule, Table, block_texts
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html, to_html
from manuscripts.typed import heading_level
from submissions.models import Report
from submissions.placing import mark_of, number_in

_TABLE = re.compile(r"【\s*表格\s*([0-9０-９]{1,4})\s*】")
_EDGES = re.compile(r"^[\s\u3000]+|[\s\u3000]+$")


def text_of(html: str, numbers: Mapping[str, int] | None = None, tables: Sequence[str] = ()) -> str:
    """A stored text as the plain field shows it: a line for each paragraph, 【表格1】 for a table, 【照片2】 for a photo.

    `numbers` are those of its photos, by key (`placing.numbers_of`); a photo without a number is left out. `tables` are
    those it has had, in the order of their numbers (`tables_of`); one that is not among them is numbered after them.
    """
    return "\n".join(line for lines, _ in _pieces(html, numbers or {}, tables) for line in lines)


def html_of(text: str, before: str = "", numbers: Mapping[str, int] | None = None, tables: Sequence[str] = ()) -> str:
    """The stored HTML of a text typed or pasted. A line that stands in `before`, too, keeps the form it has there.

    The line of one of the photos in `numbers` becomes that photo, the first time it is met; the line of one of the `tables`
    that table, wherever it was moved, also when it had been deleted and comes back.
    """
    keys = {number: key for key, number in (numbers or {}).items()}
    known_tables = dict(enumerate(tables or tables_in(before), 1))
    known: dict[str, list[tuple[list[str], Block]]] = defaultdict(list)
    for lines, block in _pieces(before, {}, tables):
        if lines and not isinstance(block, Table):
            known[lines[0]].append((lines, block))
    lines = [line for raw in text.splitlines() if (line := _EDGES.sub("", raw))]
    found: list[str] = []
    at = 0
    while at < len(lines):
        if (number := number_in(lines[at])) in keys:
            found.append(to_html([Figure(keys.pop(number))]))
            at += 1
            continue
        if (number := _table_number(lines[at])) in known_tables:
            found.append(known_tables.pop(number))
            at += 1
            continue
        match = next((piece for piece in known[lines[at]] if lines[at : at + len(piece[0])] == piece[0]), None)
        if match is not None:
            known[lines[at]].remove(match)
            found.append(to_html([match[1]]))
            at += len(match[0])
        else:
            found.append(_typed(lines[at]))
            at += 1
    return clean_html("".join(found))


def _typed(line: str) -> str:
    level = heading_level(line)
    tag = f"h{level + 1}" if level else "p"
    return f"<{tag}>{escape(line, quote=False)}</{tag}>"


def _table_number(line: str) -> int | None:
    match = _TABLE.fullmatch(line)
    return int(match[1]) if match else None


def _pieces(html: str, numbers: Mapping[str, int], tables: Sequence[str]) -> list[tuple[list[str], Block]]:
    """(lines, block) of each block a plain field can name."""
    found: list[tuple[list[str], Block]] = []
    left = dict(enumerate(tables, 1))
    last = len(tables)
    for block in parse_html(html):
        if isinstance(block, Figure):
            if block.photo in numbers:
                found.append(([mark_of(numbers[block.photo])], block))
        elif isinstance(block, Table):
            html_of_it = to_html([block])
            number = next((number for number, table in left.items() if table == html_of_it), last + 1)
            left.pop(number, None)
            last = max(last, number)
            found.append(([f"【表格{number}】"], block))
        elif isinstance(block, Rule):
            found.append((["———"], block))
        else:
            found.append(([line for text in block_texts(block) for line in _lines(text)], block))
    return found


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := _EDGES.sub("", raw))]


def tables_in(html: str) -> list[str]:
    """The HTML of each table of a text, in order."""
    return [to_html([block]) for block in parse_html(html) if isinstance(block, Table)]


def tables_of(report: Report) -> list[str]:
    """The tables that Word files brought a report, in the order of their numbers, also those taken out of its text."""
    return report.import_report.get("tables") or tables_in(report.body)


def headings_in(html: str) -> int:
    """How many headings a text has."""
    return sum(isinstance(block, Heading) for block in parse_html(html))


def without_figures(html: str, key: str = "") -> str:
    """A text without its photos; with `key`, without that one."""
    blocks = parse_html(html)
    return to_html([block for block in blocks if not isinstance(block, Figure) or block.photo != (key or block.photo)])
