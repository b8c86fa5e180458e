"""Invitations: made by an operator, accepted once, or withdrawn."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.actions.people import add_person
from accounts.models import Invitation, Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from accounts.rules import check_can_manage_people

UNKNOWN = "没有这个邀请。请核对链接是否完整，或者请管理员重新邀请。"
WITHDRAWN = "这个邀请已经撤回。需要账号，请联系管理员重新邀请。"
USED = "这个邀请已经用过。账号已经建好，请直接登录；忘了密码，请联系管理员。"
EXPIRED = "这个邀请过期了：邀请七天内有效。请联系管理员重新邀请。"
NAME_TAKEN = "这个用户名刚刚被别人用了，请换一个。"


@dataclass(frozen=True)
class Invitee:
    """Who is to have an account."""

    name: str
    union: Union | None = None
    email: str = ""
    phone: str = ""


@transaction.atomic
def invite(
    *, name: str, roles: Iterable[Role], by: User, union: Union | None = None, email: str = "", phone: str = ""
) -> tuple[Invitation, str]:
    """A new invitation, and the token its link carries: it is known now and never again."""
    check_can_manage_people(by)
    invitation, token = _new(Invitee(name, union, email, phone), roles, by)
    invitation.full_clean()
    invitation.save()
    audit.record(by=by, verb="邀请", target=invitation, roles=invitation.roles)
    return invitation, token


@transaction.atomic
def invite_all(*, invitees: Iterable[Invitee], roles: Iterable[Role], by: User) -> list[tuple[Invitation, str]]:
    """Many invitations for the same roles, each with its token, written in a few statements."""
    check_can_manage_people(by)
    made = [_new(invitee, roles, by) for invitee in invitees]
    for invitation, _ in made:
        invitation.clean_fields(exclude=["union", "by"])  # those are rows at hand
    Invitation.objects.bulk_create([invitation for invitation, _ in made], batch_size=500)
    told = ((invitation, {"roles": invitation.roles}) for invitation, _ in made)
    audit.record_all(by=by, verb="邀请", targets=told)
    return made


def _new(invitee: Invitee, roles: Iterable[Role], by: User) -> tuple[Invitation, str]:
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_digest=_digest(token),
        name=invitee.name,
        union=invitee.union,
        roles=sorted(role.value for role in roles),
        email=invitee.email,
        phone=invitee.phone,
        by=by,
    )
    return invitation, token


def find(token: str) -> Invitation:
    """The open invitation behind a link. Raises NotAllowed, saying what became of one that is not open."""
    found = Invitation.objects.select_related("union", "by").filter(token_digest=_digest(token)).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    _check_open(found)
    return found


def _check_open(invitation: Invitation) -> None:
    if invitation.withdrawn_at is not None:
        raise NotAllowed(WITHDRAWN)
    if invitation.used_at is not None:
        raise NotAllowed(USED)
    if invitation.expires_at <= timezone.now():
        raise NotAllowed(EXPIRED)


@transaction.atomic
def accept(*, invitation: Invitation, username: str, password: str) -> User:
    """The invited person's account. Of two who accept at once one is refused, and leaves nothing behind."""
    _check_open(invitation)
    try:
        with transaction.atomic():
            person = add_person(
                username=username,
                name=invitation.name,
                password=password,
                roles=[Role(role) for role in invitation.roles],
                by=invitation.by,
                union=invitation.union,
                email=invitation.email,
                phone=invitation.phone,
            )
    except (IntegrityError, ValidationError) as error:
        raise NotAllowed(NAME_TAKEN) from error
    still_open = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    if not still_open.update(used_at=timezone.now(), person=person):
        raise NotAllowed(USED)
    audit.record(by=person, verb="接受邀请", target=invitation)
    return person


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """The link opens nothing any more."""
    check_can_manage_people(by)
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(withdrawn_at=timezone.now()):
        raise NotAllowed(f"{invitation.name}已经接受了邀请，撤不回来了。要停用账号，请到系统管理里办。")
    audit.record(by=by, verb="撤回邀请", target=invitation)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
