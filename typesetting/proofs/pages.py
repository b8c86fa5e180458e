"""The pages of proofs: their pictures, made once, and what a newer proof has otherwise than the last."""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from issues.workflow import IssueState
from typesetting.models import Proof, ProofPage, TypesetRun
from typesetting.paper import pictures
from typesetting.paper.comparing import differences, match_pages

LOCK = "pictures.lock"
FOLDER = "proofs"
PICTURES_KEPT = datetime.timedelta(days=30)


def picture_name(proof: Proof, number: int, width: int) -> str:
    """Where the picture of a page lies in the store. Proofs of one run share theirs."""
    return f"{FOLDER}/{_folder(proof)}/{number}-{width}.webp"


def _folder(proof: Proof) -> str:
    return f"{proof.run_id}-{proof.screen_sha256[:12]}"


def forget_pictures() -> int:
    """Remove the pictures of proofs that nobody is at work on, once they are old; how many.

    They are made again of the frozen PDF when such a proof is opened, and kept as long again. At work is who has a standing
    proof of an issue in hand before them, and the one it is compared with.
    """
    in_hand = Proof.objects.standing().filter(issue__state=IssueState.PLANNING).select_related("last")
    kept = {_folder(one) for proof in in_hand for one in (proof, proof.last) if one}
    try:
        folders, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    return sum(_forget_old(folder) for folder in folders if folder not in kept)


def _forget_old(folder: str) -> int:
    before = timezone.now() - PICTURES_KEPT
    _, files = default_storage.listdir(f"{FOLDER}/{folder}")
    names = [f"{FOLDER}/{folder}/{file}" for file in files]
    old = [name for name in names if default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    return len(old)


def make_pictures(proof: Proof, number: int) -> None:
    """Make the pictures of a page where they are missing; two who ask at once make them once.

    Raises OSError, pypdfium2.PdfiumError, IndexError where there is no such page.
    """
    names = {width: picture_name(proof, number, width) for width in pictures.WIDTHS}
    if all(default_storage.exists(name) for name in names.values()):
        return
    with _one_at_a_time():
        if all(default_storage.exists(name) for name in names.values()):
            return  # whoever was first made them meanwhile
        for width, data in pictures.draw_page(screen_pdf(proof.run), number).items():
            _put(names[width], data)


def _put(name: str, data: bytes) -> None:
    """Write a file that is there whole or not at all."""
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(data)
        if default_storage.file_permissions_mode is not None:
            os.chmod(part, default_storage.file_permissions_mode)  # noqa: PTH101
        Path(part).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(part).unlink()
        raise


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Among the processes of this machine."""
    folder = Path(settings.PRESS_CACHE)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def screen_pdf(run: TypesetRun) -> Path:
    """The edition that is looked at: the same pages as in print, in the colours of a screen."""
    return Path(default_storage.path(run.screen_pdf.name))


def compared(proof: Proof) -> list[ProofPage]:
    """The pages of the proof, unsaved, compared with the last proof's where there is one. Raises as `make_pictures` does."""
    pdf, count = screen_pdf(proof.run), proof.run.pages
    lines = [pictures.lines_of(pdf, number) for number in range(1, count + 1)]
    pages = [
        ProofPage(proof=proof, number=number, lines=[line.as_json() for line in found])
        for number, found in enumerate(lines, 1)
    ]
    if proof.last is None:
        return pages
    if proof.last.run_id == proof.run_id:
        for page in pages:
            page.was = page.number
        return pages
    old_pdf = screen_pdf(proof.last.run)
    old = [pictures.lines_of(old_pdf, number) for number in range(1, proof.last.run.pages + 1)]
    for page, was in zip(pages, match_pages(old, lines), strict=True):
        page.was, page.changed = was, was is None
        if was is not None:
            looks = pictures.look_of(old_pdf, was), pictures.look_of(pdf, page.number)
            found = differences(old[was - 1], lines[page.number - 1], *looks)
            page.changes = [difference.as_json() for difference in found]
            page.changed = bool(found)
    return pages
