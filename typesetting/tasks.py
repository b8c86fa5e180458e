"""The press as Celery jobs."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from accounts.models import User
from issues.models import Issue
from typesetting.actions import preparing, previewing, proofing, pruning, running
from typesetting.models import Preview, Proof, TypesetRun
from typesetting.proofs import pages


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
    for issue_id in previewing.lost_previews():
        preview.delay(issue_id)
    for proof in proofing.unprepared():
        prepare_proof.delay(proof.pk)


@shared_task(name="typesetting.prepare_proof")
def prepare_proof(proof_id: int) -> None:
    """Compare a proof with the last one, page by page, and make its pictures."""
    proof = Proof.objects.filter(pk=proof_id).first()
    if proof is not None:
        proofing.prepare(proof=proof)


@shared_task(name="typesetting.preview")
def preview(issue_id: int) -> None:
    """Set an issue's pages for the flat plan, where they were asked for and nobody does it already."""
    previewing.make(issue_id)


@shared_task(name="typesetting.prune")
def prune() -> None:
    """Clear away the runs and the pictures of pages that need not be kept."""
    pruning.prune()
    previewing.forget_old_pictures()
    pages.forget_pictures()


@shared_task(name="typesetting.prepare")
def prepare() -> None:
    """Prepare the photos of the issues in hand, so that the next run finds them."""
    preparing.prepare_unreleased()


def start(*, issue: Issue, by: User | None) -> TypesetRun:
    """Ask for a run and send its job once the row is committed."""
    run = running.ask(issue=issue, by=by)
    transaction.on_commit(lambda: typeset.delay(run.pk))
    return run


def make_proof(*, issue: Issue, stage: int, by: User, reader: User | None = None) -> Proof:
    """Make a proof and send the job that prepares it once it is committed."""
    proof = proofing.make(issue=issue, stage=stage, by=by, reader=reader)
    transaction.on_commit(lambda: prepare_proof.delay(proof.pk), robust=True)  # the clock sends it again
    return proof


def preview_again(issue_id: int) -> None:
    """After a change of an issue: set its pages again where somebody looks at its flat plan."""
    if previewing.ask(issue_id):
        preview.delay(issue_id)


def watch(issue: Issue) -> Preview:
    """The preview of an issue that somebody looks at now; its job is sent where that is called for."""
    found, asked = previewing.watch(issue)
    if asked:
        transaction.on_commit(lambda: preview.delay(issue.pk), robust=True)  # the clock sends it again
    return found
