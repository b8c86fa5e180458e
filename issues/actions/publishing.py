"""Publishing: an issue with its articles, an article ahead of its issue, withdrawing and restoring."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from issues import workflow
from issues.actions.locking import locked
from issues.models import Article, Issue
from issues.workflow import Move, State


@transaction.atomic
def release(*, issue: Issue, by: User) -> Issue:
    """Release an issue: its approved articles are published with it."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("periodical").get(pk=issue.pk)
    workflow.check_can_release(issue, by)
    now = timezone.now()
    for placement in issue.placements.select_related("article"):
        article = placement.article
        if article.state == State.APPROVED:
            workflow.advance(article, Move.RELEASE)
            article.published_at = now
            article.save()
            audit.record(by=by, verb=Move.RELEASE.label, target=article)
    workflow.release(issue)
    issue.released_at = now
    issue.save()
    audit.record(by=by, verb="出刊", target=issue)
    return issue


@transaction.atomic
def publish_ahead(*, article: Article, by: User) -> Article:
    """Publish an approved article before its issue (网络首发)."""
    article = locked(article)
    workflow.check_can(article, Move.PUBLISH_AHEAD, by)
    workflow.advance(article, Move.PUBLISH_AHEAD)
    article.published_at = timezone.now()
    article.save()
    audit.record(by=by, verb=Move.PUBLISH_AHEAD.label, target=article)
    return article


def withdraw(*, article: Article, by: User) -> Article:
    """Take an article that is not yet published out of the work."""
    return _simple_move(article, Move.WITHDRAW, by)


def restore(*, article: Article, by: User) -> Article:
    """Bring a withdrawn article back as a draft."""
    return _simple_move(article, Move.RESTORE, by)


@transaction.atomic
def _simple_move(article: Article, move: Move, by: User) -> Article:
    article = locked(article)
    workflow.check_can(article, move, by)
    if move is Move.WITHDRAW:
        article.reviews.filter(stands=True).update(stands=False)
    workflow.advance(article, move)
    article.save()
    audit.record(by=by, verb=move.label, target=article)
    return article
