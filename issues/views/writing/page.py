"""The page someone writes on, as it is drawn from a form, whatever the form came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from accounts.refusals import NotAllowed
from issues import gates
from issues.actions import holding
from issues.actions.saving import Way
from issues.actions.working_copies import BEGUN, Fields, tab_of
from issues.forms.article import ArticleForm, fields_of
from issues.models import Article, Issue, WorkingCopy
from issues.queries import writing as queries
from issues.typed import beginning_of
from issues.words import words_with

SIGN_IN = "accounts:sign-in"

# What the page says of each way, and what its button says.
TITLES = {Way.WRITE: "写稿", Way.SLIP: "校改", Way.EDIT: "改动定稿", Way.CORRECT: "更正"}
BUTTONS = {Way.WRITE: "保存", Way.SLIP: "保存校改", Way.EDIT: "保存并退回重审…", Way.CORRECT: "发布更正"}
MOST_ASKED = 300  # characters of a passage that the address of the page carries


def cautions(article: Article) -> list[str]:
    """What whoever changes words of the article should know beforehand."""
    return gates.cautions(Issue.objects.filter(placements__article=article))


@dataclass
class Sheet:
    """What is on the page: a form, begun from `revision` and its text, and whether it holds text that is not saved."""

    form: ArticleForm
    revision: int
    begun: str
    unsaved: bool = False
    sentence: str = ""
    over: int | None = None


def show(
    request: HttpRequest, article: Article, way: Way, sheet: Sheet, copy: WorkingCopy | None, status: int = 200
) -> HttpResponse:
    """The writing page. `copy` is the person's working copy, offered where it says something else."""
    offered = None if sheet.unsaved or copy is None or says_the_same(article, copy, request.user) else copy
    context = {
        "article": article,
        "way": way,
        "heading": TITLES[way],
        "button": BUTTONS[way],
        "form": sheet.form,
        "sheet": sheet,
        "offered": offered,
        "unions": queries.unions(),
        "facts": facts(request.user, article, sheet, copy),
        "cautions": cautions(article),
        "asked": {name: request.GET.get(name, "")[:MOST_ASKED] for name in ("find", "put")},
    }
    return render(request, "issues/writing/edit.html", context, status=status)


def facts(person: User, article: Article, sheet: Sheet, copy: WorkingCopy | None) -> dict:
    """What the scripts of the page need to know, as data."""
    here = {
        name: reverse(f"issues:article-{name}", args=[article.pk])
        for name in ("autosave", "discard", "presence", "leave", "headings")
    }
    return {
        "article": article.pk,
        "person": person.pk,
        "revision": sheet.revision,
        "unsaved": sheet.unsaved,
        "over": sheet.over,
        "copy": {"tab": tab_of(copy), "serial": copy.serial} if copy else None,
        "beat": holding.BEAT.total_seconds(),
        "urls": here
        | {
            "compare": reverse("issues:article-typed", args=[article.pk]),
            "token": reverse("issues:token"),
            "signIn": reverse(SIGN_IN),
            "upload": reverse("photos:upload"),
        },
    }


def saved_sheet(request: HttpRequest, article: Article) -> Sheet:
    """The article as it is saved."""
    fields = fields_of(article)
    return Sheet(ArticleForm(person=request.user, fields=fields), article.revision, str(beginning_of(fields)))


def sheet_of(request: HttpRequest, copy: WorkingCopy) -> Sheet:
    """What the person typed and did not save."""
    form = ArticleForm(person=request.user, fields=copy.fields)
    begun = copy.fields.get(BEGUN, [""])[0]
    return Sheet(form, copy.base, begun, unsaved=True, over=copy.serial)


def says_the_same(article: Article, copy: WorkingCopy, person: User) -> bool:
    """Whether a working copy has nothing that is not saved."""
    return not differs(article, copy.fields, person)


def differs(article: Article, fields: Fields, person: User) -> bool:
    """Whether a form as typed differs from the saved article in any field."""
    form = ArticleForm(MultiValueDict(fields), person=person)
    if not form.is_valid():
        return True
    saved = fields_of(article)
    for name in ("union_name", "writer", "tags"):
        if name in fields and set(fields[name]) != set(saved[name]):
            return True
    try:
        return words_with(article, form.bylines(), **form.words()) != words_with(article)
    except NotAllowed:
        return True


def number(value: str | None) -> int | None:
    """A number a form carries; None where it carries none."""
    return int(value) if value and value.isdecimal() and len(value) < 16 else None
