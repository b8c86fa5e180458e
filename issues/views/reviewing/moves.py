"""Deciding: one page for each move, with what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.audit import SECOND_CLICK
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions import publishing, reviewing
from issues.forms.reviewing import MoveForm
from issues.models import Article
from issues.queries import reviewing as queries
from issues.views.doors import for_desk
from issues.views.reviewing.article import find
from issues.words import digest_of, words_of
from issues.workflow import EDITORS, LEVELS, REVIEWERS, RULES, Move, State


@dataclass(frozen=True)
class MovePage:
    """How a move is asked for. `act` makes the one call; `opinion` is the field's label, '' for none."""

    act: Callable[[Article, HttpRequest, dict], Article]
    button: str
    follows: str
    opinion: str = ""
    opinion_required: bool = False


def _passes_first(article: Article, request: HttpRequest, given: dict) -> Article:
    return _passes(article, request, given, State.FIRST_REVIEW)


def _passes_second(article: Article, request: HttpRequest, given: dict) -> Article:
    return _passes(article, request, given, State.SECOND_REVIEW)


def _passes(article: Article, request: HttpRequest, given: dict, at: State) -> Article:
    return reviewing.pass_on(article=article, by=request.user, opinion=given["opinion"], read=given["read"], at=at)


def _approves(article: Article, request: HttpRequest, given: dict) -> Article:
    return reviewing.approve(article=article, by=request.user, opinion=given["opinion"], read=given["read"])


def _returns(article: Article, request: HttpRequest, given: dict) -> Article:
    return reviewing.send_back(
        article=article, by=request.user, opinion=given["opinion"], read=given["read"], at=_level(given["at"])
    )


def _submits(article: Article, request: HttpRequest, given: dict) -> Article:
    return reviewing.submit(article=article, by=request.user, read=given["read"])


def _withdraws(article: Article, request: HttpRequest, given: dict) -> Article:
    return publishing.withdraw(article=article, by=request.user, reason=given["opinion"])


def _restores(article: Article, request: HttpRequest, given: dict) -> Article:
    return publishing.restore(article=article, by=request.user)


def _publishes(article: Article, request: HttpRequest, given: dict) -> Article:
    return publishing.publish_ahead(article=article, by=request.user)


