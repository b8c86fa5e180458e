"""Who may read what: members read every periodical; strangers only one that is not internal. The rule stands here alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import User
from issues.models import Article, Issue, Periodical
from issues.workflow import IssueState
from photos.pictures import Address, in_the_library


def readable_by(user: User) -> Q:
    """The condition on rows that have a `periodical`: all of them for people who are signed in."""
    return Q() if user.is_authenticated else Q(periodical__internal=False)


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose queries are bound by `readable_by`. A stranger who may not read is asked to sign in.

    What does not exist and what is shut look alike from outside, so that addresses cannot be tried out.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return shown


def opens(request: HttpRequest, periodical: Periodical) -> None:
    """Note which periodical the page is from: the page's head and foot and its `noindex` follow it."""
    request.periodical = periodical


def is_open_page(request: HttpRequest | None) -> bool:
    """Whether the page is from a periodical that anyone may read and search engines may list."""
    periodical = getattr(request, "periodical", None)
    return periodical is not None and not periodical.internal


def photos_of_article(request: HttpRequest | None, article: Article) -> Address:
    """Where a page's readers find the photos of an article: at the article's own address, whoever may read it."""
    return lambda photo, width: reverse("reading:article-photo", args=[article.pk, photo.key, width])


def photo_of_cover(request: HttpRequest | None, issue: Issue) -> Address:
    """Where the page's readers find the photo on an issue's cover; before it comes out, the desk finds it in the library."""
    if issue.state != IssueState.RELEASED:
        return in_the_library
    place = [issue.periodical.slug, issue.year, issue.number]
    return lambda photo, width: reverse("reading:cover-photo", args=[*place, photo.key, width])
