"""An article's blocks → material for columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from typesetting.composition.design import BODY_SIZE, COLUMN
from typesetting.composition.flow import Float
from typesetting.composition.material import Gap, Material, Ornament, Paragraph
from typesetting.composition.shaping import EM
from typesetting.composition.titles import set_title
from typesetting.composition.typesetter import Align, Typesetter, plain, spans_text

INDENT = 2 * EM
NUMERALS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass
class Body:
    """The material of one article and the objects that stand across both columns."""

    stream: list[Material] = field(default_factory=list)
    floats: list[Float] = field(default_factory=list)


class BodyBuilder:
    """Turns blocks into material for a column `width` points wide."""

    def __init__(self, setter: Typesetter, article: str, width: float = COLUMN, style: str = "body"):
        self.setter, self.article, self.width, self.style = setter, article, width, style
        self.body = Body()
        self._serial = 0

    def build(self, blocks: list[dict]) -> Body:
        """All blocks in order."""
        for block in blocks:
            getattr(self, f"_{block['kind']}")(block)
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
    ) -> Paragraph | None:
        """Add a paragraph of body rows; None where it has no text."""
        style = style or self.style
        make = partial(
            self.setter.set, spans, style, self.width - inset, indent=indent, align=align, hang=hang
        )  # fmt: skip
        lines, end = make()
        if not lines:
            return None
        piece = Paragraph(
            lines, style, self.article, self._next_id(), role, width=self.width, inset=inset,
            remake=lambda by: make(looseness=by).lines, last_width=end + inset,
        )  # fmt: skip
        self.body.stream.append(piece)
        return piece

    def _next_id(self) -> str:
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
            lines = self.setter.set(spans, style, self.width, indent=INDENT, align="left").lines
        stream.append(
            Paragraph(
                lines, style, self.article, self._next_id(), "heading", level + 1, width=self.width, tied=True
            )  # fmt: skip
        )

    def _quote(self, block: dict) -> None:
        for spans in block["paragraphs"]:
            self.paragraph(spans, "kai", inset=2 * BODY_SIZE, role="quote")

    def _list(self, block: dict) -> None:
        for number, spans in enumerate(block["items"], 1):
            sign = f"{number}. " if block["ordered"] else "• "
            self.paragraph([*plain(sign), *spans], role="item")

    def _rule(self, _block: dict) -> None:
        if self.body.stream and not self.body.stream[-1].fades:
            self.body.stream.append(Ornament(article=self.article))

    def _figure(self, _block: dict) -> None:
        pass

    def _table(self, _block: dict) -> None:
        pass
