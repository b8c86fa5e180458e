"""Items of a few lines: run on down the columns, each under a title of its column's width.

A title across the page over two columns of two lines each is more title than text, and its text is read line by line from
left to right and back.
"""

from __future__ import annotations

from itertools import groupby
from math import ceil

from typesetting.composition.body import BodyBuilder
from typesetting.composition.choices import Choices
from typesetting.composition.design import COLUMN, COLUMN_EMS, ROW
from typesetting.composition.endings import add_endings
from typesetting.composition.figures import Figures
from typesetting.composition.material import Drawing, Material, Paragraph
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Box, Text
from typesetting.composition.titles import set_title
from typesetting.composition.typesetter import Typesetter, plain, spans_text

MOST_ROWS = 5  # of text; more is enough for two columns under a title across the page
LONGEST_TITLE, TITLE = 44, "title-14"
FEWEST = 3  # briefs one after another


def is_brief(article: dict) -> bool:
    """Whether an item is a few lines of text and nothing else, with nothing asked for its layout."""
    if any(article.get(name) for name in ("editors_note", "bylines", "kicker", "subtitle")):
        return False
    if len(article["title"]) > LONGEST_TITLE or Choices.of(article) != Choices():
        return False
    blocks = article["blocks"]
    if not blocks or any(block["kind"] != "paragraph" for block in blocks):
        return False
    return sum(ceil((len(spans_text(block["spans"])) + 2) / COLUMN_EMS) for block in blocks) <= MOST_ROWS


def runs_of(articles: list[dict]) -> list[tuple[bool, list[dict]]]:
    """The articles in their order, briefs that are enough to run on together, all others alone."""
    found: list[tuple[bool, list[dict]]] = []
    for brief, group in groupby(articles, is_brief):
        run = list(group)
        if brief and len(run) >= FEWEST:
            found.append((True, run))
        else:
            found += [(False, [article]) for article in run]
    return found


def build_brief(setter: Typesetter, issue: Issue, photos: dict, article: dict) -> list[Material]:
    """A brief as material for one column; it is not parted by a column's end."""
    builder = BodyBuilder(setter, article["id"], Figures(setter, photos, article["id"]), wide=False)
    builder.body.stream.append(_head(setter, article))
    builder.build(article["blocks"])
    add_endings(setter, issue, builder, article)
    stream = builder.body.stream
    for piece in stream:
        if isinstance(piece, Paragraph):
            piece.glued = len(piece.lines)
            piece.tied = piece is not stream[-1]
    return stream


def _head(setter: Typesetter, article: dict) -> Drawing:
    """The union's label and the title."""
    name = article["title"].strip() or "（无题）"
    title = set_title(setter, name, TITLE, COLUMN, most_lines=LONGEST_TITLE, centred=False) or []
    label = setter.set(plain(article.get("label", "")), "label", COLUMN, align="left", indent=1000).lines
    leading = setter.styles[TITLE].leading
    height = len(title) * leading + len(label) * ROW
    rows = ceil(round(height / ROW, 3))

    def paint(sheet: Sheet, x: float, y: float) -> None:
        top = y + rows * ROW - height
        if label:
            sheet.add(Box(x, top + 6.0, 5.0, 5.0, fill="accent"))
            sheet.add(Text(x, top, COLUMN, "label", label, "label", id=f"{article['id']}.head0"))
            top += len(label) * ROW
        place = {"role": "title", "level": 1, "anchor": f"a-{article['id']}", "id": f"{article['id']}.title"}
        sheet.add(Text(x, top, COLUMN, TITLE, title, **place))

    return Drawing(rows=rows, paint=paint, article=article["id"], tied=True)
