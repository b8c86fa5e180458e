"""The people of the sample: one account for each role, and a second editor so that the three reviews have three people."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.actions.people import add_person
from accounts.models import Union, User
from accounts.roles import Role

PASSWORD = "qinghai-gongyun-sample"  # noqa: S105 - printed by the demo, refused on a database with other people


@dataclass(frozen=True)
class SamplePerson:
    username: str
    name: str
    role: Role
    union: str = "省总工会"


PEOPLE = (
    SamplePerson("huiyuan", "马会员", Role.MEMBER, "格尔木市总工会"),
    SamplePerson("tongxunyuan", "祁通讯", Role.CORRESPONDENT, "海西州总工会"),
    SamplePerson("bianji", "沈知秋", Role.EDITOR),
    SamplePerson("bianji2", "马赟", Role.EDITOR),
    SamplePerson("fuzhubian", "陶景行", Role.DEPUTY_CHIEF),
    SamplePerson("zhubian", "杨凌霄", Role.CHIEF_EDITOR),
    SamplePerson("guanliyuan", "汪喆", Role.OPERATOR),
)


def make_people() -> dict[str, User]:
    """The sample's people by user name, made where they are missing."""
    known = {user.username: user for user in User.objects.filter(username__in=[p.username for p in PEOPLE])}
    for person in PEOPLE:
        if person.username not in known:
            known[person.username] = add_person(
                username=person.username,
                name=person.name,
                password=PASSWORD,
                roles=[person.role],
                by=None,
                union=Union.objects.named(person.union),
            )
    return known
