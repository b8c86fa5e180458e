"""What the pages of this room show, in a constant number of queries."""

from __future__ import annotations

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import locks
from accounts.models import Message, User


def people() -> QuerySet[User]:
    """Everyone, each with union, groups, `is_locked` and `has_device`."""
    return (
        User.objects.select_related("union")
        .prefetch_related("groups")
        .annotate(
            is_locked=Exists(locks.locks().filter(username=OuterRef("username"))),
            has_device=Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)),
        )
    )


def inbox(person: User) -> QuerySet[Message]:
    """The messages of `person`: what is unread first, the newest first within."""
    seen = Case(When(read_at=None, then=Value(0)), default=Value(1))
    return Message.objects.in_inbox_of(person).order_by(seen, "-at", "-pk")
