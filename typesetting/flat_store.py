"""The pictures of pages in the store: each under its digest, shared by all that have it, whole or not there at all."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from photos.renditions import WIDTHS

FOLDER = "flat"
# A picture no preview names may be about to be named; after a day it is a leaving.
UNNAMED_FOR = datetime.timedelta(days=1)


def picture_name(digest: str) -> str:
    """Where the picture of a page lies in the store."""
    return f"{FOLDER}/{digest[:2]}/{digest}.webp"


def has_picture(digest: str) -> bool:
    return default_storage.exists(picture_name(digest))


def put_picture(digest: str, data: bytes) -> None:
    """Store a picture. On a disk it is moved into place, so that a worker killed meanwhile leaves no half of it."""
    name = picture_name(digest)
    try:
        target = Path(default_storage.path(name))
    except NotImplementedError:  # a store that is no disk puts whole files
        default_storage.save(name, ContentFile(data))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as handle:
        handle.write(data)
    part = Path(handle.name)
    part.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    part.replace(target)


def photo_files(manifest: dict, root: Path, key: str) -> list[Path]:
    """The files a photo of the manifest can be read from, the smallest first: web pages' renditions, then the photo itself."""
    smaller = [root / "photos" / "renditions" / key / f"w{width}.webp" for width in WIDTHS[:2]]
    return [*smaller, root / manifest["photos"][key]["file"]]


def forget_pictures(named: Iterable[str]) -> int:
    """Remove the pictures, and parts of pictures, that are not among the digests `named` and are old enough; how many."""
    named, gone = set(named), 0
    before = timezone.now() - UNNAMED_FOR
    try:
        folders, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    for folder in folders:
        _, files = default_storage.listdir(f"{FOLDER}/{folder}")
        for file in files:
            path = f"{FOLDER}/{folder}/{file}"
            if file.removesuffix(".webp") not in named and default_storage.get_modified_time(path) < before:
                default_storage.delete(path)
                gone += 1
    return gone
