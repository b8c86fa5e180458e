"""Holding a row until the transaction ends, so that two people cannot decide at once, nor save over each other."""

from __future__ import annotations

from accounts.refusals import NotAllowed
from issues.models import Article


class StaleWords(NotAllowed):
    """The words were saved by someone else meanwhile. `newer` is the article as it stands now."""

    def __init__(self, newer: Article) -> None:
        super().__init__(f"《{newer.title}》在您编辑时已经保存过新的文字。请把两份并排核对，选定以后再保存。")
        self.newer = newer


def locked(article: Article) -> Article:
    """The article's row as it stands now, held until the present transaction ends."""
    return Article.objects.select_for_update(of=("self",)).select_related("editor").get(pk=article.pk)


def check_revision(article: Article, revision: int | None) -> None:
    """Raise StaleWords unless `revision`, from which a change was begun, is still the article's. None is not checked."""
    if revision is not None and article.revision != revision:
        raise StaleWords(article)
