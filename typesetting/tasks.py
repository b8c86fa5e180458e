"""The press as Celery jobs."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from accounts.models import User
from issues.models import Issue
from typesetting.actions import preparing, pruning, running
from typesetting.models import TypesetRun


@shared_task(name="typesetting.typeset")
def typeset(run_id: int) -> None:
    """Carry out a queued run. Sent twice, or again after a worker died, it does the work once."""
    run = TypesetRun.objects.filter(pk=run_id).first()
    if run is not None:
        running.carry_out(run=run)


@shared_task(name="typesetting.sweep")
def sweep() -> None:
    """Send the runs whose worker died again."""
    for run in running.lost_runs():
        typeset.delay(run.pk)


@shared_task(name="typesetting.prune")
def prune() -> None:
    """Clear away the runs that need not be kept."""
    pruning.prune()


@shared_task(name="typesetting.prepare")
def prepare() -> None:
    """Prepare the photos of the issues in hand, so that the next run finds them."""
    preparing.prepare_unreleased()


def start(*, issue: Issue, by: User | None) -> TypesetRun:
    """Ask for a run and send its job once the row is committed."""
    run = running.ask(issue=issue, by=by)
    transaction.on_commit(lambda: typeset.delay(run.pk))
    return run
