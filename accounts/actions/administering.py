"""What an operator does on the administration pages: each save and each deletion with its audit row."""

from __future__ import annotations

from django.db import models, transaction

from accounts import audit
from accounts.models import User


@transaction.atomic
def save(*, target: models.Model, by: User, changed: list[str]) -> None:
    """Save a row an operator made or changed. `changed` names the fields as people read them."""
    new = target._state.adding
    target.save()
    audit.record(by=by, verb="新建" if new else "修改", target=target, fields=changed)


@transaction.atomic
def delete(*, target: models.Model, by: User) -> None:
    """Delete a row. Raises ProtectedError where others hang on it."""
    audit.record(by=by, verb="删除", target=target)
    target.delete()
