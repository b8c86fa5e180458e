"""The photo library's addresses: for people who are signed in and to whom a room shows the photo."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from photos.access import can_see
from photos.delivery import rendition_file
from photos.models import Photo
from photos.renditions import widths_for


@require_safe
@login_required
def photo(request: HttpRequest, key: str) -> HttpResponse:
    """The photo at the middle size: what the address in an article's text shows."""
    found = _seen(request, key)
    widths = widths_for(found)
    return rendition_file(found, widths[min(1, len(widths) - 1)])


@require_safe
@login_required
def rendition(request: HttpRequest, key: str, width: int) -> HttpResponse:
    """The photo at one of its widths."""
    return rendition_file(_seen(request, key), width)


def _seen(request: HttpRequest, key: str) -> Photo:
    found = get_object_or_404(Photo, key=key)
    if not can_see(found, request.user):
        raise Http404("没有这张图片，或者不归您看。")
    return found
