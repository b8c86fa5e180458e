"""The desk's front page: what waits for me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from issues.models import Article
from issues.views.doors import for_desk


@require_safe
@for_desk
def front(request: HttpRequest) -> HttpResponse:
    mine = Article.objects.live().filter(editor=request.user)
    return render(request, "issues/desk/front.html", {"mine": mine})
