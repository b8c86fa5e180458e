"""The three reviews: submit, pass, return, approve."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.messages import MessageKind
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.locking import locked
from issues.actions.telling import tell, tell_it_waits
from issues.actions.versions import keep_version
from issues.models import Article, Decision, Review, VersionName
from issues.opinions import tidied
from issues.words import digest_of, words_of
from issues.workflow import LEVELS, Move, State

PASSES = {
    State.FIRST_REVIEW: (Move.PASS_FIRST, VersionName.FIRST),
    State.SECOND_REVIEW: (Move.PASS_SECOND, VersionName.SECOND),
    State.FINAL_REVIEW: (Move.APPROVE, VersionName.FINAL),
}


class OtherWords(NotAllowed):
    """The words are not those that were read."""


@transaction.atomic
def submit(*, article: Article, by: User, read: str = "") -> Article:
    """Send a draft to the first review. Keeps a version and begins a new round: earlier passes stand no longer.

    `read`, here and below, is the digest of the words that were on the page when it was decided. Raises OtherWords where
    the article's are others by now; an empty one is not checked.
    """
    article = locked(article)
    workflow.check_can(article, Move.SUBMIT, by)
    if not article.plain_text:
        raise NotAllowed(f"《{article.title}》还没有正文，不能送审。请先写上正文。")
    _check_read(article, read)
    article.reviews.filter(stands=True).update(stands=False)
    workflow.advance(article, Move.SUBMIT)
    article.save()
    keep_version(article, VersionName.SUBMITTED, by)
    audit.record(by=by, verb=Move.SUBMIT.label, target=article)
    tell_it_waits(article, by)
    return article


@transaction.atomic
def pass_on(*, article: Article, by: User, opinion: str = "", read: str = "", at: State | None = None) -> Article:
    """Pass the first or second review. `at`, here and below, is the level that was meant; None: the one it waits at."""
    article = locked(article)
    _check_at(article, at)
    if article.state == State.FINAL_REVIEW:
        raise NotAllowed(f"《{article.title}》已到终审，请由主编定稿。")
    article = _pass(article, by, opinion, read)
    if article.waits_for_review:
        tell_it_waits(article, by)
    return article


@transaction.atomic
def approve(*, article: Article, by: User, opinion: str = "", read: str = "") -> Article:
    """Pass the final review: the words are settled."""
    article = locked(article)
    if article.state in (State.FIRST_REVIEW, State.SECOND_REVIEW):
        raise NotAllowed(f"《{article.title}》还在{article.get_state_display()}，不能直接定稿。请先完成前面的审级。")
    article = _pass(article, by, opinion, read)
    told = (article.editor, article.writer)
    tell(article, told, MessageKind.APPROVED, f"《{article.title}》定稿了", text=opinion, by=by)
    return article


def _pass(article: Article, by: User, opinion: str, read: str) -> Article:
    move, version = PASSES.get(State(article.state), (Move.APPROVE, VersionName.FINAL))
    workflow.check_can(article, move, by)
    opinion = tidied(opinion, "意见")
    _decide(article, by, Decision.PASS, opinion, read)
    open_comments = article.comments.filter(parent=None, resolved_at=None).count()
    workflow.advance(article, move)
    article.save()
    keep_version(article, version, by)
    audit.record(by=by, verb=move.label, target=article, opinion=opinion, open_comments=open_comments)
    return article


@transaction.atomic
def send_back(*, article: Article, by: User, opinion: str, read: str = "", at: State | None = None) -> Article:
    """Return an article under review to its editor. An opinion is required."""
    article = locked(article)
    _check_at(article, at)
    workflow.check_can(article, Move.RETURN, by)
    opinion = tidied(opinion, "意见")
    if not opinion:
        raise NotAllowed("退回要写明意见，责任编辑才知道改什么。请填写意见。")
    level = article.get_state_display()
    _decide(article, by, Decision.RETURN, opinion, read)
    workflow.advance(article, Move.RETURN)
    article.save()
    keep_version(article, VersionName.RETURNED, by)
    audit.record(by=by, verb=Move.RETURN.label, target=article, opinion=opinion)
    told = (article.editor, article.writer)
    tell(article, told, MessageKind.RETURNED, f"《{article.title}》{level}退回", text=opinion, by=by)
    return article


def _check_at(article: Article, at: State | None) -> None:
    if at is not None and article.state != at:
        now = article.get_state_display()
        raise NotAllowed(f"《{article.title}》的{at.label}已经有人作了决定，现在是“{now}”。请看最新状态。")


def _check_read(article: Article, read: str) -> str:
    """The digest of the article's words. Raises OtherWords where others were read."""
    digest = digest_of(words_of(article))
    if read and read != digest:
        raise OtherWords(
            f"《{article.title}》的文字在您打开以后改过了，您看的不是现在的稿子。请先看改了什么，再作决定。"
        )
    return digest


def _decide(article: Article, by: User, decision: Decision, opinion: str, read: str) -> Review:
    return Review.objects.create(
        article=article,
        level=LEVELS[State(article.state)],
        decision=decision,
        opinion=opinion,
        reviewer=by,
        writer_id=article.writer_id,
        digest=_check_read(article, read),
        stands=decision == Decision.PASS,
    )
