"""The words of an article: everything that is read and reviewed, as one value with a digest."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from accounts.refusals import NotAllowed
from manuscripts.blocks import block_texts
from manuscripts.counting import count_blocks
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html

if TYPE_CHECKING:
    from issues.models import Article

LINES = ("kicker", "title", "subtitle", "running_title", "contributor", "source")
TEXTS = ("editors_note", "body")


def words_of(article: Article) -> dict:
    """The article's words as plain JSON: its lines, its texts, and bylines as [name, post] in order."""
    words = {name: getattr(article, name) for name in (*LINES, *TEXTS)}
    words["bylines"] = [[byline.author.name, byline.post] for byline in article.bylines.select_related("author")]
    return words


def digest_of(words: dict) -> str:
    """SHA-256 of the words: what a review is bound to."""
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def put_words(article: Article, **fields: str) -> None:
    """Set lines and texts of an article in memory, cleaned and counted. The caller saves.

    Raises NotAllowed where the title is missing or a line is longer than the journal prints.
    """
    for name, value in fields.items():
        if name in LINES:
            setattr(article, name, _line(article, name, value))
        elif name in TEXTS:
            setattr(article, name, clean_html(value))
        else:
            raise TypeError(f"{name} is not one of an article's words")
    if not article.title:
        raise NotAllowed("文章还没有标题。请先写上标题再保存。")
    blocks = parse_html(article.body)
    article.char_count = count_blocks(blocks)
    article.plain_text = "\n".join(text for block in blocks for text in block_texts(block) if text)


def _line(article: Article, name: str, value: str) -> str:
    field = article._meta.get_field(name)
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split(" "))
    line = " ".join(part for part in line.split(" ") if part)
    if len(line) > field.max_length:
        raise NotAllowed(f"{field.verbose_name}有 {len(line)} 个字，最多 {field.max_length} 个字。请缩短后再保存。")
    return line
