"""People: adding someone, giving roles, closing and reopening an account."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction

from accounts import audit
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from accounts.rules import check_can_close, check_can_manage_people, check_can_set_roles


@transaction.atomic
def add_person(
    *,
    username: str,
    name: str,
    password: str,
    roles: Iterable[Role],
    by: User | None,
    union: Union | None = None,
    email: str = "",
    phone: str = "",
) -> User:
    """A new person with roles. An operator may enter the administration pages. Raises IntegrityError if the name is taken."""
    roles = frozenset(roles)
    person = User(username=username, name=name, union=union, email=email, phone=phone)
    person.set_password(password)
    person.full_clean(exclude=["password"])
    _give(person, roles)
    audit.record(by=by, verb="新建账号", target=person, roles=_values(roles))
    return person


@transaction.atomic
def set_roles(*, person: User, roles: Iterable[Role], by: User) -> User:
    """`person` holds just these roles from now on. Groups that are no role of the journal stay."""
    roles = frozenset(roles)
    person, by = _at_rest(person, by)
    check_can_set_roles(by, person, roles)
    before = person.roles
    if roles == before:
        return person
    _give(person, roles)
    audit.record(by=by, verb="改角色", target=person, before=_values(before), after=_values(roles))
    return person


@transaction.atomic
def close(*, person: User, by: User) -> User:
    """`person` signs in no more, and every open session of theirs ends. What they did stays."""
    person, by = _at_rest(person, by)
    check_can_close(by, person)
    if not person.is_active and audit.just_done(by=by, verb="停用账号", target=person):
        return person
    if not person.is_active:
        raise NotAllowed(f"{person}的账号已经停用了。")
    return _set_active(person, False, by, "停用账号")


@transaction.atomic
def reopen(*, person: User, by: User) -> User:
    """`person` may sign in again, with the password and the roles of before."""
    person, by = _at_rest(person, by)
    check_can_manage_people(by)
    if person.is_active and audit.just_done(by=by, verb="恢复账号", target=person):
        return person
    if person.is_active:
        raise NotAllowed(f"{person}的账号没有停用，不用恢复。")
    return _set_active(person, True, by, "恢复账号")


def _at_rest(person: User, by: User) -> tuple[User, User]:
    """Both as they are now, held until the end: of two operators who take each other's role away, one is refused."""
    held = User.objects.select_for_update().order_by("pk").in_bulk({person.pk, by.pk})
    return held[person.pk], held[by.pk]


def _give(person: User, roles: frozenset[Role]) -> None:
    """Save `person` with `roles`. An operator may enter the administration pages."""
    person.is_staff = person.is_superuser = Role.OPERATOR in roles
    person.save()
    others = person.groups.exclude(name__in=list(Role))
    person.groups.set([*others, *Group.objects.filter(name__in=_values(roles))])
    person.__dict__.pop("roles", None)


def _set_active(person: User, active: bool, by: User, verb: str) -> User:
    person.is_active = active
    person.save(update_fields=["is_active"])
    audit.record(by=by, verb=verb, target=person)
    return person


def _values(roles: frozenset[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]
