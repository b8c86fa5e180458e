"""What is around the articles of an issue: dates and pages, cover, 编委会 and 版权页."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.actions import planning
from issues.actions.plan_rows import check_can_arrange
from issues.forms.planning import (
    HEADLINE_LENGTH,
    MOST_HEADLINES,
    BackCoverForm,
    BoardFormSet,
    CoverForm,
    GoalsForm,
    ImprintFormSet,
    PhotoForm,
    goals_of,
    lines_of,
)
from issues.front import seen_back, seen_board, seen_cover, seen_goals
from issues.models import Issue
from issues.queries.issues import lines_to_check, photos_for_cover
from issues.views.doors import for_desk
from issues.views.planning import issue_or_404
from photos.actions.ingesting import ingest

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@for_desk
@says_refusals
def goals(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Number, dates and pages."""
    issue = issue_or_404(request, slug, year, number)
    check_can_arrange(issue, request.user)
    form = GoalsForm(request.POST or None, initial=goals_of(issue))
    if form.is_valid():
        try:
            planning.set_goals(issue=issue, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)
            messages.success(request, "日期和页数改好了。")
            return redirect("issues:plan", slug, year, number)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
    # After a refusal what stands now is what was seen: a second save is a considered one.
    context = {"issue": issue, "form": form, "seen": seen_goals(issue)}
    return render(request, "issues/planning/goals.html", context)


@require_http_methods(METHODS)
@for_desk
@says_refusals
def cover(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The front cover's photo, words and design."""
    issue = issue_or_404(request, slug, year, number)
    check_can_arrange(issue, request.user)
    photos = photos_for_cover(issue, issue.cover_photo)
    initial = {
        "photo": issue.cover_photo.key if issue.cover_photo else "",
        "caption": issue.cover_caption,
        "credit": issue.cover_credit,
        "headlines": issue.cover_headlines,
        "design": issue.cover_design,
        "seen": seen_cover(issue),
    }
    form = CoverForm(request.POST or None, request.FILES or None, initial=initial, photos=photos)
    if form.is_valid() and _cover_kept(request, issue, form, planning.set_cover):
        messages.success(request, "封面改好了。")
        return redirect("issues:cover", slug, year, number)
    context = {"issue": issue, "form": form, "photos": photos, "most": MOST_HEADLINES, "longest": HEADLINE_LENGTH}
    return render(request, "issues/planning/cover.html", context)


@require_http_methods(METHODS)
@for_desk
@says_refusals
def back(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The back cover's photo and words."""
    issue = issue_or_404(request, slug, year, number)
    check_can_arrange(issue, request.user)
    photos = photos_for_cover(issue, issue.back_photo)
    initial = {
        "photo": issue.back_photo.key if issue.back_photo else "",
        "caption": issue.back_caption,
        "credit": issue.back_credit,
        "seen": seen_back(issue),
    }
    form = BackCoverForm(request.POST or None, request.FILES or None, initial=initial, photos=photos)
    if form.is_valid() and _cover_kept(request, issue, form, planning.set_back_cover):
        messages.success(request, "封底改好了。")
        return redirect("issues:back-cover", slug, year, number)
    return render(request, "issues/planning/back.html", {"issue": issue, "form": form, "photos": photos})


def _cover_kept(request: HttpRequest, issue: Issue, form: PhotoForm, keep: Callable[..., None]) -> bool:
    asked = form.cleaned_data
    upload = asked.pop("upload")
    if upload:
        words = {"caption": asked["caption"], "credit": asked["credit"], "alt": asked["caption"]}
        try:
            asked["photo"] = ingest(handle=upload, name=upload.name, by=request.user, **words)
        except NotAllowed as refusal:
            form.add_error("upload", str(refusal))
            return False
    try:
        keep(issue=issue, by=request.user, **asked)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_http_methods(METHODS)
@for_desk
@says_refusals
def board(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """编委会 and 版权页, line by line."""
    issue = issue_or_404(request, slug, year, number)
    check_can_arrange(issue, request.user)
    posts, lines = list(issue.board.all()), list(issue.imprint.all())
    people = BoardFormSet(request.POST or None, initial=_lines(posts, "post", "names"), prefix="board")
    imprint = ImprintFormSet(request.POST or None, initial=_lines(lines, "label", "value"), prefix="imprint")
    refusal = ""
    if request.method == "POST" and people.is_valid() and imprint.is_valid():
        try:
            planning.set_board_and_imprint(
                issue=issue,
                by=request.user,
                board=[(post, names.split()) for post, names in lines_of(people)],
                imprint=lines_of(imprint),
                seen=request.POST.get("seen", ""),
            )
            messages.success(request, "编委会和版权页改好了。")
            return redirect("issues:board-and-imprint", slug, year, number)
        except NotAllowed as kept:
            refusal = str(kept)
    context = {
        "issue": issue,
        "parts": [("编委会", people, "多人之间用空格隔开。"), ("版权页", imprint, "")],
        "seen": request.POST.get("seen") or seen_board(posts, lines),
        "to_check": lines_to_check(issue, lines),
        "refusal": refusal,
        "wrong": people.total_error_count() + imprint.total_error_count() if request.method == "POST" else 0,
    }
    return render(request, "issues/planning/board.html", context)


def _lines(rows: list, *names: str) -> list[dict]:
    return [{"order": order} | {name: getattr(row, name) for name in names} for order, row in enumerate(rows, 1)]
