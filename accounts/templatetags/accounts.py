"""What the head of every page asks about who is signed in."""

from __future__ import annotations

from django import template

from accounts.models import Message, User
from accounts.rules import can_manage_people, can_read_audit

register = template.Library()
register.filter("can_manage_people", can_manage_people)
register.filter("can_read_audit", can_read_audit)


@register.simple_tag
def unread_messages(user: User) -> int:
    """How many messages `user` has not read: one query."""
    return Message.objects.in_inbox_of(user).unread().count()
