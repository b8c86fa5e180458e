"""Two versions of a body, block by block."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from manuscripts.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    block_texts,
)
from manuscripts.comparing.matching import Unit, match
from manuscripts.comparing.result import Break, Comparison, Content, Parts, Picture, Words
from manuscripts.comparing.rows import arranged
from manuscripts.comparing.runs import compare_spans, settled
from manuscripts.comparing.summing import count
from manuscripts.comparing.tables import compare_tables, table_key

TEXTS = Paragraph | Heading | Quote | ListBlock


def compare(before: Sequence[Block], after: Sequence[Block], *, names: Collection[str] = ()) -> Comparison:
    """Compare two versions of a body.

    Paragraphs, headings, quotes and lists may become each other; figures, tables and rules stay what they are. Numbers,
    Latin words and `names` (authors, persons written about) are never cut by an insertion or deletion.
    """
    units = [_unit(block) for block in before], [_unit(block) for block in after]

    def content(left: int | None, right: int | None) -> Content:
        old = None if left is None else before[left]
        new = None if right is None else after[right]
        return _content(old, new, names)

    rows = arranged(match(*units), *units, content)
    return Comparison(rows, count(rows))


def form(block: Block) -> str:
    """What a block with words is: paragraph, heading-1 … heading-3, quote, list-ordered, list-bulleted."""
    match block:
        case Heading(level=level):
            return f"heading-{level}"
        case ListBlock(ordered=ordered):
            return "list-ordered" if ordered else "list-bulleted"
        case _:
            return block.kind


def _parts(block: TEXTS) -> tuple[Spans, ...]:
    match block:
        case Quote(paragraphs=parts) | ListBlock(items=parts):
            return parts
        case _:
            return (block.spans,)


def _key(block: Block) -> tuple:
    """Equal exactly where two blocks are the same to a reader."""
    match block:
        case Figure(photo=photo, alt=alt, caption=caption):
            return "figure", photo, alt, settled(caption)
        case Table():
            return "table", table_key(block)
        case Rule():
            return ("rule",)
        case _:
            return form(block), tuple(settled(part) for part in _parts(block))


def _unit(block: Block) -> Unit:
    text = "\n".join(block_texts(block))
    match block:
        case Figure(photo=photo):
            return Unit(_key(block), text, "figure", identity=photo, by_place=True)
        case Table():
            return Unit(_key(block), text, "table", by_place=True)
        case Rule():
            return Unit(_key(block), text, "rule")
        case _:
            return Unit(_key(block), text, "text")


def _content(before: Block | None, after: Block | None, names: Collection[str]) -> Content:
    """The content of a row; None on one side: the block was added or removed."""
    match before or after:
        case Figure():
            return _pictures(before, after, names)
        case Table():
            return compare_tables(before, after, names)
        case Rule():
            return Break()
        case _:
            return _texts(before, after, names)


def _pictures(before: Figure | None, after: Figure | None, names: Collection[str]) -> Picture:
    old, new = before or Figure(""), after or Figure("")
    return Picture(
        old.photo,
        new.photo,
        compare_spans((Span(old.alt),), (Span(new.alt),), names),
        compare_spans(old.caption, new.caption, names),
    )


def _texts(before: TEXTS | None, after: TEXTS | None, names: Collection[str]) -> Words | Parts:
    forms = form(before) if before else "", form(after) if after else ""
    old, new = _parts(before) if before else (), _parts(after) if after else ()
    if not any(isinstance(block, Quote | ListBlock) for block in (before, after)):
        return Words(compare_spans(old[0] if old else (), new[0] if new else (), names), *forms)

    def words(left: int | None, right: int | None) -> Words:
        return Words(
            compare_spans(old[left] if left is not None else (), new[right] if right is not None else (), names)
        )

    units = [_part_unit(part) for part in old], [_part_unit(part) for part in new]
    return Parts(arranged(match(*units), *units, words), *forms)


def _part_unit(part: Spans) -> Unit:
    text = "".join(span.text for span in part)
    return Unit(settled(part), text, by_place=True)
