"""Changing settled words: an approved article goes back to review, a published one is corrected in the open."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.authors import set_bylines
from issues.actions.locking import locked
from issues.actions.versions import keep_version
from issues.models import Article, Correction, Review, VersionName
from issues.words import digest_of, put_words, words_of
from issues.workflow import LEVELS, Move, State

Bylines = Iterable[tuple[str, str]] | None


def _change(article: Article, bylines: Bylines, words: dict[str, str]) -> None:
    """Put the new words on the locked row. Raises NotAllowed where nothing differs."""
    before = digest_of(words_of(article))
    put_words(article, **words)
    if bylines is not None:
        set_bylines(article, bylines)
    if digest_of(words_of(article)) == before:
        raise NotAllowed(f"《{article.title}》的文字没有改动，不用保存。")


@transaction.atomic
def edit_approved(*, article: Article, by: User, bylines: Bylines = None, **words: str) -> Article:
    """Change an approved article: it goes back to the first level whose reviewer read other words than these.

    The passes from that level on stand no longer. Raises NotAllowed where nothing differs.
    """
    article = locked(article)
    workflow.check_can(article, Move.EDIT, by)
    _change(article, bylines, words)
    level = _first_level_to_read_again(article)
    article.reviews.filter(stands=True, level__gte=LEVELS[level]).update(stands=False)
    workflow.advance(article, Move.EDIT, to=level)
    article.save()
    keep_version(article, VersionName.SUBMITTED, by)
    audit.record(by=by, verb=Move.EDIT.label, target=article, fields=sorted(words), back_to=level.label)
    return article


def _first_level_to_read_again(article: Article) -> State:
    """The lowest level whose standing pass was given to other words; the final one where all were given to these."""
    digest = digest_of(words_of(article))
    read: dict[int, str] = dict(Review.objects.filter(article=article, stands=True).values_list("level", "digest"))
    return next((state for state, level in LEVELS.items() if read.get(level) != digest), State.FINAL_REVIEW)


@transaction.atomic
def correct(*, article: Article, by: User, note: str, bylines: Bylines = None, **words: str) -> Correction:
    """Correct a published article, with a note its readers see. The old words stay among the versions."""
    article = locked(article)
    workflow.check_can(article, Move.CORRECT, by)
    note = " ".join(note.split())
    if not note:
        raise NotAllowed("更正要写明改了什么，读者看得到。请填写更正说明。")
    if len(note) > Correction._meta.get_field("note").max_length:
        raise NotAllowed("更正说明最多 300 个字。请写得短些。")
    if not article.versions.filter(digest=digest_of(words_of(article))).exists():
        keep_version(article, VersionName.FINAL, by)
    _change(article, bylines, words)
    workflow.advance(article, Move.CORRECT)
    article.save()
    keep_version(article, VersionName.CORRECTED, by)
    audit.record(by=by, verb=Move.CORRECT.label, target=article, note=note, fields=sorted(words))
    return Correction.objects.create(article=article, note=note, by=by)
