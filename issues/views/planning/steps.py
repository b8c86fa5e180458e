"""The steps of planning, each a POST that makes one call. What is refused comes with the plan as it stands now."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.refusals import NotAllowed
from accounts.views.doors import asked_for
from issues.actions import arranging, choosing
from issues.actions.plan_rows import StalePlan
from issues.forms.planning import ColumnForm, ColumnMoveForm, LayoutForm, MoveForm, PlaceForm, RenameForm, VersionForm
from issues.models import Article, Column, Issue
from issues.views.doors import for_desk
from issues.views.planning import issue_or_404
from issues.views.planning.plan import FRAGMENT, show_plan

Step = Callable[[HttpRequest, Issue], Issue]

NOT_UNDERSTOOD = "这一步没有做成：页面可能太旧了。下面是最新的编排，请再做一次。"
WAYS = {"up": -1, "down": 1}
LONGEST_KEY = 18  # digits; longer ones are no key of a row


def step(act: Step) -> Callable[..., HttpResponse]:
    """A view around `act`, which takes one step and returns the issue. With `next` it leads back to the page named there."""

    @require_POST
    @for_desk
    @wraps(act)
    def view(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
        issue = issue_or_404(request, slug, year, number)
        before = issue.plan_version
        try:
            done = act(request, issue)
        except NotAllowed as refusal:
            if asked_for(request):
                messages.error(request, str(refusal))
                return redirect(asked_for(request))
            stale = isinstance(refusal, StalePlan)
            return show_plan(request, _fresh(request, issue), refusal=str(refusal), status=409 if stale else 403)
        said = f"{done.plan_last['what']}。" if done.plan_version != before else "已经在那里了，没有变动。"
        if request.headers.get(FRAGMENT):
            return show_plan(request, done, said=said)
        messages.success(request, said)
        return redirect(asked_for(request) or reverse("issues:plan", args=[slug, year, number]))

    return view


def _fresh(request: HttpRequest, issue: Issue) -> Issue:
    return issue_or_404(request, issue.periodical.slug, issue.year, issue.number)


def _understood(form: VersionForm) -> dict:
    """What the form says. Raises NotAllowed with its first complaint, or with a sentence for what no person typed."""
    if form.is_valid():
        return form.cleaned_data
    typed = [errors[0] for name, errors in form.errors.items() if name in ("name", "column")]
    raise NotAllowed(typed[0] if typed else NOT_UNDERSTOOD)


def _pressed(request: HttpRequest, issue: Issue, kind: type[Model], verbs: tuple[str, ...]) -> tuple[str, dict]:
    """The button of a row that was pressed, and what every action on its thing is called with. `step` is "verb key"."""
    version = _understood(VersionForm(request.POST))["version"]
    verb, _, key = request.POST.get("step", "").partition(" ")
    if verb not in verbs or not key.isdecimal() or len(key) > LONGEST_KEY:
        raise NotAllowed(NOT_UNDERSTOOD)
    thing = get_object_or_404(kind, pk=int(key))
    return verb, {"issue": issue, kind._meta.model_name: thing, "by": request.user, "version": version}


@step
def article(request: HttpRequest, issue: Issue) -> Issue:
    """The buttons of an article."""
    verb, known = _pressed(request, issue, Article, ("up", "down", "out"))
    return arranging.take_out(**known) if verb == "out" else arranging.shift_article(step=WAYS[verb], **known)


@step
def column(request: HttpRequest, issue: Issue) -> Issue:
    """The buttons of a column."""
    verb, known = _pressed(request, issue, Column, ("up", "down", "drop"))
    return arranging.drop_column(**known) if verb == "drop" else arranging.shift_column(step=WAYS[verb], **known)


@step
def move(request: HttpRequest, issue: Issue) -> Issue:
    """An article to a place in a column."""
    asked = _understood(MoveForm(request.POST))
    return arranging.move_article(
        issue=issue,
        article=get_object_or_404(Article, pk=asked["article"]),
        column=get_object_or_404(Column, pk=asked["column"]),
        position=asked["position"],
        by=request.user,
        version=asked["version"],
    )


@step
def move_column(request: HttpRequest, issue: Issue) -> Issue:
    """A column to a place among the columns."""
    asked = _understood(ColumnMoveForm(request.POST))
    column = get_object_or_404(Column, pk=asked["column"])
    return arranging.move_column(
        issue=issue, column=column, position=asked["position"], by=request.user, version=asked["version"]
    )


@step
def add_column(request: HttpRequest, issue: Issue) -> Issue:
    asked = _understood(ColumnForm(request.POST))
    return arranging.add_column(issue=issue, by=request.user, **asked)


@step
def rename_column(request: HttpRequest, issue: Issue) -> Issue:
    asked = _understood(RenameForm(request.POST))
    column = get_object_or_404(Column, pk=asked["column"])
    return arranging.rename_column(
        issue=issue, column=column, name=asked["name"], by=request.user, version=asked["version"]
    )


@step
def place(request: HttpRequest, issue: Issue) -> Issue:
    """Articles ticked among those that wait, to the end of a column."""
    asked = _understood(PlaceForm(request.POST))
    found = Article.objects.in_bulk(asked["articles"])
    return arranging.place_articles(
        issue=issue,
        articles=[found[key] for key in asked["articles"] if key in found],
        column=get_object_or_404(Column, pk=asked["column"]),
        by=request.user,
        version=asked["version"],
    )


@step
def layout(request: HttpRequest, issue: Issue) -> Issue:
    """How an article is set."""
    form = LayoutForm(request.POST)
    asked = _understood(form)
    return choosing.choose_layout(
        issue=issue,
        article=get_object_or_404(Article, pk=asked["article"]),
        by=request.user,
        version=asked["version"],
        **form.chosen(),
    )


@step
def undo(request: HttpRequest, issue: Issue) -> Issue:
    return arranging.undo(issue=issue, by=request.user, version=_understood(VersionForm(request.POST))["version"])
