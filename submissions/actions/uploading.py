"""Files that come in pieces: begun, received, given up."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from accounts.models import User
from accounts.refusals import NotAllowed
from photos.files import MAX_BYTES as LARGEST_PHOTO
from submissions import tasks, upload_files
from submissions.models import ReportPhoto, Upload, UploadPurpose
from submissions.models.uploads import UPLOAD_HOLDS
from submissions.rules import check_can_add_original, check_can_contribute
from submissions.words import tidy_name

logger = logging.getLogger(__name__)

LARGEST_DOCUMENT = 30 * 1024 * 1024
LARGEST = {UploadPurpose.PHOTO: LARGEST_PHOTO, UploadPurpose.DOCUMENT: LARGEST_DOCUMENT}
MOST_AT_ONCE = 60  # files on their way for one person
MOST_BYTES = 600 * 1024 * 1024
SLICE = 512 * 1024  # bytes written at a time: what a broken link can lose
WRONG_KIND = {
    UploadPurpose.PHOTO: "“{}”不是照片，没有接收。请上传 JPEG、PNG、WebP 或 HEIC 格式的照片。",
    UploadPurpose.DOCUMENT: "“{}”不是 Word 文件，没有接收。请在 Word 或 WPS 里另存为“Word 文档（*.docx）”再上传。",
}


class WrongOffset(Exception):  # noqa: N818 - the protocol's own word is a conflict, not an error
    """The piece does not begin where the file ends: sent twice, or out of order."""


class Gone(Exception):  # noqa: N818 - as above
    """The upload's time is over."""


class NoRoom(Exception):  # noqa: N818 - as above
    """The disk takes no more. What had come before is kept."""


class Body(Protocol):
    """Anything bytes can be read from, a request above all."""

    def read(self, size: int, /) -> bytes: ...


@transaction.atomic
def begin(*, by: User, purpose: UploadPurpose, name: str, size: int, photo: ReportPhoto | None = None) -> Upload:
    """A place for a file of `size` bytes; that of a report's photo replaces an upload that came to nothing.

    Raises NotAllowed with the sentence to show where the file is empty or too large, or too much is on its way.
    """
    check_can_contribute(by)
    name = tidy_name(name) or "未命名"
    if size < 1:
        raise NotAllowed(f"“{name}”是空文件。请重新选择。")
    if size > LARGEST[purpose]:
        raise NotAllowed(f"“{name}”超过 {LARGEST[purpose] // 1024 // 1024} MB。请缩小后再上传。")
    if photo is not None:
        photo = ReportPhoto.objects.select_for_update().select_related("report__union").get(pk=photo.pk)
        check_can_add_original(photo.report, by)
        if photo.photo_id is not None:
            raise NotAllowed(f"“{name}”的原图已经传到，不用再传。")
        if photo.upload is not None:
            give_up(upload=photo.upload, by=by)
    User.objects.select_for_update().get(pk=by.pk)  # two windows of one person count together
    _check_room(by, size)
    upload = Upload.objects.create(owner=by, purpose=purpose, name=name, size=size)
    if photo is not None:
        photo.upload = upload
        photo.save(update_fields=["upload"])
    return upload


def _check_room(by: User, size: int) -> None:
    waiting = Upload.objects.filter(owner=by, finished_at=None, refusal="", expires_at__gt=timezone.now())
    now = waiting.aggregate(files=Count("pk"), size=Sum("size"))
    if now["files"] >= MOST_AT_ONCE or (now["size"] or 0) + size > MOST_BYTES:
        raise NotAllowed(f"您有 {now['files']} 个文件还没有传完，不能再添。请先传完，或者删去不要的照片。")


def receive(*, upload: Upload, offset: int, body: Body, length: int) -> Upload:
    """Put a piece of `length` bytes at `offset`. What came before a link broke is kept, slice by slice.

    Raises WrongOffset, Gone, NoRoom, and NotAllowed where the piece is longer than the file, or the file is not what it should be.
    """
    if offset + length > upload.size:
        raise NotAllowed("传来的内容比文件还长，没有接收。请重新选择文件。")
    upload = _checked(upload, offset)
    for data in _slices(body, length):
        upload = _append(upload, data)
    return upload


def _slices(body: Body, length: int) -> Iterator[bytes]:
    """The piece in slices. A link that breaks ends it: what came is of use."""
    with suppress(OSError):
        while length and (data := body.read(min(SLICE, length))):
            length -= len(data)
            yield data


def _checked(upload: Upload, offset: int) -> Upload:
    with transaction.atomic():
        row = looked_at(upload=upload)
    if row.refusal:
        raise NotAllowed(row.refusal)
    if is_over(row):
        raise Gone
    if row.offset != offset:
        raise WrongOffset
    return row


def is_over(upload: Upload) -> bool:
    """Whether the upload's time is over before it came whole."""
    return upload.finished_at is None and upload.expires_at <= timezone.now()


@transaction.atomic
def looked_at(*, upload: Upload) -> Upload:
    """The upload as it lies on the disk."""
    row = _row(upload)
    _heal(row)
    return row


def _row(upload: Upload) -> Upload:
    """Its row, held. Raises Gone where it was given up meanwhile."""
    row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if row is None:
        raise Gone
    return row


def _heal(row: Upload) -> None:
    """A file shorter than its row says (a disk that lost power) goes on from its end."""
    if row.finished_at is None and not row.refusal and (there := upload_files.size_of(row)) < row.offset:
        row.offset = there
        row.save(update_fields=["offset"])


def _append(upload: Upload, data: bytes) -> Upload:
    """One slice: on the disk first, then in the row, so that whatever happens in between is cut off by the next one."""
    with transaction.atomic():
        row = _row(upload)
        if row.offset != upload.offset or row.finished_at is not None or row.refusal:
            raise WrongOffset  # the same piece came by another way meanwhile
        try:
            upload_files.append(row, data)
        except OSError as error:
            logger.exception("a piece of an upload could not be written")
            raise NoRoom from error
        row.offset += len(data)
        row.expires_at = timezone.now() + UPLOAD_HOLDS
        refused = row.offset >= min(upload_files.ENOUGH, row.size) and not upload_files.may_be(
            row.purpose, upload_files.first_bytes(row)
        )
        if refused:
            row.refusal = WRONG_KIND[UploadPurpose(row.purpose)].format(row.name)[:300]
        elif row.offset == row.size:
            row.finished_at = timezone.now()
            if row.purpose == UploadPurpose.PHOTO:
                transaction.on_commit(lambda: tasks.take_in.delay(row.pk), robust=True)
        row.save(update_fields=["offset", "expires_at", "finished_at", "refusal"])
    if refused:
        upload_files.remove(row.key)
        raise NotAllowed(row.refusal)
    return row


@transaction.atomic
def give_up(*, upload: Upload, by: User) -> None:
    """The sender does not want it any more. Somebody else's is not there for them."""
    row = Upload.objects.select_for_update().filter(pk=upload.pk, owner=by).first()
    if row is not None:
        row.delete()
        transaction.on_commit(lambda: upload_files.remove(row.key))
