"""Cancelling a run of the press that waits or is under way."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.workflow import EDITORS, check_holds
from typesetting.actions.running import is_lost
from typesetting.models import RunState, TypesetRun

VERB = "取消排版"


@transaction.atomic
def cancel(*, run: TypesetRun, by: User) -> TypesetRun:
    """Cancel a run: at once where no worker has it, else its worker stops at the next step and says so on the row.

    A second click finds it done. Raises NotAllowed where the run has ended by itself.
    """
    check_holds(by, EDITORS, VERB)
    run = TypesetRun.objects.select_for_update(of=("self",)).select_related("issue__periodical").get(pk=run.pk)
    if run.cancel_asked:
        return run
    if run.is_over:
        raise NotAllowed(f"这次排版已经{'排好了' if run.state == RunState.DONE else '结束了'}，没有什么可以取消的。")
    run.cancel_asked = True
    run.error = f"{by.name}取消了这次排版。"
    if run.state == RunState.QUEUED or is_lost(run):
        run.state, run.finished_at = RunState.CANCELLED, timezone.now()
    run.save(update_fields=["cancel_asked", "error", "state", "finished_at"])
    audit.record(by=by, verb=VERB, target=run.issue, run=run.pk)
    return run
