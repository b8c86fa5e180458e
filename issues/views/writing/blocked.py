"""What is sent and cannot be saved now is shown, and kept as the person's working copy, as an autosave would have kept it."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.refusals import NotAllowed
from issues.actions import working_copies
from issues.actions.working_copies import BEGUN, TAB, Fields, Typed
from issues.models import Article
from issues.queries import writing as queries
from issues.typed import first_of, told
from issues.views.writing.page import number

BESIDE = {"revision", "over", TAB, BEGUN}  # what a form carries of where its text comes from
PLAIN_FORM = "form"  # the window, where no script gives it a name


def blocked(request: HttpRequest, article: Article, sentence: str, fields: Fields) -> HttpResponse:
    """The page that says why the text of `fields` cannot be saved now, and where it is. 409."""
    kept = _kept(article, request, fields)
    context = {"article": article, "sentence": sentence, "kept": kept, "typed": told(fields)}
    return render(request, "issues/writing/blocked.html", context, status=409)


def _kept(article: Article, request: HttpRequest, fields: Fields) -> bool:
    """Whether the text is kept. It is not where another window keeps a text of its own, or where it is too long."""
    copy = queries.working_copy(article, request.user)
    typed = Typed(
        fields={name: values for name, values in fields.items() if name not in BESIDE},
        base=number(first_of(fields, "revision")) or 0,
        serial=max(round(time.time() * 1000), copy.serial + 1 if copy else 0),
        tab=first_of(fields, TAB) or PLAIN_FORM,
        over=number(first_of(fields, "over")),
        begun=first_of(fields, BEGUN),
    )
    try:
        working_copies.put_by(article=article, by=request.user, typed=typed)
    except NotAllowed:
        return False
    return True
