"""The second step of signing in, and what belongs to it on one's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import second_factor
from accounts.actions import second_step, sessions
from accounts.forms import CodeForm, SetUpForm, StepForm
from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.views.doors import asked_for, for_step, onward, says_refusals


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_step(second_factor.SET_UP)
def set_up(request: HttpRequest) -> HttpResponse:
    """The picture to scan, and a code to prove that it was scanned; then the recovery codes, this once."""
    form = SetUpForm(request.POST or None)
    if form.is_valid():
        try:
            codes = sessions.set_up_step(request=request, code=form.cleaned_data["code"])
            return _shown_once(request, request.waiting, codes)
        except NotAllowed as refusal:
            form.add_error("code", str(refusal))
    shown = second_factor.enrolment(request.waiting, second_factor.key_being_set_up(request.session))
    return render(request, "accounts/set_up.html", {"form": form, "next": asked_for(request), **shown})


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@for_step(second_factor.GIVE_CODE)
def give_code(request: HttpRequest) -> HttpResponse:
    """The code of the authenticator, or a recovery code."""
    form = StepForm(request.POST or None)
    if form.is_valid():
        try:
            device = sessions.take_step(request=request, code=form.cleaned_data["code"])
            response = redirect(onward(request))
            if form.cleaned_data["remember"]:
                second_factor.remember(response, device)
            return response
        except NotAllowed as refusal:
            form.add_error("code", str(refusal))
    return render(request, "accounts/give_code.html", {"form": form, "next": asked_for(request)})


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def renew_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, against a fresh code."""
    if second_factor.device_of(request.user) is None:
        return redirect("accounts:account")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            codes = second_step.renew_recovery_codes(person=request.user, code=form.cleaned_data["code"])
            return _shown_once(request, request.user, codes)
        except NotAllowed as refusal:
            form.add_error("code", str(refusal))
    return render(request, "accounts/renew_codes.html", {"form": form})


def _shown_once(request: HttpRequest, person: User, codes: list[str]) -> HttpResponse:
    onward_to = onward(request) if request.waiting else reverse("accounts:account")
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "person": person, "onward": onward_to})


@require_POST
@login_required
@says_refusals
def forget_browsers(request: HttpRequest) -> HttpResponse:
    """No remembered browser counts any more; this one is asked again at its next sign-in."""
    second_step.forget_browsers(person=request.user, by=request.user)
    messages.success(request, "记住的浏览器都忘掉了。下次在任何设备上登录，都要填动态码。")
    return redirect("accounts:account")
