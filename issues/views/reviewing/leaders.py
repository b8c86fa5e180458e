"""Having a leader without an account read an article: the link is made, shown once, and withdrawn."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.actions import leaders
from issues.forms.reviewing import LeaderForm
from issues.models import LeaderLink
from issues.views.doors import for_desk
from issues.views.reviewing.article import find


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
@says_refusals
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the leader; the answer shows the link, this once. Sent twice, it is the same link twice."""
    article = find(pk)
    leaders.check_can_ask(article, request.user)
    form, waiting = LeaderForm(request.POST or None), None
    if form.is_valid():
        try:
            link, token = leaders.ask(article=article, by=request.user, **form.cleaned_data)
        except leaders.Waiting as refusal:
            waiting = refusal
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            address = settings.SITE_URL + reverse("issues:leader", args=[token])
            context = {"article": article, "link": link, "address": address}
            return render(request, "issues/reviewing/leader_link.html", context)
    context = {
        "article": article,
        "form": form,
        "waiting": waiting,
        "links": article.leader_links.select_related("version", "by").defer("version__words"),
        "now": timezone.now(),
    }
    return render(request, "issues/reviewing/ask_leader.html", context, status=400 if form.errors else 200)


@require_POST
@for_desk
@says_refusals
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    link = leaders.withdraw(link=get_object_or_404(LeaderLink, pk=pk), by=request.user)
    messages.success(request, f"给{link.name}的链接撤回了，已经打不开。")
    return redirect("issues:article", link.article_id)
