"""The audit record: read by operators and chiefs, altered by nobody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import exporting
from accounts.audit_words import changes_in_words, kind_label
from accounts.filters import AuditFilter
from accounts.rules import can_manage_people, can_read_audit
from accounts.views.doors import View, says_refusals

ENTRIES_A_PAGE = 50


def for_readers_of_audit(view: View) -> View:
    """A page for operators and chiefs; never kept by a browser."""

    @never_cache
    @login_required
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can_read_audit(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return shown


@require_safe
@for_readers_of_audit
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what, when, from where, and what changed."""
    form = AuditFilter(request.GET)
    page = Paginator(form.narrowed(), ENTRIES_A_PAGE).get_page(request.GET.get("page", "1"))
    for entry in page.object_list:
        entry.kind_label, entry.words = kind_label(entry.target_kind), changes_in_words(entry)
    context = {
        "form": form,
        "page": page,
        "most_rows": exporting.MOST_ROWS,
        "manages": can_manage_people(request.user),
        "asked": any(form.cleaned_data.values()) if form.is_valid() else True,
    }
    return render(request, "accounts/audit.html", context)


@require_POST
@for_readers_of_audit
@says_refusals
def export(request: HttpRequest) -> HttpResponse:
    """The rows that the page shows, as a file. The filter stands in the address, as on the page."""
    handle = exporting.export_audit(form=AuditFilter(request.GET), by=request.user)
    name = f"操作记录-{timezone.localtime():%Y%m%d-%H%M}.xlsx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(handle, as_attachment=True, filename=name, content_type=kind)
