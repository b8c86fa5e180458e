"""The PDFs of a run, and asking for one and watching it, for those who make the journal."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.views.doors import says_refusals
from issues.models import Issue
from issues.views.doors import for_desk
from photos.delivery import stored_file
from typesetting import tasks
from typesetting.actions import cancelling
from typesetting.models import TypesetRun
from typesetting.views.doors import for_those_who_fetch

KINDS = {"print": "印刷", "screen": "阅读"}


@require_safe
@for_those_who_fetch
def pdf(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One of a run's two PDFs, shown in the browser; saved, it has the issue's name. 404 where the run has none."""
    run = get_object_or_404(TypesetRun.objects.select_related("issue__periodical"), pk=pk)
    stored = getattr(run, f"{kind}_pdf")
    if not stored:
        raise Http404("这次排版没有排成 PDF。")
    response = stored_file(
        stored.name, content_type="application/pdf", filename=f"{run.issue}（{KINDS[kind]}，第 {run.pk} 次排版）.pdf"
    )
    response["Cache-Control"] = "no-store"  # not released yet, and the machine may be a shared one
    return response


@require_POST
@for_desk
@says_refusals
def ask(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Have an issue typeset; asked while a run is under way, that run goes on."""
    issue = get_object_or_404(
        Issue.objects.select_related("periodical"), periodical__slug=slug, year=year, number=number
    )
    tasks.start(issue=issue, by=request.user)
    messages.success(request, "已经交给排版，一般不到一分钟。排好以后，这里会有页码和 PDF。")
    return redirect("issues:plan", slug, year, number)


@require_POST
@for_desk
@says_refusals
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a run that waits or is under way."""
    run = get_object_or_404(TypesetRun.objects.select_related("issue__periodical"), pk=pk)
    request.periodical = run.issue.periodical
    done = cancelling.cancel(run=run, by=request.user)
    said = "排版已经取消。" if done.is_over else "正在停下来，一般只要几秒。"
    messages.success(request, f"{said}原来的 PDF 没有动。")
    return redirect("typesetting:progress", run.issue.periodical.slug, run.issue.year, run.issue.number)


@require_safe
@for_desk
def progress(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """How far the newest run of an issue is, and the PDFs of the last good one. A page, or the piece of it that changes."""
    issue = get_object_or_404(
        Issue.objects.select_related("periodical"), periodical__slug=slug, year=year, number=number
    )
    request.periodical = issue.periodical
    runs = TypesetRun.objects.filter(issue=issue)
    context = {"issue": issue, "run": runs.first(), "good": TypesetRun.objects.last_good(issue)}
    piece = request.headers.get("X-Fragment") == "progress"
    return render(request, f"typesetting/{'_progress' if piece else 'progress'}.html", context)
