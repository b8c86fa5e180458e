"""Authors and bylines."""

from __future__ import annotations

from pypinyin import lazy_pinyin

from issues.models import Article, Author, Byline
from issues.words import Bylines, tidy_bylines

# Words that end the name of a body; a person's name has at most four characters, or a middle dot.
_PERSON_LENGTH = 4


def author_named(name: str) -> Author:
    """The author of that name, made if new. A name longer than a person's is taken for a body's."""
    name = " ".join(name.split())
    author, _ = Author.objects.get_or_create(
        name=name,
        note="",
        defaults={
            "is_body": len(name) > _PERSON_LENGTH and "·" not in name,
            "sort_key": " ".join(lazy_pinyin(name))[:120],
        },
    )
    return author


def set_bylines(article: Article, bylines: Bylines) -> None:
    """Replace an article's bylines by (name, post) pairs, in order; a name given twice counts once.

    Raises NotAllowed where a name or a post is longer than its field.
    """
    article.bylines.all().delete()
    for order, (name, post) in enumerate(tidy_bylines(bylines)):
        Byline.objects.create(article=article, author=author_named(name), post=post, order=order)
