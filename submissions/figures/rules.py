"""Who may see figures, and who sets the points. Rules come in pairs: a sentence, and its boolean."""

from __future__ import annotations

from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.rules import can_contribute


def check_can_see_all_figures(user: User) -> None:
    """Raise NotAllowed unless `user` may see the figures of every union."""
    if not (user.is_editorial or user.has_role(Role.OPERATOR)):
        raise NotAllowed("各单位的统计和通报由编辑部看。您可以在“投稿”里看本单位的统计。")


def can_see_all_figures(user: User) -> bool:
    try:
        check_can_see_all_figures(user)
    except NotAllowed:
        return False
    return True


def check_can_see_figures(user: User) -> None:
    """Raise NotAllowed unless there are figures for `user`: all of them, or a correspondent's own union's."""
    if not can_see_all_figures(user) and not can_contribute(user):
        raise NotAllowed("统计给编辑部看；通讯员看本单位的。您的账号没有这些角色，请联系管理员。")


def can_see_figures(user: User) -> bool:
    try:
        check_can_see_figures(user)
    except NotAllowed:
        return False
    return True


def check_can_set_points(user: User) -> None:
    """Raise NotAllowed unless `user` is a chief or an operator."""
    if not user.has_role(Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR, Role.OPERATOR):
        raise NotAllowed("积分办法由主编、副主编和管理员改。要调整，请同他们说。")


def can_set_points(user: User) -> bool:
    try:
        check_can_set_points(user)
    except NotAllowed:
        return False
    return True
