"""What never arrived, and what nobody used, goes after its time."""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from submissions import upload_files
from submissions.models import Report, Upload
from submissions.models.uploads import UPLOAD_HOLDS

STRAY_AFTER = 24 * 3600  # seconds; a file without a row is of a row that was rolled back


def sweep() -> int:
    """Take away uploads whose time is over: never finished, or finished and put to use, or never used. How many."""
    over = Upload.objects.filter(expires_at__lt=timezone.now())
    over = over.filter(Q(finished_at=None) | Q(report_photo=None) | Q(report_photo__photo__isnull=False))
    over = over.exclude(~Q(refusal=""), report_photo__isnull=False)  # why a photo was refused stays where it is read
    keys = list(over.values_list("key", flat=True)[:1000])
    with transaction.atomic():
        Upload.objects.filter(key__in=keys).delete()
    for key in keys:
        upload_files.remove(key)
    _sweep_strays()
    _sweep_blank_drafts()
    return len(keys)


@transaction.atomic
def _sweep_blank_drafts() -> None:
    old = Report.objects.blank().filter(updated_at__lt=timezone.now() - UPLOAD_HOLDS)
    for report in Report.objects.select_for_update().filter(pk__in=list(old.values_list("pk", flat=True)[:200])):
        audit.record(by=None, verb="清理空白草稿", target=report)
        report.delete()


def _sweep_strays() -> None:
    if not upload_files.folder().is_dir():
        return
    before = time.time() - STRAY_AFTER
    old = {path.stem for path in upload_files.folder().glob("*.part") if path.stat().st_mtime < before}
    known = set(Upload.objects.filter(key__in=old).values_list("key", flat=True)) if old else set()
    for key in old - known:
        upload_files.remove(key)
