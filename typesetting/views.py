"""The PDFs of a run, for those who make the journal."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.refusals import NotAllowed
from issues.workflow import EDITORS, OPERATORS, check_holds
from photos.delivery import stored_file
from typesetting.models import TypesetRun

KINDS = {"print": "印刷", "screen": "阅读"}


def check_can_fetch(user: User) -> None:
    """Raise NotAllowed unless `user` may have the PDFs of runs, also of issues that are not released."""
    check_holds(user, EDITORS | OPERATORS, "取校样")


@require_safe
@login_required
def pdf(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One of a run's two PDFs, shown in the browser; saved, it has the issue's name. 404 where the run has none."""
    try:
        check_can_fetch(request.user)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    run = get_object_or_404(TypesetRun.objects.select_related("issue__periodical"), pk=pk)
    stored = getattr(run, f"{kind}_pdf")
    if not stored:
        raise Http404("这次排版没有排成 PDF。")
    return stored_file(
        stored.name, content_type="application/pdf", filename=f"{run.issue}（{KINDS[kind]}，第 {run.pk} 次排版）.pdf"
    )
