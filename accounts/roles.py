"""The six roles of the journal: Django groups, named in code as the design names them."""

from __future__ import annotations

from enum import StrEnum

from django.apps import apps as installed
from django.apps.registry import Apps


class Role(StrEnum):
    """A role. Its value is the group's name in the database; `label` is what people read."""

    MEMBER = "member"
    CORRESPONDENT = "correspondent"
    EDITOR = "editor"
    DEPUTY_CHIEF = "deputy_chief"
    CHIEF_EDITOR = "chief_editor"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.MEMBER: "会员",
    Role.CORRESPONDENT: "通讯员",
    Role.EDITOR: "编辑",
    Role.DEPUTY_CHIEF: "副主编",
    Role.CHIEF_EDITOR: "主编",
    Role.OPERATOR: "管理员",
}

STAFF_ROLES = frozenset({Role.EDITOR, Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR})


def make_role_groups(using: str, apps: Apps = installed, **kwargs) -> None:
    """After migrating: a group for each role. Groups added by hand stay."""
    group = apps.get_model("auth", "Group")
    for role in Role:
        group.objects.using(using).get_or_create(name=role.value)
