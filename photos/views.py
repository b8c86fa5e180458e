"""Pictures for signed-in readers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from photos.delivery import stored_file
from photos.models import Photo
from photos.renditions import make_renditions, rendition_name, widths_for


@require_safe
@login_required
def photo(request: HttpRequest, key: str) -> HttpResponse:
    """The photo at the middle size: what the address in an article's text shows."""
    found = get_object_or_404(Photo, key=key)
    widths = widths_for(found)
    return _rendition(found, widths[min(1, len(widths) - 1)])


@require_safe
@login_required
def rendition(request: HttpRequest, key: str, width: int) -> HttpResponse:
    """The photo at one of its widths."""
    found = get_object_or_404(Photo, key=key)
    if width not in widths_for(found):
        raise Http404("没有这个尺寸的图片。")
    return _rendition(found, width)


def _rendition(found: Photo, width: int) -> HttpResponse:
    make_renditions(found)
    return stored_file(rendition_name(found, width), content_type="image/webp")
