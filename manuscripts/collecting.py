"""Where text and pictures go until a block is whole: the state of reading, and how it comes out as blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from manuscripts.blocks import Block, Figure, Heading, ListBlock, Paragraph, Quote, Spans, Table
from manuscripts.inline import Line, Marks, join_lines
from manuscripts.tables import TableBuilder


@dataclass
class Tally:
    """How often something was met that an article cannot hold."""

    scripts: int = 0
    embedded: int = 0
    controls: int = 0
    pictures: int = 0
    links: int = 0
    deleted: int = 0
    tables: int = 0
    levels: int = 0
    invisible: int = 0


class Collector:
    """The blocks found, and what is open: paragraph, heading, quote, list, table or figure, each at most once."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.found: list[Block] = []
        self.line = Line()
        self.marks = Marks()
        self.outer_marks = self.marks  # those outside the table cell that is open
        self.heading = 0
        self.preformatted = 0
        self.quote = 0  # open blockquotes outside lists
        self.quoted: list[Spans] = []
        self.lists = 0  # open lists outside cells
        self.ordered = False  # whether the outermost of them is
        self.list_quotes = 0  # blockquotes opened inside them
        self.items: list[Spans] = []
        self.table: TableBuilder | None = None
        self.cell_lists: list[int] = []  # lists open in the cell: the last number given, -1 where unordered
        self.figure = 0
        self.figures: list[Figure] = []
        self.figure_table: Table | None = None
        self.captioning = False
        self.captions: list[Spans] = []
        self.after: list[Figure] = []  # pictures met inside a block, to stand behind it

    def _in_cell(self) -> bool:
        return self.table is not None and (self.table.cell is not None or self.table.in_caption)

    def _boundary(self) -> None:
        """A block begins or ends here: a new line where blocks cannot be, else a new paragraph."""
        if self._in_cell() or self.captioning or (self.lists and not self.table):
            self.line.break_line()
        elif not (self.heading and self.line.blank):
            self._flush()

    def _flush(self) -> None:
        """Put the text collected where it belongs: into the caption, the item, the quote, or a block of its own."""
        if self.captioning:
            self.captions.append(self.line.take_lines())
        elif self.table:
            self.found.extend(Paragraph(spans) for spans in self.line.take_paragraphs())
        elif self.lists:
            if item := self.line.take_lines():
                self.items.append(item)
        elif self.quote:
            self.quoted.extend(self.line.take_paragraphs())
        elif self.heading:
            level, self.heading = self.heading, 0
            if spans := self.line.take_lines():
                self._emit(Heading(level, spans))
        else:
            for spans in self.line.take_paragraphs():
                self._emit(Paragraph(spans))

    def _emit(self, block: Block) -> None:
        self._release_figure()
        self._release_quote()
        self.found.append(block)
        self._release_pictures()

    def _release_pictures(self) -> None:
        self.found.extend(self.after)
        self.after = []

    def _end_quote(self) -> None:
        self._release_quote()
        self.quote = 0
        self._release_pictures()

    def _release_quote(self) -> None:
        if self.quoted:
            self.found.append(Quote(tuple(self.quoted)))
            self.quoted = []

    def _end_list(self) -> None:
        self.lists = self.list_quotes = 0
        self._release_items()

    def _release_items(self) -> None:
        if self.items:
            items, self.items = tuple(self.items), []
            self._emit(ListBlock(self.ordered, items))
        else:
            self._release_pictures()

    def _end_caption(self) -> None:
        if self.captioning:
            self._flush()
            self.captioning = False

    def _release_figure(self) -> None:
        """Put out what the open figure holds, its caption with the last of it."""
        figures, self.figures = self.figures, []
        table, self.figure_table = self.figure_table, None
        caption, self.captions = join_lines(self.captions), []
        if not (figures or table or caption):
            return
        self._release_quote()
        if table:
            if caption:
                table = replace(table, caption=join_lines([table.caption, caption]))
        elif figures:
            figures[-1] = replace(figures[-1], caption=caption)
        else:
            self.found.append(Paragraph(caption))
        self.found.extend(figures)
        if table:
            self.found.append(table)

    def _end_cell(self) -> None:
        if self.table is None:
            return
        if self.table.in_caption:
            self.table.captions.append(self.line.take_lines())
            self.table.in_caption = False
        elif self.table.cell is not None:
            self.table.end_cell(self.line.take_lines())
            self.marks = self.outer_marks
            self.cell_lists = []
        else:
            self._flush()
