"""The articles that wait for an issue, to be put into this one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.doors import says_refusals
from issues.actions.plan_rows import check_can_arrange
from issues.forms.planning import PoolForm
from issues.queries.issues import pool
from issues.queries.planning import planned_columns
from issues.views.doors import for_desk
from issues.views.planning import issue_or_404


@require_safe
@for_desk
@says_refusals
def waiting(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """What waits, as asked for, with boxes to tick and the columns to choose from."""
    issue = issue_or_404(request, slug, year, number)
    check_can_arrange(issue, request.user)
    form = PoolForm(request.GET)
    asked = form.asked()
    context = {
        "issue": issue,
        "form": form,
        "asked": any(asked.values()),
        "pool": pool(issue, number=request.GET.get("page", ""), **asked),
        "columns": planned_columns(issue),
        "column": request.GET.get("column", ""),
    }
    return render(request, "issues/planning/pool.html", context)
