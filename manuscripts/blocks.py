"""Typed blocks: the one form from which print, screen, search, counting and comparing start.

An article's body is stored as sanitised HTML; `manuscripts.parsing.parse_html` turns it into a list of these blocks.
`as_json` gives the form that travels in a frozen manifest, `from_json` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MARKS = ("strong", "em", "u", "sup", "sub")


@dataclass(frozen=True)
class Span:
    """A run of text with the same marks. A line break inside a block is the text "\\n" in a span of its own."""

    text: str
    marks: tuple[str, ...] = ()
    href: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    spans: Spans
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (一、), 2 (（一）) or 3 (1.), stored as h2, h3 and h4."""

    level: int
    spans: Spans
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Quote:
    paragraphs: tuple[Spans, ...]
    kind: str = field(default="quote", init=False)


@dataclass(frozen=True)
class ListBlock:
    ordered: bool
    items: tuple[Spans, ...]
    kind: str = field(default="list", init=False)


@dataclass(frozen=True)
class Figure:
    """A photo in the text. `photo` is the key of a `photos.Photo`: the stored src is `/photos/<key>/`."""

    photo: str
    alt: str = ""
    caption: Spans = ()
    kind: str = field(default="figure", init=False)


@dataclass(frozen=True)
class Cell:
    spans: Spans
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table. Rows hold only the cells that begin in them, as in HTML; `head` is repeated when the table breaks."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: Spans = ()
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Rule:
    """A thematic break (hr)."""

    kind: str = field(default="rule", init=False)


Block = Paragraph | Heading | Quote | ListBlock | Figure | Table | Rule


def spans_text(spans: Iterable[Span]) -> str:
    """The plain text of a run of spans."""
    return "".join(span.text for span in spans)


def block_texts(block: Block) -> Iterator[str]:
    """The plain texts of one block in reading order: one for a paragraph, one a list item, one a table cell."""
    match block:
        case Paragraph(spans=spans) | Heading(spans=spans):
            yield spans_text(spans)
        case Quote(paragraphs=runs) | ListBlock(items=runs):
            yield from (spans_text(run) for run in runs)
        case Figure(caption=spans):
            yield spans_text(spans)
        case Table(head=head, body=body, caption=caption):
            if caption:
                yield spans_text(caption)
            for row in (*head, *body):
                yield from (spans_text(cell.spans) for cell in row)


def _spans_json(spans: Spans) -> list[dict]:
    found = []
    for span in spans:
        item: dict = {"text": span.text}
        if span.marks:
            item["marks"] = list(span.marks)
        if span.href:
            item["href"] = span.href
        found.append(item)
    return found


def _rows_json(rows: tuple[Row, ...]) -> list[list[dict]]:
    return [
        [
            {
                "spans": _spans_json(cell.spans),
                "header": cell.header,
                "colspan": cell.colspan,
                "rowspan": cell.rowspan,
            }
            for cell in row
        ]
        for row in rows
    ]


def as_json(blocks: Iterable[Block]) -> list[dict]:
    """Blocks as plain lists and dicts, ready for a manifest."""
    found: list[dict] = []
    for block in blocks:
        item: dict = {"kind": block.kind}
        match block:
            case Paragraph(spans=spans):
                item["spans"] = _spans_json(spans)
            case Heading(level=level, spans=spans):
                item |= {"level": level, "spans": _spans_json(spans)}
            case Quote(paragraphs=runs):
                item["paragraphs"] = [_spans_json(run) for run in runs]
            case ListBlock(ordered=ordered, items=runs):
                item |= {"ordered": ordered, "items": [_spans_json(run) for run in runs]}
            case Figure(photo=photo, alt=alt, caption=caption):
                item |= {"photo": photo, "alt": alt, "caption": _spans_json(caption)}
            case Table(head=head, body=body, caption=caption):
                item |= {"head": _rows_json(head), "body": _rows_json(body), "caption": _spans_json(caption)}
        found.append(item)
    return found


def _spans_from(data: list[dict]) -> Spans:
    return tuple(Span(item["text"], tuple(item.get("marks", ())), item.get("href", "")) for item in data)


def _rows_from(data: list[list[dict]]) -> tuple[Row, ...]:
    return tuple(
        tuple(Cell(_spans_from(c["spans"]), c["header"], c["colspan"], c["rowspan"]) for c in row) for row in data
    )


def from_json(data: Iterable[dict]) -> list[Block]:
    """The blocks that `as_json` wrote. Raises KeyError or ValueError where the data is not of that form."""
    found: list[Block] = []
    for item in data:
        match item["kind"]:
            case "paragraph":
                found.append(Paragraph(_spans_from(item["spans"])))
            case "heading":
                found.append(Heading(item["level"], _spans_from(item["spans"])))
            case "quote":
                found.append(Quote(tuple(_spans_from(run) for run in item["paragraphs"])))
            case "list":
                found.append(ListBlock(item["ordered"], tuple(_spans_from(run) for run in item["items"])))
            case "figure":
                found.append(Figure(item["photo"], item["alt"], _spans_from(item["caption"])))
            case "table":
                head, body = _rows_from(item["head"]), _rows_from(item["body"])
                found.append(Table(head, body, _spans_from(item["caption"])))
            case "rule":
                found.append(Rule())
            case other:
                raise ValueError(f"unknown block kind {other!r}")
    return found
