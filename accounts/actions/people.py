"""People: adding someone and giving roles."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction

from accounts import audit
from accounts.models import Union, User
from accounts.roles import Role


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
    operator = Role.OPERATOR in roles
    person = User(username=username, name=name, union=union, email=email, phone=phone)
    person.is_staff = person.is_superuser = operator
    person.set_password(password)
    person.full_clean(exclude=["password"])
    person.save()
    person.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    audit.record(by=by, verb="新建账号", target=person, roles=sorted(role.value for role in roles))
    return person
