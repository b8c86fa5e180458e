"""How a periodical is printed, and a run's files, checks and pages, for those who make the journal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.contrib import messages
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.doors import says_refusals
from issues.models import Periodical
from issues.views.doors import for_desk
from photos.delivery import stored_file
from typesetting.actions import printing
from typesetting.errors import PressError
from typesetting.forms.printing import PrintingForm
from typesetting.models import FileKind, PrintFile, TypesetRun, printing_for
from typesetting.paper.glancing import small_page
from typesetting.printing.profile import home_profile
from typesetting.views.doors import for_those_who_fetch
from typesetting.views.runs import KINDS

REMEMBERED = 30 * 24 * 3600  # seconds; the files of a run never change
PDF = "application/pdf"
LEAST_SEEN = 0.02  # of a page's side
WHAT_FOR = {
    FileKind.MARKED: "给要裁切线、套准线的印刷厂。每面下方注明第几面、第几次排版和四色版名。",
    FileKind.COVER: "封面、封二、封三、封底四页，与正文用纸不同时交厂用。",
    FileKind.BODY: "去掉封面四页的正文。",
    FileKind.SPREADS: "左右两页并成一面，给人看对开效果；不作交厂用。",
    FileKind.BOOKLET_A3: "双面打印（短边翻转）、对折、骑马订，就是一本原大的样书。没有按纸厚推移版心（爬移）。",
    FileKind.BOOKLET_A4: "同上，缩到七成，用 A4 纸。没有按纸厚推移版心（爬移）。",
}


@dataclass
class Offered:
    """A file of a run, as the page lists it; `address` is empty where it has yet to be made."""

    label: str
    what_for: str = ""
    address: str = ""
    size: int = 0
    sha256: str = ""
    make: str = ""
    for_printer: bool = False


def _run(pk: int) -> TypesetRun:
    return get_object_or_404(TypesetRun.objects.select_related("issue__periodical"), pk=pk)


@require_safe
@never_cache
@for_those_who_fetch
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """A run: its files with sizes and checksums, and what preflight found, each beside its page at its place."""
    found = _run(pk)
    request.periodical = found.issue.periodical
    how = printing_for(found.issue.periodical)
    report = found.preflight or {}
    context = {
        "run": found,
        "issue": found.issue,
        "files": [*_pdfs(found, how.cover_apart), *_made_on_asking(found, how.cover_apart)],
        "errors": [_placed(finding) for finding in report.get("errors", [])],
        "warnings": [_placed(finding) for finding in report.get("warnings", [])],
        "can_make": request.user.is_editorial,
        "printing": how,
    }
    return render(request, "typesetting/run.html", context)


def _placed(finding: dict) -> dict:
    """A finding with the rectangle that marks its place on its page, wide enough to be seen; older ones have no place."""
    if not finding.get("page") or not finding.get("box"):
        return finding
    left, top, right, bottom = finding["box"]
    sides = {"x": left, "y": top, "width": max(right - left, LEAST_SEEN), "height": max(bottom - top, LEAST_SEEN)}
    return finding | {"rect": {name: f"{value:.4f}" for name, value in sides.items()}}


def _pdfs(found: TypesetRun, cover_apart: bool) -> list[Offered]:
    """The two PDFs every run makes."""
    offered = []
    for kind, words in KINDS.items():
        stored = getattr(found, f"{kind}_pdf")
        if stored and default_storage.exists(stored.name):
            size, sha256 = _sum_of(stored)
            offered.append(
                Offered(
                    f"{words} PDF",
                    "全书单页，PDF/X-4，带出血。" if kind == "print" else "给读者看的，PDF/UA-1。",
                    reverse(f"typesetting:{kind}-pdf", args=[found.pk]),
                    size,
                    sha256,
                    for_printer=kind == "print" and not cover_apart,
                )
            )
    return offered


def _sum_of(stored) -> tuple[int, str]:
    """Size and SHA-256 of a stored file, reckoned once."""
    name = f"press-sum-{hashlib.sha256(stored.name.encode()).hexdigest()}"
    found = cache.get(name)
    if found is None:
        digest = hashlib.sha256()
        with default_storage.open(stored.name) as handle:
            for part in handle.chunks():
                digest.update(part)
        found = default_storage.size(stored.name), digest.hexdigest()
        cache.set(name, found, REMEMBERED)
    return found


def _made_on_asking(found: TypesetRun, cover_apart: bool) -> list[Offered]:
    if not found.print_pdf:
        return []
    made = {one.kind: one for one in found.files.all()}
    return [
        Offered(
            kind.label,
            WHAT_FOR[kind],
            reverse("typesetting:file", args=[found.pk, kind.value]) if kind in made else "",
            made[kind].size if kind in made else 0,
            made[kind].sha256 if kind in made else "",
            reverse("typesetting:make-file", args=[found.pk, kind.value]),
            for_printer=cover_apart and kind in (FileKind.COVER, FileKind.BODY),
        )
        for kind in FileKind
    ]


@require_POST
@for_desk
@says_refusals
def make_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Have a file made of the run's print PDF."""
    if kind not in FileKind.values:
        raise Http404("没有这种文件。")
    made = printing.make(run=_run(pk), kind=kind, by=request.user)
    messages.success(request, f"“{made.get_kind_display()}”做好了，可以下载。")
    return redirect("typesetting:run", pk)


@require_safe
@for_those_who_fetch
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A file made of a run's print PDF."""
    made = get_object_or_404(PrintFile.objects.select_related("run__issue__periodical"), run=pk, kind=kind)
    name = f"{made.run.issue}（{made.get_kind_display()}，第 {pk} 次排版）.pdf"
    response = stored_file(made.file.name, content_type=PDF, filename=name)
    response["Cache-Control"] = "no-store"  # not released yet, and the machine may be a shared one
    return response


@require_safe
@for_those_who_fetch
def page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the run's print PDF as a small picture, as it will be cut: what a finding is shown on."""
    found = _run(pk)
    if not found.print_pdf or not 1 <= number <= found.pages:
        raise Http404("没有这一页。")
    try:
        with default_storage.open(found.print_pdf.name) as stored:
            picture = small_page(stored.read(), number)
    except (FileNotFoundError, PressError) as error:
        raise Http404("这一页画不出来。") from error
    response = HttpResponse(picture, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_those_who_fetch
@says_refusals
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """What the printing house of a periodical asks for."""
    periodical = get_object_or_404(Periodical, slug=slug)
    request.periodical = periodical
    allowed = printing.can_set(request.user)
    how = printing_for(periodical)
    own, name = bool(how.profile), how.profile_name
    if request.method == "POST":
        printing.check_can_set(request.user)
        form = PrintingForm(request.POST, request.FILES, instance=how)
        if form.is_valid():
            values = form.cleaned_data
            printing.set_printing(
                periodical=periodical,
                by=request.user,
                profile=values.pop("upload"),
                usual_profile=values.pop("usual_profile", False),
                **values,
            )
            messages.success(request, "印刷要求保存好了，从下一次排版起照这个做。")
            return redirect("typesetting:printing", slug)
    else:
        form = PrintingForm(instance=how)
    context = {
        "periodical": periodical,
        "form": form,
        "allowed": allowed,
        "own": own,
        "profile_name": name if own else home_profile().name,
        "profile_sha256": how.profile_sha256 if own else home_profile().sha256,
    }
    return render(request, "typesetting/printing.html", context, status=400 if form.errors else 200)
