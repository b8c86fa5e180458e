"""Passwords: changed by their owner, or set by a link that works once."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit, tasks
from accounts.actions.locking import forget_failures
from accounts.letters import password_path
from accounts.models import AuditEntry, User
from accounts.refusals import NotAllowed
from accounts.rules import check_can_manage_people

LETTER = "寄出重设密码的邮件"
ONE_LETTER_IN = timedelta(minutes=5)  # nobody's letterbox is filled by a stranger


@transaction.atomic
def change(*, person: User, password: str) -> None:
    """`person` gave the old password and a new one."""
    _set(person, password)
    audit.record(by=person, verb="修改密码", target=person)


@transaction.atomic
def set_by_link(*, person: User, password: str) -> None:
    """`person` came by a link of `give_link`. The link, having the old password in it, works no more."""
    _set(person, password)
    forget_failures(person)
    audit.record(by=person, verb="用链接重设密码", target=person)


def _set(person: User, password: str) -> None:
    """Every other session ends, every remembered browser is forgotten."""
    person.set_password(password)
    person.browsers_forgotten_at = timezone.now()
    person.save(update_fields=["password", "browsers_forgotten_at"])


@transaction.atomic
def give_link(*, person: User, by: User) -> str:
    """The path of a page where `person` sets a new password; it works once, within a day. An operator hands it over."""
    check_can_manage_people(by)
    if not person.is_active:
        raise NotAllowed(f"{person}的账号已停用，链接不会起作用。请先在系统管理里恢复账号。")
    audit.record(by=by, verb="给出重设密码的链接", target=person)
    return password_path(person)


@transaction.atomic
def ask_for_letter(*, email: str) -> None:
    """Send a link to whoever has this address. Nothing tells the caller whether there is anyone."""
    for person in User.objects.filter(email__iexact=email, is_active=True).exclude(email=""):
        if not _written_to_lately(person):
            audit.record(by=None, verb=LETTER, target=person)
            transaction.on_commit(lambda person_id=person.pk: tasks.send_password_letter.delay(person_id))


def _written_to_lately(person: User) -> bool:
    to_person = AuditEntry.objects.filter(target_kind=person._meta.label_lower, target_id=str(person.pk), verb=LETTER)
    return to_person.filter(at__gt=timezone.now() - ONE_LETTER_IN).exists()
