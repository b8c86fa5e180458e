"""The notice of a period as a PDF: the same form that gives the Word file, drawn by the press."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from issues.views.doors import for_desk
from submissions.notice.paper import Paper
from submissions.views.figures.notice import answer, file_of
from typesetting.errors import PressError
from typesetting.notices.drawing import draw_notice


@require_POST
@for_desk
def notice(request: HttpRequest) -> HttpResponse:
    """The PDF of the notice filled in; else the form with what is wrong with it."""

    def deliver(paper: Paper) -> HttpResponse:
        try:
            pdf = draw_notice(asdict(paper), timestamp=int(timezone.now().timestamp()))
        except PressError as error:
            return render(request, "accounts/refused.html", {"sentence": str(error)}, status=503)
        return file_of(paper, pdf, "application/pdf", "pdf")

    return answer(request, deliver)
