"""The life of a report: every legal move and who may make it. The one place that assigns a report's state.

`docs/reports.md` is printed from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models

from accounts.refusals import NotAllowed

if TYPE_CHECKING:
    from submissions.models import Report


class ReportState(models.TextChoices):
    """Where a report stands, in the words its sender reads."""

    DRAFT = "draft", "草稿"
    COUNTERSIGNING = "countersigning", "待上级会签"
    RECEIVED = "received", "已收到"
    UNDER_REVIEW = "under_review", "编辑处理中"
    RETURNED = "returned", "退回补充"
    ADOPTED = "adopted", "已采用"
    DECLINED = "declined", "未采用"
    WITHDRAWN = "withdrawn", "已撤回"


class Side(StrEnum):
    """Who makes a move: the sender, the union above, the editors."""

    SENDER = "供稿人"
    SUPERIOR = "上级工会"
    DESK = "编辑部"


class ReportMove(models.TextChoices):
    """What can be done with a report."""

    START = "start", "起草"
    SEND = "send", "报送"
    COUNTERSIGN = "countersign", "会签"
    REFUSE = "refuse", "会签退回"
    TAKE_UP = "take_up", "开始处理"
    RETURN = "return", "退回补充"
    ADOPT = "adopt", "采用"
    DECLINE = "decline", "不采用"
    REOPEN = "reopen", "重新考虑"
    WITHDRAW = "withdraw", "撤回"


@dataclass(frozen=True)
class ReportRule:
    """One row: from which states, to which (the action says which where there are two), by which side."""

    move: ReportMove
    sources: tuple[ReportState | None, ...]
    targets: tuple[ReportState, ...]
    side: Side
    note: str = ""


OPEN = (ReportState.RECEIVED, ReportState.UNDER_REVIEW)

TABLE: tuple[ReportRule, ...] = (
    ReportRule(ReportMove.START, (None,), (ReportState.DRAFT,), Side.SENDER),
    ReportRule(
        ReportMove.SEND,
        (ReportState.DRAFT, ReportState.RETURNED),
        (ReportState.RECEIVED, ReportState.COUNTERSIGNING),
        Side.SENDER,
        note="上级工会须会签的，先到上级",
    ),
    ReportRule(ReportMove.COUNTERSIGN, (ReportState.COUNTERSIGNING,), (ReportState.RECEIVED,), Side.SUPERIOR),
    ReportRule(
        ReportMove.REFUSE,
        (ReportState.COUNTERSIGNING,),
        (ReportState.RETURNED,),
        Side.SUPERIOR,
        note="须写明意见",
    ),
    ReportRule(ReportMove.TAKE_UP, (ReportState.RECEIVED,), (ReportState.UNDER_REVIEW,), Side.DESK),
    ReportRule(ReportMove.RETURN, OPEN, (ReportState.RETURNED,), Side.DESK, note="须写明补充什么"),
    ReportRule(ReportMove.ADOPT, OPEN, (ReportState.ADOPTED,), Side.DESK, note="成为一篇文章，或并入一篇"),
    ReportRule(ReportMove.DECLINE, OPEN, (ReportState.DECLINED,), Side.DESK, note="须写明原因"),
    ReportRule(
        ReportMove.REOPEN,
        (ReportState.DECLINED, ReportState.ADOPTED),
        (ReportState.UNDER_REVIEW,),
        Side.DESK,
        note="采用的文章撤稿后也可以",
    ),
    ReportRule(
        ReportMove.WITHDRAW,
        (ReportState.DRAFT, ReportState.RETURNED, ReportState.COUNTERSIGNING, ReportState.RECEIVED),
        (ReportState.WITHDRAWN,),
        Side.SENDER,
        note="编辑部开始处理后不能再撤",
    ),
)

RULES = {rule.move: rule for rule in TABLE}
WRITABLE = (ReportState.DRAFT, ReportState.RETURNED)


def check_stands(report: Report, move: ReportMove) -> None:
    """Raise NotAllowed, with the sentence to show, unless the report's state allows `move`."""
    state = ReportState(report.state)
    if state not in RULES[move].sources:
        raise NotAllowed(f"《{report.label}》现在是“{state.label}”，不能{move.label}。请刷新页面看最新状态。")


def begin(report: Report) -> None:
    """Give a new report its first state."""
    report.state = RULES[ReportMove.START].targets[0]


def advance(report: Report, move: ReportMove, *, to: ReportState | None = None) -> None:
    """Assign the state `move` leads to; `to` chooses among several. The caller has checked who may make it."""
    check_stands(report, move)
    target = to or RULES[move].targets[0]
    if target not in RULES[move].targets:
        raise ValueError(f"{move} does not lead to {target}")
    report.state = target
