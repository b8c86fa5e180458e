"""The article's own page at the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions import saving
from issues.actions.assigning import can_assign
from issues.actions.leaders import can_ask
from issues.actions.saving import Way
from issues.forms.reviewing import AnswerForm, CommentForm
from issues.models import Article, Level
from issues.queries import reviewing
from issues.views.doors import for_desk

EDITING = {Way.WRITE: "修改文字", Way.SLIP: "改动定稿", Way.EDIT: "改动定稿", Way.CORRECT: "写更正"}


@require_safe
@for_desk
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """State, whose turn it is, what I may do, the text with its remarks, reviews, versions, leaders' answers."""
    return article_page(request, pk)


def find(pk: int) -> Article:
    """An article for the pages beside its own."""
    return get_object_or_404(Article.objects.select_related("periodical", "editor"), pk=pk)


def article_page(
    request: HttpRequest,
    pk: int,
    *,
    comment_form: CommentForm | None = None,
    answering: tuple[int, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, also with a form that came back: what was typed stays. `answering` is a remark's number and its form."""
    found = get_object_or_404(reviewing.article_at_desk(request.user), pk=pk)
    request.periodical = found.periodical
    context = reviewing.article_page(found, request.user) | {
        "comment_form": comment_form or CommentForm(),
        "answering": answering,
        "answer_form": AnswerForm(),
        "now": timezone.now(),
        "may_edit": editing(found, request.user),
        "may_assign": any(can_assign(found, level, request.user) for level in Level),
        "may_ask": can_ask(found, request.user),
    }
    return render(request, "issues/reviewing/article.html", context, status=status)


def editing(article: Article, user: User) -> str:
    """What changing the words is called now; '' where `user` may not."""
    for way in saving.ways(article):
        try:
            saving.check_can_change(article, way, user)
        except NotAllowed:
            continue
        return EDITING[way]
    return ""
