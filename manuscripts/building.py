"""From tags in any order to typed blocks: the one reader behind cleaning and parsing.

The blocks of an article are flat, so nothing here nests: a list in a list gives its items to the outer one, a heading
in a cell is a line of it, a picture in a paragraph stands before or after it. No text is lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from manuscripts.blocks import Block, Figure, Paragraph, Rule
from manuscripts.collecting import Collector, Tally
from manuscripts.inline import Marks, join_lines, one_line, plain
from manuscripts.markup import CLOSE, TEXT, attributes, tokens
from manuscripts.tables import TableBuilder

PHOTO_SRC = re.compile(r"/photos/([0-9a-f]{16})/")
# Marks that no address holds unescaped would part it from its scheme in some reader or other.
HREF = re.compile(r"(?:https?://[^\s/?#<>\"'\\][^\s<>\"'\\]*|mailto:[^\s<>\"'\\:]+@[^\s<>\"'\\]+)", re.IGNORECASE)
_HANDLER = re.compile(r"""(?:^|[\s"'/])on[a-z]{2,}\s*+=""", re.IGNORECASE)

_LEVELS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
_BOUNDARIES = frozenset(
    ("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "center", "address", "dl", "dt")
    + ("dd", "fieldset", "form", "details", "summary", "pre", "body", "html", "hgroup", "legend", "search", "menu")
)
_EMBEDDED = frozenset(
    ("iframe", "object", "embed", "applet", "video", "audio", "canvas", "svg", "math", "frameset", "frame")
)
_CONTROLS = frozenset(("input", "select", "textarea", "datalist"))
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))


def read_blocks(html: str) -> tuple[list[Block], Tally]:
    """The blocks of any HTML, and a tally of what they leave out. Never raises; takes time in proportion to length."""
    builder = _Builder()
    for kind, data, written in tokens(html):
        if kind == TEXT:
            builder.text(data)
        elif kind == CLOSE:
            builder.close(data)
        else:
            builder.open(data, written)
    return builder.finish(), builder.tally


