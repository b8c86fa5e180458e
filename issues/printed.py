"""What the press prints, as digests: whether an article's pages still show its words, and an issue's its plan."""

from __future__ import annotations

import hashlib
import json

from django.db.models import Prefetch, QuerySet

from issues.arrangement import Arrangement
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


def plan_digest(issue: Issue, arrangement: Arrangement) -> str:
    """SHA-256 of all that is printed of an issue beside its articles: what stands where, number and date, cover, board,
    imprint. Two queries."""
    return digest(
        [
            arrangement.as_json(),
            [issue.serial, str(issue.date or "")],
            [issue.cover_photo_id, issue.cover_caption, issue.cover_credit, issue.cover_headlines],
            list(issue.board.values_list("post", "names")),
            list(issue.imprint.values_list("label", "value")),
        ]
    )


def digest(value: list) -> str:
    """SHA-256 of plain values."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
