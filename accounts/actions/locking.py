"""Locks after wrong passwords: noted when they fall, lifted by an operator."""

from __future__ import annotations

from axes.models import AccessAttempt
from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.rules import check_can_manage_people


@transaction.atomic
def note_lock(*, username: str) -> None:
    """Write down that an account was shut. A name that nobody bears is no account, and leaves no row."""
    person = User.objects.filter(username=username).first()
    if person is not None:
        audit.record(by=None, verb="登录锁定", target=person)


@transaction.atomic
def lift_lock(*, person: User, by: User) -> None:
    """Let `person` try again at once, from every address."""
    check_can_manage_people(by)
    forgotten = forget_failures(person)
    if forgotten or not audit.just_done(by=by, verb="解除登录锁定", target=person):
        audit.record(by=by, verb="解除登录锁定", target=person)


def forget_failures(person: User) -> int:
    """The wrong passwords given for `person` count no more; how many. A part of other actions, which write the row."""
    return AccessAttempt.objects.filter(username=person.username).delete()[0]
