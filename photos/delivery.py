"""Handing a stored file to a signed-in reader: by nginx where it stands in front, else by Django."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse


def stored_file(name: str, *, content_type: str, filename: str = "", attachment: bool = False) -> HttpResponse:
    """The file `name` of the store. With `filename` it is offered under that name. Raises Http404 where it is missing."""
    if not default_storage.exists(name):
        raise Http404("文件不在了。")
    if settings.ACCEL:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = f"/stored/{quote(name)}"
        if filename:
            kind = "attachment" if attachment else "inline"
            response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(filename)}"
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
