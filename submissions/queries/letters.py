"""What the pages of a correspondent read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Union, User
from manuscripts.parsing import to_html
from photos.models import Photo
from photos.pictures import in_the_library
from photos.printing import in_print, is_too_small
from photos.renditions import widths_for
from submissions.models import Call, Report, ReportPhoto, SuggestedColumn
from submissions.moves import ReportState
from submissions.placing import numbers_of, with_marks
from submissions.rules import can_see


def reports_of(user: User) -> QuerySet[Report]:
    """A correspondent's own reports and those of colleagues of the same union, without what was thrown away."""
    return (
        Report.objects.filter(Q(sender=user) | Q(union=user.union_id, sent_at__isnull=False))
        .exclude(state=ReportState.WITHDRAWN)
        .exclude(pk__in=Report.objects.filter(sender=user).blank().values("pk"))
        .select_related("sender", "union", "call")
        .annotate(photo_count=Count("photos"), travelling=Count("photos", filter=Q(photos__photo=None)))
        .defer("body", "plain_text", "import_report")
        .order_by("-updated_at", "-pk")
    )


def report_to_see(key: str, user: User) -> Report:
    """The report under `key`. Raises Http404 where there is none that `user` may see: nothing tells the two apart."""
    report = Report.objects.select_related("union__parent", "sender", "call", "editor").filter(key=key).first()
    if report is None or not can_see(report, user):
        raise Http404("没有这篇来稿。")
    return report


def open_calls(union: Union | None) -> list[Call]:
    """The calls a union may answer today, the most urgent first."""
    if union is None:
        return []
    return list(
        Call.objects.filter(closed_at=None, unions=union, deadline__gte=timezone.localdate()).order_by("deadline", "pk")
    )


def columns() -> list[str]:
    return list(SuggestedColumn.objects.values_list("name", flat=True))


def body_to_read(report: Report) -> SafeString:
    """A report's text as HTML, with a line in the place of each photo: the photos are shown beside it, in small."""
    return mark_safe(to_html(with_marks(report.body, numbers_of(report))))


@dataclass(frozen=True)
class PhotoShown:
    """A photo of a report as its page shows it. `trouble`: the sentence is about something to be done."""

    row: ReportPhoto
    src: str
    status: str
    trouble: bool
    arrived: bool
    upload_key: str
    size: int

    @property
    def pk(self) -> int:
        return self.row.pk


def photos_of(report: Report) -> list[PhotoShown]:
    """The photos of a report, with what is to be said of each."""
    if report.pk is None:
        return []
    rows = list(report.photos.select_related("photo", "preview", "upload"))
    again = _sent_before(report, rows)
    return [_shown(row, again) for row in rows]


def photo_of(report: Report, pk: int) -> PhotoShown:
    """One of them. Raises Http404 where it is gone."""
    found = next((photo for photo in photos_of(report) if photo.pk == pk), None)
    if found is None:
        raise Http404("这张照片已经删去。")
    return found


def _sent_before(report: Report, rows: list[ReportPhoto]) -> dict[str, str]:
    """By fingerprint: where the same photo is already, in this report or an earlier one of the union."""
    found: dict[str, str] = {}
    prints = [row.photo.sha256 for row in rows if row.photo]
    twice = {value for value in prints if prints.count(value) > 1}
    earlier = (
        ReportPhoto.objects.filter(report__union=report.union_id, photo__sha256__in=prints)
        .exclude(report=report)
        .exclude(report__state=ReportState.WITHDRAWN)
        .order_by(F("report__sent_at").desc(nulls_first=True))  # of several the first handed in is told last, and stays
        .values_list("photo__sha256", "report__title", "report__sent_at")
        if prints
        else ()
    )
    for value, title, sent_at in earlier:
        found[value] = (
            f"这张照片以前随《{title}》报送过。" if sent_at else f"草稿《{title or '还没有标题'}》里也有这张照片。"
        )
    return found | dict.fromkeys(twice, "这篇稿里有两张相同的照片，请删去一张。")


def _shown(row: ReportPhoto, again: dict[str, str]) -> PhotoShown:
    picture: Photo | None = row.photo or row.preview
    src = in_the_library(picture, widths_for(picture)[0]) if picture else ""
    status, trouble = _status(row)
    if row.photo and row.photo.sha256 in again:
        status, trouble = f"{status}{again[row.photo.sha256]}", True
    upload = row.upload
    going = upload if upload and not upload.refusal and upload.finished_at is None else None
    return PhotoShown(
        row, src, status, trouble, row.photo is not None, going.key if going else "", going.size if going else 0
    )


def _status(row: ReportPhoto) -> tuple[str, bool]:
    if row.photo is not None:
        return in_print(row.photo), is_too_small(row.photo)
    upload = row.upload
    if upload is None or (upload.finished_at is None and upload.expires_at <= timezone.now()):
        return "原图还没有传到。再选一次这张照片，就会传。", True
    if upload.refusal:
        return upload.refusal, True
    if upload.finished_at is not None:
        return "原图已传到，正在处理。", False
    return f"原图传到 {upload.offset * 100 // upload.size}%。没有在传时，再选一次这张照片，会从断开处接着传。", True
