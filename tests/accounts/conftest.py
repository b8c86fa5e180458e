"""A clock that tests turn by hand, and the codes an authenticator would show at that time."""

from __future__ import annotations

import datetime
import time
from binascii import unhexlify
from collections.abc import Callable, Iterator

import axes.handlers.proxy
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions import messaging
from accounts.messages import MessageKind
from accounts.models import Message, User
from accounts.second_factor import SESSION_KEY
from journal.celery import app
from tests.factories import PASSWORD


class Clock:
    """The present, as everything that signs people in sees it."""

    def __init__(self) -> None:
        self.seconds = time.time()

    def time(self) -> float:
        return self.seconds

    def now(self) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(self.seconds, tz=datetime.UTC)

    def turn(self, **span: float) -> None:
        self.seconds += datetime.timedelta(**span).total_seconds()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(time, "time", found.time)
    monkeypatch.setattr(timezone, "now", found.now)
    monkeypatch.setattr(axes.handlers.proxy, "now", found.now)
    return found


@pytest.fixture
def second_factor(settings) -> None:
    settings.SECOND_FACTOR = True


@pytest.fixture
def retried() -> Iterator[None]:
    """A job that asks to be tried again is, at once. Where faults propagate, its asking is one."""
    app.conf.task_eager_propagates = False
    yield
    app.conf.task_eager_propagates = True


def tell(*people: User, **words) -> list[Message]:
    """Tell `people` something; `words` are those of `notify`."""
    usual = {"kind": MessageKind.AWAITING_REVIEW, "title": "《高原电站》送您初审", "path": "/shelf/"}
    return messaging.notify(to=people, **usual | words)


@pytest.fixture
def sent(django_capture_on_commit_callbacks) -> Callable[..., list[Message]]:
    """Like `tell`, and what waits for the commit happens."""

    def send(*people: User, **words) -> list[Message]:
        with django_capture_on_commit_callbacks(execute=True):
            return tell(*people, **words)

    return send


def sign_in(client: Client, username: str, password: str = PASSWORD, **more):
    """The answer to the sign-in form."""
    address = more.pop("address", "10.0.0.1")
    form = {"username": username, "password": password, **more}
    return client.post(reverse("accounts:sign-in"), form, REMOTE_ADDR=address)


def code_for(key: str, *, steps: int = 0) -> str:
    """What an authenticator with `key` shows; `steps` of 30 seconds from now, as one whose clock is wrong would."""
    shown = TOTP(unhexlify(key), drift=steps)
    shown.time = time.time()
    return f"{shown.token():06}"


def set_up(client: Client, person: User) -> list[str]:
    """Sign in and set the second step up on the site; the recovery codes."""
    sign_in(client, person.username)
    page = reverse("accounts:second-step-set-up")
    client.get(page)
    response = client.post(page, {"code": code_for(client.session[SESSION_KEY])})
    assert "codes" in response.context, response.text
    return response.context["codes"]


def current_code(person: User, *, steps: int = 0) -> str:
    return code_for(TOTPDevice.objects.get(user=person).key, steps=steps)
