"""Messages inside the house: what kinds there are, and what of them somebody wants to hear, and by which way."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class MessageKind(models.TextChoices):
    """What a message is about. Every room's kinds are named here, so that a reader chooses among them on one page."""

    ASSIGNED = "assigned", "分派"
    AWAITING_REVIEW = "awaiting_review", "送审"
    RETURNED = "returned", "退回"
    WITHDRAWN = "withdrawn", "撤稿"
    APPROVED = "approved", "定稿"
    COMMENTED = "commented", "批注"
    ANSWERED = "answered", "答复"
    LEADER_ANSWERED = "leader_answered", "领导回复"
    TAKEN_OVER = "taken_over", "被接手"
    REMINDED = "reminded", "催办"
    REPORT_ARRIVED = "report_arrived", "新到来稿"
    REPORT_RECEIVED = "report_received", "收到来稿"
    REPORT_RETURNED = "report_returned", "来稿退回"
    REPORT_ADOPTED = "report_adopted", "来稿采用"
    REPORT_DECLINED = "report_declined", "来稿不用"
    REPORT_PRINTED = "report_printed", "来稿刊出"
    CALL = "call", "约稿"
    PRESS_FINISHED = "press_finished", "排版完成"
    PRESS_FAILED = "press_failed", "排版失败"
    PROOF = "proof", "校样"


@dataclass(frozen=True)
class KindGroup:
    """Kinds that stand together on the page of choices; `editorial`: of no concern to members and correspondents."""

    name: str
    kinds: tuple[MessageKind, ...]
    editorial: bool


GROUPS = (
    KindGroup(
        "稿件",
        (
            MessageKind.ASSIGNED,
            MessageKind.AWAITING_REVIEW,
            MessageKind.RETURNED,
            MessageKind.WITHDRAWN,
            MessageKind.APPROVED,
            MessageKind.COMMENTED,
            MessageKind.ANSWERED,
            MessageKind.LEADER_ANSWERED,
            MessageKind.TAKEN_OVER,
            MessageKind.REMINDED,
            MessageKind.REPORT_ARRIVED,
        ),
        editorial=True,
    ),
    KindGroup("排印", (MessageKind.PRESS_FINISHED, MessageKind.PRESS_FAILED, MessageKind.PROOF), editorial=True),
    KindGroup(
        "来稿",
        (
            MessageKind.REPORT_RECEIVED,
            MessageKind.REPORT_RETURNED,
            MessageKind.REPORT_ADOPTED,
            MessageKind.REPORT_DECLINED,
            MessageKind.REPORT_PRINTED,
            MessageKind.CALL,
        ),
        editorial=False,
    ),
)


@dataclass(frozen=True)
class Ways:
    """By which ways a message of one kind reaches somebody: the inbox, a letter, the chat group of the office."""

    inbox: bool = True
    letter: bool = True
    group: bool = True


ALL_WAYS = Ways()
