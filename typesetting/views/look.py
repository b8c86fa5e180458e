"""How a periodical looks in print: its colour and the face of its titles, with a small picture of both."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.views.doors import says_refusals
from issues.models import Issue, Periodical
from issues.workflow import IssueState
from typesetting.actions import looking
from typesetting.forms.look import LookForm
from typesetting.making.tokens import accents, chosen, titles
from typesetting.views.doors import for_those_who_fetch


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_those_who_fetch
@says_refusals
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """The look of a periodical: seen by those who make the journal, chosen by the chief editor and the operator."""
    periodical = get_object_or_404(Periodical, slug=slug)
    request.periodical = periodical
    now = chosen(periodical.look)
    form = LookForm(request.POST or None, initial={"accent": now.accent, "title": now.title})
    if request.method == "POST":
        looking.check_can_choose(request.user)
        if form.is_valid():
            looking.choose_look(periodical=periodical, by=request.user, **form.cleaned_data)
            messages.success(request, f"保存好了：{looking.said(form.cleaned_data)}。从下一次排版起照这个排。")
            return redirect("typesetting:look", slug)
    shown = chosen({token: form[token].value() for token in form.fields})
    context = {
        "periodical": periodical,
        "form": form,
        "allowed": looking.can_choose(request.user),
        "accents": accents(),
        "faces": titles(),
        "shown": {"accent": accents()[shown.accent], "title": titles()[shown.title]},
        "said": looking.said(periodical.look),
        "in_hand": Issue.objects.filter(periodical=periodical, state=IssueState.PLANNING).newest_first(),
    }
    return render(request, "typesetting/look.html", context, status=400 if form.errors else 200)
