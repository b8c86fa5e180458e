"""The notice: proposed from the figures, changed by who signs it, taken away as a Word file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from submissions.figures.forms import FiguresForm
from submissions.figures.tables import Figures, make_figures
from submissions.notice.forms import NoticeForm, proposal, state_of
from submissions.notice.paper import Paper
from submissions.notice.word import write_word
from submissions.rules import can_handle
from submissions.views.figures.doors import for_those_who

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHANGED = "写这份通报以后，数字又变了：有新稿件或新决定。请核对正文里的数字，再导出；也可以重新拟稿。"


def for_desk(user) -> bool:
    return can_handle(None, user)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(for_desk)
def notice(request: HttpRequest) -> HttpResponse:
    """The form with the words proposed; posted, the Word file."""
    return answer(request, lambda paper: file_of(paper, write_word(paper), DOCX, "docx"))


def answer(request: HttpRequest, deliver: Callable[[Paper], HttpResponse]) -> HttpResponse:
    """What `deliver` makes of the notice filled in; else the form, as proposed or with what is wrong with it."""
    asked = FiguresForm(request.GET)
    if not asked.is_valid():
        return _form(request, asked, None, status=400 if request.method == "POST" else 200)
    figures = make_figures(asked.question(), asked.measure)
    if request.method != "POST":
        return _form(request, asked, NoticeForm(initial=proposal(figures)), figures)
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _form(request, asked, form, figures, status=400)
    if form.cleaned_data["counted"] != state_of(figures):
        form.data = form.data.copy()
        form.data["counted"] = state_of(figures)
        return _form(request, asked, form, figures, alert=CHANGED, status=409)
    return deliver(form.paper(figures))


def _form(
    request: HttpRequest,
    asked: FiguresForm,
    form: NoticeForm | None,
    figures: Figures | None = None,
    alert: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": asked,
        "chosen": asked.in_words(everything=True) if figures else "",
        "notice": form,
        "figures": figures,
        "alert": alert,
        "query": request.GET.urlencode(),
    }
    return render(request, "submissions/figures/notice.html", context, status=status)


def file_of(paper: Paper, data: bytes, kind: str, ending: str) -> HttpResponse:
    """The finished file, named for its title."""
    name = "".join(" " if char in '/\\:*?"<>|\n' else char for char in paper.title)[:60].strip()
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}")
    return response
