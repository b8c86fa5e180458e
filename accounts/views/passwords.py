"""One's password: changed, or set anew by a link."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions import passwords
from accounts.forms import ForgottenForm, LinkPasswordForm, OwnPasswordForm


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change(request: HttpRequest) -> HttpResponse:
    """A new password for oneself."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if form.is_valid():
        passwords.change(person=request.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "密码改好了。别的设备上的登录都已失效，请用新密码重新登录。")
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """A letter with a link. The answer is the same for every address."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        passwords.ask_for_letter(email=form.cleaned_data["email"])
        return render(request, "accounts/letter_asked.html")
    return render(request, "accounts/forgotten.html", {"form": form})


class PasswordLink(SuccessMessageMixin, PasswordResetConfirmView):
    """The page behind a link for a new password. Django keeps the token out of the address that other pages see."""

    form_class = LinkPasswordForm
    template_name = "accounts/password_link.html"
    success_url = reverse_lazy("accounts:sign-in")
    success_message = "密码设好了，请用新密码登录。"
