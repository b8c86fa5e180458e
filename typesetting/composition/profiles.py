"""A profile: the name over the text, the portrait set in at the right with the text running beside it."""

from __future__ import annotations

from math import ceil

from typesetting.composition.body import INDENT, BodyBuilder
from typesetting.composition.design import BODY_SIZE, COLUMN, COLUMN_EMS, ROW
from typesetting.composition.figures import CAPTION_AIR, CAPTION_ROW, TOP_AIR, Figures, Placing, Words
from typesetting.composition.heads import note_paragraphs
from typesetting.composition.material import Drawing, Paragraph
from typesetting.composition.pages import Sheet
from typesetting.composition.plan import Text
from typesetting.composition.shaping import EM
from typesetting.composition.titles import set_title
from typesetting.composition.typesetter import Typesetter, plain

PORTRAIT_EMS = 8
PORTRAIT_AIR_EMS = 1
LEAST_ROWS, MOST_ROWS = 6, 12
FOOT_AIR = 2.6
SPARE = 0.3  # of a row, by which a portrait may be lower for its caption
MOST_NAME_LINES = 4
LONGEST_CAPTION = 72  # characters under a portrait; with more the photo stands in the column like any other


def build_profile(setter: Typesetter, figures: Figures, article: dict) -> BodyBuilder:
    """The whole profile as material for one column."""
    builder = BodyBuilder(setter, article["id"], figures, wide=False)
    _name(builder, article)
    for spans in note_paragraphs(article):
        builder.paragraph(spans, "kai")
    blocks = list(article["blocks"])
    portrait = next((block for block in blocks if block["kind"] == "figure"), None)
    if portrait is not None and len(figures.caption(portrait)) <= LONGEST_CAPTION:
        blocks.remove(portrait)
        blocks = _beside(builder, portrait, blocks)
    builder.build(blocks)
    return builder


def _name(builder: BodyBuilder, article: dict) -> None:
    """The name, and under it the honour or post; what is too long for lines under a name goes before the text."""
    setter, width = builder.setter, COLUMN
    name = article["title"].strip() or "（无题）"
    anchor = f"a-{article['id']}"
    style, lines = "name", set_title(setter, name, "name", width, most_lines=MOST_NAME_LINES, centred=False)
    if lines is None:
        long_name = builder.paragraph(plain(name), "title-11", indent=0, align="left", role="title")
        long_name.anchor = anchor
        lines = []
    parts = [(style, lines, "title")] if lines else []
    people = "\u3000".join(f"{entry.get('post', '')} {entry['name']}".strip() for entry in article["bylines"])
    for text in (article.get("kicker", ""), article.get("subtitle", ""), people):
        made = setter.set(plain(text), "note", width, align="left").lines
        if len(made) > MOST_NAME_LINES:
            builder.paragraph(plain(text), "kai")
        elif made:
            parts.append(("note", made, "paragraph"))
    if not parts:
        return
    height = sum(setter.styles[style].leading * len(lines) for style, lines, _ in parts)
    rows = ceil(round(height / ROW, 3))

    def paint(sheet: Sheet, x: float, y: float) -> None:
        top = y + rows * ROW - height
        for number, (style, lines, role) in enumerate(parts):
            titled = role == "title"
            name = f"{article['id']}.head{number}"
            sheet.add(Text(x, top, width, style, lines, role, int(titled), name, anchor=anchor if titled else ""))
            top += setter.styles[style].leading * len(lines)

    builder.body.stream.append(Drawing(rows=rows, paint=paint, article=article["id"], tied=True))


def _beside(builder: BodyBuilder, portrait: dict, blocks: list[dict]) -> list[dict]:
    """Set the first paragraphs beside the portrait; the blocks that remain."""
    width = PORTRAIT_EMS * BODY_SIZE
    natural = width / builder.figures.aspect(portrait)
    words = builder.figures.caption(portrait)
    lines = builder.setter.set(plain(words), "caption", width, align="centre").lines
    below = FOOT_AIR + (CAPTION_AIR + len(lines) * CAPTION_ROW if lines else 0.0)
    rows = max(LEAST_ROWS, min(MOST_ROWS, round((natural + TOP_AIR + FOOT_AIR) / ROW)))
    rows += ceil((below - FOOT_AIR) / ROW - SPARE)
    place = Placing(
        portrait["photo"],
        portrait.get("alt") or words or "人物照片",
        COLUMN - width,
        TOP_AIR,
        width,
        rows * ROW - TOP_AIR - below,
    )
    caption = Words(place.x, rows * ROW - below + CAPTION_AIR, width, lines)
    stream = builder.body.stream
    paint = builder.figures.painter([place, caption])

    stream.append(Drawing(rows=0, paint=paint, article=builder.article, tied=True))
    narrow = (COLUMN_EMS - PORTRAIT_EMS - PORTRAIT_AIR_EMS) * EM
    used = 0
    while blocks and used < rows and blocks[0]["kind"] == "paragraph":
        left = rows - used
        made = builder.setter.set(
            blocks.pop(0)["spans"],
            "body",
            lambda index, left=left: narrow if index < left else COLUMN_EMS * EM,
            indent=INDENT,
        )
        if not made.lines:
            continue
        stream.append(
            Paragraph(
                made.lines, "body", builder.article, builder.next_id(), last_width=made.last_end,
                tied=used + len(made.lines) < rows, glued=min(left, len(made.lines)),
            )
        )  # fmt: skip
        used += len(made.lines)
    if used < rows:
        stream.append(Drawing(rows=rows - used, paint=_nothing, article=builder.article))
    return blocks


def _nothing(_sheet: Sheet, _x: float, _y: float) -> None:
    """Room beside a portrait that the text does not fill."""
