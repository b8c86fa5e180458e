"""Setting ahead: a second hand breaks the lines of the issue's last articles while the first lays out the first ones."""

from __future__ import annotations

from collections.abc import Iterator

from typesetting.composition.layouts import Layouts
from typesetting.composition.metrics import FontBook, standard_fonts
from typesetting.composition.pages import Issue
from typesetting.composition.remembering import SetBefore
from typesetting.composition.styles import StyleBook
from typesetting.composition.typesetter import Typesetter, spans_text

# Of the characters nobody has set yet, how many the second hand is given: it starts later, but has no pages to make.
SHARE = 0.45
LEAST = 5000  # characters; fewer are set before another process is awake


def to_set_ahead(manifest: dict) -> list[dict]:
    """The articles of a manifest for the second hand, the last first: nothing where nearly all was set in an earlier run."""
    known = standard_fonts().set_before.texts()
    fresh = [
        (article, size)
        for column in manifest["columns"]
        for article in column["articles"]
        if (size := _fresh(article, known))
    ]
    most = SHARE * sum(size for _, size in fresh)
    found, held = [], 0
    for article, size in reversed(fresh):
        held += size
        if held > most:
            break
        found.append(article)
    return found if most >= LEAST else []


def _fresh(article: dict, known: set[str]) -> int:
    """The characters of the article's paragraphs that nobody has set."""
    texts = (spans_text(block["spans"]) for block in article["blocks"] if block["kind"] == "paragraph")
    return sum(len(text) for text in texts if text not in known)


def set_ahead(articles: list[dict], photos: dict) -> Iterator[SetBefore]:
    """Set the text of articles as `compose` will ask for it; after each of them, what was set. Raises MissingFont."""
    fonts = FontBook()
    layouts = Layouts(Typesetter(fonts, StyleBook()), Issue(), photos)
    for article in articles:
        layouts.set_text(article)
        yield fonts.set_before
        fonts.set_before = SetBefore()
