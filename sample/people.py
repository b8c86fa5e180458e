"""The people of the sample: one account for each role, a second editor so that the three reviews have three people, and
correspondents of a dozen unions."""

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


@dataclass(frozen=True)
class SampleCorrespondent:
    """Who hands in reports for a union, and which of its leaders reads them first."""

    username: str
    name: str
    union: str
    approver: str
    approver_phone: str
    phone: str


CORRESPONDENTS = (
    SampleCorrespondent("tongxunyuan", "祁通讯", "海西州总工会", "李海青", "0977-000 0001", "0977-000 0002"),
    SampleCorrespondent("txy-geermu", "韩雪莲", "格尔木市总工会", "王守疆", "0979-000 0001", "0979-000 0002"),
    SampleCorrespondent("txy-xining", "马晓枫", "西宁市总工会", "田承业", "0971-000 0001", "0971-000 0002"),
    SampleCorrespondent("txy-datong", "祁文海", "大通县总工会", "井玉山", "0971-000 0003", "0971-000 0004"),
    SampleCorrespondent("txy-haidong", "冶文军", "海东市总工会", "白延庆", "0972-000 0001", "0972-000 0002"),
    SampleCorrespondent("txy-huzhu", "李成兰", "互助县总工会", "胡生财", "0972-000 0003", "0972-000 0004"),
    SampleCorrespondent("txy-hainan", "周措毛", "海南州总工会", "多杰才旦", "0974-000 0001", "0974-000 0002"),
    SampleCorrespondent("txy-haibei", "东智加", "海北州总工会", "马玉祥", "0970-000 0001", "0970-000 0002"),
    SampleCorrespondent("txy-guoluo", "才仁措", "果洛州总工会", "昂欠多杰", "0975-000 0001", "0975-000 0002"),
    SampleCorrespondent("txy-yushu", "尕玛才旺", "玉树州总工会", "索南扎西", "0976-000 0001", "0976-000 0002"),
    SampleCorrespondent("txy-youzheng", "郭庆元", "省邮政工会", "赵连城", "0971-000 0005", "0971-000 0006"),
    SampleCorrespondent("txy-nengyuan", "田佳", "省能源化工机冶工会", "贺西林", "0971-000 0007", "0971-000 0008"),
)
EVERYBODY = (
    *PEOPLE,
    *(
        SamplePerson(one.username, one.name, Role.CORRESPONDENT, one.union)
        for one in CORRESPONDENTS
        if one.username not in {person.username for person in PEOPLE}
    ),
)


def make_people() -> dict[str, User]:
    """The sample's people by user name, made where they are missing."""
    known = {user.username: user for user in User.objects.filter(username__in=[p.username for p in EVERYBODY])}
    for person in EVERYBODY:
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
