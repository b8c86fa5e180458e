"""What a form of an article says, as typed: its lines, its texts as blocks, its bylines, and what is begun from it."""

from __future__ import annotations

from issues.actions.working_copies import Fields
from issues.beginnings import Beginning, block_digest, line_digest
from issues.forms.article import byline_pairs, typed_html
from manuscripts.blocks import Block
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html

LABELS = {
    "kicker": "引题",
    "title": "标题",
    "subtitle": "副题",
    "running_title": "书眉标题",
    "union_name": "供稿单位",
    "contributor": "供稿单位署名",
    "source": "来源",
    "writer": "撰稿人",
    "tags": "标签",
}
TEXTS = {"editors_note": "编者按", "body": "正文"}


def told(fields: Fields) -> list[tuple[str, str]]:
    """What was typed into a form, under its labels; empty fields are left out."""
    found = [(label, first_of(fields, name)) for name, label in LABELS.items() if name != "writer"]
    found += [("署名", signed(fields)), *((label, first_of(fields, name)) for name, label in TEXTS.items())]
    return [(label, value) for label, value in found if value.strip()]


def beginning_of(fields: Fields) -> Beginning:
    """What a form that is begun from `fields` carries."""
    lines = [line_digest(name, first_of(fields, name)) for name in LABELS] + [line_digest("bylines", signed(fields))]
    return Beginning((*lines, *(one for name in TEXTS for one in digests_of(name, blocks_of(fields, name)))))


def digests_of(name: str, blocks: list[Block]) -> list[str]:
    return [block_digest(name, block) for block in blocks]


def blocks_of(fields: Fields, name: str) -> list[Block]:
    return parse_html(clean_html(typed_html(first_of(fields, name))))


def first_of(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, [])), "")


def signed(fields: Fields) -> str:
    return "；".join(" ".join((post + " " + name).split()) for name, post in byline_pairs(fields) if name.strip())
