"""What the press prints of an article, as a digest: whether its pages still show its words."""

from __future__ import annotations

import hashlib
import json

from django.db.models import Prefetch, QuerySet

from issues.models import Article, Byline, Placement
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
    return hashlib.sha256(json.dumps([said, bylines, article.union_id], ensure_ascii=False).encode()).hexdigest()
