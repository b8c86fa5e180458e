"""Messages inside the house: the inbox, and what one wants to hear."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries
from accounts.actions import messaging
from accounts.forms import MessageChoiceForm
from accounts.models import Message
from accounts.views.doors import asked_for

MESSAGES_A_PAGE = 30


@require_safe
@never_cache
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """What concerns me: unread first."""
    page = Paginator(queries.inbox(request.user), MESSAGES_A_PAGE).get_page(request.GET.get("page", "1"))
    return render(request, "accounts/inbox.html", {"page": page, "now": timezone.now()})


@require_http_methods(["GET"])
@never_cache
@login_required
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Seen; on to the page it is about. Reading is the one thing that following a link may do."""
    found = get_object_or_404(Message, pk=pk, to=request.user)
    messaging.mark_read(message=found)
    return HttpResponseRedirect(found.path)


@require_POST
@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Seen, without going there."""
    messaging.mark_read(message=get_object_or_404(Message, pk=pk, to=request.user))
    return redirect(asked_for(request) or "accounts:messages")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """All that the page showed; what came since stays unread."""
    read = messaging.mark_all_read(person=request.user, until=_shown_at(request.POST.get("until", "")))
    if read:
        messages.success(request, f"{read} 条都标为已读。")
    return redirect("accounts:messages")


def _shown_at(text: str) -> datetime:
    """When the page was made; now, where that cannot be read."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    return found if found is not None and timezone.is_aware(found) else timezone.now()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """By which ways each kind of message reaches me."""
    form = MessageChoiceForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        messaging.choose(person=request.user, choices=form.chosen())
        messages.success(request, "记住了。")
        return redirect("accounts:message-choices")
    context = {"form": form, "letters": bool(request.user.email), "group": bool(settings.WEBHOOK["addresses"])}
    return render(request, "accounts/message_choices.html", {**context, "back": reverse("accounts:messages")})
