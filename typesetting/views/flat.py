"""The flat plan of an issue: its page, how far it is, and the pictures of the pages. For those who make the journal."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from issues.models import Issue
from issues.views.doors import for_desk
from issues.views.planning import issue_or_404
from photos.delivery import stored_file
from typesetting import tasks
from typesetting.flat_store import picture_name
from typesetting.models import Preview
from typesetting.queries.flat import flat_page, sheet_state

FRAGMENT = "X-Fragment"


@require_safe
@for_desk
def flat_plan(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The pages as spreads, what moved, and what would fill the last sheet. A page, or the piece of it that changes."""
    issue = issue_or_404(request, slug, year, number)
    preview = tasks.watch(issue) if issue.placements.exists() else Preview(issue=issue)
    piece = request.headers.get(FRAGMENT) == "flat"
    context = {"issue": issue, "flat": flat_page(issue, preview, request.user)}
    response = render(request, f"typesetting/{'_flat' if piece else 'flat'}.html", context)
    if piece:
        response[FRAGMENT] = "flat"  # so that the script does not take a page of signing in for the pages
    return response


@require_safe
@for_desk
def flat_state(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Whether there is anything new, in few bytes: asked every few seconds while the page is looked at."""
    issue = get_object_or_404(Issue.objects.only("pk", "plan_version"), periodical__slug=slug, year=year, number=number)
    preview = Preview.objects.filter(issue=issue).defer("pages", "spans", "offers", "notes", "moved", "sums").first()
    if preview is None:
        raise Http404("这一期还没有人打开过版面图。")
    state = sheet_state(issue, preview)
    mark = f'"{"-".join(str(value) for value in state.values())}"'
    unchanged = request.headers.get("If-None-Match") == mark
    response = HttpResponseNotModified() if unchanged else JsonResponse(state)
    response["ETag"] = mark
    return response


@require_safe
@login_required
def flat_picture(request: HttpRequest, digest: str) -> HttpResponse:
    """The picture of a page. Its name is its digest, so a browser may keep it; but only the desk may fetch it."""
    if not request.user.is_editorial:
        raise PermissionDenied
    response = stored_file(picture_name(digest), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600, immutable"
    return response
