"""What sets an internal publication apart on the web: no search engine lists it, no shared cache keeps it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from reading.access import is_open_page

NOINDEX = "noindex, nofollow, noarchive"


class InternalPublicationMiddleware:
    """Puts `X-Robots-Tag` on every response but the pages of an open periodical, and keeps pages out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_open_page(request):
            response["X-Robots-Tag"] = NOINDEX
        if not response.has_header("Cache-Control"):
            # Asked for anew each time: after signing out on a shared computer nothing is read from its cache.
            response["Cache-Control"] = "private, no-cache"
            patch_vary_headers(response, ["Cookie"])
        return response
