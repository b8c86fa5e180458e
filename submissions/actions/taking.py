"""Photos that have come whole: each becomes the photo of its report, or its upload keeps the sentence why not."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.refusals import NotAllowed
from photos.actions.ingesting import ingest, replace_with_original, throw_away
from photos.models import Photo
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
    path, began = upload_files.path_of(upload), timezone.now()
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
        if not ReportPhoto.objects.filter(pk=row.pk, photo=None).update(photo=photo):
            _forget(photo, upload, began)  # its sender took it out of the report meanwhile
            return
        Upload.objects.filter(pk=upload.pk).update(sha256=digest)
        audit.record(by=upload.owner, verb="原图传到", target=row.report, name=upload.name)


def _forget(photo: Photo, upload: Upload, began: datetime) -> None:
    """Throw a photo away that was made just now for a place that is gone. One that is used elsewhere stays."""
    used = ReportPhoto.objects.filter(Q(photo=photo) | Q(preview=photo)).exists()
    if photo.created_at >= began and not used:
        throw_away(photo=photo, by=upload.owner)


@transaction.atomic
def _refuse(upload: Upload, sentence: str) -> None:
    Upload.objects.filter(pk=upload.pk).update(refusal=sentence[:300])
    audit.record(by=upload.owner, verb="退回文件", target=upload, reason=sentence[:300])


def waiting_to_be_taken_in(older_than: timedelta) -> list[int]:
    """Photos that came whole some time ago and whose job was lost."""
    return list(_waiting().filter(finished_at__lt=timezone.now() - older_than).values_list("pk", flat=True)[:200])


def give_up_hopeless() -> int:
    """Refuse photos that were tried until their time was over: their senders read what to do. How many.

    A picture at which every worker breaks off would else be tried again for ever.
    """
    hopeless = list(_waiting().filter(expires_at__lt=timezone.now()).select_related("owner")[:200])
    for upload in hopeless:
        _refuse(upload, f"“{upload.name}”一直没有处理成。请另存为 JPEG 照片，再传一次；还不行，请联系编辑部。")
        upload_files.remove(upload.key)
    return len(hopeless)


def _waiting() -> QuerySet[Upload]:
    return Upload.objects.filter(
        purpose=UploadPurpose.PHOTO,
        finished_at__isnull=False,
        refusal="",
        report_photo__photo=None,
        report_photo__isnull=False,
    )
