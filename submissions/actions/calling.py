"""Calls for contributions: made, changed, answered, reminded of, closed, withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.actions.receiving import held_by_desk, words_to_sender
from submissions.models import Call, Report
from submissions.queries.offices import answered_by
from submissions.rules import check_can_handle


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
    since = timezone.now() - audit.SECOND_CLICK
    known = Call.objects.filter(by=by, topic=topic, deadline=deadline, at__gte=since, closed_at=None).first()
    if known is not None:
        return known
    call = Call(by=by, topic=topic, deadline=deadline, text=text, column=column, characters=characters)
    call.full_clean()
    call.save()
    call.unions.set(unions)
    audit.record(by=by, verb="约稿", target=call, **{"单位": [union.short_name for union in unions]})
    _ask(call, unions, by)
    return call


@transaction.atomic
def amend(
    *,
    call: Call,
    by: User,
    topic: str,
    deadline: datetime.date,
    unions: Iterable[Union],
    text: str = "",
    column: str = "",
    characters: int | None = None,
) -> Call:
    """Change a call that is out. Those asked are told what is different, those who are new the whole, those let off that they are.

    Changed twice into the same it is changed once. Raises NotAllowed where the call is over, the new day too, or where a
    union is let off that has answered.
    """
    call = _open(call, by)
    before, asked = _facts(call), list(call.unions.all())
    unions = list(unions)
    if deadline != call.deadline and deadline < timezone.localdate():
        raise NotAllowed("新的截止日期已经过了。请改成今天以后的日子。")
    call.topic, call.deadline, call.text, call.column, call.characters = topic, deadline, text, column, characters
    call.full_clean()
    changes = {
        name: {"before": old, "after": new}
        for (name, old), new in zip(before.items(), _facts(call).values(), strict=True)
        if old != new
    }
    added = [union for union in unions if union not in asked]
    let_off = [union for union in asked if union not in unions]
    _check_can_let_off(call, let_off, unions)
    if not (changes or added or let_off):
        return call
    call.save()
    call.unions.set(unions)
    names = {"新约": [union.short_name for union in added], "不再约": [union.short_name for union in let_off]}
    told = changes | {name: found for name, found in names.items() if found}
    audit.record(by=by, verb="改约稿", target=call, **told)
    if changes:
        lines = [f"{name}：{one['before'] or '（无）'} → {one['after'] or '（无）'}" for name, one in changes.items()]
        kept = [union for union in unions if union not in added]
        _tell(call, kept, f"约稿有改动：{call.topic}，{_day(deadline)}前", by, text="\n".join(lines))
    _ask(call, added, by)
    _let_off(call, let_off, f"不用写了：约稿“{call.topic}”不再约你们单位", by)
    return call


def _facts(call: Call) -> dict[str, str]:
    """What those asked read of a call, by the names they know."""
    return {
        "题目": call.topic,
        "要求": call.text,
        "栏目": call.column,
        "字数": str(call.characters or ""),
        "截止": call.deadline.isoformat(),
    }


def _check_can_let_off(call: Call, let_off: list[Union], unions: list[Union]) -> None:
    if not unions:
        raise NotAllowed("还没有选约稿单位。请至少留一个；都不约了，请撤回这次约稿。")
    answered = set(answered_by(call).values_list("union", flat=True)) if let_off else set()
    names = "、".join(union.short_name for union in let_off if union.pk in answered)
    if names:
        raise NotAllowed(f"{names}已经交了稿，不能从约稿单位里去掉。")


@transaction.atomic
def withdraw(*, call: Call, by: User, reason: str = "") -> Call:
    """Nothing is asked for any more, and nobody has missed it. Those asked are told; withdrawn twice, it is withdrawn once."""
    words = words_to_sender(reason)
    check_can_handle(None, by)
    found = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if found.withdrawn_at is not None:
        return found
    found = _open(found, by)
    found.withdrawn_at = found.closed_at = timezone.now()
    found.save(update_fields=["withdrawn_at", "closed_at"])
    audit.record(by=by, verb="撤回约稿", target=found, **({"reason": words} if words else {}))
    _let_off(found, found.unions.all(), f"不用写了：约稿“{found.topic}”撤回了", by, words)
    return found


def _day(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"


def _ask(call: Call, unions: Iterable[Union], by: User) -> None:
    _tell(call, unions, f"约稿：{call.topic}，{_day(call.deadline)}前", by)


def _tell(call: Call, unions: Iterable[Union], title: str, by: User, *, text: str | None = None) -> int:
    """`text`: else what is asked for."""
    if text is None:
        length = f"约 {call.characters} 字。" if call.characters else ""
        text = f"{call.text}\n{length}"
    path = f"{reverse('submissions:new')}?call={call.pk}"
    return len(notify(to=_people(unions), kind=MessageKind.CALL, title=title, text=text, path=path, by=by))


def _let_off(call: Call, unions: Iterable[Union], title: str, by: User, reason: str = "") -> None:
    text = f"{reason}\n已经交的稿照常处理；没写完的，愿意写完也可以报送。"
    path = reverse("submissions:reports")
    notify(to=_people(unions), kind=MessageKind.CALL, title=title, text=text, path=path, by=by)


def _people(unions: Iterable[Union]) -> QuerySet[User]:
    return User.objects.filter(union__in=list(unions), groups__name=Role.CORRESPONDENT.value, is_active=True).distinct()


def _open(call: Call, by: User) -> Call:
    check_can_handle(None, by)
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.closed_at is not None:
        raise NotAllowed(f"约稿“{call.topic}”已经{'撤回' if call.withdrawn_at else '结束'}了。")
    return call


@transaction.atomic
def remind(*, call: Call, by: User) -> int:
    """Remind the unions that have not answered. How many people were told; the same words unread are told once."""
    call = _open(call, by)
    if audit.just_done(by=by, verb="提醒约稿", target=call):
        return 0
    waiting = call.unions.exclude(pk__in=answered_by(call))
    told = _tell(call, waiting, f"提醒：约稿“{call.topic}”{_day(call.deadline)}截止", by)
    audit.record(by=by, verb="提醒约稿", target=call, **{"人数": told})
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
