"""Writing: new articles and changes of their words before anyone reviews them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts import audit
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.authors import set_bylines
from issues.actions.locking import locked
from issues.models import Article, Periodical
from issues.words import put_words
from issues.workflow import Move, State

WRITABLE = (State.DRAFT, State.RETURNED)


@transaction.atomic
def write(
    *,
    periodical: Periodical,
    by: User,
    writer: User | None = None,
    union: Union | None = None,
    bylines: Iterable[tuple[str, str]] = (),
    tags: Iterable[str] = (),
    **words: str,
) -> Article:
    """Begin a draft in `by`'s charge. `writer` is who wrote it; None for a contribution from outside the office."""
    workflow.check_holds(by, workflow.EDITORS, Move.WRITE.label)
    article = Article(periodical=periodical, editor=by, writer=writer, union=union)
    put_words(article, **words)
    workflow.begin(article, Move.WRITE)
    article.save()
    set_bylines(article, bylines)
    article.tags.set(tags)
    audit.record(by=by, verb=Move.WRITE.label, target=article)
    return article


@transaction.atomic
def rewrite(
    *,
    article: Article,
    by: User,
    bylines: Iterable[tuple[str, str]] | None = None,
    **words: str,
) -> Article:
    """Change the words of a draft or a returned article. Raises NotAllowed in any other state."""
    article = locked(article)
    workflow.check_holds(by, workflow.EDITORS, Move.WRITE.label)
    if article.state not in WRITABLE:
        raise NotAllowed(f"《{article.title}》现在是“{article.get_state_display()}”，文字不能直接改。请先退回修改。")
    put_words(article, **words)
    article.save()
    if bylines is not None:
        set_bylines(article, bylines)
    audit.record(by=by, verb="修改文字", target=article, fields=sorted(words))
    return article
