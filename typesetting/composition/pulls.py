"""Pull quotes: a sentence of the article set once more, large, to draw the eye.

The vocabulary has one kind of quotation. One whose words stand in the article's own text as well is a pull quote; a quotation
of somebody else's words does not occur twice.
"""

from __future__ import annotations

import re
from math import ceil

from typesetting.composition.design import ROW
from typesetting.composition.material import Drawing
from typesetting.composition.pages import Sheet
from typesetting.composition.plan import Box, Text
from typesetting.composition.titles import set_title, shifted
from typesetting.composition.typesetter import Typesetter, spans_text

LONGEST = 80  # characters; a longer one is a quotation
STYLE = "pull"
INSET_EMS = 1.0
AIR = 0.5  # rows between a rule and the words
NOT_WORDS = re.compile(r"[\s\W_]+")


def bare(text: str) -> str:
    """A text's words without blanks and marks."""
    return NOT_WORDS.sub("", text)


def is_pulled(block: dict, article_words: str) -> bool:
    """Whether a quote block says again what stands in `article_words` (see `words_of`)."""
    texts = [bare(spans_text(spans)) for spans in block["paragraphs"]]
    return 0 < sum(map(len, texts)) <= LONGEST and all(text and text in article_words for text in texts)


def words_of(blocks: list[dict]) -> str:
    """The words of an article's paragraphs, for `is_pulled`."""
    return "\n".join(bare(spans_text(block["spans"])) for block in blocks if block["kind"] == "paragraph")


def pull_quote(setter: Typesetter, block: dict, article: str, name: str, width: float) -> Drawing | None:
    """The quote between two rules, broken by sense; None where it has no words."""
    style = setter.styles[STYLE]
    room = width - 2 * INSET_EMS * style.size
    lines = []
    for spans in block["paragraphs"]:
        text = spans_text(spans)
        lines += set_title(setter, text, STYLE, room, most_lines=len(text) + 1, centred=False) or []
    if not lines:
        return None
    lines = shifted(lines, INSET_EMS)
    high = len(lines) * style.leading / ROW + 2 * AIR
    rows = ceil(round(high + 2 * AIR, 3))  # with air around it

    def paint(sheet: Sheet, x: float, y: float) -> None:
        top = y + (rows - high) / 2 * ROW
        sheet.add(Box(x, top, width, 1.6, fill="accent"))
        sheet.add(Text(x, top + AIR * ROW, width, STYLE, lines, "quote", id=name))
        sheet.add(Box(x, top + high * ROW, width, 0.4, fill="accent"))

    return Drawing(rows=rows, paint=paint, article=article, movable=True)
