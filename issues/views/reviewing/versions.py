"""Versions: the list, one of them, what was changed between two, and bringing one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.actions import restoring
from issues.actions.changing import level_to_read
from issues.actions.locking import StaleWords
from issues.changes import changes_between
from issues.models import Article, Version
from issues.queries import versions as queries
from issues.queries.reviewing import photos_of, text_of
from issues.queries.searching import number_or_none
from issues.views.doors import for_desk
from issues.views.reviewing.article import find
from issues.workflow import State


@require_safe
@for_desk
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The named versions, with the way to compare any two of them or one with the present text."""
    article = find(pk)
    page = queries.versions_page(article, request.GET.get("page", "1"))
    return render(request, "issues/reviewing/versions.html", {"article": article, "page": page})


@require_safe
@for_desk
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as it is read."""
    article = find(pk)
    found = _version(article, number)
    context = {
        "article": article,
        "version": found,
        "text": text_of(found.words),
        "current": queries.present(article).digest == found.digest,
        "may_restore": restoring.can_restore(article, request.user),
        "why_not": _why_not(request, article),
    }
    return render(request, "issues/reviewing/version.html", context)


def _version(article: Article, number: int) -> Version:
    return get_object_or_404(queries.versions_of(article), number=number)


def _why_not(request: HttpRequest, article: Article) -> str:
    try:
        restoring.check_can_restore(article, request.user)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


@require_safe
@for_desk
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What was changed between `from` and `to`: numbers of versions, or `now`. `view=side`: old and new side by side."""
    article = find(pk)
    found = queries.pair(article, request.GET.get("from", ""), request.GET.get("to", queries.NOW))
    if found is None:
        messages.error(request, "要比较的版本没有选全。请在左边选旧的，右边选新的。")
        return redirect("issues:versions", pk)
    old, new = found
    context = {
        "article": article,
        "old": old,
        "new": new,
        "changes": changes_between(old.words, new.words, photos_of(old.words, new.words)),
        "side_by_side": request.GET.get("view") == "side",
    }
    return render(request, "issues/reviewing/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
@says_refusals
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Bring a version back: first what follows, then the one call."""
    article = find(pk)
    found = _version(article, number)
    if request.method == "POST":
        return _restored(request, article, found)
    restoring.check_can_restore(article, request.user)
    context = {
        "article": article,
        "version": found,
        "level": level_to_read(article, found.words).label if article.state == State.APPROVED else "",
    }
    return render(request, "issues/reviewing/restore.html", context)


def _restored(request: HttpRequest, article: Article, found: Version) -> HttpResponse:
    revision = number_or_none(request.POST.get("revision", ""))
    if revision is None:
        raise Http404
    try:
        restoring.restore_version(version=found, by=request.user, revision=revision)
    except StaleWords as stale:
        messages.error(request, f"《{stale.newer.title}》刚刚保存过新的文字，没有恢复。请看过改动，再决定要不要恢复。")
        return redirect(reverse("issues:compare", args=[article.pk]) + f"?from={found.number}&to={queries.NOW}")
    messages.success(request, f"已恢复成第 {found.number} 版的文字，原来的文字也留在版本里。")
    return redirect("issues:article", article.pk)
