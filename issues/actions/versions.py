"""Keeping named versions."""

from __future__ import annotations

from django.db.models import Max

from accounts.models import User
from issues.models import Article, Version, VersionName
from issues.words import digest_of, words_of


def keep_version(article: Article, name: VersionName, by: User | None) -> Version:
    """Keep the article's present words under `name`. Call it inside the action's transaction."""
    words = words_of(article)
    last = article.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        article=article,
        number=last + 1,
        name=name,
        words=words,
        digest=digest_of(words),
        by=by,
    )
