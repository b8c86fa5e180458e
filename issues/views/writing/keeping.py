"""What the page asks the server while someone types: keep this, show me what differs, who is there, a fresh token."""

from __future__ import annotations

import json

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.refusals import NotAllowed
from issues.actions import holding, saving, working_copies
from issues.actions.working_copies import AnotherCopy, Fields, Typed, keepable, tab_of
from issues.beginnings import LONGEST
from issues.forms.article import fields_of
from issues.merging import Merge
from issues.models import Article, EditingHold
from issues.queries import writing as queries
from issues.views.doors import for_desk
from issues.views.writing.page import number
from manuscripts.typed import heading_level

MOST_LINES = 5000


@require_POST
@for_desk
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep the form as typed. Answers when, or in a sentence why not."""
    article = get_object_or_404(Article, pk=pk)
    try:
        copy = working_copies.put_by(article=article, by=request.user, typed=_typed(request))
    except AnotherCopy as refusal:
        return JsonResponse({"refused": str(refusal), "other": refusal.copy.serial}, status=409)
    except NotAllowed as refusal:
        return JsonResponse({"refused": str(refusal)}, status=400)
    at = timezone.localtime(copy.at)
    return JsonResponse({"at": f"{at:%H:%M:%S}", "serial": copy.serial, "revision": article.revision})


def _typed(request: HttpRequest) -> Typed:
    """The autosave as sent. Raises NotAllowed where it is not of the form the page sends."""
    data = _json(request)
    try:
        fields: Fields = {str(name): [str(value) for value in values] for name, values in data["fields"].items()}
        over = data.get("over")
        return Typed(
            fields=fields,
            base=_natural(data["base"]),
            serial=_natural(data["serial"]),
            tab=str(data["tab"])[:40],
            begun=str(data.get("begun", ""))[:LONGEST],
            over=None if over is None else _natural(over),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise NotAllowed("自动保存的内容不完整。请刷新页面再试。") from error


def _natural(value: object) -> int:
    """A whole number a column of the database can hold. Raises ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise ValueError(value)
    return value


def _json(request: HttpRequest) -> dict:
    try:
        data = json.loads(request.body)
    except RequestDataTooBig as error:
        raise NotAllowed(working_copies.TOO_LONG) from error
    except (ValueError, RecursionError) as error:
        raise NotAllowed("收到的内容读不出来。请刷新页面再试。") from error
    if not isinstance(data, dict):
        raise NotAllowed("收到的内容读不出来。请刷新页面再试。")
    return data


@require_POST
@for_desk
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """The person does not want what they typed."""
    article = get_object_or_404(Article, pk=pk)
    serial = number(request.POST.get("serial"))
    if serial is not None:
        working_copies.throw_away(article=article, by=request.user, over=serial)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({})
    return redirect("issues:article-edit", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def typed(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed beside what is saved: the server's working copy, or what the browser sends."""
    article = get_object_or_404(queries.article_to_write(pk))
    if request.method == "POST":
        fields = {name: [keepable(value) for value in values] for name, values in request.POST.lists()}
    else:
        copy = queries.working_copy(article, request.user)
        if copy is None:
            raise Http404("没有未保存的文字。")
        fields = copy.fields
    merge = Merge(fields_of(article), fields)
    context = {"article": article, "lines": merge.lines(), "texts": merge.texts()}
    return render(request, "issues/writing/typed.html", context)


@require_POST
@for_desk
def presence(request: HttpRequest, pk: int) -> JsonResponse:
    """Still here. Answers who is at work now, the revision that is saved, and the text a window of the person's just kept."""
    article = get_object_or_404(Article, pk=pk)
    hold = holding.sit_down(article=article, by=request.user)
    copy = queries.working_copy(article, request.user)
    live = copy is not None and copy.at > timezone.now() - holding.LAPSES
    told = {"tab": tab_of(copy), "serial": copy.serial} if live else None
    blocked = _blocked(article, request.POST.get("as"))
    return JsonResponse({"held": _told(hold), "revision": article.revision, "copy": told, "blocked": blocked})


def _blocked(article: Article, way: str | None) -> str | None:
    """What to say where the words cannot be changed any more in the way they are being changed."""
    open_ways = saving.ways(article)
    if not way or way in open_ways:
        return None
    label = article.get_state_display()
    if open_ways:
        return f"这篇稿件现在是“{label}”。您打的字都在；保存时请先选定怎么改。"
    return f"这篇稿件现在是“{label}”，文字不能保存到稿件。您打的字都存在工作稿里，等可以改的时候接着用。"


def _told(hold: EditingHold | None) -> dict | None:
    return hold and {"name": hold.person.name, "since": f"{timezone.localtime(hold.since):%H:%M}"}


@require_POST
@for_desk
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    holding.take_over(article=article, by=request.user)
    way = request.POST.get("as", "")
    page = redirect("issues:article-edit", pk)
    if way.isalpha():
        page["Location"] += f"?as={way}"
    return page


@require_POST
@for_desk
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The page was closed."""
    holding.get_up(article=get_object_or_404(Article, pk=pk), by=request.user)
    return HttpResponse(status=204)


@require_safe
@for_desk
def token(request: HttpRequest) -> JsonResponse:
    """A fresh token after signing in again in another window, and whose it is."""
    return JsonResponse({"token": get_token(request), "person": request.user.pk, "name": request.user.name})


@require_POST
@for_desk
def headings(request: HttpRequest, pk: int) -> JsonResponse:
    """The level of each line that is a typed heading, null for the others, in the order sent."""
    get_object_or_404(Article, pk=pk)
    try:
        lines = _json(request).get("lines")
    except NotAllowed as refusal:
        return JsonResponse({"refused": str(refusal)}, status=400)
    if not isinstance(lines, list) or len(lines) > MOST_LINES:
        return JsonResponse({"refused": f"一次最多识别 {MOST_LINES} 段。请分几次来做。"}, status=400)
    return JsonResponse({"levels": [heading_level(str(line)[:200]) for line in lines]})
