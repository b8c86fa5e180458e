"""The planner: all issues, a new one, and of one issue its plan, what waits for it, its goals, cover, board and release."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from issues.models import Issue


def issue_or_404(request: HttpRequest, slug: str, year: int, number: int) -> Issue:
    """The issue of an address, with its periodical, which becomes the page's."""
    issues = Issue.objects.select_related("periodical", "cover_photo", "back_photo")
    issue = get_object_or_404(issues, periodical__slug=slug, year=year, number=number)
    request.periodical = issue.periodical
    return issue
