"""Letters and posts as Celery jobs: the page that caused one answers at once, and no fault of a server reaches its reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from celery import Task, shared_task
from django.utils import timezone

from accounts import letters, webhook
from accounts.actions import delivering
from accounts.models import LetterState, Message, User

TRIES_AGAIN = 4
FIRST_WAIT = 30  # seconds; doubled each time
LIMITS = {"soft_time_limit": 60, "time_limit": 90}  # seconds; several answers of a slow server
LOST_AFTER = timedelta(minutes=30)  # longer than all tries together


@shared_task(
    name="accounts.send_password_letter", autoretry_for=(OSError,), retry_backoff=FIRST_WAIT, max_retries=TRIES_AGAIN
)
def send_password_letter(person_id: int) -> None:
    """Send `person_id` a link for a new password. A mail server that does not answer is tried again for some minutes."""
    person = User.objects.filter(pk=person_id, is_active=True).exclude(email="").first()
    if person is not None:
        letters.send_password_link(person)


@shared_task(name="accounts.send_message_letter", bind=True, max_retries=TRIES_AGAIN, **LIMITS)
def send_message_letter(self: Task, message_id: int) -> None:
    """Send the letter about a message, once. Tried again for some minutes; then it is recorded that it failed."""
    waiting = Message.objects.filter(pk=message_id, letter=LetterState.WAITING, to__is_active=True)
    message = waiting.select_related("to").exclude(to__email="").first()
    if message is None:
        return
    try:
        letters.send_message(message)
    except OSError as fault:
        _try_again(self, message, fault, delivering.note_letter_failed)
    else:
        delivering.note_sent(message=message)


@shared_task(name="accounts.post_to_group", bind=True, max_retries=TRIES_AGAIN, **LIMITS)
def post_to_group(self: Task, message_id: int, number: int) -> None:
    """Post a message's title to the chat group at the `number`th address of the setting."""
    message = Message.objects.filter(pk=message_id).first()
    if message is None or number >= webhook.addresses():
        return
    try:
        webhook.post(message, number)
    except (OSError, webhook.Refused) as fault:
        _try_again(self, message, fault, delivering.note_post_failed)


def _try_again(task: Task, message: Message, fault: Exception, note_failed: Callable[..., None]) -> None:
    """Raise Retry, after a wait that doubles; after the last try have it noted that `fault` remains."""
    if task.request.retries >= task.max_retries:
        note_failed(message=message, reason=str(fault) or type(fault).__name__)
        return
    raise task.retry(exc=fault, countdown=FIRST_WAIT * 2**task.request.retries)


@shared_task(name="accounts.send_lost_letters")
def send_lost_letters() -> None:
    """Letters whose job was lost with a broker or a worker are sent after all."""
    lost = Message.objects.filter(letter=LetterState.WAITING, at__lt=timezone.now() - LOST_AFTER, to__is_active=True)
    for message_id in lost.exclude(to__email="").values_list("pk", flat=True)[:200]:
        send_message_letter.delay(message_id)


@shared_task(name="accounts.clear_old_messages")
def clear_old_messages() -> None:
    """Each night."""
    delivering.clear_old()
