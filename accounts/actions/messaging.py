"""Messages: told to whom they concern, read, and chosen. `notify` is a part of other rooms' actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import audit, tasks
from accounts.messages import ALL_WAYS, MessageKind, Ways
from accounts.models import LetterState, Message, MessageChoice, User

TITLE_LENGTH = Message._meta.get_field("title").max_length
PATH_LENGTH = Message._meta.get_field("path").max_length
SAME_AGAIN = timedelta(minutes=1)  # within it, the same words are the same thing told twice
OUR_PATH = re.compile(r"/(?![/\\])[^\s\\]*")
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quietly() -> Iterator[None]:
    """Within it nobody is told of anything: what is done is history that is taken in."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def notify(
    *, to: Iterable[User], kind: MessageKind, title: str, text: str = "", path: str, by: User | None = None
) -> list[Message]:
    """Tell each of `to` that something concerns them. Call it inside the action's transaction, which writes the audit row.

    `title` is one line, clipped to 120 characters; `path` a page of this site, where it is settled; `text` some sentences, for
    the inbox and the letter only. Whoever did it (`by`), who left, and who wants to hear nothing of `kind`, is not told. Of
    the same words that somebody has not read yet the old message comes to the top, and within a minute goes out no second
    time. Letters and the office's chat group follow when the transaction is committed; no fault of theirs reaches the caller.

    Raises ValueError where `path` is no page of this site. Returns the messages made; none within `quietly()`.
    """
    if len(path) > PATH_LENGTH or not OUR_PATH.fullmatch(path):
        raise ValueError(f"{path!r} is no page of this site")
    if _quiet.get():
        return []
    people = _people(to, by)
    ways = _ways(people, kind)
    wanted = [person for person in people if ways[person.pk] != Ways(inbox=False, letter=False, group=False)]
    words = {"kind": kind, "title": _one_line(title), "text": text.strip(), "path": path}
    with transaction.atomic():
        already = _tell_again(wanted, ways, words)
        fresh = [_message(person, ways[person.pk], words) for person in wanted if person.pk not in already]
        Message.objects.bulk_create(fresh)
    made = [*(message for message in already.values() if message is not None), *fresh]
    _send_on_commit(made, ways)
    return made


def _people(to: Iterable[User], by: User | None) -> list[User]:
    """Each once, in the order given, without who did it and who left."""
    found = {person.pk: person for person in to if person.is_active}
    if by is not None:
        found.pop(by.pk, None)
    return list(found.values())


def _ways(people: list[User], kind: MessageKind) -> dict[int, Ways]:
    chosen = MessageChoice.objects.filter(person__in=people, kind=kind)
    found = {choice.person_id: Ways(choice.inbox, choice.letter, choice.group) for choice in chosen}
    return {person.pk: found.get(person.pk, ALL_WAYS) for person in people}


def _one_line(title: str) -> str:
    """Without line breaks and control characters, which a letter's subject may not have."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", title).split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"


def _message(person: User, ways: Ways, words: dict) -> Message:
    return Message(to=person, in_inbox=ways.inbox, letter=_letter(person, ways), **words)


def _letter(person: User, ways: Ways) -> LetterState:
    return LetterState.WAITING if ways.letter and person.email else LetterState.NONE


def _tell_again(people: list[User], ways: Mapping[int, Ways], words: dict) -> dict[int, Message | None]:
    """Of the same words, unread: by person the message now at the top again, or None where it was told just now."""
    now = timezone.now()
    old = Message.objects.unread().filter(to__in=people, **words).select_related("to").order_by("at")
    found = {message.to_id: None if message.at > now - SAME_AGAIN else message for message in old}
    again = [message for message in found.values() if message is not None]
    for message in again:
        chosen = ways[message.to_id]
        message.at, message.in_inbox, message.letter = now, chosen.inbox, _letter(message.to, chosen)
    if again:
        Message.objects.bulk_update(again, ["at", "in_inbox", "letter"])
    return found


def _send_on_commit(messages: list[Message], ways: Mapping[int, Ways]) -> None:
    """`robust`: a broker that does not answer is logged; the clock sends the letter later."""
    for message in messages:
        if message.letter == LetterState.WAITING:
            transaction.on_commit(lambda pk=message.pk: tasks.send_message_letter.delay(pk), robust=True)
    shown = next((message for message in messages if ways[message.to_id].group), None)
    if shown is not None:
        for number in range(len(settings.WEBHOOK["addresses"])):
            transaction.on_commit(lambda at=number, pk=shown.pk: tasks.post_to_group.delay(pk, at), robust=True)


def outdate(*, to: Iterable[User], kind: MessageKind) -> None:
    """What of `kind` they have not read is overtaken by a newer message, which the caller sends: it is no longer unread."""
    Message.objects.unread().filter(to__in=list(to), kind=kind).update(read_at=timezone.now())


def mark_read(*, message: Message) -> None:
    """Its reader has seen it. Reading leaves no audit row."""
    Message.objects.unread().filter(pk=message.pk).update(read_at=timezone.now())


def mark_all_read(*, person: User, until: datetime) -> int:
    """What `person` was shown at `until`; what came later stays unread. How many there were."""
    return Message.objects.in_inbox_of(person).unread().filter(at__lte=until).update(read_at=timezone.now())


@transaction.atomic
def choose(*, person: User, choices: Mapping[MessageKind, Ways]) -> None:
    """What `person` wants to hear of the kinds in `choices`; other kinds stay as they are."""
    MessageChoice.objects.filter(person=person, kind__in=choices).delete()
    MessageChoice.objects.bulk_create(
        MessageChoice(person=person, kind=kind, inbox=ways.inbox, letter=ways.letter, group=ways.group)
        for kind, ways in choices.items()
        if ways != ALL_WAYS
    )
    off = [MessageKind(kind).label for kind, ways in choices.items() if ways != ALL_WAYS]
    audit.record(by=person, verb="选择收哪些消息", target=person, less=off)
