"""A report's text in a plain field, a line for each paragraph, and back, without losing what a Word file brought.

A plain field shows neither bold type nor headings nor tables. So what a line stands for is kept as long as the line is left
as it is: it gets its old form back. A table is one line that names it; whoever deletes the line deletes the table. A photo's
line says where it stands; whoever deletes the line leaves its place to the editors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from html import escape

from manuscripts.blocks import Block, Figure, Heading, Rule, Table, block_texts
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html, to_html
from manuscripts.typed import heading_level
from submissions.placing import mark_of, number_in

_EDGES = re.compile(r"^[\s\u3000]+|[\s\u3000]+$")


def text_of(html: str, numbers: Mapping[str, int] | None = None) -> str:
    """A stored text as the plain field shows it: a line for each paragraph, 【表格1】 for a table, 【照片2】 for a photo.

    `numbers` are those of its photos, by key (`placing.numbers_of`); a photo without a number is left out.
    """
    return "\n".join(line for lines, _ in _pieces(html, numbers or {}) for line in lines)


def html_of(text: str, before: str = "", numbers: Mapping[str, int] | None = None) -> str:
    """The stored HTML of a text typed or pasted. A line that stands in `before`, too, keeps the form it has there.

    The line of one of the photos in `numbers` becomes that photo, the first time it is met.
    """
    keys = {number: key for key, number in (numbers or {}).items()}
    known: dict[str, list[tuple[list[str], Block]]] = defaultdict(list)
    for lines, block in _pieces(before, {}):
        if lines:
            known[lines[0]].append((lines, block))
    lines = [line for raw in text.splitlines() if (line := _EDGES.sub("", raw))]
    found: list[str] = []
    at = 0
    while at < len(lines):
        if (number := number_in(lines[at])) in keys:
            found.append(to_html([Figure(keys.pop(number))]))
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


def _pieces(html: str, numbers: Mapping[str, int]) -> list[tuple[list[str], Block]]:
    """(lines, block) of each block a plain field can name."""
    found: list[tuple[list[str], Block]] = []
    tables = 0
    for block in parse_html(html):
        if isinstance(block, Figure):
            if block.photo in numbers:
                found.append(([mark_of(numbers[block.photo])], block))
        elif isinstance(block, Table):
            tables += 1
            found.append(([f"【表格{tables}】"], block))
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


def headings_in(html: str) -> int:
    """How many headings a text has."""
    return sum(isinstance(block, Heading) for block in parse_html(html))


def without_figures(html: str, key: str = "") -> str:
    """A text without its photos; with `key`, without that one."""
    blocks = parse_html(html)
    return to_html([block for block in blocks if not isinstance(block, Figure) or block.photo != (key or block.photo)])
