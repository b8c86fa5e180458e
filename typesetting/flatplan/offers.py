"""What would bring an issue nearer to full sheets: choices for one article, each tried by setting the issue so.

An offer is {"article", "change" (choices as the plan's rows have them), "content", "pages", "fillers"}: the account as it
would be. Only what helps is offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from typesetting.composition import compose
from typesetting.flatplan.measuring import PageFacts, Sums, facts_of, sums_of

MOST_TRIALS = 12
MOST_OFFERS = 5
MOST_LINES = 2
SMALL_TAIL = 24  # lines; what is left over of a longer tail no choice takes back
NEARLY_FULL = 8  # lines free on a last page that two lines more may fill
# A choice's name in the plan's rows, and in a manifest's article.
IN_MANIFEST = {
    "own_page": "own_page",
    "text_columns": "columns",
    "photo_size": "photo_size",
    "photo_place": "photo_place",
    "keep_together": "keep_together",
    "line_change": "lines",
}

Trial = tuple[str, dict]  # an article's key, and the change


def offers_for(manifest: dict, sums: Sums, facts: list[PageFacts]) -> Iterator[dict | None]:
    """After each trial an offer, or None where it did not help: so the caller can stop between two of them."""
    found = 0
    for article, change in _trials(manifest, sums, facts)[:MOST_TRIALS]:
        offer = _tried(manifest, sums, article, change)
        yield offer
        found += offer is not None
        if found == MOST_OFFERS:
            return


def _tried(manifest: dict, sums: Sums, article: str, change: dict) -> dict | None:
    plan = compose(_with(manifest, article, change))
    then = sums_of(plan, facts_of(plan))
    if not _helps(sums, then):
        return None
    return {
        "article": article,
        "change": change,
        "content": then.content,
        "pages": then.pages,
        "fillers": then.fillers,
    }


def _helps(now: Sums, then: Sums) -> bool:
    """Whether the issue comes nearer to the multiple of four before, or after, and passes neither."""
    gone = now.content - then.content
    return 0 < gone <= now.over or 0 < -gone <= now.short


def _with(manifest: dict, key: str, change: dict) -> dict:
    """The manifest with one article set otherwise; it shares the rest, and is not sealed."""
    found = copy(manifest)
    found["columns"] = [
        column | {"articles": [_changed(article, change) if article["id"] == key else article for article in articles]}
        for column in manifest["columns"]
        for articles in [column["articles"]]
    ]
    return found


def _changed(article: dict, change: dict) -> dict:
    return article | {
        "layout": article.get("layout", {}) | {IN_MANIFEST[name]: value for name, value in change.items()}
    }


def _trials(manifest: dict, sums: Sums, facts: list[PageFacts]) -> list[Trial]:
    """What is worth a try, the least change first; nothing where the issue comes out even."""
    if not sums.short:
        return []
    articles = {article["id"]: article for column in manifest["columns"] for article in column["articles"]}
    layouts = {article["id"]: column["layout"] for column in manifest["columns"] for article in column["articles"]}
    shorter, longer = [], []
    for tail in sums.tails:
        article = articles[tail.article]
        layout = article.get("layout", {})
        if tail.lines <= SMALL_TAIL:
            shorter += [(tail.article, change) for change in _shorter(article, layout, tail.lines)]
        if tail.free <= NEARLY_FULL:
            longer += [(tail.article, change) for change in _longer(article, layout)]
    for key, article in articles.items():
        layout = article.get("layout", {})
        if layout.get("own_page") and layouts[key] == "news":
            shorter.append((key, {"own_page": False}))
        elif layouts[key] == "news" and sums.short == 1:
            longer.append((key, {"own_page": True}))
        if _photos(article) and layout.get("photo_size") != "page" and layouts[key] == "feature":
            longer.append((key, {"photo_size": "page" if layout.get("photo_size") == "wide" else "wide"}))
    # By turns, so that neither way crowds out the other.
    return [trial for pair in _by_turns(shorter, longer) for trial in pair]


def _by_turns(first: list[Trial], second: list[Trial]) -> Iterator[list[Trial]]:
    for index in range(max(len(first), len(second))):
        yield [*first[index : index + 1], *second[index : index + 1]]


def _shorter(article: dict, layout: dict, lines: int) -> Iterator[dict]:
    if lines <= 2 * MOST_LINES and layout.get("lines", 0) > -MOST_LINES:
        yield {"line_change": -MOST_LINES}
    if _photos(article) and layout.get("photo_size") != "column":
        yield {"photo_size": "column"}


def _longer(article: dict, layout: dict) -> Iterator[dict]:
    if layout.get("lines", 0) < MOST_LINES:
        yield {"line_change": MOST_LINES}


def _photos(article: dict) -> int:
    return sum(block["kind"] == "figure" for block in article["blocks"])
