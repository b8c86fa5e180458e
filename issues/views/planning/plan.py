"""The plan of an issue: the page, and the piece of it that is exchanged after a step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.doors import asked_for, says_refusals
from issues.actions.plan_rows import can_arrange, check_can_arrange
from issues.forms.planning import LayoutForm
from issues.layout_choices import choices_of
from issues.models import Issue, Layout, Placement
from issues.queries.planning import plan_page
from issues.views.doors import for_desk
from issues.views.planning import issue_or_404

FRAGMENT = "X-Fragment"  # a script asks for the changing piece of a page alone


@require_safe
@for_desk
def plan(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    return show_plan(request, issue_or_404(request, slug, year, number))


def show_plan(
    request: HttpRequest, issue: Issue, *, refusal: str = "", said: str = "", status: int = 200
) -> HttpResponse:
    """The plan as it stands now; `refusal` or `said` is what became of the last step."""
    context = {
        "issue": issue,
        "plan": plan_page(issue),
        "may": can_arrange(issue, request.user),
        "layouts": Layout.choices,
        "refusal": refusal,
        "said": said,
    }
    piece = request.headers.get(FRAGMENT) == "plan"
    response = render(request, f"issues/planning/{'_plan' if piece else 'plan'}.html", context, status=status)
    if piece:
        response[FRAGMENT] = "plan"  # so that the script does not take a page of signing in for the plan
    return response


@require_safe
@for_desk
def move(request: HttpRequest, slug: str, year: int, number: int, pk: int) -> HttpResponse:
    """Where an article of the issue is to go: column and place. A piece for a dialog, or a page of its own."""
    issue = issue_or_404(request, slug, year, number)
    placement = get_object_or_404(Placement.objects.select_related("article"), issue=issue, article=pk)
    context = {"issue": issue, "placement": placement, "plan": plan_page(issue)}
    piece = request.headers.get(FRAGMENT) == "move"
    return render(request, f"issues/planning/{'_move' if piece else 'move'}.html", context)


@require_safe
@for_desk
@says_refusals
def layout(request: HttpRequest, slug: str, year: int, number: int, pk: int) -> HttpResponse:
    """How an article of the issue is set."""
    issue = issue_or_404(request, slug, year, number)
    check_can_arrange(issue, request.user)
    placement = get_object_or_404(Placement.objects.select_related("article", "column"), issue=issue, article=pk)
    form = LayoutForm(initial=choices_of(placement) | {"article": pk, "version": issue.plan_version})
    context = {"issue": issue, "placement": placement, "form": form, "next": asked_for(request)}
    return render(request, "issues/planning/layout.html", context)


@require_safe
@for_desk
def column(request: HttpRequest, slug: str, year: int, number: int, pk: int) -> HttpResponse:
    """Another name for a column of the issue, or none of it."""
    issue = issue_or_404(request, slug, year, number)
    found = plan_page(issue)
    section = next((section for section in found.sections if section.column.pk == pk), None)
    if section is None:
        return show_plan(request, issue, refusal="本期没有这个栏目了。下面是最新的编排。", status=404)
    return render(request, "issues/planning/column.html", {"issue": issue, "section": section, "plan": found})
