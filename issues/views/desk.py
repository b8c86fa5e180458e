"""What waits for whom: the front page of the desk, the board of an issue, all articles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from issues.models import Issue
from issues.queries import board as boards
from issues.queries import desk, listing
from issues.views.doors import for_desk


@require_safe
@for_desk
def front(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I sent on, what came back and why."""
    return render(request, "issues/desk/front.html", desk.front_page(request.user))


@require_safe
@for_desk
def board(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """One issue: columns × states."""
    issue = get_object_or_404(
        Issue.objects.select_related("periodical"), periodical__slug=slug, year=year, number=number
    )
    filters = boards.Filters.read(request.GET)
    return render(request, "issues/desk/board.html", boards.board_page(issue, request.user, filters))


@require_safe
@for_desk
def articles(request: HttpRequest) -> HttpResponse:
    """All articles, with search and filters."""
    filters = listing.Filters.read(request.GET)
    found = listing.listing_page(request.user, filters, request.GET.get("page", "1"))
    return render(request, "issues/desk/articles.html", found)