PAGES = {
    Move.SUBMIT: MovePage(
        _submits, "送审", "送审以后先等初审。审稿期间文字不能改，要改须先退回。这时的文字留作“交稿”版本。"
    ),
    Move.PASS_FIRST: MovePage(
        _passes_first, "初审通过", "通过以后等副主编复审。您的决定记在现在这份文字上。", "意见（可以不写）"
    ),
    Move.PASS_SECOND: MovePage(
        _passes_second, "复审通过", "通过以后等主编终审。您的决定记在现在这份文字上。", "意见（可以不写）"
    ),
    Move.APPROVE: MovePage(_approves, "定稿", "定稿以后可以排版、发布。文字再有改动，要重新审。", "意见（可以不写）"),
    Move.RETURN: MovePage(
        _returns, "退回", "退回给责任编辑修改，改好再送审时三审从头开始。", "意见（要写明改什么）", True
    ),
    Move.PUBLISH_AHEAD: MovePage(
        _publishes, "网络首发", "会员马上就能读到，不等本期出刊。发布以后再改，要写更正说明。"
    ),
    Move.RESTORE: MovePage(_restores, "恢复", "恢复成草稿，文字不变，三审从头开始。"),
    Move.WITHDRAW: MovePage(
        _withdraws, "撤稿", "撤稿以后不再审、不再排；已经通过的审级作废。以后可以恢复成草稿。", "说明（可以不写）"
    ),
}
DONE = {
    Move.SUBMIT: "送审了",
    Move.RETURN: "退回给责任编辑了",
    Move.APPROVE: "定稿了",
    Move.PUBLISH_AHEAD: "已经发布，会员现在就能读到",
    Move.RESTORE: "已恢复成草稿",
    Move.WITHDRAW: "撤稿了",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Ask for a move, then make it. A refusal says what happened meanwhile; what was typed stays."""
    if move not in PAGES:
        raise Http404
    wanted = Move(move)
    article = find(pk)
    if request.method != "POST":
        return _asked(request, article, wanted)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, article, wanted, form)
    warned = form.cleaned_data["over"] or wanted not in queries.PASSES
    if not warned and workflow.can(article, wanted, request.user) and queries.open_comments(article):
        return _page(request, article, wanted, form)
    try:
        article = PAGES[wanted].act(article, request, form.cleaned_data)
    except reviewing.OtherWords as refusal:
        return _read_other_words(request, article, wanted, form, str(refusal))
    except NotAllowed as refusal:
        return _refused(request, article, wanted, form, str(refusal))
    messages.success(request, said(article, wanted))
    return redirect("issues:article", pk)


def said(article: Article, move: Move) -> str:
    """What was done, and who is next."""
    state = State(article.state)
    waits = f"，现在等{queries.own_post(state).label}{state.label}" if state in LEVELS else ""
    return f"《{article.title}》{DONE.get(move, move.label)}{waits}。"


def _asked(request: HttpRequest, article: Article, move: Move) -> HttpResponse:
    try:
        workflow.check_can(article, move, request.user)
    except NotAllowed as refusal:
        return _cannot(request, article, move, str(refusal))
    digest = digest_of(words_of(article))
    read = request.GET.get("read") or digest
    form = MoveForm(initial={"read": read, "at": article.state})
    if read != digest:
        sentence = f"《{article.title}》的文字在您打开以后改过了，您看的不是现在的稿子。请先看改了什么，再作决定。"
        return _read_other_words(request, article, move, form, sentence)
    return _page(request, article, move, form)


def _page(
    request: HttpRequest, article: Article, move: Move, form: MoveForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    page = PAGES[move]
    form.fields["opinion"].label = page.opinion
    form.fields["opinion"].widget.is_required = page.opinion_required
    context = {
        "article": article,
        "move": move,
        "page": page,
        "form": form,
        "refusal": refusal,
        "open_count": queries.open_comments(article) if move in queries.PASSES else 0,
    }
    return render(request, "issues/reviewing/move.html", context, status=status)


def _read_other_words(
    request: HttpRequest, article: Article, move: Move, form: MoveForm, sentence: str
) -> HttpResponse:
    """The page again, with the way to what changed. What was typed stays; deciding goes by the article's page."""
    read = form["read"].value()
    version = article.versions.filter(digest=read).values_list("number", flat=True).first()
    context = {"article": article, "sentence": sentence, "version": version, "opinion": form["opinion"].value()}
    return render(request, "issues/reviewing/other_words.html", context, status=409)


def _not_understood(request: HttpRequest, article: Article, move: Move, form: MoveForm) -> HttpResponse:
    """What was typed cannot be; whoever may not make the move hears that first."""
    try:
        workflow.check_can(article, move, request.user)
    except NotAllowed as refusal:
        return _cannot(request, article, move, str(refusal), opinion=form["opinion"].value() or "")
    return _page(request, article, move, form, status=400)


def _refused(request: HttpRequest, article: Article, move: Move, form: MoveForm, sentence: str) -> HttpResponse:
    """The same person's second click ends where the first did. A rule about what was typed keeps the form."""
    article = find(article.pk)
    last = queries.last_move(article)
    again = last and last.by_id == request.user.pk and last.verb == move.label
    if again and last.at > timezone.now() - SECOND_CLICK:
        messages.success(request, said(article, move))
        return redirect("issues:article", article.pk)
    if workflow.can(article, move, request.user) and form["at"].value() in {"", article.state}:
        return _page(request, article, move, form, status=400, refusal=sentence)
    return _cannot(request, article, move, sentence, opinion=form["opinion"].value() or "")


def _cannot(request: HttpRequest, article: Article, move: Move, sentence: str, *, opinion: str = "") -> HttpResponse:
    """A page that says why not, and what happened to the article last."""
    # Where the article waits at no level any more, whoever may decide any comes too late, not to the wrong door.
    roles = RULES[move].roles or REVIEWERS.get(State(article.state), EDITORS)
    status = 409 if request.user.has_role(*roles) else 403
    context = {"article": article, "sentence": sentence, "last": queries.last_move(article), "opinion": opinion}
    return render(request, "issues/reviewing/refused.html", context, status=status)


def _level(value: str) -> State | None:
    """The level that the page was about; None where the page did not say."""
    return State(value) if value in LEVELS else None
