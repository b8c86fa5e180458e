"""The review sheets for the desk, drawn when asked for."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from issues.models import Article, Issue
from issues.views.doors import for_desk
from typesetting.errors import PressError
from typesetting.queries.sheet_facts import article_sheet, issue_sheet
from typesetting.sheets.drawing import draw_sheets

NAME_LENGTH = 40


@require_safe
@for_desk
def for_article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article's sheet."""
    article = get_object_or_404(Article.objects.only("title"), pk=pk)
    facts = article_sheet(article, by=request.user, at=timezone.now())
    return sent_pdf(request, facts, f"三审单 {article.title}")


@require_safe
@for_desk
def for_issue(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """An issue's table and the sheet of each of its articles; with `?only=table` the table alone."""
    issues = Issue.objects.select_related("periodical")
    issue = get_object_or_404(issues, periodical__slug=slug, year=year, number=number)
    only_table = request.GET.get("only", "") == "table"
    facts = issue_sheet(issue, by=request.user, at=timezone.now(), only_table=only_table)
    return sent_pdf(request, facts, f"三审单 {issue}")


def sent_pdf(request: HttpRequest, facts: dict, name: str) -> HttpResponse:
    """The sheets of `facts` under a file's name, or the page that says why they cannot be drawn."""
    try:
        drawn = draw_sheets(facts, timestamp=int(timezone.now().timestamp()))
    except PressError as error:
        return render(request, "accounts/refused.html", {"sentence": str(error)}, status=503)
    safe = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]', " ", name)[:NAME_LENGTH].strip()
    response = HttpResponse(drawn.pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{safe}.pdf")
    return response
