"""What I have handed in, and what became of each."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from submissions.queries import letters as queries
from submissions.queries.offices import waiting_for_a_word
from submissions.rules import can_see_below
from submissions.views.doors import for_correspondents

ON_A_PAGE = 30


@require_safe
@for_correspondents
def reports(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.reports_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    sees_below = can_see_below(request.user)
    context = {
        "page": page,
        "calls": queries.open_calls(request.user.union),
        "sees_below": sees_below,
        "waits_below": waiting_for_a_word(request.user) if sees_below else 0,
    }
    return render(request, "submissions/reports.html", context)
