"""The words of an article: everything that is read and reviewed, as one value with a digest."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from accounts.refusals import NotAllowed
from issues.models import Article, Author, Byline
from manuscripts.blocks import block_texts
from manuscripts.counting import count_blocks
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html

if TYPE_CHECKING:
    from django.db.models import Model

LINES = ("kicker", "title", "subtitle", "running_title", "contributor", "source")
TEXTS = ("editors_note", "body")
LONGEST_TEXT = 1_000_000  # characters of HTML; the longest article of the journal has some 30,000

Bylines = Iterable[tuple[str, str]]


def words_of(article: Article) -> dict:
    """The article's words as plain JSON: its lines, its texts, and bylines as [name, post] in order."""
    words = {name: getattr(article, name) for name in (*LINES, *TEXTS)}
    words["bylines"] = [[byline.author.name, byline.post] for byline in article.bylines.select_related("author")]
    return words


def words_with(article: Article, bylines: Bylines | None = None, **fields: str) -> dict:
    """The words an article would have after these changes; nothing is changed. Raises NotAllowed as `put_words` does."""
    changed = copy.copy(article)
    put_words(changed, **fields)
    words = words_of(changed)
    if bylines is not None:
        words["bylines"] = [list(pair) for pair in tidy_bylines(bylines)]
    return words


def digest_of(words: dict) -> str:
    """SHA-256 of the words: what a review is bound to."""
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def put_words(article: Article, **fields: str) -> None:
    """Set lines and texts of an article in memory, cleaned and counted, and give it its next revision. The caller saves.

    Raises NotAllowed where the title is missing, a line is longer than the journal prints or a text than can be worked on.
    """
    for name, value in fields.items():
        if name in LINES:
            setattr(article, name, line_for(article, name, value))
        elif name in TEXTS:
            setattr(article, name, _text(article, name, value))
        else:
            raise TypeError(f"{name} is not one of an article's words")
    if not article.title:
        raise NotAllowed("文章还没有标题。请先写上标题再保存。")
    blocks = parse_html(article.body)
    article.char_count = count_blocks(blocks)
    article.plain_text = "\n".join(text for block in blocks for text in block_texts(block) if text)
    article.revision += 1


def tidy_bylines(bylines: Bylines) -> list[tuple[str, str]]:
    """(name, post) pairs as they are kept: on one line each, without control characters, a name given twice once."""
    found: dict[str, str] = {}
    for name, post in bylines:
        name = line_for(Author, "name", name)
        if name:
            found.setdefault(name, line_for(Byline, "post", post))
    return list(found.items())


def line_for(model: type[Model] | Model, name: str, value: str) -> str:
    """A value tidied for a field of one line. Raises NotAllowed where it is longer than the field."""
    field = model._meta.get_field(name)
    printable = "".join(char if char.isprintable() else " " for char in value)
    line = " ".join(part for part in printable.split(" ") if part)
    if len(line) > field.max_length:
        raise NotAllowed(f"{field.verbose_name}有 {len(line)} 个字，最多 {field.max_length} 个字。请缩短后再保存。")
    return line


def _text(article: Article, name: str, value: str) -> str:
    if len(value) > LONGEST_TEXT:
        label = article._meta.get_field(name).verbose_name
        raise NotAllowed(
            f"{label}有 {len(value) // 10000} 万个字符（含格式代码），最多 {LONGEST_TEXT // 10000} 万个。"
            "请只粘贴要用的部分，或者分成几篇。"
        )
    return clean_html(value)
