"""Between an article's stored HTML and its typed blocks, both ways."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from manuscripts.blocks import Block, Cell, Figure, Heading, ListBlock, Paragraph, Quote, Row, Rule, Span, Spans, Table
from manuscripts.building import read_blocks

# Outermost first: a link holds its marks, bold holds the rest.
_ORDER = ("strong", "em", "u", "sup", "sub")


def parse_html(html: str) -> list[Block]:
    """The typed blocks of an article's HTML.

    Neighbours with the same marks are one span, space at the ends of lines is gone, empty blocks too. A paragraph of
    one image is a Figure; a figure around a table gives the table its caption; a first row of only th is the head.
    Raises nothing: what is not of the stored vocabulary is read as `clean_html` reads it.
    """
    return read_blocks(html)[0]


def to_html(blocks: Iterable[Block]) -> str:
    """The HTML of typed blocks, in the stored vocabulary. parse_html(to_html(b)) == b for blocks as parse_html gives.

    A table with a caption stands in a figure, since the vocabulary has figcaption and no caption.
    """
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans=spans):
            return f"<p>{_inline(spans)}</p>"
        case Heading(level=level, spans=spans):
            return f"<h{level + 1}>{_inline(spans)}</h{level + 1}>"
        case Quote(paragraphs=runs):
            return f"<blockquote>{''.join(f'<p>{_inline(run)}</p>' for run in runs)}</blockquote>"
        case ListBlock(ordered=ordered, items=runs):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_inline(run)}</li>' for run in runs)}</{tag}>"
        case Figure(photo=photo, alt=alt, caption=caption):
            image = f'<img src="/photos/{escape(photo)}/" alt="{escape(alt)}">'
            return f"<figure>{image}{_figcaption(caption)}</figure>"
        case Table():
            return _table(block)
        case Rule():
            return "<hr>"
    raise TypeError(f"no block of an article: {block!r}")


def _figcaption(caption: Spans) -> str:
    return f"<figcaption>{_inline(caption)}</figcaption>" if caption else ""


def _table(table: Table) -> str:
    head = f"<thead>{_rows(table.head)}</thead>" if table.head else ""
    body = f"<tbody>{_rows(table.body)}</tbody>" if table.body else ""
    whole = f"<table>{head}{body}</table>"
    return f"<figure>{whole}{_figcaption(table.caption)}</figure>" if table.caption else whole


def _rows(rows: tuple[Row, ...]) -> str:
    return "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return f"<{tag}{colspan}{rowspan}>{_inline(cell.spans)}</{tag}>"


def _inline(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    found = "<br>".join(escape(line, quote=False) for line in span.text.split("\n"))
    for mark in reversed(_ORDER):
        if mark in span.marks:
            found = f"<{mark}>{found}</{mark}>"
    return f'<a href="{escape(span.href)}">{found}</a>' if span.href else found
