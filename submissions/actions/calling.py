"""Calls for contributions: made, answered, reminded of, closed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.actions.receiving import held_by_desk
from submissions.models import Call, Report
from submissions.queries.offices import answered_by
from submissions.rules import check_can_handle

SECOND_CLICK = timedelta(minutes=1)


@transaction.atomic
def make_call(
    *,
    by: User,
    topic: str,
    deadline: datetime.date,
    unions: Iterable[Union],
    text: str = "",
    column: str = "",
    characters: int | None = None,
) -> Call:
    """Ask the correspondents of `unions` for a text. The same call sent twice within a minute is one."""
    check_can_handle(None, by)
    unions = list(unions)
    if not unions:
        raise NotAllowed("还没有选约稿单位。请至少选一个。")
    if deadline < timezone.localdate():
        raise NotAllowed("截止日期已经过了。请改成今天以后的日子。")
    since = timezone.now() - SECOND_CLICK
    known = Call.objects.filter(by=by, topic=topic, deadline=deadline, at__gte=since, closed_at=None).first()
    if known is not None:
        return known
    call = Call(by=by, topic=topic, deadline=deadline, text=text, column=column, characters=characters)
    call.full_clean()
    call.save()
    call.unions.set(unions)
    audit.record(by=by, verb="约稿", target=call, unions=[union.short_name for union in unions])
    _tell(call, unions, f"约稿：{call.topic}，{_day(deadline)}前", by)
    return call


def _day(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"


def _tell(call: Call, unions: Iterable[Union], title: str, by: User) -> int:
    people = User.objects.filter(union__in=unions, groups__name=Role.CORRESPONDENT.value, is_active=True).distinct()
    length = f"约 {call.characters} 字。" if call.characters else ""
    path = f"{reverse('submissions:new')}?call={call.pk}"
    return len(notify(to=people, kind=MessageKind.CALL, title=title, text=f"{call.text}\n{length}", path=path, by=by))


def _open(call: Call, by: User) -> Call:
    check_can_handle(None, by)
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.closed_at is not None:
        raise NotAllowed(f"约稿“{call.topic}”已经结束了。")
    return call


@transaction.atomic
def remind(*, call: Call, by: User) -> int:
    """Remind the unions that have not answered. How many people were told; the same words unread are told once."""
    call = _open(call, by)
    if audit.just_done(by=by, verb="提醒约稿", target=call):
        return 0
    waiting = call.unions.exclude(pk__in=answered_by(call))
    told = _tell(call, waiting, f"提醒：约稿“{call.topic}”{_day(call.deadline)}截止", by)
    audit.record(by=by, verb="提醒约稿", target=call, people=told)
    return told


@transaction.atomic
def close(*, call: Call, by: User) -> Call:
    """No more answers are waited for. Closed twice, it is closed once."""
    check_can_handle(None, by)
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.closed_at is None:
        call.closed_at = timezone.now()
        call.save(update_fields=["closed_at"])
        audit.record(by=by, verb="结束约稿", target=call)
    return call


@transaction.atomic
def match(*, call: Call, report: Report, by: User, answers: bool = True) -> Report:
    """Say that a report answers a call, or that it does not after all."""
    report = held_by_desk(report, by)
    if answers and not call.unions.filter(pk=report.union_id).exists():
        raise NotAllowed(f"这次没有约{report.union}的稿，不能算作应约。")
    wanted = call if answers else None
    if (report.call_id == call.pk) != answers:
        report.call = wanted
        report.save(update_fields=["call"])
        audit.record(by=by, verb="算作应约" if answers else "不算应约", target=report, call=call.topic)
    return report
