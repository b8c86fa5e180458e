"""The page a leader reads and answers on, without an account. Whoever has the link sees one version of one article."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.refusals import NotAllowed
from issues.actions import leaders
from issues.forms.reviewing import LeaderAnswerForm
from issues.models import LeaderAnswer, LeaderLink
from issues.queries.reviewing import photos_of, text_of
from photos.delivery import rendition_file
from photos.models import Photo

View = Callable[..., HttpResponse]


def for_leaders(view: View) -> View:
    """A page that no one but the link's holder comes to, that nothing keeps and no search engine lists.

    The site's `Referrer-Policy: same-origin` stays: no other site learns the address. `no-referrer` would have browsers
    send `Origin: null` with the answer, which the guard against forged forms must refuse.
    """

    @sensitive_variables("token")
    @wraps(view)
    def shown(request: HttpRequest, token: str, *args, **kwargs) -> HttpResponse:
        try:
            response = view(request, leaders.find(token), token, *args, **kwargs)
        except leaders.Closed as refusal:
            response = render(request, "issues/reviewing/leader_closed.html", {"sentence": str(refusal)}, status=410)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@for_leaders
def read(request: HttpRequest, link: LeaderLink, token: str) -> HttpResponse:
    """The article, and the answer."""
    form = LeaderAnswerForm(request.POST or None)
    if form.is_valid():
        given = LeaderAnswer(form.cleaned_data["answer"])
        try:
            leaders.answer(link=link, answer=given, opinion=form.cleaned_data["opinion"])
        except leaders.Closed:
            return redirect("issues:leader", token)
        except NotAllowed as refusal:
            form.add_error("opinion", str(refusal))
        else:
            return redirect("issues:leader", token)
    if request.method == "GET":
        leaders.open_link(link=link)

    def address(photo: Photo, width: int) -> str:
        return reverse("issues:leader-photo", args=[token, photo.key, width])

    context = {"link": link, "form": form, "text": text_of(link.version.words, address=address)}
    return render(request, "issues/reviewing/leader.html", context, status=400 if form.errors else 200)


@require_safe
@for_leaders
def photo(request: HttpRequest, link: LeaderLink, token: str, key: str, width: int) -> HttpResponse:
    """A photo of that article, and no other."""
    found = photos_of(link.version.words).get(key)
    if found is None:
        raise Http404
    return rendition_file(found, width)
