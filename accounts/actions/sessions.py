"""Signing in and out."""

from __future__ import annotations

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import audit, second_factor
from accounts.actions import second_step
from accounts.models import User

BACKEND = "accounts.backends.PersonBackend"


@transaction.atomic
def sign_in(*, request: HttpRequest, person: User) -> None:
    """The password, or an invitation, is good: a new session for `person`. A remembered browser need give no code."""
    auth.login(request, person, backend=BACKEND)
    steps = "密码"
    if second_factor.required_of(person) and second_factor.is_remembered(request, person):
        request.session[second_factor.SESSION_MARK] = second_factor.mark_of(second_factor.device_of(person))
        steps = "密码，记住的浏览器"
    audit.record(by=person, verb="登录", target=person, steps=steps)


@transaction.atomic
def sign_out(*, request: HttpRequest) -> None:
    """End the session, also one that waits for its code."""
    person = request.waiting or (request.user if request.user.is_authenticated else None)
    if person is not None:
        audit.record(by=person, verb="退出登录", target=person)
    auth.logout(request)


def take_step(*, request: HttpRequest, code: str) -> TOTPDevice:
    """The second step of who is waiting. Raises NotAllowed where the code is wrong."""
    device = second_step.give_code(person=request.waiting, code=code)
    _admit(request, device)
    return device


def set_up_step(*, request: HttpRequest, code: str) -> list[str]:
    """Set the second step up for who is waiting; their recovery codes. Raises NotAllowed where the code is wrong."""
    key = second_factor.key_being_set_up(request.session)
    device, codes = second_step.set_up(person=request.waiting, key=key, code=code)
    del request.session[second_factor.SESSION_KEY]
    _admit(request, device)
    return codes


def _admit(request: HttpRequest, device: TOTPDevice) -> None:
    """The session is now one of someone signed in wholly, under a new key."""
    request.session.cycle_key()
    request.session[second_factor.SESSION_MARK] = second_factor.mark_of(device)
