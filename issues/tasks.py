"""The desk's Celery jobs."""

from __future__ import annotations

from celery import shared_task

from issues.actions import reminding


@shared_task(name="issues.remind")
def remind() -> None:
    """The morning's reminders. Sent twice, or again after a worker died, nobody hears of theirs twice."""
    reminding.remind()
