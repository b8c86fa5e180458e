"""What every request passes: its origin is noted, who is half signed in counts as a stranger, a late form is given back."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from accounts import second_factor
from accounts.audit import origin
from accounts.giving_back import back_to_the_button, given_back, sent_to_sign_in


class OriginMiddleware:
    """Sets `audit.origin` to the caller's address while a request is served."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = origin.set(request.META.get("REMOTE_ADDR") or "")
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)


class SecondStepMiddleware:
    """Whoever gave the password but not yet the code is a stranger to every page, and `request.waiting` to the code's own.

    No list of shut pages can be forgotten this way: what asks for someone signed in, asks in vain.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.waiting = None
        asks = settings.SECOND_FACTOR and request.user.is_authenticated
        if asks and second_factor.missing_step(request.user, request.session):
            request.waiting, request.user = request.user, AnonymousUser()
            request.auser = _nobody
        return self.get_response(request)


class GivingBackMiddleware:
    """A form of someone whose session ended meanwhile is given back to them, not thrown away on the way to signing in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not sent_to_sign_in(request, response):
            return response
        return given_back(request, signed_out=True) or back_to_the_button(request, response)


async def _nobody() -> AnonymousUser:
    return AnonymousUser()
