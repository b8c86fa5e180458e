"""Unions and correspondents from a table: the template, the preview, the import."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.refusals import NotAllowed
from accounts.views.doors import for_operators
from photos.delivery import offered_as
from submissions.actions import enrolling
from submissions.enrolment.planning import SAME, plan_of
from submissions.enrolment.reading import MOST_BYTES, Tables, TypedRow, read_tables
from submissions.enrolment.writing import links, template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "submissions.enrolment"
PREVIEW_HOLDS = 24 * 3600  # seconds
MOST_SHOWN = 300


@require_safe
@for_operators
def table(request: HttpRequest) -> HttpResponse:
    """The table to fill in; `filled=1`: with what is there."""
    filled = request.GET.get("filled") == "1"
    name = "工会和通讯员-现有名单.xlsx" if filled else "工会和通讯员-模板.xlsx"
    return _file(template(filled), name)


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = offered_as(name)
    response["Cache-Control"] = "no-store"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def enrol(request: HttpRequest) -> HttpResponse:
    """Choose a file, and see what it would change."""
    if request.method != "POST":
        return render(request, "submissions/offices/enrol.html")
    file = request.FILES.get("table")
    try:
        if file is None:
            raise NotAllowed("还没有选文件。请选填好的 .xlsx 表格。")
        tables = read_tables(file.read(MOST_BYTES + 1), file.name)
    except NotAllowed as refusal:
        return render(request, "submissions/offices/enrol.html", {"refusal": str(refusal)}, status=400)
    plan = plan_of(tables)
    told = (item for item in plan.items if item.verdict != SAME or item.invitation is not None)
    shown = sorted(told, key=lambda item: item.verdict != "wrong")
    context = {
        "plan": plan,
        "shown": shown[:MOST_SHOWN],
        "more": max(0, len(shown) - MOST_SHOWN),
        "wrong": sum(item.verdict == "wrong" for item in plan.items),
        "file": file.name,
        "held": signing.dumps(_packed(tables), salt=SALT, compress=True),
    }
    return render(request, "submissions/offices/enrol_preview.html", context)


def _packed(tables: Tables) -> dict:
    return {sheet: [[row.number, row.values, row.letters] for row in rows] for sheet, rows in tables.items()}


def _unpacked(packed: dict) -> Tables:
    return {
        sheet: [TypedRow(number, tuple(values), tuple(letters)) for number, values, letters in rows]
        for sheet, rows in packed.items()
    }


@never_cache
@require_POST
@for_operators
def carry_out(request: HttpRequest) -> HttpResponse:
    """Write what was previewed. New correspondents' links come as a file, this once."""
    try:
        held = signing.loads(request.POST.get("held", ""), salt=SALT, max_age=PREVIEW_HOLDS)
        tables, renew = _unpacked(held), request.POST.get("renew") == "yes"
        invited = enrolling.enrol(tables=tables, seen=request.POST.get("seen", ""), by=request.user, renew=renew)
    except signing.BadSignature:
        refusal = "预览已经过期，什么都没有改。请再上传一次。"
        return render(request, "submissions/offices/enrol.html", {"refusal": refusal}, status=400)
    except NotAllowed as refusal:
        return render(request, "submissions/offices/enrol.html", {"refusal": str(refusal)}, status=409)
    if invited:
        return _file(links(invited), f"通讯员邀请链接-{timezone.localtime():%Y%m%d-%H%M}.xlsx")
    messages.success(request, "导入了。没有新的通讯员要邀请。")
    return redirect("submissions:enrol")
