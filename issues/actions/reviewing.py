"""The three reviews: submit, pass, return, approve."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.locking import locked
from issues.actions.versions import keep_version
from issues.models import Article, Decision, Review, VersionName
from issues.words import digest_of, words_of
from issues.workflow import LEVELS, Move, State

PASSES = {
    State.FIRST_REVIEW: (Move.PASS_FIRST, VersionName.FIRST),
    State.SECOND_REVIEW: (Move.PASS_SECOND, VersionName.SECOND),
    State.FINAL_REVIEW: (Move.APPROVE, VersionName.FINAL),
}


@transaction.atomic
def submit(*, article: Article, by: User) -> Article:
    """Send a draft to the first review. Keeps a version and begins a new round: earlier passes stand no longer."""
    article = locked(article)
    workflow.check_can(article, Move.SUBMIT, by)
    if not article.plain_text:
        raise NotAllowed(f"《{article.title}》还没有正文，不能送审。请先写上正文。")
    article.reviews.filter(stands=True).update(stands=False)
    workflow.advance(article, Move.SUBMIT)
    article.save()
    keep_version(article, VersionName.SUBMITTED, by)
    audit.record(by=by, verb=Move.SUBMIT.label, target=article)
    return article


@transaction.atomic
def pass_on(*, article: Article, by: User, opinion: str = "") -> Article:
    """Pass the first or second review."""
    article = locked(article)
    if article.state == State.FINAL_REVIEW:
        raise NotAllowed(f"《{article.title}》已到终审，请由主编定稿。")
    return _pass(article, by, opinion)


@transaction.atomic
def approve(*, article: Article, by: User, opinion: str = "") -> Article:
    """Pass the final review: the words are settled."""
    article = locked(article)
    if article.state in (State.FIRST_REVIEW, State.SECOND_REVIEW):
        raise NotAllowed(f"《{article.title}》还在{article.get_state_display()}，不能直接定稿。请先完成前面的审级。")
    return _pass(article, by, opinion)


def _pass(article: Article, by: User, opinion: str) -> Article:
    move, version = PASSES.get(State(article.state), (Move.APPROVE, VersionName.FINAL))
    workflow.check_can(article, move, by)
    _decide(article, by, Decision.PASS, opinion)
    workflow.advance(article, move)
    article.save()
    keep_version(article, version, by)
    audit.record(by=by, verb=move.label, target=article, opinion=opinion)
    return article


@transaction.atomic
def send_back(*, article: Article, by: User, opinion: str) -> Article:
    """Return an article under review to its editor. An opinion is required."""
    article = locked(article)
    workflow.check_can(article, Move.RETURN, by)
    if not opinion.strip():
        raise NotAllowed("退回要写明意见，责任编辑才知道改什么。请填写意见。")
    _decide(article, by, Decision.RETURN, opinion)
    workflow.advance(article, Move.RETURN)
    article.save()
    keep_version(article, VersionName.RETURNED, by)
    audit.record(by=by, verb=Move.RETURN.label, target=article, opinion=opinion)
    return article


def _decide(article: Article, by: User, decision: Decision, opinion: str) -> Review:
    return Review.objects.create(
        article=article,
        level=LEVELS[State(article.state)],
        decision=decision,
        opinion=opinion.strip(),
        reviewer=by,
        writer_id=article.writer_id,
        digest=digest_of(words_of(article)),
        stands=decision == Decision.PASS,
    )
