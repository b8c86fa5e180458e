"""What the press prints, as digests: whether an article's pages still show its words, and an issue's its plan."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from issues.arrangement import Arrangement
from issues.layout_choices import chosen
from issues.models import Article, Byline, Issue, Placement
from issues.words import LINES, TEXTS

BYLINES = "printed_bylines"


def with_printed(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Placements whose articles have all that `printed_digest` asks for. Adds one query."""
    bylines = Prefetch("article__bylines", Byline.objects.select_related("author"), to_attr=BYLINES)
    return placements.select_related("article").prefetch_related(bylines)


def printed_digest(article: Article) -> str:
    """SHA-256 of the article's lines, texts, bylines and unit. The article comes from `with_printed`."""
    said = [getattr(article, name) for name in (*LINES, *TEXTS)]
    bylines = [[byline.author.name, byline.post] for byline in getattr(article, BYLINES)]
    return digest([said, bylines, article.union_id])


def plan_digest(issue: Issue, arrangement: Arrangement, placements: Iterable[Placement]) -> str:
    """SHA-256 of all that is printed of an issue beside its articles: what stands where and how it is set, number and date,
    covers, board, imprint, the periodical's look. Two queries. What is left as usual does not count."""
    return digest(
        [
            arrangement.as_json(),
            [issue.serial, str(issue.date or "")],
            [issue.cover_photo_id, issue.cover_caption, issue.cover_credit, issue.cover_headlines],
            [[post.post, post.names] for post in issue.board.all()],
            [[line.label, line.value] for line in issue.imprint.all()],
            *appearance(issue, placements),
            *([["look", issue.periodical.look]] if issue.periodical.look else []),
        ]
    )


def appearance(issue: Issue, placements: Iterable[Placement]) -> list[list]:
    """What was chosen of an issue's appearance, as plain values; nothing where all is as usual."""
    covers = [issue.cover_design, issue.back_photo_id, issue.back_caption, issue.back_credit]
    articles = chosen(placements)
    return [["covers", covers]] * any(covers) + [["articles", articles]] * bool(articles)


def digest(value: list) -> str:
    """SHA-256 of plain values."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
