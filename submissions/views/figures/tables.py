"""The tables and charts, and the same as a file."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from submissions.figures.charts import chart_of
from submissions.figures.forms import FiguresForm
from submissions.figures.rules import can_see_all_figures, can_see_figures, can_set_points
from submissions.figures.tables import Figures, make_figures
from submissions.figures.workbook import write_figures
from submissions.views.figures.doors import for_those_who

AUTHORS_SHOWN = 50  # of some hundreds; the file has them all
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_those_who(can_see_figures)
def figures(request: HttpRequest) -> HttpResponse:
    """The figures asked for: of all unions, or to a correspondent those of the own union."""
    form = FiguresForm(request.GET)
    everything = can_see_all_figures(request.user)
    context = {"form": form, "everything": everything, "may_set": can_set_points(request.user)}
    if form.is_valid():
        found = _asked(request, form)
        context |= {
            "figures": found,
            "charts": _charts(found, everything),
            "chosen": form.in_words(everything=everything),
            "authors": found.authors[:AUTHORS_SHOWN],
            "authors_left_out": max(0, len(found.authors) - AUTHORS_SHOWN),
            # Who handed in nothing and missed nothing is named among the silent, not in the ranking.
            "units": [row for row in found.unions if row.tally.sent or row.tally.missed],
        }
    return render(request, "submissions/figures/figures.html", context)


@require_safe
@for_those_who(can_see_figures)
def workbook(request: HttpRequest) -> HttpResponse:
    """All tables as an .xlsx file."""
    form = FiguresForm(request.GET)
    if not form.is_valid():
        return render(
            request,
            "accounts/refused.html",
            {"sentence": "筛选的条件有误，没有导出。请回到统计页改好再导出。"},
            status=400,
        )
    found = _asked(request, form)
    handle = io.BytesIO()
    write_figures(found, handle)
    response = HttpResponse(handle.getvalue(), content_type=XLSX)
    name = f"来稿统计 {found.question.period.label}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _asked(request: HttpRequest, form: FiguresForm) -> Figures:
    own = None if can_see_all_figures(request.user) else request.user.union_id
    return make_figures(form.question(own), form.measure)


def _charts(found: Figures, everything: bool) -> list:
    months = chart_of("months", "各月报送和采用", found.months) if len(found.months) > 1 else None
    columns = chart_of("columns", "各栏目报送和采用", [row for row in found.columns if row.tally.sent])
    if not everything:
        return [chart for chart in (months, columns) if chart]
    standing = [row for row in found.unions if row.tally.sent]
    unions = chart_of("unions", f"{found.measure.label}居前的单位", standing)
    return [chart for chart in (unions, months, columns) if chart]
