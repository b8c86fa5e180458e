"""Remarks: made, answered, resolved, opened again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.refusals import NotAllowed
from issues.actions import commenting
from issues.forms.reviewing import AnswerForm, CommentForm
from issues.models import Comment
from issues.views.doors import for_desk
from issues.views.reviewing.article import article_page, find


@require_POST
@for_desk
def add(request: HttpRequest, pk: int) -> HttpResponse:
    article = find(pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            made = commenting.comment(article=article, by=request.user, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_place(made))
    return article_page(request, pk, comment_form=form, status=400)


@require_POST
@for_desk
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            commenting.answer(comment=found, by=request.user, text=form.cleaned_data["text"])
        except NotAllowed as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(_place(found))
    return article_page(request, found.article_id, answering=(found.pk, form), status=400)


@require_POST
@for_desk
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, commenting.resolve, "批注了结了，可以在“已了结”里重开。")


@require_POST
@for_desk
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, commenting.reopen, "批注重开了。")


def _done(request: HttpRequest, pk: int, deed: Callable[..., Comment], words: str) -> HttpResponse:
    found = deed(comment=_found(pk), by=request.user)
    messages.success(request, words)
    return redirect(reverse("issues:article", args=[found.article_id]) + "#remarks")


def _found(pk: int) -> Comment:
    return get_object_or_404(Comment, pk=pk, parent=None)


def _place(comment: Comment) -> str:
    return f"{reverse('issues:article', args=[comment.article_id])}#comment-{comment.pk}"
