"""Bringing an old version's words back, as a new version."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.changing import edit_approved
from issues.actions.locking import check_revision, locked
from issues.actions.versions import keep_version
from issues.actions.writing import check_can_rewrite, keep_once, rewrite
from issues.models import Article, Version, VersionName
from issues.words import LINES, TEXTS, digest_of, words_of
from issues.workflow import Move, State

VERB = "恢复版本"


def check_can_restore(article: Article, user: User) -> None:
    """Raise NotAllowed unless `user` may now change the article's words: a draft's freely, settled ones back into review."""
    if article.state == State.APPROVED:
        workflow.check_can(article, Move.EDIT, user)
    else:
        check_can_rewrite(article, user)


def can_restore(article: Article, user: User) -> bool:
    try:
        check_can_restore(article, user)
    except NotAllowed:
        return False
    return True


@transaction.atomic
def restore_version(*, version: Version, by: User, revision: int) -> Article:
    """Give an article the words of `version` again. Its present words stay among the versions.

    A draft's restored words are kept as 恢复稿. An approved article goes back to the level whose reviewer read other words,
    as with any change, which keeps them as 交稿: that one version is enough. Raises StaleWords where the article was saved
    after `revision`, NotAllowed where it has these words already; but the same person's second click finds it done.
    """
    article = locked(version.article)
    same_words = digest_of(words_of(article)) == version.digest
    if same_words and audit.just_done(by=by, verb=VERB, target=article, before=version.number):
        return article
    check_can_restore(article, by)
    if same_words:
        raise NotAllowed(f"《{article.title}》现在的文字就是第 {version.number} 版的，不用恢复。")
    check_revision(article, revision)
    keep_once(article, by)
    words = {name: version.words.get(name, "") for name in (*LINES, *TEXTS)}
    settled = article.state == State.APPROVED
    change = edit_approved if settled else rewrite
    article = change(article=article, by=by, revision=revision, bylines=version.words.get("bylines", []), **words)
    restored = article.versions.first() if settled else keep_version(article, VersionName.RESTORED, by)
    audit.record(by=by, verb=VERB, target=article, before=version.number, after=restored.number)
    return article
