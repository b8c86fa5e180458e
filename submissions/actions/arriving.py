"""Reports that have come to the editors, until the editors are told. Parts of other actions."""

from __future__ import annotations

from submissions.models import Report
from submissions.moves import ReportState


def note_arrival(report: Report) -> None:
    """The report is with the editors now, who hear of it with the next round. The caller saves."""
    report.untold = report.state == ReportState.RECEIVED


def take_untold() -> list[Report]:
    """The reports the editors have not been told of, the earliest first; from now on they have.

    What went back, was withdrawn or is being read already is not told any more. Of two who ask at once one gets each report.
    """
    rows = Report.objects.select_for_update(of=("self",), skip_locked=True).filter(untold=True)
    rows = rows.select_related("union", "editor").prefetch_related("editor__groups")
    found = list(rows.defer("body", "plain_text").order_by("sent_at", "pk"))
    Report.objects.filter(pk__in=[report.pk for report in found]).update(untold=False)
    return [report for report in found if report.state == ReportState.RECEIVED]
