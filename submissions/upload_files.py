"""Where the bytes of an upload lie while it travels, and what a file is by its first bytes."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from submissions.models import Upload, UploadPurpose

ENOUGH = 16  # bytes from which a kind can be told
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def folder() -> Path:
    """One for all: beside the stored files, so that every web process sees it."""
    return Path(settings.MEDIA_ROOT) / "uploads"


def path_of(upload: Upload) -> Path:
    return folder() / f"{upload.key}.part"


def size_of(upload: Upload) -> int:
    """How many bytes lie on the disk; 0 where there is no file."""
    try:
        return path_of(upload).stat().st_size
    except FileNotFoundError:
        return 0


def append(upload: Upload, data: bytes) -> None:
    """Put `data` at the upload's offset and on the disk. What lies behind it is of a write that was never recorded: cut."""
    path = path_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o640), "r+b") as file:
        file.truncate(upload.offset)
        file.seek(upload.offset)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def first_bytes(upload: Upload) -> bytes:
    with path_of(upload).open("rb") as file:
        return file.read(ENOUGH)


def remove(key: str) -> None:
    """Forget the bytes of an upload."""
    (folder() / f"{key}.part").unlink(missing_ok=True)


def may_be(purpose: str, head: bytes) -> bool:
    """Whether a file that begins so can be what it was sent as. Reading it to its end decides."""
    if purpose == UploadPurpose.DOCUMENT:
        return head.startswith((_ZIP, _OLD_OFFICE))
    return (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in _HEIF)
    )
