"""What the form asks the server while somebody writes: keep this, a place for a photo, how far is it, import this file."""

from __future__ import annotations

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.refusals import NotAllowed
from photos.delivery import stored_file
from submissions.actions import drafting, importing
from submissions.actions.drafting import StaleReport
from submissions.forms.report import photos_told, values_sent
from submissions.models import Report, Upload
from submissions.queries import letters as queries
from submissions.views.doors import answers_correspondents, for_correspondents

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD_WORD = "application/msword"


def _mine(request: HttpRequest, key: str) -> Report:
    """The report under `key`, begun where there is none yet. Raises Http404 where it is another's."""
    if Report.objects.filter(key=key).exists():
        return queries.report_to_see(key, request.user)
    return drafting.start(key=key, by=request.user)


@require_POST
@answers_correspondents
def keep(request: HttpRequest, key: str) -> JsonResponse:
    """Keep the form as typed. Answers its new serial, or in a sentence why not."""
    try:
        data = json.loads(request.body)
        words, photos = values_sent(data["words"]), photos_told(data["photos"])
        serial = int(data["serial"])
    except RequestDataTooBig as error:
        raise NotAllowed("文字太长，服务器没有自动保存。请只留要用的部分。") from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise NotAllowed("自动保存的内容不完整。请刷新页面再试。") from error
    report = _mine(request, key)
    try:
        report = drafting.save(report=report, by=request.user, words=words, photos=photos, serial=serial)
    except StaleReport as stale:
        return JsonResponse({"refused": str(stale), "serial": stale.report.serial}, status=409)
    now = timezone.localtime(report.updated_at)
    return JsonResponse({"serial": report.serial, "at": f"{now:%H:%M}", "count": report.char_count})


@require_POST
@answers_correspondents
def add_photo(request: HttpRequest, key: str) -> JsonResponse:
    """A place for a photo: `name`, and `preview` where the browser could make a reduced copy. Answers the place as a piece of page."""
    report = _mine(request, key)
    name, preview = request.POST.get("name", ""), request.FILES.get("preview")
    row = drafting.add_photo(report=report, by=request.user, name=name, preview=preview)
    return JsonResponse(_told(request, report, row.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@answers_correspondents
def photo(request: HttpRequest, key: str, pk: int) -> JsonResponse:
    """How far a photo is; POST takes it out."""
    report = queries.report_to_see(key, request.user)
    if request.method == "POST":
        drafting.remove_photo(report=report, by=request.user, pk=pk)
        return JsonResponse({})
    return JsonResponse(_told(request, report, pk))


def _told(request: HttpRequest, report: Report, pk: int) -> dict:
    shown = queries.photo_of(report, pk)
    return {
        "pk": pk,
        "status": shown.status,
        "trouble": shown.trouble,
        "arrived": shown.arrived,
        "upload": shown.upload_key,
        "src": shown.src,
        "html": render_to_string("submissions/_photo.html", {"photo": shown, "report": report}, request),
    }


@require_POST
@answers_correspondents
def word(request: HttpRequest, key: str) -> JsonResponse:
    """Import a Word file that has come in pieces (`upload`). Answers where to go on."""
    report = _mine(request, key)
    upload = Upload.objects.filter(key=request.POST.get("upload", ""), owner=request.user).first()
    if upload is None:
        raise NotAllowed("文件不在了。请再选一次。")
    report = importing.import_upload(report=report, by=request.user, upload=upload)
    messages.success(request, f"“{report.original_name}”已导入，请往下核对。")
    return JsonResponse({"url": report.get_absolute_url()})


@require_safe
@never_cache
@login_required
def original(request: HttpRequest, key: str) -> HttpResponse:
    """The Word file as it came, to be downloaded."""
    report = queries.report_to_see(key, request.user)
    if not report.original:
        raise Http404("这篇来稿没有 Word 文件。")
    kind = WORD if report.original.name.endswith(".docx") else OLD_WORD
    return stored_file(report.original.name, content_type=kind, filename=report.original_name, attachment=True)


@require_POST
@for_correspondents
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    report = queries.report_to_see(key, request.user)
    was_sent = report.sent_at is not None
    drafting.withdraw(report=report, by=request.user)
    messages.success(request, f"《{report.label}》已撤回。" if was_sent else "草稿已删去。")
    return redirect("submissions:reports")


@require_safe
@answers_correspondents
def token(request: HttpRequest) -> JsonResponse:
    """A fresh token after signing in again in another window, and whose it is."""
    return JsonResponse({"token": get_token(request), "person": request.user.pk, "name": request.user.name})
