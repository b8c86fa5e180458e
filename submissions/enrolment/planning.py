"""What a table of unions and correspondents would change, row by row. Nothing is written here."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from accounts.models import Invitation, Union, UnionKind, User
from accounts.roles import Role
from submissions.enrolment.reading import COLUMNS, PEOPLE, UNIONS, Tables, TypedRow

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
VERDICTS = {NEW: "新增", CHANGED: "改动", SAME: "不变", WRONG: "有错"}
PHONE = re.compile(r"\+?[0-9][0-9\- ]{5,18}")
YES, NO = frozenset({"", "是", "在用"}), frozenset({"否", "停用"})
KINDS = {kind.label: kind.value for kind in UnionKind}


@dataclass
class Item:
    """One row and what would become of it. `faults` are (cell, sentence); `changes` (what, before, after).

    `invitation`: of somebody who is invited and has no account yet.
    """

    sheet: str
    row: TypedRow
    label: str
    verdict: str = NEW
    faults: list[tuple[str, str]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    values: dict = field(default_factory=dict)
    target: Union | User | None = None
    invitation: Invitation | None = None

    @property
    def verdict_label(self) -> str:
        return VERDICTS[self.verdict]

    def wrong(self, column: str, sentence: str) -> None:
        self.verdict = WRONG
        letter = self.row.letters[COLUMNS[self.sheet].index(column)]
        self.faults.append((f"{letter}{self.row.number}" if letter else f"第 {self.row.number} 行", sentence))


@dataclass
class Plan:
    """Every row with its verdict. `digest` says whether a plan made later is still this one."""

    unions: list[Item]
    people: list[Item]

    @property
    def items(self) -> list[Item]:
        return [*self.unions, *self.people]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        found = Counter(item.verdict for item in self.items)
        return [(verdict, label, found[verdict]) for verdict, label in VERDICTS.items()]

    @property
    def to_do(self) -> int:
        return sum(item.verdict in (NEW, CHANGED) for item in self.items)

    @property
    def invited(self) -> list[Item]:
        """Rows of people whose invitation is open and stays as it is, unless new links are asked for."""
        return [item for item in self.people if item.verdict == SAME and item.invitation is not None]

    @property
    def digest(self) -> str:
        told = [
            [one.sheet, one.row.number, one.row.values, one.verdict, one.changes, one.faults]
            + ([one.invitation.pk] if one.invitation else [])  # renewed, it is another
            for one in self.items
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def plan_of(tables: Tables) -> Plan:
    """Hold the rows against what is there. Five queries for any number of rows."""
    unions = _plan_unions(tables.get(UNIONS, []))
    return Plan(unions, _plan_people(tables.get(PEOPLE, []), unions))


def _item(sheet: str, row: TypedRow) -> Item:
    found = Item(sheet, row, row.values[0] or f"第 {row.number} 行")
    for column, value in zip(COLUMNS[sheet], row.values, strict=True):
        if value.startswith("="):
            found.wrong(column, f"{column}是公式。请改成写定的字。")
    return found


# ------------------------------------------------------------------ unions


def _plan_unions(rows: list[TypedRow]) -> list[Item]:
    known = {union.name: union for union in Union.objects.select_related("parent")}
    short = Counter(union.short_name for union in known.values())
    items = [_item(UNIONS, row) for row in rows]
    times = Counter(row.values[0] for row in rows)
    for item in items:
        _read_union(item, times)
    names = {union.short_name: name for name, union in known.items() if short[union.short_name] == 1}
    for item in items:
        parent = item.values.get("parent", "")
        item.values["parent"] = names.get(parent, parent) if parent not in known and parent not in times else parent
    _check_parents(items, known)
    for item in items:
        if item.verdict != WRONG:
            _compare_union(item, known.get(item.values["name"]))
    return items


def _read_union(item: Item, times: Counter) -> None:
    name, short, kind, parent, active = item.row.values
    if not name:
        item.wrong("全称", "全称没有填。")
    elif times[name] > 1:
        item.wrong("全称", f"“{name}”在表里有 {times[name]} 行。请只留一行。")
    for column, value, most in (("全称", name, 80), ("简称", short, 40)):
        if len(value) > most:
            item.wrong(column, f"{column}有 {len(value)} 个字，最多 {most} 个字。")
    if not short and len(name) > 40:
        item.wrong("简称", "全称超过 40 个字，请另填简称。")
    if kind not in KINDS:
        item.wrong("类别", f"类别“{kind}”不认识。请填：{'、'.join(KINDS)}。")
    if active not in YES | NO:
        item.wrong("在用", f"在用“{active}”不认识。请填：是、否。")
    item.values = {
        "name": name,
        "short_name": short or name,
        "kind": KINDS.get(kind, ""),
        "parent": parent,
        "active": active in YES,
    }


def _check_parents(items: list[Item], known: dict[str, Union]) -> None:
    """A union above must be there, or come with a right row, and nobody may be above himself."""
    above = {name: union.parent.name if union.parent else "" for name, union in known.items()}
    while True:
        right = {item.values["name"]: item for item in items if item.verdict != WRONG}
        faults = len([item for item in items if item.verdict == WRONG])
        proposed = above | {name: item.values["parent"] for name, item in right.items()}
        for name, item in right.items():
            parent = item.values["parent"]
            if parent and parent not in known and parent not in right:
                item.wrong("上级工会", f"没有叫“{parent}”的工会，或者它那一行有错。请填全称。")
            elif _circles(name, proposed):
                item.wrong("上级工会", "上级工会绕成了圈。请核对。")
        if faults == len([item for item in items if item.verdict == WRONG]):
            return


def _circles(name: str, above: dict[str, str]) -> bool:
    seen = {name}
    while (name := above.get(name, "")) and name not in seen:
        seen.add(name)
    return bool(name)


def _compare_union(item: Item, union: Union | None) -> None:
    if union is None:
        return
    item.target = union
    now = {
        "简称": (union.short_name, item.values["short_name"]),
        "类别": (union.get_kind_display(), UnionKind(item.values["kind"]).label),
        "上级工会": (union.parent.name if union.parent else "", item.values["parent"]),
        "在用": ("是" if union.active else "否", "是" if item.values["active"] else "否"),
    }
    blank = dict(zip(COLUMNS[UNIONS], item.row.values, strict=True))
    for label, (before, after) in now.items():
        if before != after and blank[label]:
            item.changes.append((label, before or "（无）", after or "（无）"))
        elif before != after:  # an empty cell says nothing: it stays as it is
            key = {"简称": "short_name", "上级工会": "parent", "在用": "active"}[label]
            item.values[key] = union.active if key == "active" else before
    item.verdict = CHANGED if item.changes else SAME


# ------------------------------------------------------------------ people


@dataclass
class _Known:
    """Who is there already, and who is invited."""

    unions: dict[str, str]
    people: dict[tuple[str, str], list[User]]
    phones: dict[str, list[User]]
    invited: dict[tuple[str, str], Invitation]

    def invitation_for(self, values: dict) -> Invitation | None:
        """By name and union; else by name and telephone, of somebody who is to belong elsewhere now."""
        found = self.invited.get((values["name"], values["union"]))
        phone = _digits(values["phone"])
        alike = [one for one in self.invited.values() if one.name == values["name"] and phone == _digits(one.phone)]
        return found or (alike[0] if phone and len(alike) == 1 else None)


def _known(planned: list[Item]) -> _Known:
    names: dict[str, set[str]] = {}
    for union in Union.objects.all():
        names.setdefault(union.name, set()).add(union.name)
        names.setdefault(union.short_name, set()).add(union.name)
    for item in planned:
        if item.verdict == NEW:
            for label in (item.values["name"], item.values["short_name"]):
                names.setdefault(label, set()).add(item.values["name"])
    people: dict[tuple[str, str], list[User]] = {}
    phones: dict[str, list[User]] = {}
    for person in User.objects.select_related("union").prefetch_related("groups"):
        people.setdefault((person.name, person.union.name if person.union else ""), []).append(person)
        if person.phone:
            phones.setdefault(_digits(person.phone), []).append(person)
    waiting = Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    waiting = [one for one in waiting.select_related("union").order_by("pk") if Role.CORRESPONDENT in one.roles]
    invited = {(one.name, one.union.name if one.union else ""): one for one in waiting}
    return _Known({label: found.pop() for label, found in names.items() if len(found) == 1}, people, phones, invited)


def _digits(phone: str) -> str:
    return "".join(char for char in phone if char.isdigit())


def _plan_people(rows: list[TypedRow], unions: list[Item]) -> list[Item]:
    known = _known(unions) if rows else _Known({}, {}, {}, {})
    items = [_item(PEOPLE, row) for row in rows]
    for item in items:
        _read_person(item, known)
    times = Counter((item.values["name"], item.values["union"]) for item in items)
    phones = Counter(_digits(item.values["phone"]) for item in items if item.values["phone"])
    for item in items:
        values = item.values
        if values["union"] and times[(values["name"], values["union"])] > 1:
            item.wrong("姓名", f"“{values['name']}”在表里有几行。请只留一行。")
        if phones[_digits(values["phone"])] > 1:
            item.wrong("手机", "这个手机号在表里有几行。请核对。")
        if item.verdict != WRONG:
            _compare_person(item, known)
    return items


def _read_person(item: Item, known: _Known) -> None:
    name, union, phone, email = item.row.values
    if not name:
        item.wrong("姓名", "姓名没有填。")
    elif len(name) > 30:
        item.wrong("姓名", f"姓名有 {len(name)} 个字，最多 30 个字。")
    found = known.unions.get(union, "")
    if not union:
        item.wrong("所在工会", "所在工会没有填。")
    elif not found:
        item.wrong("所在工会", f"没有叫“{union}”的工会，或者不止一个，或者它那一行有错。请填全称。")
    if phone and not PHONE.fullmatch(phone):
        item.wrong("手机", f"“{phone}”不像电话号码。请核对。")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            item.wrong("邮箱", f"“{email}”不像邮箱地址。请核对。")
    item.values = {"name": name, "union": found, "phone": phone, "email": email}


def _compare_person(item: Item, known: _Known) -> None:
    values = item.values
    same = known.people.get((values["name"], values["union"]), [])
    bearing = known.phones.get(_digits(values["phone"]), []) if values["phone"] else []
    if len(same) > 1:
        same = [person for person in same if person in bearing]
        if len(same) != 1:
            item.wrong("姓名", "这个工会有几位同名的人。请填登记过的手机号，好认出是哪一位。")
            return
    moved = [person for person in bearing if person.name == values["name"]]
    person = same[0] if same else moved[0] if len(moved) == 1 else None
    if any(other != person for other in bearing):
        other = next(other for other in bearing if other != person)
        item.wrong("手机", f"这个手机号登记在{other}（{other.union or '没有单位'}）名下。请核对。")
    elif person is None:
        if invitation := known.invitation_for(values):
            _compare_invitation(item, invitation)
    elif not person.is_active:
        item.wrong("姓名", f"{person}的账号停用了。要用，请先在“人员”里恢复。")
    else:
        _compare_account(item, person)


def _compare_invitation(item: Item, invitation: Invitation) -> None:
    """What is told otherwise than when they were invited goes into a new invitation: the account is made of it."""
    item.invitation = invitation
    item.changes = _differing(item.values, invitation)
    if item.changes:
        item.changes.append(("邀请链接", "旧的作废", "换新的"))
    item.verdict = CHANGED if item.changes else SAME


def _differing(values: dict, known: User | Invitation) -> list[tuple[str, str, str]]:
    """(what, before, after) of what a row tells otherwise; an empty cell tells nothing."""
    now = (
        ("所在工会", known.union.name if known.union else "", values["union"]),
        ("手机", known.phone, values["phone"]),
        ("邮箱", known.email, values["email"]),
    )
    return [(label, before or "（无）", after) for label, before, after in now if after and before != after]


def _compare_account(item: Item, person: User) -> None:
    item.target = person
    item.changes = _differing(item.values, person)
    if Role.CORRESPONDENT not in person.roles:
        item.changes.append(("角色", person.role_labels or "（无）", f"加上{Role.CORRESPONDENT.label}"))
    item.verdict = CHANGED if item.changes else SAME