class _Builder(Collector):
    # --- what the tags say --------------------------------------------------------------------------------------------
    def text(self, data: str) -> None:
        data, gone = plain(data)
        self.tally.invisible += gone
        if not self.preformatted:
            self.line.add(data, self.marks.now, self.marks.href)
            return
        for number, line in enumerate(data.replace("\r\n", "\n").split("\n")):
            if number:
                self.line.break_line()
            self.line.add(line, self.marks.now, self.marks.href)

    def open(self, tag: str, written: str) -> None:
        self._count(tag, written)
        if Marks.carries(tag):
            self._open_inline(tag, written)
        elif tag == "br":
            self.line.break_line()
        elif tag == "img":
            self._image(attributes(written))
        elif tag == "hr":
            self._rule()
        elif tag == "q":
            self.text("“")
        elif tag in _BOUNDARIES:
            self.preformatted += tag == "pre"
            self._boundary()
        elif handlers := _HANDLERS.get(tag):
            opener, _ = handlers
            opener(self, tag, written)

    def close(self, tag: str) -> None:
        if Marks.carries(tag):
            self.marks.close(tag)
        elif tag == "q":
            self.text("”")
        elif tag == "br":  # </br> breaks a line in every browser
            self.line.break_line()
        elif tag in _BOUNDARIES:
            self.preformatted = max(0, self.preformatted - (tag == "pre"))
            self._boundary()
        elif handlers := _HANDLERS.get(tag):
            _, closer = handlers
            closer(self, tag)

    def finish(self) -> list[Block]:
        if self.table:
            self.table.inner = 0
            self._close_table("table")
        self._end_caption()
        self._flush()
        self._end_list()
        self._end_quote()
        self._release_figure()
        self._release_pictures()
        return self.found

    # --- counting -----------------------------------------------------------------------------------------------------
    def _count(self, tag: str, written: str) -> None:
        if tag == "script" or (written and _HANDLER.search(written)):
            self.tally.scripts += 1
        elif tag in _EMBEDDED:
            self.tally.embedded += 1
        elif tag in _CONTROLS:
            self.tally.controls += 1
        elif tag == "del":
            self.tally.deleted += 1

    # --- inside a block -----------------------------------------------------------------------------------------------
    def _open_inline(self, tag: str, written: str) -> None:
        named = attributes(written) if written else {}
        href = ""
        if tag == "a" and (target := one_line(named.get("href", ""))):
            if HREF.fullmatch(target):
                href = target
            elif not target.startswith("#"):
                self.tally.links += 1
        self.marks.open(tag, named.get("style", ""), href)

    def _image(self, named: dict[str, str]) -> None:
        match = PHOTO_SRC.fullmatch(named.get("src", "").strip())
        if not match:
            self.tally.pictures += 1
            return
        picture = Figure(match[1], one_line(named.get("alt", "")))
        if self.table or self.lists:
            self.after.append(picture)
        elif self.figure:
            if not self.captioning:
                self._flush()
            self.figures.append(picture)
        elif self.line.blank:
            self._emit(picture)
        else:
            self.after.append(picture)

    def _rule(self) -> None:
        if self.table or self.captioning or self.lists:
            self._boundary()
            return
        self._flush()
        self._emit(Rule())

    # --- headings and quotes ------------------------------------------------------------------------------------------
    def _open_heading(self, tag: str, _: str) -> None:
        if not self.table:
            self._end_caption()
        self._boundary()
        if not (self.table or self.lists or self.quote):
            self._flush()
            self.heading = _LEVELS[tag]

    def _close_heading(self, _: str) -> None:
        self._boundary()
        if not self.table:
            self.heading = 0

    def _open_quote(self, _: str, __: str) -> None:
        if self.table:
            self._boundary()
            return
        self._end_caption()
        if self.lists:
            self.list_quotes += 1
            self._boundary()
            return
        self._flush()
        self.quote += 1

    def _close_quote(self, _: str) -> None:
        if self.table or self.captioning or not (self.quote or self.list_quotes):
            self._boundary()
        elif self.list_quotes:
            self.list_quotes -= 1
            self._boundary()
        else:
            self._flush()
            self._end_list()
            self.quote -= 1
            if not self.quote:
                self._end_quote()

    # --- lists --------------------------------------------------------------------------------------------------------
    def _open_list(self, tag: str, _: str) -> None:
        if self._in_cell():
            self.cell_lists.append(0 if tag == "ol" else -1)
            self._boundary()
            return
        if self.table:
            return
        self._end_caption()
        self._flush()
        if self.lists:
            self.tally.levels += 1
        else:
            self.ordered = tag == "ol"
        self.lists += 1

    def _close_list(self, _: str) -> None:
        if self.table:
            if self.cell_lists:
                self.cell_lists.pop()
            self._boundary()
        elif self.lists > 1:
            self._flush()
            self.lists -= 1
        elif self.lists:
            self._flush()
            self._end_list()
        else:
            self._boundary()

    def _item(self, *_: str) -> None:
        if self.lists and not self.table:
            self._flush()
            return
        self._boundary()

    def _open_item(self, *_: str) -> None:
        self._item()
        if self._in_cell() and self.cell_lists and self.cell_lists[-1] >= 0:
            self.cell_lists[-1] += 1
            self.line.add(f"{self.cell_lists[-1]}. ", (), "")

    # --- figures ------------------------------------------------------------------------------------------------------
    def _open_figure(self, *_: str) -> None:
        if self.table or self.lists:
            self._boundary()
            return
        self._end_caption()
        self._flush()
        self._release_figure()
        self.figure += 1

    def _close_figure(self, _: str) -> None:
        if self.table or self.lists:
            self._boundary()
            return
        self._end_caption()
        self._flush()
        self.figure = max(0, self.figure - 1)
        self._release_figure()

    def _open_caption(self, *_: str) -> None:
        self._boundary()
        if self.figure and not (self.table or self.lists or self.captioning):
            self._flush()
            self.captioning = True

    def _close_caption(self, _: str) -> None:
        if self.captioning and not self.table:
            self._end_caption()
        else:
            self._boundary()

    # --- tables -------------------------------------------------------------------------------------------------------
    def _open_table(self, *_: str) -> None:
        if self.table:
            self.table.inner += 1
            self.tally.tables += 1
            self._boundary()
            return
        self._end_caption()
        self._flush()
        if self.lists:
            self._release_items()
        elif not self.figure:
            self._release_figure()
        self._release_quote()
        self.table = TableBuilder()

    def _close_table(self, _: str) -> None:
        if not self.table:
            self._boundary()
        elif self.table.inner:
            self.table.inner -= 1
            self._boundary()
        else:
            self._end_cell()
            captions = self.table.captions
            table, self.table = self.table.finish(), None
            if table and self.figure and not self.lists:
                self._release_figure()
                self.figure_table = table
                self._release_pictures()
            elif table:
                self._emit(table)
            elif caption := join_lines(captions):  # a table without a cell: its caption is text like any other
                self._emit(Paragraph(caption))

    def _open_row(self, tag: str, _: str) -> None:
        if self.table is None or self.table.inner:
            self._boundary()
            return
        self._end_cell()
        if tag == "tr":
            self.table.begin_row()
        else:
            self.table.section(tag)

    def _close_row(self, _: str) -> None:
        if self.table is None or self.table.inner:
            self._boundary()
            return
        self._end_cell()
        self.table.end_row()

    def _open_cell(self, tag: str, written: str) -> None:
        if self.table is None:
            self._boundary()
        elif self.table.inner:
            self.line.add(" ", (), "")
        else:
            self._end_cell()
            self.table.begin_cell(header=tag == "th", attributes=attributes(written) if written else {})
            # A mark left open in a cell ends with it, as in browsers.
            self.outer_marks, self.marks = self.marks, Marks()

    def _close_cell(self, _: str) -> None:
        if self.table is None:
            self._boundary()
        elif self.table.inner:
            self.line.add(" ", (), "")
        else:
            self._end_cell()

    def _open_table_caption(self, *_: str) -> None:
        if self.table is None or self.table.inner:
            self._boundary()
            return
        self._end_cell()
        self.table.in_caption = True

    def _close_table_caption(self, _: str) -> None:
        if self.table and self.table.in_caption and not self.table.inner:
            self._end_cell()
        else:
            self._boundary()


# What opens a tag's element and what closes it.
_HANDLERS: dict[str, tuple[Callable[[_Builder, str, str], None], Callable[[_Builder, str], None]]] = (
    dict.fromkeys(_LEVELS, (_Builder._open_heading, _Builder._close_heading))
    | dict.fromkeys(("tr", *_SECTIONS), (_Builder._open_row, _Builder._close_row))
    | dict.fromkeys(("td", "th"), (_Builder._open_cell, _Builder._close_cell))
    | dict.fromkeys(("ul", "ol"), (_Builder._open_list, _Builder._close_list))
    | {
        "li": (_Builder._open_item, _Builder._item),
        "blockquote": (_Builder._open_quote, _Builder._close_quote),
        "figure": (_Builder._open_figure, _Builder._close_figure),
        "figcaption": (_Builder._open_caption, _Builder._close_caption),
        "table": (_Builder._open_table, _Builder._close_table),
        "caption": (_Builder._open_table_caption, _Builder._close_table_caption),
    }
)
