"""Both versions read back from a comparison alone: what the rows say must be all there was."""

from manuscripts.blocks import Block, Cell, Figure, Heading, ListBlock, Paragraph, Quote, Rule, Span, Spans, Table
from manuscripts.comparing.result import Comparison, Row
from manuscripts.comparing.runs import settled

FRESH = {"before": "insert", "after": "delete"}  # the runs that side does not have


def settled_blocks(blocks: list[Block]) -> list[Block]:
    """The blocks with their text in the fewest spans, as comparing sees them."""
    return [_settled(block) for block in blocks]


def rebuilt(comparison: Comparison, side: str) -> list[Block]:
    """The blocks of one side, "before" or "after", from the rows alone."""
    return [_block(row.content, side) for row in _rows(comparison.rows, side)]


def spans(runs, side: str) -> Spans:
    kept = [run for run in runs if run.op != FRESH[side]]
    return settled(Span(run.text, getattr(run, f"marks_{side}"), getattr(run, f"href_{side}")) for run in kept)


def _rows(rows: tuple[Row, ...], side: str) -> list[Row]:
    found = sorted((row for row in rows if getattr(row, side) is not None), key=lambda row: getattr(row, side))
    assert [getattr(row, side) for row in found] == list(range(len(found)))
    return found


def _block(content, side: str) -> Block:
    form = getattr(content, f"form_{side}", "")
    match content.content:
        case "picture":
            alt = "".join(span.text for span in spans(content.alt, side))
            return Figure(getattr(content, f"photo_{side}"), alt, spans(content.caption, side))
        case "grid":
            rows = _rows(content.rows, side)
            head = [row for row in rows if getattr(row.content, f"head_{side}")]
            return Table(
                tuple(_cells(row, side) for row in head),
                tuple(_cells(row, side) for row in rows if row not in head),
                spans(content.caption, side),
            )
        case "rule":
            return Rule()
        case "parts":
            parts = tuple(spans(row.content.runs, side) for row in _rows(content.rows, side))
        case _:
            parts = (spans(content.runs, side),)
    if form.startswith("heading-"):
        return Heading(int(form[-1]), parts[0])
    if form.startswith("list-"):
        return ListBlock(form == "list-ordered", parts)
    return Quote(parts) if form == "quote" else Paragraph(parts[0])


def _cells(row: Row, side: str) -> tuple[Cell, ...]:
    found = []
    for cell in _rows(row.content.rows, side):
        shape = getattr(cell.content, f"shape_{side}")
        found.append(Cell(spans(cell.content.runs, side), shape.header, shape.colspan, shape.rowspan))
    return tuple(found)


def _settled(block: Block) -> Block:
    match block:
        case Paragraph(spans=text):
            return Paragraph(settled(text))
        case Heading(level=level, spans=text):
            return Heading(level, settled(text))
        case Quote(paragraphs=parts):
            return Quote(tuple(map(settled, parts)))
        case ListBlock(ordered=ordered, items=parts):
            return ListBlock(ordered, tuple(map(settled, parts)))
        case Figure(photo=photo, alt=alt, caption=caption):
            return Figure(photo, alt, settled(caption))
        case Table(head=head, body=body, caption=caption):
            return Table(_settled_rows(head), _settled_rows(body), settled(caption))
        case _:
            return block


def _settled_rows(rows):
    return tuple(tuple(Cell(settled(c.spans), c.header, c.colspan, c.rowspan) for c in row) for row in rows)
