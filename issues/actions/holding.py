"""Who is at work on an article now. A hold shows others that someone is; what keeps their words apart is the revision."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import User
from issues import workflow
from issues.models import Article, EditingHold
from issues.workflow import Move

BEAT = timedelta(seconds=20)  # how often a browser says that it is still there
LAPSES = timedelta(seconds=90)  # several beats: a slow link loses one or two


def sit_down(*, article: Article, by: User) -> EditingHold | None:
    """Begin or go on working on an article. Gives the hold of someone else who is at work on it; None where it is `by`'s.

    Nobody is kept out by themselves: another window or machine of the same person has the same hold.
    """
    workflow.check_holds(by, workflow.EDITORS, Move.WRITE.label)
    now = timezone.now()
    live = EditingHold.objects.filter(article=article, seen_at__gt=now - LAPSES)
    return None if live.filter(person=by).update(seen_at=now) else _sit_down_anew(article, by)


@transaction.atomic
def _sit_down_anew(article: Article, by: User) -> EditingHold | None:
    hold = _locked_hold(article, by)
    now = timezone.now()
    if hold.seen_at > now - LAPSES:
        return None if hold.person_id == by.pk else hold
    hold.person, hold.since, hold.seen_at = by, now, now
    hold.save()
    return None


@transaction.atomic
def take_over(*, article: Article, by: User) -> None:
    """Take an article over from who is at work on it. It is recorded, and they are told; what they typed stays theirs."""
    workflow.check_holds(by, workflow.EDITORS, Move.WRITE.label)
    hold = _locked_hold(article, by)
    now = timezone.now()
    former = hold.person
    if former != by:
        live = hold.seen_at > now - LAPSES
        hold.person, hold.since = by, now
        if live:
            audit.record(by=by, verb="接管编辑", target=article, taken_from=former.name)
            notify(
                to=[former],
                kind=MessageKind.TAKEN_OVER,
                title=f"{by.name}接着改《{article.title}》了",
                text="您打的字没有丢：它在您的工作稿里，打开这篇稿件就能看到，可以和现在的文字逐段合并。",
                path=reverse("issues:article-edit", args=[article.pk]),
                by=by,
            )
    hold.seen_at = now
    hold.save()


def get_up(*, article: Article, by: User) -> None:
    """Leave an article: its hold goes, if it is `by`'s."""
    EditingHold.objects.filter(article=article, person=by).delete()


def _locked_hold(article: Article, by: User) -> EditingHold:
    """The hold's row, made if there is none, kept until the transaction ends."""
    EditingHold.objects.get_or_create(article=article, defaults={"person": by})
    return EditingHold.objects.select_for_update(of=("self",)).select_related("person").get(article=article)
