"""The desk's Celery jobs."""

from __future__ import annotations

from celery import shared_task

from issues.actions import announcing, reminding


@shared_task(name="issues.remind")
def remind() -> None:
    """The morning's reminders. Sent twice, or again after a worker died, nobody hears of theirs twice."""
    reminding.remind()


@shared_task(name="issues.announce_letters")
def announce_letters() -> None:
    """Every ten minutes: what has come from the unions, in one message. Run twice, it is told once."""
    announcing.announce_letters()
