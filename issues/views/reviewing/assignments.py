"""Who is asked to decide which level, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions import assigning
from issues.forms.reviewing import AssignForm
from issues.models import Article, Assignment, Level
from issues.reviewers import reviewers_by_level
from issues.views.doors import for_desk
from issues.views.reviewing.article import find


@dataclass(frozen=True)
class Row:
    """A level with its form, or the sentence why this person may not choose."""

    level: Level
    form: AssignForm | None
    refusal: str
    assignment: Assignment | None


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def assignments(request: HttpRequest, pk: int) -> HttpResponse:
    """A form for each level that is not decided yet."""
    article = find(pk)
    level = _level(request) if request.method == "POST" else None
    people = reviewers_by_level(article)
    form = None
    if level is not None:
        form = AssignForm(request.POST, prefix=_prefix(level), people=people[level])
        if form.is_valid() and _assigned(request, article, level, form):
            return redirect("issues:article", pk)
    rows = _rows(request, article, people, {level: form} if form else {})
    return render(
        request,
        "issues/reviewing/assign.html",
        {"article": article, "rows": rows},
        status=400 if form else 200,
    )


def _level(request: HttpRequest) -> Level:
    value = request.POST.get("level", "")
    if value not in {str(level.value) for level in Level}:
        raise Http404
    return Level(int(value))


def _prefix(level: Level) -> str:
    return f"level-{level.value}"


def _assigned(request: HttpRequest, article: Article, level: Level, form: AssignForm) -> bool:
    person, due = form.cleaned_data["person"], form.cleaned_data["due"]
    try:
        assigning.assign(article=article, level=level, person=person, due=due, by=request.user)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    until = f"，{due.month}月{due.day}日前" if person and due else ""
    messages.success(request, f"{level.label}请{person}来审{until}。" if person else f"{level.label}不再指定人。")
    return True


def _rows(
    request: HttpRequest, article: Article, people: dict[Level, list[User]], forms: dict[Level, AssignForm]
) -> list[Row]:
    known = {one.level: one for one in article.assignments.select_related("person", "by")}
    rows = []
    for level in Level:
        refusal, form, now = "", None, known.get(level)
        try:
            assigning.check_can_assign(article, level, request.user)
        except NotAllowed as reason:
            refusal = str(reason)
        else:
            initial = {"person": now.person_id if now else None, "due": now.due if now else None}
            form = forms.get(level) or AssignForm(prefix=_prefix(level), people=people[level], initial=initial)
        rows.append(Row(level, form or forms.get(level), refusal, now))
    return rows
