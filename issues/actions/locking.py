"""Holding a row until the transaction ends, so that two people cannot decide at once."""

from __future__ import annotations

from issues.models import Article


def locked(article: Article) -> Article:
    """The article's row as it stands now, held until the present transaction ends."""
    return Article.objects.select_for_update(of=("self",)).select_related("editor").get(pk=article.pk)
