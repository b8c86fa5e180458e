"""Unions and correspondents taken in from a table: what was previewed, all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts import audit
from accounts.actions.invitations import Invitee, invite_all, withdraw
from accounts.actions.people import set_roles
from accounts.models import Invitation, Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from accounts.rules import check_can_manage_people
from submissions.enrolment.planning import CHANGED, NEW, Item, plan_of
from submissions.enrolment.reading import Tables


@dataclass(frozen=True)
class Invited:
    """A new correspondent's invitation, and the token of its link: known now and never again."""

    invitation: Invitation
    token: str


@transaction.atomic
def enrol(*, tables: Tables, seen: str, by: User, renew: bool = False) -> list[Invited]:
    """Carry out the plan whose digest is `seen`: right rows are written, wrong ones stay out whole.

    `renew`: whoever is invited and has not accepted gets a new link, too, and the old one is dead.

    Raises NotAllowed, and writes nothing, where the plan would no longer be the same; so a click that came twice is one.
    """
    check_can_manage_people(by)
    # Held, so that two operators import one after the other; one who waited is refused below, where it matters.
    list(Union.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    plan = plan_of(tables)
    if plan.digest != seen:
        raise NotAllowed("预览以后名单有了变化，或者已经导入过了，这次什么都没有改。请再上传一次，看过预览再导入。")
    if not plan.to_do and not (renew and plan.invited):
        rest = "要给已邀请的人换新链接，请先打勾。" if plan.invited else ""
        raise NotAllowed(f"表里没有新增或改动的行，不用导入。{rest}")
    unions = _write_unions([item for item in plan.unions if item.verdict in (NEW, CHANGED)], by)
    for item in plan.people:
        if item.verdict == CHANGED and item.invitation is None:
            _change_person(item, unions, by)
    again = [item for item in plan.people if item.verdict == CHANGED and item.invitation is not None]
    again += plan.invited if renew else []
    for item in again:
        withdraw(invitation=item.invitation, by=by)
    invited = _invite([item for item in plan.people if item.verdict == NEW] + again, unions, by)
    audit.record(by=by, verb="导入工会和通讯员", target=by, **{label: count for _, label, count in plan.counts})
    return invited


def _write_unions(items: list[Item], by: User) -> dict[str, Union]:
    """Write rows of unions; every union by full name comes back. Parents are set when all are there."""
    known = {union.name: union for union in Union.objects.all()}
    last = Union.objects.aggregate(last=Max("order"))["last"] or 0
    fresh = [item for item in items if item.verdict == NEW]
    for order, item in enumerate(fresh, last + 1):
        values = item.values
        known[values["name"]] = Union(
            name=values["name"], short_name=values["short_name"], kind=values["kind"], order=order
        )
    Union.objects.bulk_create([known[item.values["name"]] for item in fresh], batch_size=500)
    for item in items:
        union, values = known[item.values["name"]], item.values
        union.short_name, union.kind, union.active = values["short_name"], values["kind"], values["active"]
        union.parent = known.get(values["parent"])
    written = [known[item.values["name"]] for item in items]
    Union.objects.bulk_update(written, ["short_name", "kind", "active", "parent"], batch_size=200)
    for verdict, verb in ((NEW, "新建工会"), (CHANGED, "改工会")):
        rows = [item for item in items if item.verdict == verdict]
        targets = ((known[item.values["name"]], _told(item)) for item in rows)
        audit.record_all(by=by, verb=verb, targets=targets)
    return known


def _told(item: Item) -> dict[str, list[str]]:
    return {label: [before, after] for label, before, after in item.changes}


def _change_person(item: Item, unions: dict[str, Union], by: User) -> None:
    person, values = User.objects.get(pk=item.target.pk), item.values
    person.union = unions[values["union"]]
    person.phone = values["phone"] or person.phone
    person.email = values["email"] or person.email
    person.save(update_fields=["union", "phone", "email"])
    audit.record(by=by, verb="改通讯员", target=person, **_told(item))
    if Role.CORRESPONDENT not in person.roles:
        set_roles(person=person, roles={*person.roles, Role.CORRESPONDENT}, by=by)


def _invitee(item: Item, unions: dict[str, Union]) -> Invitee:
    """What the row leaves empty stays as it was in the invitation before."""
    values, before = item.values, item.invitation
    email = values["email"] or (before.email if before else "")
    phone = values["phone"] or (before.phone if before else "")
    return Invitee(values["name"], unions[values["union"]], email, phone)


def _invite(items: list[Item], unions: dict[str, Union], by: User) -> list[Invited]:
    people = [_invitee(item, unions) for item in items]
    return [Invited(*made) for made in invite_all(invitees=people, roles=[Role.CORRESPONDENT], by=by)]
