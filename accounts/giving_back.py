"""A form that comes too late, after its token or its session has ended, is given back to the browser that sent it.

Nothing is kept, nothing is carried out: the answer to that request shows what was typed, and holds it in a fresh form that
the person may send again by a button of its own. Only a form that one of our pages sent is given back. Another site's would
else be a trap: its words in a form of ours, with a token of ours, waiting for one press.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers

Fields = dict[str, list[str]]
Told = list[tuple[str, str]]  # (label, text)

SECRET = re.compile("pass|code|otp|secret", re.IGNORECASE)  # fields of this name are never shown again
WRITTEN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]|\\S\\s+\\S")  # by a person, not by the page
A_LINE = 36  # characters in a line of the page
MOST_LINES = 14


def from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the request. One that says nothing is not believed."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        referer = urlsplit(request.headers.get("Referer", ""))
        origin = f"{referer.scheme}://{referer.netloc}"
    return origin in {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}


def given_back(request: HttpRequest, *, signed_out: bool = False) -> HttpResponse | None:
    """The page that gives a form back (403). None where it may not be given back, or a script waits for the answer.

    `signed_out`: it was refused for want of someone signed in, and the page says how to go on.
    """
    if request.method != "POST" or "text/html" not in request.headers.get("Accept", "") or not from_here(request):
        return None
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    if any(map(SECRET.search, fields)):
        return None
    typed = _teller(request)(fields)
    if signed_out and not typed:
        return None  # nothing to lose: whoever pressed a button signs in and presses it again
    context = {
        "signed_out": signed_out,
        "fields": fields,
        "typed": [(label, text, _lines(text)) for label, text in typed],
        "files": [file.name for _, files in request.FILES.lists() for file in files],
    }
    response = render(request, "accounts/given_back.html", context, status=403)
    add_never_cache_headers(response)
    return response


def sent_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a stranger's form was answered by the way to the sign-in page."""
    away = response.status_code == 302 and request.method == "POST" and not request.user.is_authenticated
    return away and response["Location"].startswith(resolve_url(settings.LOGIN_URL))


def back_to_the_button(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Whoever only pressed a button comes back, signed in, to the page it is on: the address it sends to may show nothing."""
    page = urlsplit(request.headers.get("Referer", ""))
    if from_here(request) and page.netloc == request.get_host():
        path = f"{page.path}?{page.query}" if page.query else page.path
        return redirect_to_login(path, login_url=resolve_url(settings.LOGIN_URL))
    return response


def _teller(request: HttpRequest) -> Callable[[Fields], Told]:
    """What tells the typed texts of a form apart from the rest: the view's own, named `tells_typed`, or a guess."""
    match = request.resolver_match
    return getattr(match.func, "tells_typed", _guess) if match else _guess


def _guess(fields: Fields) -> Told:
    return [("", value) for values in fields.values() for value in values if WRITTEN.search(value)]


def _lines(text: str) -> int:
    """How many lines of the page a text fills, up to a limit."""
    return min(MOST_LINES, sum(1 + len(line) // A_LINE for line in text.splitlines()) or 1)
