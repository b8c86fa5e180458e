"""Releasing an issue: what hinders it, the question, and where it is read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions import publishing
from issues.models import Issue
from issues.queries.planning import plan_page
from issues.views.doors import for_desk
from issues.views.planning import issue_or_404
from issues.workflow import IssueState


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def release(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Release it, or say why not. Asked twice, it is released once, and both times the page says so."""
    issue = issue_or_404(request, slug, year, number)
    hindrance = ""
    if request.method == "POST" and issue.state == IssueState.PLANNING:
        try:
            publishing.release(issue=issue, by=request.user)
            messages.success(request, f"{issue.label}出刊了，会员现在可以读到。")
            return redirect("issues:release", slug, year, number)
        except NotAllowed as refusal:
            hindrance = str(refusal)
            issue = issue_or_404(request, slug, year, number)  # another may have released it meanwhile
    if issue.state == IssueState.PLANNING:
        hindrance = hindrance or _hindrance(request, issue)
    context = {"issue": issue, "plan": plan_page(issue), "hindrance": hindrance}
    status = 403 if request.method == "POST" and issue.state == IssueState.PLANNING else 200
    return render(request, "issues/planning/release.html", context, status=status)


def _hindrance(request: HttpRequest, issue: Issue) -> str:
    """The sentence that says why this person may not release the issue now; empty where nothing hinders."""
    try:
        workflow.check_can_release(issue, request.user)
    except NotAllowed as refusal:
        return str(refusal)
    return ""
