"""What became of a letter or a post about a message, and clearing old messages away. Called by the jobs of this room."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import LetterState, Message

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=365)


def note_sent(*, message: Message) -> None:
    """The mail server took the letter. It is a part of telling, and leaves no audit row."""
    Message.objects.filter(pk=message.pk).update(letter=LetterState.SENT)


@transaction.atomic
def note_letter_failed(*, message: Message, reason: str) -> None:
    """The mail server did not take the letter, as often as it was tried."""
    Message.objects.filter(pk=message.pk).update(letter=LetterState.FAILED)
    audit.record(by=None, verb="邮件没有寄到", target=message.to, title=message.title, reason=reason)


@transaction.atomic
def note_post_failed(*, message: Message, reason: str) -> None:
    """The chat group did not take the post, as often as it was tried."""
    audit.record(by=None, verb="工作群没有收到", target=message, reason=reason)


def clear_old() -> int:
    """Delete messages read more than a year ago, and those kept only for their letter. How many there were."""
    before = timezone.now() - KEPT_FOR
    gone, _ = Message.objects.filter(Q(read_at__lt=before) | Q(in_inbox=False, at__lt=before)).delete()
    log.info("cleared away %s old messages", gone)
    return gone
