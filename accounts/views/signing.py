"""In and out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import locks
from accounts.actions import locking, sessions
from accounts.forms import SignInForm
from accounts.views.doors import asked_for, onward


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password."""
    if request.waiting or request.user.is_authenticated:
        return redirect(onward(request))
    form = SignInForm(request, request.POST or None)
    if form.is_valid():
        sessions.sign_in(request=request, person=form.get_user())
        return redirect(onward(request))
    return render(request, "accounts/sign_in.html", {"form": form, "next": asked_for(request)})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    sessions.sign_out(request=request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def locked_out(request: HttpRequest, original_response: HttpResponse | None, credentials: dict) -> HttpResponse:
    """What axes shows instead of the sign-in page: the same for a name that exists and one that does not."""
    username = credentials["username"]
    if request.axes_failures_since_start is not None:  # this very failure shut the door; later tries find it shut
        locking.note_lock(username=username)
    context = {"until": locks.locked_until(username, request.axes_ip_address)}
    return render(request, "accounts/locked.html", context, status=429)
