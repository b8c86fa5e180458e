"""Changing settled words: an approved article goes back to review, a published one is corrected in the open."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.authors import set_bylines
from issues.actions.locking import check_revision, locked
from issues.actions.telling import tell_it_waits
from issues.actions.versions import keep_version
from issues.afterwards import article_changed
from issues.models import Article, Correction, Review, Slip, Version, VersionName
from issues.slips import check_is_slip
from issues.words import Bylines, digest_of, put_words, words_of, words_with
from issues.workflow import LEVELS, Move, State

NOTE_LENGTH = Correction._meta.get_field("note").max_length
SLIP_NOTE_LENGTH = Slip._meta.get_field("note").max_length


def _check_changes(article: Article, revision: int | None, bylines: Bylines | None, words: dict[str, str]) -> dict:
    """The words as they will be. Raises NotAllowed where nothing differs, StaleWords where they were saved meanwhile."""
    after = words_with(article, bylines, **words)
    if after == words_of(article):
        raise NotAllowed(f"《{article.title}》的文字没有改动，不用保存。")
    check_revision(article, revision)
    return after


def _change(article: Article, bylines: Bylines | None, words: dict[str, str]) -> None:
    """Put the new words on the locked row; the caller saves it."""
    put_words(article, **words)
    if bylines is not None:
        set_bylines(article, bylines)


@transaction.atomic
def edit_approved(
    *, article: Article, by: User, revision: int | None = None, bylines: Bylines | None = None, **words: str
) -> Article:
    """Change an approved article: it goes back to the first level whose reviewer read other words than these.

    The passes from that level on stand no longer. Raises NotAllowed where nothing differs, StaleWords where the article
    was saved after `revision`.
    """
    article = locked(article)
    workflow.check_can(article, Move.EDIT, by)
    after = _check_changes(article, revision, bylines, words)
    level = level_to_read(article, after)
    _change(article, bylines, words)
    article.reviews.filter(stands=True, level__gte=LEVELS[level]).update(stands=False)
    workflow.advance(article, Move.EDIT, to=level)
    article.save()
    keep_version(article, VersionName.SUBMITTED, by)
    audit.record(by=by, verb=Move.EDIT.label, target=article, fields=sorted(words), back_to=level.label)
    article_changed(article)
    tell_it_waits(article, by)
    return article


def level_to_read(article: Article, words: dict) -> State:
    """The lowest level whose standing pass was given to other words than these; the final one where all were given to these."""
    digest = digest_of(words)
    read: dict[int, str] = dict(Review.objects.filter(article=article, stands=True).values_list("level", "digest"))
    return next((state for state, level in LEVELS.items() if read.get(level) != digest), State.FINAL_REVIEW)


@transaction.atomic
def correct_slip(
    *,
    article: Article,
    by: User,
    note: str = "",
    revision: int | None = None,
    bylines: Bylines | None = None,
    **words: str,
) -> Slip:
    """Put a typing slip of an approved article right (校改): no new review, but the words before and after are kept.

    Raises NotAllowed where more than a slip changes (see `issues.slips`), StaleWords where it was saved after `revision`.
    """
    article = locked(article)
    workflow.check_can(article, Move.SLIP, by)
    note = _note(note, SLIP_NOTE_LENGTH, "校改说明")
    after = _check_changes(article, revision, bylines, words)
    check_is_slip(words_of(article), after)
    before = _last_version_of_these_words(article, VersionName.FINAL, by)
    _change(article, None, words)
    workflow.advance(article, Move.SLIP)
    article.save()
    version = keep_version(article, VersionName.SLIP, by)
    audit.record(by=by, verb=Move.SLIP.label, target=article, note=note, before=before.number, after=version.number)
    article_changed(article)
    return Slip.objects.create(article=article, before=before, after=version, note=note, by=by)


@transaction.atomic
def correct(
    *,
    article: Article,
    by: User,
    note: str,
    revision: int | None = None,
    bylines: Bylines | None = None,
    **words: str,
) -> Correction:
    """Correct a published article, with a note its readers see. The old words stay among the versions.

    Raises NotAllowed without a note or a change, StaleWords where the article was saved after `revision`.
    """
    article = locked(article)
    workflow.check_can(article, Move.CORRECT, by)
    note = _note(note, NOTE_LENGTH, "更正说明")
    if not note:
        raise NotAllowed("更正要写明改了什么，读者看得到。请填写更正说明。")
    _check_changes(article, revision, bylines, words)
    _last_version_of_these_words(article, VersionName.FINAL, by)
    _change(article, bylines, words)
    workflow.advance(article, Move.CORRECT)
    article.save()
    keep_version(article, VersionName.CORRECTED, by)
    audit.record(by=by, verb=Move.CORRECT.label, target=article, note=note, fields=sorted(words))
    article_changed(article)
    return Correction.objects.create(article=article, note=note, by=by)


def _note(note: str, longest: int, name: str) -> str:
    note = " ".join(note.replace("\0", " ").split())
    if len(note) > longest:
        raise NotAllowed(f"{name}最多 {longest} 个字。请写得短些。")
    return note


def _last_version_of_these_words(article: Article, name: VersionName, by: User) -> Version:
    """The newest version that says what the article says now; kept under `name` where none does."""
    known = article.versions.filter(digest=digest_of(words_of(article))).first()
    return known or keep_version(article, name, by)
