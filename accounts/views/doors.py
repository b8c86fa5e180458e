"""Who comes through which door, and where to go next."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from accounts import second_factor
from accounts.refusals import NotAllowed
from accounts.rules import can_manage_people

View = Callable[..., HttpResponse]


def asked_for(request: HttpRequest) -> str:
    """The page someone was on the way to, where it is one of this site's; else empty. A word without / is no address."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ours and not path.startswith(resolve_url(settings.LOGIN_URL)) else ""


def onward(request: HttpRequest) -> str:
    """Where whoever is signing in goes next: to the step that is missing, else to the page asked for."""
    path = asked_for(request)
    step = _step_missing(request)
    if not step:
        return path or resolve_url(settings.LOGIN_REDIRECT_URL)
    return f"{reverse(step)}?{urlencode({'next': path})}" if path else reverse(step)


def _step_missing(request: HttpRequest) -> str | None:
    person = request.waiting or request.user
    return second_factor.missing_step(person, request.session) if person.is_authenticated else settings.LOGIN_URL


def for_step(step: str) -> Callable[[View], View]:
    """A page of signing in, for those alone whose next step it is. Others are sent where they belong."""

    def decorate(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            return view(request, *args, **kwargs) if _step_missing(request) == step else redirect(onward(request))

        return shown

    return decorate


def for_operators(view: View) -> View:
    """A page for those who look after other people's accounts; never kept by a browser, which may be a shared one."""

    @never_cache
    @login_required
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can_manage_people(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return shown


def says_refusals(view: View) -> View:
    """A refusal becomes a page that shows its sentence."""

    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            return render(request, "accounts/refused.html", {"sentence": str(refusal)}, status=403)

    return shown
