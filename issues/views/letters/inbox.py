"""The list of reports, one of them, and two texts side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from issues.changes import changes_between
from issues.models import Article
from issues.queries import letters as queries
from issues.queries.reviewing import photos_of
from issues.views.doors import for_desk
from issues.words import words_of
from submissions.likeness import share_in_common
from submissions.models import Report
from submissions.moves import RULES, ReportMove
from submissions.queries.letters import photos_of as photos_of_report
from submissions.words import number_of

MOVES = (ReportMove.TAKE_UP, ReportMove.ADOPT, ReportMove.RETURN, ReportMove.DECLINE, ReportMove.REOPEN)


@require_safe
@for_desk
def inbox(request: HttpRequest) -> HttpResponse:
    """What the unions sent, the newest first; without a choice, what waits for the editors."""
    filters = queries.Filters.read(request.GET)
    return render(request, "issues/letters_in/inbox.html", queries.inbox_page(filters, request.GET.get("page", "1")))


@require_safe
@for_desk
def report(request: HttpRequest, key: str) -> HttpResponse:
    """One report: words, photos, the Word file, who sent it, what happened, and what looks the same."""
    found = queries.report_at_desk(key, request.user)
    photos = photos_of_report(found)
    adoptions = list(found.adoptions.select_related("article", "by"))
    context = {
        "report": found,
        "number": number_of(found),
        "text": queries.text_of_report(found),
        "photos": photos,
        "travelling": sum(not photo.arrived for photo in photos),
        "events": found.events.select_related("by"),
        "adoptions": adoptions,
        "likenesses": queries.likenesses(found, {adoption.article_id for adoption in adoptions}),
        "offers": _offers(found),
    }
    return render(request, "issues/letters_in/report.html", context)


def _offers(found: Report) -> list[ReportMove]:
    """The moves the report's state allows. An adopted one comes back by its article alone."""
    adopted = found.state in RULES[ReportMove.ADOPT].targets
    return [move for move in MOVES if found.state in RULES[move].sources and not adopted]


@require_safe
@for_desk
def beside_report(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """A report and another one, side by side."""
    second = queries.report_at_desk(other, request.user)
    return _side_by_side(request, key, queries.words_of_report(second), second.plain_text, f"{second.union}来稿")


@require_safe
@for_desk
def beside_article(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """A report and an article, side by side."""
    article = get_object_or_404(Article, pk=pk)
    return _side_by_side(request, key, words_of(article), article.plain_text, "文章")


def _side_by_side(request: HttpRequest, key: str, words: dict, plain: str, name: str) -> HttpResponse:
    found = queries.report_at_desk(key, request.user)
    mine = queries.words_of_report(found)
    context = {
        "report": found,
        "other": words["title"],
        "other_name": name,
        "share": round(100 * share_in_common(found.plain_text, plain)),
        "changes": changes_between(mine, words, photos_of(mine, words)),
        "side_by_side": True,
    }
    return render(request, "issues/letters_in/compare.html", context)
