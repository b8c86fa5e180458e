"""Writing: new articles and changes of their words before anyone reviews them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.authors import set_bylines
from issues.actions.locking import check_revision, locked
from issues.actions.planning import place
from issues.actions.versions import keep_version
from issues.afterwards import article_changed
from issues.models import Article, Column, Issue, Periodical, VersionName
from issues.words import Bylines, digest_of, put_words, words_of, words_with
from issues.workflow import Move, State

WRITABLE = (State.DRAFT, State.RETURNED)


@dataclass(frozen=True)
class Particulars:
    """What stands beside the words of an article and is saved with them."""

    union: Union | None = None
    writer: User | None = None
    tags: tuple[str, ...] = ()


@transaction.atomic
def write(
    *,
    periodical: Periodical,
    by: User,
    writer: User | None = None,
    union: Union | None = None,
    bylines: Bylines = (),
    tags: Iterable[str] = (),
    issue: Issue | None = None,
    column: Column | None = None,
    **words: str,
) -> Article:
    """Begin a draft in `by`'s charge. `writer` is who wrote it; None for a contribution from outside the office.

    With `issue` and `column` it is also planned into that issue.
    """
    workflow.check_holds(by, workflow.EDITORS, Move.WRITE.label)
    article = Article(periodical=periodical, editor=by, writer=writer, union=union)
    put_words(article, **words)
    workflow.begin(article, Move.WRITE)
    article.save()
    set_bylines(article, bylines)
    article.tags.set(tags)
    audit.record(by=by, verb=Move.WRITE.label, target=article)
    if issue is not None and column is not None:
        place(issue=issue, column=column, article=article, by=by)
    return article


def check_can_rewrite(article: Article, by: User) -> None:
    """Raise NotAllowed unless `by` may change the words of `article` in its present state without more ado."""
    workflow.check_holds(by, workflow.EDITORS, Move.WRITE.label)
    if article.state not in WRITABLE:
        raise NotAllowed(f"《{article.title}》现在是“{article.get_state_display()}”，文字不能直接改。请先退回修改。")


@transaction.atomic
def rewrite(
    *,
    article: Article,
    by: User,
    revision: int | None = None,
    bylines: Bylines | None = None,
    particulars: Particulars | None = None,
    keep: bool = False,
    **words: str,
) -> Article:
    """Change the words of a draft or a returned article. `keep`: keep them as a version too.

    `revision` is the one the change was begun from: where the article was saved since with other words, StaleWords is
    raised and nothing is written. A save that changes nothing writes nothing, so that one sent twice is done once.
    Raises NotAllowed in any other state.
    """
    article = locked(article)
    check_can_rewrite(article, by)
    changed = changed_parts(article, bylines, particulars, words)
    if changed:
        check_revision(article, revision)
        put_words(article, **words)
        _put_particulars(article, particulars)
        article.save()
        if bylines is not None:
            set_bylines(article, bylines)
        audit.record(by=by, verb="修改文字", target=article, fields=changed)
        article_changed(article)
    if keep:
        keep_once(article, by)
    return article


def changed_parts(
    article: Article, bylines: Bylines | None, particulars: Particulars | None, words: dict[str, str]
) -> list[str]:
    """The names of what these would change; [] where nothing. Raises NotAllowed as `put_words` does."""
    old, new = words_of(article), words_with(article, bylines, **words)
    found = [name for name in new if new[name] != old[name]]
    if particulars is not None:
        if particulars.union != article.union:
            found.append("union")
        if particulars.writer != article.writer:
            found.append("writer")
        if {tag.lower() for tag in particulars.tags} != {tag.lower() for tag in article.tags.names()}:
            found.append("tags")
    return sorted(found)


def _put_particulars(article: Article, particulars: Particulars | None) -> None:
    if particulars is None:
        return
    article.union, article.writer = particulars.union, particulars.writer
    article.tags.set(particulars.tags)


def keep_once(article: Article, by: User) -> None:
    """Keep the present words as a version, unless the last one kept says just the same."""
    last = article.versions.first()
    if last is not None and last.digest == digest_of(words_of(article)):
        return
    keep_version(article, VersionName.KEPT, by)
    audit.record(by=by, verb="留存版本", target=article)
