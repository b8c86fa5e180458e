"""Inviting, withdrawing, accepting."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import letters
from accounts.actions import invitations, sessions
from accounts.forms import AcceptForm, InviteForm
from accounts.models import Invitation, User
from accounts.refusals import NotAllowed
from accounts.views.doors import for_operators, onward, says_refusals

log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def invite(request: HttpRequest) -> HttpResponse:
    """Invite someone, and see who has not come yet. Sent twice, it is the same invitation twice."""
    form, open_one = InviteForm(request.POST or None), None
    if form.is_valid():
        try:
            invitation, token, new = invitations.invite(by=request.user, **form.cleaned_data)
        except invitations.Waiting as refusal:
            open_one = refusal
        else:
            path = reverse("accounts:invitation", args=[token])
            mailed = _mailed(invitation, path) if new else "before"
            context = {"invitation": invitation, "link": settings.SITE_URL + path, "mailed": mailed}
            return render(request, "accounts/invited.html", context)
    waiting = Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    context = {"form": form, "open_one": open_one, "waiting": waiting.select_related("union", "by")}
    return render(request, "accounts/invite.html", context)


def _mailed(invitation: Invitation, path: str) -> str:
    """What became of the letter: "none" (no address), "sent", "failed"."""
    if not invitation.email:
        return "none"
    try:
        letters.send_invitation(invitation, path)
    except OSError:  # the mail server; the operator is shown the link and hands it over
        log.exception("an invitation could not be sent")
        return "failed"
    return "sent"


@require_POST
@for_operators
@says_refusals
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    invitations.withdraw(invitation=invitation, by=request.user)
    messages.success(request, f"{invitation}撤回了，链接已经打不开。")
    return redirect("accounts:invite")


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The invited person chooses user name and password, and is signed in."""
    try:
        invitation = invitations.find(token)
    except NotAllowed as refusal:
        return render(request, "accounts/refused.html", {"sentence": str(refusal)}, status=410)
    new = User(name=invitation.name, email=invitation.email, phone=invitation.phone)
    form = AcceptForm(request.POST or None, instance=new)
    if form.is_valid() and _accepted(request, invitation, form):
        return redirect(onward(request))
    return render(request, "accounts/accept.html", {"form": form, "invitation": invitation})


def _accepted(request: HttpRequest, invitation: Invitation, form: AcceptForm) -> bool:
    username, password = form.cleaned_data["username"], form.cleaned_data["password1"]
    try:
        person = invitations.accept(invitation=invitation, username=username, password=password)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    sessions.sign_in(request=request, person=person)
    return True
