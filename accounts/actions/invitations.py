"""Invitations: made by an operator, accepted once, or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit, tokens
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


class Waiting(NotAllowed):
    """`invitation` of the same person to the same roles is open already."""

    def __init__(self, invitation: Invitation) -> None:
        super().__init__(
            f"{invitation}已经有一个，角色、单位、邮箱和手机都一样，还没有接受，没有再建。"
            "链接只显示一次；手头没有了，可以撤回它，换一个新的。"
        )
        self.invitation = invitation


@dataclass(frozen=True)
class Invitee:
    """Who is to have an account."""

    name: str
    union: Union | None = None
    email: str = ""
    phone: str = ""


@transaction.atomic
def invite(
    *,
    name: str,
    roles: Iterable[Role],
    by: User,
    union: Union | None = None,
    email: str = "",
    phone: str = "",
    seed: str = "",
    instead: bool = False,
    besides: bool = False,
) -> tuple[Invitation, str, bool]:
    """An invitation, the token its link carries, and whether it is new. Nobody who does not know `seed` learns the token again.

    With the `seed` of one that is open it is that one. Raises Waiting where another in the same words is open: `instead`
    withdraws that first, `besides` leaves it, for another person of the same name.
    """
    check_can_manage_people(by)
    User.objects.select_for_update(no_key=True).get(
        pk=by.pk
    )  # a click that comes twice at once comes one after the other
    invitation, token = _new(Invitee(name, union, email, phone), roles, by, seed)
    same = Invitation.objects.filter(token_digest=invitation.token_digest).first()
    if same is not None and same.open:
        return same, token, False
    if same is not None:
        token = tokens.fresh()
        invitation.token_digest = tokens.digest(token)
    invitation.full_clean()
    for known in [] if besides else _in_the_same_words(invitation):
        if not instead:
            raise Waiting(known)
        withdraw(invitation=known, by=by)
    invitation.save()
    audit.record(by=by, verb="邀请", target=invitation, roles=invitation.roles)
    return invitation, token, True


def _in_the_same_words(invitation: Invitation) -> list[Invitation]:
    told = {name: getattr(invitation, name) for name in ("name", "union", "email", "phone")}
    found = Invitation.objects.filter(**told, used_at=None, withdrawn_at=None)
    return [one for one in found if one.open and one.roles == invitation.roles]


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


def _new(invitee: Invitee, roles: Iterable[Role], by: User, seed: str = "") -> tuple[Invitation, str]:
    roles = sorted(role.value for role in roles)
    union = invitee.union.pk if invitee.union else ""
    token = tokens.grown(seed, "invitation", by.pk, invitee.name, union, invitee.email, invitee.phone, *roles)
    invitation = Invitation(
        token_digest=tokens.digest(token),
        name=invitee.name,
        union=invitee.union,
        roles=roles,
        email=invitee.email,
        phone=invitee.phone,
        by=by,
    )
    return invitation, token


def find(token: str) -> Invitation:
    """The open invitation behind a link. Raises NotAllowed, saying what became of one that is not open."""
    found = Invitation.objects.select_related("union", "by").filter(token_digest=tokens.digest(token)).first()
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
    """The link opens nothing any more. One that is withdrawn stays so."""
    check_can_manage_people(by)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.used_at is not None:
        raise NotAllowed(f"{invitation.name}已经接受了邀请，撤不回来了。要停用账号，请到系统管理里办。")
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        audit.record(by=by, verb="撤回邀请", target=invitation)
