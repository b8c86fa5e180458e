"""Who may look after other people's accounts, and read the audit record. Rules come in pairs: a sentence, and its boolean."""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.roles import Role


def check_can_manage_people(user: User) -> None:
    """Raise NotAllowed unless `user` is an operator."""
    if not (user.is_active and (user.is_superuser or user.has_role(Role.OPERATOR))):
        raise NotAllowed("只有管理员可以邀请人、改角色、停用账号、重设别人的密码和第二步验证。请联系管理员。")


def can_manage_people(user: User) -> bool:
    try:
        check_can_manage_people(user)
    except NotAllowed:
        return False
    return True


def check_can_read_audit(user: User) -> None:
    """Raise NotAllowed unless `user` is an operator or one of the chiefs: the record names addresses and opinions."""
    chiefs = user.has_role(Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR)
    if not chiefs and not can_manage_people(user):
        raise NotAllowed("操作记录只给主编、副主编和管理员看。自己做过的事，在“我的账号”里。")


def can_read_audit(user: User) -> bool:
    try:
        check_can_read_audit(user)
    except NotAllowed:
        return False
    return True


def check_can_set_roles(user: User, person: User, roles: Collection[Role]) -> None:
    """Raise NotAllowed unless `user` may give `person` just these roles. Nobody leaves the house without an operator."""
    check_can_manage_people(user)
    if user.pk == person.pk and Role.OPERATOR not in roles:
        raise NotAllowed("不能去掉自己的管理员角色。请另一位管理员来办，免得没有人能管账号。")


def check_can_close(user: User, person: User) -> None:
    """Raise NotAllowed unless `user` may close the account of `person`."""
    check_can_manage_people(user)
    if user.pk == person.pk:
        raise NotAllowed("不能停用自己的账号。请另一位管理员来办。")


def can_close(user: User, person: User) -> bool:
    try:
        check_can_close(user, person)
    except NotAllowed:
        return False
    return True
