"""Periodicals: the journal itself."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from issues.models import Column, Layout, Periodical
from submissions.actions import columns

# The usual columns of 青海工运, in the order it prints them.
USUAL_COLUMNS = (
    ("卷首语", Layout.LETTER),
    ("学习强会", Layout.FEATURE),
    ("航向标", Layout.FEATURE),
    ("新视点", Layout.NEWS),
    ("工作研究", Layout.FEATURE),
    ("理论研究", Layout.FEATURE),
    ("劳模先进风采", Layout.PROFILES),
    ("市州动态", Layout.NEWS),
    ("产业风采", Layout.NEWS),
    ("基层活动", Layout.NEWS),
)


@transaction.atomic
def first_periodical(by: User | None = None) -> Periodical:
    """青海工运 with its usual columns, made where the database has no such periodical."""
    periodical, made = Periodical.objects.get_or_create(
        slug="qinghai-gongyun", defaults={"title": "青海工运", "sponsor": "青海省总工会"}
    )
    if made:
        Column.objects.bulk_create(
            Column(periodical=periodical, name=name, layout=layout, order=order)
            for order, (name, layout) in enumerate(USUAL_COLUMNS)
        )
        audit.record(by=by, verb="新建刊物", target=periodical)
        offer_columns(by=by)
    return periodical


def offer_columns(*, by: User | None) -> None:
    """Tell the letterbox which columns the unions may write for: the usual ones, without the opening letter."""
    usual = Column.objects.filter(active=True).exclude(layout=Layout.LETTER)
    columns.offer(names=list(usual.values_list("name", flat=True)), by=by)


@transaction.atomic
def set_masthead(*, periodical: Periodical, by: User | None, permit: str) -> None:
    """Set what the cover must carry: the 准印证号."""
    periodical.permit = permit
    periodical.save()
    audit.record(by=by, verb="改刊物信息", target=periodical, permit=permit)


@transaction.atomic
def set_needs_signed_proof(*, periodical: Periodical, by: User | None, needed: bool) -> None:
    """Set whether an issue may come out only with a proof signed for print. What is so already is left."""
    if periodical.needs_signed_proof == needed:
        return
    periodical.needs_signed_proof = needed
    periodical.save(update_fields=["needs_signed_proof"])
    audit.record(by=by, verb="改出刊规则", target=periodical, fields=["needs_signed_proof"], after=needed)
