"""The audit record: one row for each action, in the action's own transaction."""

from __future__ import annotations

from contextvars import ContextVar

from django.db import models

from accounts.models import AuditEntry, User

# Where the present request comes from. A command or a job sets its own name.
origin: ContextVar[str] = ContextVar("origin", default="后台")


def record(*, by: User | None, verb: str, target: models.Model, by_name: str = "", **changes) -> AuditEntry:
    """Write down that `by` (None: the system) did `verb` to `target`. Call it inside the action's transaction.

    `by_name` is of someone without an account, as a leader who answers by a link.
    """
    return AuditEntry.objects.create(
        by=by,
        by_name=by.name if by else by_name or "系统",
        origin=origin.get(),
        verb=verb,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:200],
        changes=changes,
    )
