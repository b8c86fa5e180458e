"""Photos that have come whole: each becomes the photo of its report, or its upload keeps the sentence why not."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.refusals import NotAllowed
from photos.actions.ingesting import ingest, replace_with_original
from submissions import upload_files
from submissions.models import ReportPhoto, Upload, UploadPurpose


def take_in(*, upload: Upload) -> None:
    """A photo has come whole: it becomes the photo of its report, or the upload keeps the sentence why not.

    Done twice, or again after a worker died, it is done once.
    """
    row = (
        ReportPhoto.objects.select_related("upload__owner", "report__union", "preview")
        .filter(upload=upload, upload__finished_at__isnull=False, upload__refusal="", photo=None)
        .first()
    )
    if row is None:
        return
    path = upload_files.path_of(upload)
    if not path.exists():
        _refuse(upload, f"“{upload.name}”在服务器上没有存好。请再选一次这张照片。")
        return
    try:
        _keep(row, upload)
    except NotAllowed as refusal:
        _refuse(upload, str(refusal))
    upload_files.remove(upload.key)


def _keep(row: ReportPhoto, upload: Upload) -> None:
    path = upload_files.path_of(upload)
    with path.open("rb") as handle:
        if row.preview is not None:
            photo = replace_with_original(photo=row.preview, handle=handle, name=upload.name, by=upload.owner)
        else:
            photo = ingest(
                handle=handle,
                name=upload.name,
                by=upload.owner,
                caption=row.caption,
                credit=row.credit,
                union=row.report.union,
            )
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    with transaction.atomic():
        ReportPhoto.objects.filter(pk=row.pk, photo=None).update(photo=photo)
        Upload.objects.filter(pk=upload.pk).update(sha256=digest)
        audit.record(by=upload.owner, verb="原图传到", target=row.report, name=upload.name)


@transaction.atomic
def _refuse(upload: Upload, sentence: str) -> None:
    Upload.objects.filter(pk=upload.pk).update(refusal=sentence[:300])
    audit.record(by=upload.owner, verb="退回文件", target=upload, reason=sentence[:300])


def waiting_to_be_taken_in(older_than: timedelta) -> list[int]:
    """Photos that came whole some time ago and whose job was lost."""
    return list(
        Upload.objects.filter(
            purpose=UploadPurpose.PHOTO,
            finished_at__lt=timezone.now() - older_than,
            refusal="",
            report_photo__photo=None,
            report_photo__isnull=False,
        ).values_list("pk", flat=True)[:200]
    )
