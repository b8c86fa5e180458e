"""Who may look after other people's accounts. Rules come in pairs: a sentence, and its boolean."""

from __future__ import annotations

from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.roles import Role


def check_can_manage_people(user: User) -> None:
    """Raise NotAllowed unless `user` is an operator."""
    if not (user.is_active and (user.is_superuser or user.has_role(Role.OPERATOR))):
        raise NotAllowed("只有管理员可以邀请人、重设别人的密码和第二步验证。请联系管理员。")


def can_manage_people(user: User) -> bool:
    try:
        check_can_manage_people(user)
    except NotAllowed:
        return False
    return True
