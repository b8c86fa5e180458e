"""The tus resumable upload protocol 1.0.0 (https://tus.io/protocols/resumable-upload), with creation, expiration,
checksum and termination.

A file is made known by POST, which answers its address; HEAD there says how much has come, PATCH sends more, DELETE gives
it up. Each is only its owner's: for everybody else it is not there.
"""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date

from accounts.refusals import NotAllowed
from submissions.actions import uploading
from submissions.actions.uploading import SLICE, Body, Gone, NoRoom, WrongOffset
from submissions.models import ReportPhoto, Upload, UploadPurpose
from submissions.views.doors import answers_correspondents

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,checksum,termination"
CHECKSUMS = ("sha1", "sha256", "md5")
PIECE = "application/offset+octet-stream"
TOO_LARGE, CONFLICT, WRONG_TYPE, NOT_OURS, MISMATCH, FULL = 413, 409, 415, 412, 460, 507
View = Callable[..., HttpResponse]


def speaks_tus(view: View) -> View:
    """Hold a request to the version of the protocol, and name it in every answer."""

    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST":  # a safe method may not turn into one that a token guards
            request.method = request.headers.get("X-HTTP-Method-Override", "POST").upper()
        if request.method == "OPTIONS":
            response = _abilities()
        elif request.headers.get("Tus-Resumable") != VERSION:
            response = HttpResponse(status=NOT_OURS)
            response["Tus-Version"] = VERSION
        else:
            try:
                response = view(request, *args, **kwargs)
            except Http404:
                response = HttpResponse(status=404)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return shown


def _abilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Version"] = VERSION
    response["Tus-Extension"] = EXTENSIONS
    response["Tus-Max-Size"] = max(uploading.LARGEST.values())
    response["Tus-Checksum-Algorithm"] = ",".join(CHECKSUMS)
    return response


def _says(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


@speaks_tus
@answers_correspondents
def uploads(request: HttpRequest) -> HttpResponse:
    """POST: make a file known. `Upload-Metadata` names the file (filename) and the photo of a report it is for (photo)."""
    if request.method != "POST":
        return _not_allowed("POST, OPTIONS")
    size = _natural(request.headers.get("Upload-Length"))
    if size is None:
        return _says(400, "请求里没有写明文件大小。请刷新页面再试。")
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    try:
        upload = _begin(request, size, told)
    except NotAllowed as refusal:
        return _says(TOO_LARGE, str(refusal))
    response = HttpResponse(status=201)
    response["Location"] = reverse("submissions:upload", args=[upload.key])
    return _with_expiry(response, upload)


def _begin(request: HttpRequest, size: int, told: dict[str, str]) -> Upload:
    name = told.get("filename", "")
    if told.get("purpose") == UploadPurpose.DOCUMENT:
        return uploading.begin(by=request.user, purpose=UploadPurpose.DOCUMENT, name=name, size=size)
    number = _natural(told.get("photo"))
    photo = get_object_or_404(ReportPhoto, pk=number or 0, report__sender=request.user)
    return uploading.begin(by=request.user, purpose=UploadPurpose.PHOTO, name=name, size=size, photo=photo)


def _metadata(header: str) -> dict[str, str]:
    """`Upload-Metadata`: keys and base64 of their values, parted by commas. What cannot be read is left out."""
    found = {}
    for pair in header.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except ValueError:  # no base64, or no text in it
            continue
    return found


@speaks_tus
@answers_correspondents
def upload(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Upload, key=key, owner=request.user)
    answer = {"HEAD": _head, "PATCH": _patch, "DELETE": _delete}.get(request.method)
    return answer(request, found) if answer else _not_allowed("HEAD, PATCH, DELETE, OPTIONS")


def _head(request: HttpRequest, found: Upload) -> HttpResponse:
    try:
        found = uploading.looked_at(upload=found)
    except Gone:
        return HttpResponse(status=410)
    if found.refusal or uploading.is_over(found):
        return HttpResponse(status=410)
    response = HttpResponse()
    response["Upload-Offset"] = found.offset
    response["Upload-Length"] = found.size
    return _with_expiry(response, found)


def _patch(request: HttpRequest, found: Upload) -> HttpResponse:
    offset, length = (_natural(request.headers.get(name)) for name in ("Upload-Offset", "Content-Length"))
    if request.content_type != PIECE:
        return _says(WRONG_TYPE, "传来的内容类型不对。请刷新页面再试。")
    if offset is None or length is None:
        return _says(400, "请求里没有写明从哪里接着传。请刷新页面再试。")
    if offset + length > found.size:
        return _says(TOO_LARGE, "传来的内容比文件还长，没有接收。请重新选择文件。")
    try:
        with tempfile.SpooledTemporaryFile(SLICE) as held:
            body: Body = request
            if "Upload-Checksum" in request.headers:
                wrong = _hold(request, length, held)
                if wrong is not None:
                    return wrong
                body = held
            found = uploading.receive(upload=found, offset=offset, body=body, length=length)
    except WrongOffset:
        return _says(CONFLICT, "这一段已经传过，或者次序不对。会从断开处接着传。")
    except Gone:
        return _says(410, "这次上传搁置太久，已经清理。请重新选择文件。")
    except NoRoom:
        return _says(FULL, "服务器这时存不下文件。会过一会再传；一直传不上去，请告诉编辑部。")
    except NotAllowed as refusal:
        return _says(WRONG_TYPE, str(refusal))
    response = HttpResponse(status=204)
    response["Upload-Offset"] = found.offset
    return _with_expiry(response, found)


def _hold(request: HttpRequest, length: int, held: tempfile.SpooledTemporaryFile) -> HttpResponse | None:
    """Read a piece whole before any of it counts; the answer to give where it is not what its checksum says."""
    name, _, value = request.headers["Upload-Checksum"].partition(" ")
    if name not in CHECKSUMS:
        return _says(400, "不认识这种校验方法。请刷新页面再试。")
    digest = hashlib.new(name, usedforsecurity=False)
    while length and (data := request.read(min(SLICE, length))):
        length -= len(data)
        digest.update(data)
        held.write(data)
    held.seek(0)
    if base64.b64encode(digest.digest()).decode() != value.strip():
        return HttpResponse("这一段在路上变了样，没有接收。会再传一次。", status=MISMATCH, reason="Checksum Mismatch")
    return None


def _delete(request: HttpRequest, found: Upload) -> HttpResponse:
    uploading.give_up(upload=found, by=request.user)
    return HttpResponse(status=204)


def _not_allowed(methods: str) -> HttpResponse:
    response = HttpResponse(status=405)
    response["Allow"] = methods
    return response


def _with_expiry(response: HttpResponse, found: Upload) -> HttpResponse:
    if found.finished_at is None:
        response["Upload-Expires"] = http_date(found.expires_at.timestamp())
    return response


def _natural(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 16 else None
