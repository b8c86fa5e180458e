"""An article's blocks → material for columns."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from math import ceil

from typesetting.composition.choices import PhotoChoice
from typesetting.composition.design import BODY_SIZE, COLUMN
from typesetting.composition.figures import Figures
from typesetting.composition.flow import Float
from typesetting.composition.groups import chunks
from typesetting.composition.material import Drawing, Gap, Material, Ornament, Paragraph
from typesetting.composition.plan import Piece, Run
from typesetting.composition.pulls import is_pulled, pull_quote, words_of
from typesetting.composition.rolls import BLANK, PLACE, roll_lines, spaced
from typesetting.composition.shaping import EM
from typesetting.composition.tableparts import WideTable
from typesetting.composition.tables import Tables
from typesetting.composition.titles import set_title, shifted
from typesetting.composition.typesetter import Align, SetText, Typesetter, plain, spans_text
from typesetting.composition.wordings import read

INDENT = 2 * EM
LONGEST_STANZA = 8  # lines
# The sign of an item, a square as before a union's name, raised to the middle of the characters beside it.
SQUARE, SQUARE_RISE, ITEM_SIGN = "▪", 0.06, "item-sign"
# Characters; a longer caption is none: it stands in the text, after its photo or before its table.
LONGEST_CAPTION = {"figure": 600, "table": 200}


@dataclass
class Body:
    """The material of one article and the objects that stand across the page."""

    stream: list[Material] = field(default_factory=list)
    floats: list[Float] = field(default_factory=list)

    def copy(self) -> Body:
        """The same material, to be placed on trial: paragraphs may be split or set tighter without touching these."""
        copies = {id(piece): copy(piece) for piece in self.stream}
        floats = [Float(copies.get(id(waiting.after)), waiting.drawing, waiting.at_foot) for waiting in self.floats]
        return Body(list(copies.values()), floats)


class BodyBuilder:
    """Turns blocks into material for a column `width` points wide. `figures` makes the photos, `wide` lets them span."""

    def __init__(
        self,
        setter: Typesetter,
        article: str,
        figures: Figures,
        *,
        width: float = COLUMN,
        style: str = "body",
        wide: bool = True,
        broad: bool = True,
        choice: PhotoChoice | None = None,
    ):
        self.setter, self.article, self.figures = setter, article, figures
        self.width, self.style, self.wide, self.broad = width, style, wide, broad
        self.choice = choice or PhotoChoice()
        self.tables = Tables(setter, article)
        self.body = Body()
        self._serial = 0
        self._words = ""

    def build(self, blocks: list[dict]) -> Body:
        """All blocks in order; neighbouring photos together, and where they were all sent to one place, there."""
        if any(block["kind"] == "quote" for block in blocks):
            self._words = words_of(blocks)
        blocks = read(blocks)
        if self.choice.place in ("top", "end"):
            figures = [block for block in blocks if block["kind"] == "figure"]
            rest = [block for block in blocks if block["kind"] != "figure"]
            blocks = [*figures, *rest] if self.choice.place == "top" else [*rest, *figures]
        waiting: list[dict] = []
        for block in blocks:
            if block["kind"] == "figure":
                waiting.append(block | {"caption": []} if _too_long(block) else block)
                if _too_long(block):
                    self._place_figures(waiting)
                    waiting = []
                    self.paragraph(block["caption"], "kai")
                continue
            self._place_figures(waiting)
            waiting = []
            getattr(self, f"_{block['kind']}")(block)
        self._place_figures(waiting)
        return self.body

    def paragraph(
        self,
        spans: list[dict],
        style: str = "",
        *,
        indent: int = INDENT,
        inset: float = 0.0,
        align: Align = "justify",
        role: str = "paragraph",
        hang: int = 0,
        right: float = 0.0,
        sign: list[Piece] | None = None,
    ) -> Paragraph | None:
        """Add a paragraph of body rows; None where it has no text.

        `inset` and `right` are blank at its left and right, in points; `sign` takes the place of the first line's indent.
        """
        style = style or self.style

        def make(looseness: int = 0) -> SetText:
            made = self.setter.set(
                spans, style, self.width - inset - right, indent=indent, align=align, hang=hang, looseness=looseness
            )
            if sign and made.lines:
                return made._replace(lines=[[*sign, *made.lines[0][1:]], *made.lines[1:]])
            return made

        lines, end = make()
        if not lines:
            return None
        piece = Paragraph(
            lines, style, self.article, self.next_id(), role, width=self.width, inset=inset,
            remake=cache(lambda by: make(looseness=by)), last_width=end + inset,
        )  # fmt: skip
        self.body.stream.append(piece)
        return piece

    def next_id(self) -> str:
        """A name for the next fragment of the article."""
        self._serial += 1
        return f"{self.article}.{self._serial}"

    def _paragraph(self, block: dict) -> None:
        self.paragraph(block["spans"])

    def _heading(self, block: dict) -> None:
        level, spans = block["level"], block["spans"]
        style = f"h{level}"
        stream = self.body.stream
        if not spans_text(spans).strip():
            return
        if level == 1:
            lines = set_title(self.setter, spans_text(spans), style, self.width, most_lines=99) or []
            if stream and not stream[-1].tied and not stream[-1].fades:
                stream.append(Gap(1, self.article))
        else:
            width = self.width - INDENT / EM * self.setter.styles[style].size
            lines = set_title(self.setter, spans_text(spans), style, width, most_lines=99, centred=False) or []
            lines = shifted(lines, INDENT / EM)
        stream.append(
            Paragraph(
                lines, style, self.article, self.next_id(), "heading", level + 1, width=self.width, tied=True
            )  # fmt: skip
        )

    def _quote(self, block: dict) -> None:
        if is_pulled(block, self._words):
            pulled = pull_quote(self.setter, block, self.article, self.next_id(), self.width)
            if pulled is not None:
                self.body.stream.append(pulled)
            return
        for spans in block["paragraphs"]:
            verse = any("\n" in span["text"] for span in spans)
            self.paragraph(spans, "kai", indent=0 if verse else INDENT, inset=2 * BODY_SIZE, role="quote")

    def _list(self, block: dict) -> None:
        """A block two ems from the column's edge. Its squares stand in that room, its numbers take whole ems."""
        size = self.setter.styles[self.style].size
        for number, spans in enumerate(block["items"], 1):
            if block["ordered"]:
                form = {"inset": 2 * size, **self._numbered(f"{number}.")}
            else:
                form = {"inset": size, "indent": EM, "hang": EM, "sign": [self._square()]}
            self.paragraph(spans, role="item", **form)

    def _numbered(self, number: str) -> dict:
        wide = self.setter.width(number, self.style) / self.setter.styles[self.style].size
        return {"indent": ceil(wide) * EM, "sign": [number, round(ceil(wide) - wide, 3)]}

    def _square(self) -> Run:
        self.setter.styles[ITEM_SIGN]  # enters the style into the plan's table
        return Run(SQUARE, ITEM_SIGN, SQUARE_RISE)

    def _salutation(self, block: dict) -> None:
        self.paragraph(block["spans"], indent=0)

    def _question(self, block: dict) -> None:
        self.paragraph(block["spans"], "kai")

    def _signature(self, block: dict) -> None:
        before = self.body.stream[-1] if self.body.stream else None
        signed = self.paragraph(block["spans"], indent=0, align="right", right=2 * BODY_SIZE)
        if signed and isinstance(before, Paragraph) and before.role == "paragraph":
            before.tied = len(before.lines) == 1

    def _verse(self, block: dict) -> None:
        """A stanza: every line at the same distance from the edge, kept whole where it is short."""
        stream = self.body.stream
        if stream and isinstance(stream[-1], Paragraph) and stream[-1].glued:
            stream.append(Gap(1, self.article))
        stanza = self.paragraph(block["spans"], indent=INDENT, hang=INDENT, align="left")
        if stanza:
            stanza.glued = len(stanza.lines) if len(stanza.lines) <= LONGEST_STANZA else 2
            stanza.remake = None

    def _roll(self, block: dict) -> None:
        ems = int(self.width / self.setter.styles[self.style].size)
        lines = roll_lines(self.setter, block["names"], self.style, ems, INDENT // EM)
        self.body.stream.append(
            Paragraph(lines, self.style, self.article, self.next_id(), width=self.width, last_width=self.width)
        )

    def _entry(self, block: dict) -> None:
        """A name and what is said of it, which begins at the same distance from the edge on every line."""
        name = spaced(block["name"])
        blank = max(PLACE + 1 - len(name), 1) * BLANK
        self.paragraph(
            plain(f"{name}{blank}{block['rest']}"), indent=INDENT, hang=INDENT + (PLACE + 1) * EM, align="left"
        )

    def _rule(self, _block: dict) -> None:
        if self.body.stream and not self.body.stream[-1].fades:
            self.body.stream.append(Ornament(article=self.article, width=self.width))

    def _place_figures(self, blocks: list[dict]) -> None:
        """Neighbouring photos in groups across the page, a fine broad one alone across it too; the rest into the column."""
        for run in _runs(blocks, self.figures.may_group):
            at = 0
            for count in chunks(len(run)):
                group = run[at : at + count]
                at += count
                if self.wide and self._spans(group):
                    drawing = self.figures.spanning(group, page=self.choice.size == "page")
                    self._float(drawing, at_foot=self.choice.place == "foot")
                else:
                    self.body.stream += [self.figures.in_column(block, self.width) for block in group]

    def _spans(self, group: list[dict]) -> bool:
        """Whether a group of photos, or a single one, stands across the page: as asked, else by its number and kind."""
        if self.choice.size:
            return self.choice.size != "column"
        if len(group) > 1 or self.choice.place == "foot":
            return True
        return self.broad and not self.body.floats and self.figures.may_span(group[0])

    def _float(self, drawing: Drawing | WideTable, *, at_foot: bool = False) -> None:
        self.body.floats.append(Float(self.body.stream[-1] if self.body.stream else None, drawing, at_foot))

    def _table(self, block: dict) -> None:
        if _too_long(block):
            self.paragraph(block["caption"], "kai")
            block = block | {"caption": []}
        for made in self.tables.build(block, self.width, self.wide):
            if isinstance(made, WideTable):
                self._float(made)
            else:
                self.body.stream.append(made)


def _too_long(block: dict) -> bool:
    return len(spans_text(block.get("caption", []))) > LONGEST_CAPTION[block["kind"]]


def _runs(blocks: list[dict], together: Callable[[dict], bool]) -> list[list[dict]]:
    """The blocks in runs of those that may stand together; any other is a run of its own."""
    found: list[list[dict]] = []
    open_run = False
    for block in blocks:
        fits = together(block)
        if fits and open_run:
            found[-1].append(block)
        else:
            found.append([block])
        open_run = fits
    return found
