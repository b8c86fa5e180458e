"""The letterbox's own things: report, its photos and history, uploads under way, calls, points."""

from submissions.models.calls import Call
from submissions.models.handling import ReadySentence, ReportStretch
from submissions.models.offices import Countersigning, PointsRule, SuggestedColumn
from submissions.models.reports import Report, ReportEvent, ReportPhoto, ReportQuerySet
from submissions.models.uploads import Upload, UploadPurpose

__all__ = [
    "Call",
    "Countersigning",
    "PointsRule",
    "ReadySentence",
    "Report",
    "ReportEvent",
    "ReportPhoto",
    "ReportQuerySet",
    "ReportStretch",
    "SuggestedColumn",
    "Upload",
    "UploadPurpose",
]
