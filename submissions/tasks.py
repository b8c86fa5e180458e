"""The letterbox's Celery jobs."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task

from photos.actions.sweeping import sweep_loose
from submissions.actions import sweeping, taking
from submissions.models import Upload

LOST_AFTER = timedelta(minutes=5)


@shared_task(name="submissions.take_in")
def take_in(upload_id: int) -> None:
    """A photo that has come whole is looked at and kept."""
    upload = Upload.objects.select_related("owner").filter(pk=upload_id).first()
    if upload is not None:
        taking.take_in(upload=upload)


@shared_task(name="submissions.sweep_uploads")
def sweep_uploads() -> None:
    """Every quarter of an hour: what never arrived goes, and what was taken out of a draft and is used nowhere; what arrived
    and lost its job is taken in after all, unless it was tried until its time was over."""
    sweeping.sweep()
    sweep_loose()
    taking.give_up_hopeless()
    for upload_id in taking.waiting_to_be_taken_in(LOST_AFTER):
        take_in.delay(upload_id)
