"""Handing a stored file to a reader whom the caller lets have it: by nginx where it stands in front, else by Django."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from photos import renditions, tasks
from photos.models import Photo
from photos.renditions import make_renditions, rendition_name, widths_for

ASKED_FOR = 3600  # seconds


def stored_file(name: str, *, content_type: str, filename: str = "", attachment: bool = False) -> HttpResponse:
    """The file `name` of the store. With `filename` it is offered under that name. Raises Http404 where it is missing."""
    if not default_storage.exists(name):
        raise Http404("文件不在了。")
    if settings.ACCEL:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = f"/stored/{quote(name)}"
        if filename:
            response["Content-Disposition"] = offered_as(filename, attachment=attachment)
    else:
        handle = default_storage.open(name, "rb")
        response = FileResponse(
            handle,
            as_attachment=attachment,
            filename=filename,
            content_type=content_type,
        )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=604800, immutable"
    return response


def offered_as(filename: str, *, attachment: bool = True) -> str:
    """The header that gives a file its name, whatever characters that has."""
    kind = "attachment" if attachment else "inline"
    return f"{kind}; filename*=UTF-8''{quote(filename)}"


def rendition_file(photo: Photo, width: int) -> HttpResponse:
    """The photo at one of its widths. Raises Http404 where it is not offered in that width."""
    if width not in widths_for(photo):
        raise Http404("没有这个尺寸的图片。")
    make_renditions(photo, [width])
    return stored_file(rendition_name(photo, width), content_type="image/webp")


def rendition_for_readers(request: HttpRequest, photo: Photo, width: int) -> HttpResponse:
    """The same for pages that many read: in AVIF for browsers that take it, once there is one. Who finds none asks for it."""
    if renditions.AVIF and width in widths_for(photo) and "image/avif" in request.headers.get("Accept", ""):
        name = rendition_name(photo, width, "avif")
        if default_storage.exists(name):
            response = stored_file(name, content_type="image/avif")
        else:
            # A page does not wait for it, and does without where the cache or the broker fails.
            transaction.on_commit(lambda: _ask_for_avif(photo, width), robust=True)
            response = rendition_file(photo, width)
    else:
        response = rendition_file(photo, width)
    patch_vary_headers(response, ["Accept"])
    return response


def _ask_for_avif(photo: Photo, width: int) -> None:
    """Once in an hour, however many read."""
    if cache.add(f"avif:{photo.key}:{width}", True, ASKED_FOR):
        tasks.make_avif.delay(photo.pk, width)
