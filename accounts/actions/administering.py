"""What an operator does on the administration pages: each save and each deletion with its audit row."""

from __future__ import annotations

from django.db import models, transaction
from django.forms import BaseModelFormSet

from accounts import audit
from accounts.models import User


@transaction.atomic
def save(*, target: models.Model, by: User, changed: list[str]) -> None:
    """Save a row an operator made or changed. `changed` names the fields as people read them."""
    new = target._state.adding
    target.save()
    audit.record(by=by, verb="新建" if new else "修改", target=target, fields=changed)


@transaction.atomic
def save_rows(*, target: models.Model, formset: BaseModelFormSet, by: User) -> None:
    """Save the rows that hang on `target` (board, imprint, columns) as an operator left them, with one audit row."""
    formset.save()
    rows = {
        "新建": [str(row) for row in formset.new_objects],
        "修改": [str(row) for row, _ in formset.changed_objects],
        "删除": [str(row) for row in formset.deleted_objects],
    }
    changes = {verb: labels for verb, labels in rows.items() if labels}
    if changes:
        name = str(formset.model._meta.verbose_name_plural)
        audit.record(by=by, verb=f"改{name}", target=target, **changes)


@transaction.atomic
def delete(*, target: models.Model, by: User) -> None:
    """Delete a row. Raises ProtectedError where others hang on it."""
    audit.record(by=by, verb="删除", target=target)
    target.delete()
