"""The audit record: one row for each action, in the action's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import timedelta

from django.db import models
from django.utils import timezone

from accounts.models import AuditEntry, User

# Within it, the same person's doing the same again is taken for a click that came twice.
SECOND_CLICK = timedelta(minutes=1)

# Where the present request comes from. A command or a job sets its own name.
origin: ContextVar[str] = ContextVar("origin", default="后台")


def record(*, by: User | None, verb: str, target: models.Model, by_name: str = "", **changes) -> AuditEntry:
    """Write down that `by` (None: the system) did `verb` to `target`. Call it inside the action's transaction.

    `by_name` is of someone without an account, as a leader who answers by a link.
    """
    entry = _entry(by, verb, target, changes, by_name)
    entry.save(force_insert=True)
    return entry


def record_all(*, by: User | None, verb: str, targets: Iterable[tuple[models.Model, dict]]) -> None:
    """`record` for many things that one action did the same to, each with its changes, in a few statements."""
    entries = [_entry(by, verb, target, changes, "") for target, changes in targets]
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def just_done(*, by: User, verb: str, target: models.Model, **changes) -> bool:
    """Whether `by` did the same a moment ago: what is asked for now is a click that came twice."""
    told = {f"changes__{name}": value for name, value in changes.items()}
    rows = AuditEntry.objects.filter(by=by, verb=verb, target_kind=target._meta.label_lower, target_id=str(target.pk))
    return rows.filter(at__gt=timezone.now() - SECOND_CLICK, **told).exists()


def _entry(by: User | None, verb: str, target: models.Model, changes: dict, by_name: str) -> AuditEntry:
    return AuditEntry(
        by=by,
        by_name=by.name if by else by_name or "系统",
        origin=origin.get(),
        verb=verb,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:200],
        changes=changes,
    )
