"""Asking a person to decide a level of an article, and until when."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.locking import locked
from issues.models import Article, Assignment, Level
from issues.workflow import LEVELS, LIVE, State


def check_can_assign(article: Article, level: int, user: User) -> None:
    """Raise NotAllowed unless `user` may choose who decides `level`: a chief any, the article's editor the first."""
    state = State(article.state)
    label = Level(level).label
    if state not in LIVE or state == State.APPROVED:
        raise NotAllowed(f"《{article.title}》现在是“{state.label}”，不用再指定审稿人。")
    if level < LEVELS.get(state, Level.FIRST):
        raise NotAllowed(f"《{article.title}》的{label}已经通过，不用再指定审稿人。")
    own_first = level == Level.FIRST and article.editor_id == user.pk and user.has_role(*workflow.EDITORS)
    if not own_first and not user.has_role(*workflow.DEPUTIES):
        raise NotAllowed(f"指定{label}的人，要由主编或副主编来做{'，或者责任编辑' if level == Level.FIRST else ''}。")


def can_assign(article: Article, level: int, user: User) -> bool:
    try:
        check_can_assign(article, level, user)
    except NotAllowed:
        return False
    return True


def check_can_be_asked(article: Article, level: int, person: User) -> None:
    """Raise NotAllowed unless `person` could decide `level`, and is asked for no other."""
    if not workflow.could_decide(article, level, person):
        raise NotAllowed(
            f"不能请{person}{Level(level).label}《{article.title}》：审稿人要有这一级的角色，"
            "不是撰稿人，也没有审过这一稿的另一级。请另选一位。"
        )
    if article.assignments.filter(person=person).exclude(level=level).exists():
        raise NotAllowed(f"{person}已经指定审《{article.title}》的另一级，三审要由三个人分别承担。请另选一位。")


@transaction.atomic
def assign(
    *, article: Article, level: int, person: User | None, by: User, due: datetime.date | None = None
) -> Assignment | None:
    """Ask `person` to decide `level` until `due`, in place of whoever was asked before; None: nobody in particular.

    Another who may decide it still may. Saying the same twice does nothing the second time.
    """
    article = locked(article)
    check_can_assign(article, level, by)
    before = article.assignments.select_related("person").filter(level=level).first()
    label = Level(level).label
    if person is None:
        if before is not None:
            before.delete()
            audit.record(by=by, verb="取消分派", target=article, level=label, person=before.person.name)
        return None
    if before is not None and (before.person_id, before.due) == (person.pk, due):
        return before
    check_can_be_asked(article, level, person)
    if due is not None and due < timezone.localdate():
        raise NotAllowed(f"截止日期 {due.month}月{due.day}日已经过了。请选今天或以后的日期。")
    found, _ = Assignment.objects.update_or_create(
        article=article, level=level, defaults={"person": person, "due": due, "by": by, "reminded_at": None}
    )
    until = f"，请在{due.month}月{due.day}日前审完" if due else ""
    audit.record(
        by=by, verb="分派", target=article, level=label, person=person.name, due=due.isoformat() if due else ""
    )
    notify(
        to=[person],
        kind=MessageKind.ASSIGNED,
        title=f"请您{label}《{article.title}》",
        text=f"{by}请您{label}这篇文章{until}。",
        path=reverse("issues:article", args=[article.pk]),
        by=by,
    )
    return found
