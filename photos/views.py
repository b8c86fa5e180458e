"""The photo library's addresses: for people who are signed in, whatever the photo is used for."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from photos.delivery import rendition_file
from photos.models import Photo
from photos.renditions import widths_for


@require_safe
@login_required
def photo(request: HttpRequest, key: str) -> HttpResponse:
    """The photo at the middle size: what the address in an article's text shows."""
    found = get_object_or_404(Photo, key=key)
    widths = widths_for(found)
    return rendition_file(found, widths[min(1, len(widths) - 1)])


@require_safe
@login_required
def rendition(request: HttpRequest, key: str, width: int) -> HttpResponse:
    """The photo at one of its widths."""
    return rendition_file(get_object_or_404(Photo, key=key), width)
