"""The life of a proof (校样): every legal move, who may make it, and whom the proof waits for.

The one place that assigns a proof's state. `docs/proofs.md` is printed from these tables (`manage.py proofs_diagram`).
Source of the rules: 三校一读 (《图书质量保障体系》, applied to periodicals by 新出报刊〔2001〕142号); the three proofs are read by
three different people, the read-through and 付印 may fall to one of them, so that an office of three can bring an issue out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.workflow import CHIEFS, EDITORS, check_holds

if TYPE_CHECKING:
    from typesetting.models import Proof


class Stage(models.IntegerChoices):
    """The proofs of an issue, in their order."""

    FIRST = 1, "一校"
    SECOND = 2, "二校"
    THIRD = 3, "三校"
    READ = 4, "通读"
    PRESS = 5, "付印"


class ProofState(models.TextChoices):
    """Where a proof stands."""

    OPEN = "open", "在校"
    SIGNED = "signed", "已签字"
    REPLACED = "replaced", "已重出"


class ProofMove(models.TextChoices):
    """What can be done with a proof."""

    MAKE = "make", "出校样"
    ASSIGN = "assign", "派校"
    MARK = "mark", "画校"
    SETTLE = "settle", "处理标记"
    CHECK = "check", "核红"
    ACCEPT = "accept", "接受提示"
    SIGN = "sign", "签字"
    REPLACE = "replace", "重出校样"


THREE = (Stage.FIRST, Stage.SECOND, Stage.THIRD)  # by three different people

# Who may sign each stage, and so whom it can fall to.
SIGNERS = {
    Stage.FIRST: EDITORS,
    Stage.SECOND: EDITORS,
    Stage.THIRD: EDITORS,
    Stage.READ: EDITORS,
    Stage.PRESS: CHIEFS,
}


@dataclass(frozen=True)
class Rule:
    """One row of the table. `roles` None: whoever may sign the proof's stage."""

    move: ProofMove
    sources: tuple[ProofState | None, ...]
    target: ProofState
    roles: frozenset[Role] | None
    note: str = ""


TABLE: tuple[Rule, ...] = (
    Rule(
        ProofMove.MAKE,
        (None,),
        ProofState.OPEN,
        EDITORS,
        note="用排好的一次排版，从此不变；上一校已签字，标记都已处理",
    ),
    Rule(
        ProofMove.REPLACE,
        (ProofState.OPEN, ProofState.SIGNED),
        ProofState.REPLACED,
        EDITORS,
        note="重新排版后同一校再出一份；只能重出最后一校",
    ),
    Rule(ProofMove.ASSIGN, (ProofState.OPEN,), ProofState.OPEN, EDITORS, note="派给能签这一校的人"),
    Rule(ProofMove.MARK, (ProofState.OPEN,), ProofState.OPEN, EDITORS, note="在版面上标出错处，写明改成什么"),
    Rule(
        ProofMove.SETTLE,
        tuple(ProofState),
        ProofState.OPEN,
        EDITORS,
        note="改了，或者不改并写明理由；校样的状态不变",
    ),
    Rule(
        ProofMove.CHECK,
        (ProofState.OPEN,),
        ProofState.OPEN,
        EDITORS,
        note="上一份标的每一处：已照改，或者没改（转成新标记）",
    ),
    Rule(ProofMove.ACCEPT, (ProofState.OPEN,), ProofState.OPEN, CHIEFS, note="付印样上逐条写明理由"),
    Rule(
        ProofMove.SIGN,
        (ProofState.OPEN,),
        ProofState.SIGNED,
        None,
        note="派了人的限本人；三校由三个人分别签；核红已毕；付印另须没有错误、提示都接受、文字与现稿完全相同",
    ),
)

RULES = {rule.move: rule for rule in TABLE}


def check_can(proof: Proof, move: ProofMove, user: User) -> None:
    """Raise NotAllowed, with the sentence to show, unless `user` may now make `move` on `proof` by state and role."""
    rule = RULES[move]
    roles = rule.roles if rule.roles is not None else SIGNERS[Stage(proof.stage)]
    deed = f"{proof.get_stage_display()}{move.label}" if move == ProofMove.SIGN else move.label
    check_holds(user, roles, deed)
    state = ProofState(proof.state)
    if state not in rule.sources:
        what = "已经重出，请到新的校样上" if state == ProofState.REPLACED else "已经签字，不能再"
        raise NotAllowed(f"{proof}{what}{move.label}。请刷新页面看最新状态。")
    if move == ProofMove.SIGN:
        check_falls_to(proof, user)


def check_falls_to(proof: Proof, user: User) -> None:
    """Raise NotAllowed where the proof falls to somebody else, or `user` signed another of the three."""
    if proof.reader_id not in {None, user.pk}:
        raise NotAllowed(f"{proof}派给了{proof.reader}。请由本人签字，或者先改派。")
    other = other_signed(proof, user)
    if other is not None:
        raise NotAllowed(f"本期的{other.label}是您签的，三校要由三个人分别签字。请改派给另一位同事。")


def other_signed(proof: Proof, user: User) -> Stage | None:
    """Which other of the three proofs of the same issue `user` signed."""
    if proof.stage not in THREE:
        return None
    held = signed_by(proof).get(user.pk)
    return None if held is None or held == proof.stage else held


def signed_by(proof: Proof) -> dict[int, Stage]:
    """Who signed which of the three proofs of the proof's issue that stand: {person's pk: stage}."""
    rows = type(proof).objects.filter(issue=proof.issue_id, stage__in=THREE, state=ProofState.SIGNED)
    return {person: Stage(stage) for person, stage in rows.values_list("signed_by", "stage")}


def can(proof: Proof, move: ProofMove, user: User) -> bool:
    """Whether `user` may now make `move`: the boolean of `check_can`."""
    try:
        check_can(proof, move, user)
    except NotAllowed:
        return False
    return True


def begin(proof: Proof) -> None:
    """Give a new proof its state."""
    proof.state = RULES[ProofMove.MAKE].target


def advance(proof: Proof, move: ProofMove) -> None:
    """Assign the state that SIGN or REPLACE leads to. The caller has checked the right to make it."""
    rule = RULES[move]
    if move not in {ProofMove.SIGN, ProofMove.REPLACE} or ProofState(proof.state) not in rule.sources:
        raise NotAllowed(f"{proof}现在是“{ProofState(proof.state).label}”，不能{move.label}。请刷新页面。")
    proof.state = rule.target
