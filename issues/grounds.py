"""Where a remark can stand: a line of the head, the bylines, the editor's note, the body; the texts of each, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from django.db import models

from manuscripts.blocks import Figure, Table, block_texts
from manuscripts.parsing import parse_html
from manuscripts.passages import Passages, Place

PART = re.compile(r"(?:([a-z_]+)-)?(\d{1,6})")


class Ground(models.TextChoices):
    """In the order in which they are read."""

    KICKER = "kicker", "引题"
    TITLE = "title", "标题"
    SUBTITLE = "subtitle", "副题"
    BYLINES = "bylines", "作者"
    NOTE = "editors_note", "编者按"
    BODY = "body", "正文"


LINES = (Ground.KICKER, Ground.TITLE, Ground.SUBTITLE)
ORDER = {ground: place for place, ground in enumerate(Ground)}


def texts_of(words: dict, ground: Ground) -> list[str]:
    """The texts of `ground` in the words of an article. A byline with a post is two: the post and the name."""
    if ground in LINES:
        return [words[ground]] if words[ground] else []
    if ground == Ground.BYLINES:
        return [text for name, post in words[ground] for text in (post, name) if text]
    return [text for block in parse_html(words[ground]) for text in block_texts(block)]


def part_name(ground: Ground, number: int) -> str:
    """A text as a form and a page name it: `title-0`; those of the body by their number alone."""
    return str(number) if ground == Ground.BODY else f"{ground}-{number}"


def part_named(name: str) -> tuple[Ground, int] | None:
    """The reverse; None where it is no such name."""
    found = PART.fullmatch(name) if name.isascii() else None
    if found is None or found.group(1) not in {None, *Ground.values}:
        return None
    return Ground(found.group(1) or Ground.BODY), int(found.group(2))


class Grounds:
    """The passages of every ground of an article's words."""

    def __init__(self, words: dict) -> None:
        self.words = words
        self.passages = {ground: Passages(texts_of(words, ground)) for ground in Ground}

    def find(self, ground: Ground, quote: str, before: str, after: str) -> tuple[Ground, list[Place]]:
        """Where a passage of `ground` stands now: there, or word for word in another, as a line that became the title."""
        places = self.passages[ground].find_exactly(quote, before, after)
        for other in Ground if quote and not places else ():
            elsewhere = self.passages[other].find_exactly(quote, before, after)
            if elsewhere and not self.passages[ground].find(quote, before, after):
                return other, elsewhere
        return ground, places or self.passages[ground].find(quote, before, after)

    @cached_property
    def parts(self) -> list[tuple[str, str, str]]:
        """What can be chosen from a list: (name, what it is, its text), without the blank ones."""
        kinds = {ground: [ground.label] * len(self.passages[ground].texts) for ground in Ground}
        kinds[Ground.BODY] = list(_kinds(self.words["body"]))
        return [
            (part_name(ground, number), kind, text)
            for ground in Ground
            for number, (kind, text) in enumerate(zip(kinds[ground], self.passages[ground].texts, strict=True))
            if text.strip()
        ]


def _kinds(body: str) -> Iterator[str]:
    """What each text of a body is: its paragraphs are counted."""
    number = 0
    for block in parse_html(body):
        for text in block_texts(block):
            if isinstance(block, Figure | Table):
                yield "图片说明" if isinstance(block, Figure) else "表格"
                continue
            number += bool(text.strip())
            yield f"第 {number} 段"
