"""Publishing: an issue with its articles, an article ahead of its issue, withdrawing and restoring."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.messages import MessageKind
from accounts.models import User
from issues import afterwards, reviewers, workflow
from issues.actions import following
from issues.actions.locking import locked
from issues.actions.telling import tell
from issues.models import Article, Issue
from issues.opinions import tidied
from issues.workflow import Move, State


@transaction.atomic
def release(*, issue: Issue, by: User) -> Issue:
    """Release an issue: its approved articles are published with it. They are held, so that none changes meanwhile."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("periodical").get(pk=issue.pk)
    held = Article.objects.select_for_update(of=("self",)).filter(placements__issue=issue).order_by("pk")
    articles = list(held)
    workflow.check_can_release(issue, by)
    now = timezone.now()
    for article in articles:
        if article.state == State.APPROVED:
            workflow.advance(article, Move.RELEASE)
            article.published_at = now
            article.save()
            audit.record(by=by, verb=Move.RELEASE.label, target=article)
    workflow.release(issue)
    issue.released_at = now
    issue.save()
    audit.record(by=by, verb="出刊", target=issue)
    afterwards.released(issue)
    following.follow_publishing(articles, by, issue)
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
    following.follow_publishing([article], by)
    return article


@transaction.atomic
def withdraw(*, article: Article, by: User, reason: str = "") -> Article:
    """Take an article that is not yet published out of the work. Its editor and whoever it waited for are told."""
    article = locked(article)
    workflow.check_can(article, Move.WITHDRAW, by)
    reason = tidied(reason, "说明")
    waiting = reviewers.awaited(article) if article.waits_for_review else []
    article.reviews.filter(stands=True).update(stands=False)
    workflow.advance(article, Move.WITHDRAW)
    article.save()
    audit.record(by=by, verb=Move.WITHDRAW.label, target=article, reason=reason)
    following.follow_withdrawal(article, by)
    told = (article.editor, article.writer, *waiting)
    tell(article, told, MessageKind.WITHDRAWN, f"《{article.title}》撤稿了", text=reason, by=by)
    return article


@transaction.atomic
def restore(*, article: Article, by: User) -> Article:
    """Bring a withdrawn article back as a draft."""
    article = locked(article)
    workflow.check_can(article, Move.RESTORE, by)
    workflow.advance(article, Move.RESTORE)
    article.save()
    audit.record(by=by, verb=Move.RESTORE.label, target=article)
    following.follow_restoring(article, by)
    return article
