"""Letters as Celery jobs: the page that asked for one answers at once, whether or not there is anyone to write to."""

from __future__ import annotations

from celery import shared_task

from accounts import letters
from accounts.models import User


@shared_task(name="accounts.send_password_letter", autoretry_for=(OSError,), retry_backoff=30, max_retries=4)
def send_password_letter(person_id: int) -> None:
    """Send `person_id` a link for a new password. A mail server that does not answer is tried again for some minutes."""
    person = User.objects.filter(pk=person_id, is_active=True).exclude(email="").first()
    if person is not None:
        letters.send_password_link(person)
