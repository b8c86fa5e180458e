"""How a periodical is printed, and making files of a run's print PDF."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.models import Periodical
from issues.workflow import EDITORS, OPERATORS, check_holds
from typesetting.errors import PressError
from typesetting.models import FileKind, PrintFile, Printing, RunState, TypesetRun, printing_for
from typesetting.printing.making import Slug, make_file
from typesetting.printing.profile import ProfileError, check_profile, digest

SETTINGS = ("ink_limit", "least_ppi", "most_ppi", "cover_apart")


def check_can_set(user: User) -> None:
    """Raise NotAllowed unless `user` may say how the journal is printed."""
    check_holds(user, OPERATORS, "改印刷要求")


def can_set(user: User) -> bool:
    """Whether `check_can_set` lets the person."""
    return user.has_role(*OPERATORS)


@transaction.atomic
def set_printing(
    *, periodical: Periodical, by: User, profile: bytes | None = None, usual_profile: bool = False, **values
) -> Printing:
    """Set how the periodical is printed: SETTINGS by name, and the printing house's profile, or the usual one again.

    Raises NotAllowed with a sentence where the profile cannot be used; nothing is changed then.
    """
    check_can_set(by)
    Periodical.objects.select_for_update().get(pk=periodical.pk)  # two people at once: one after the other
    printing = printing_for(periodical)
    before = _said(printing)
    for name in SETTINGS:
        setattr(printing, name, values.get(name, getattr(printing, name)))
    if profile is not None:
        _take_profile(printing, profile)
    elif usual_profile:
        printing.profile, printing.profile_name, printing.profile_sha256 = "", "", ""
    after = _said(printing)
    if after != before:
        printing.save()
        changed = {name: after[name] for name in after if after[name] != before[name]}
        audit.record(by=by, verb="改印刷要求", target=periodical, **changed)
    return printing


def _said(printing: Printing) -> dict:
    return {name: getattr(printing, name) for name in (*SETTINGS, "profile_name", "profile_sha256")}


def _take_profile(printing: Printing, data: bytes) -> None:
    """Check the profile and keep it under its own digest: an issue that was printed by it still finds it later."""
    try:
        name = check_profile(data)
    except ProfileError as error:
        raise NotAllowed(str(error)) from error
    sha256 = digest(data)
    path = f"profiles/{sha256}.icc"
    if default_storage.exists(path):
        default_storage.delete(path)  # what is there may have gone bad: that is why it is uploaded again
    printing.profile = default_storage.save(path, ContentFile(data))
    printing.profile_name, printing.profile_sha256 = name, sha256


def check_can_make(run: TypesetRun, user: User) -> None:
    """Raise NotAllowed unless `user` may have files made of this run."""
    check_holds(user, EDITORS, "做交厂文件")
    if run.state != RunState.DONE or not run.print_pdf:
        raise NotAllowed("这次排版没有排成印刷 PDF，做不了交厂文件。请先重新排版。")


def make(*, run: TypesetRun, kind: str, by: User) -> PrintFile:
    """The file of this kind of the run, made if it is not there yet. Asked twice, also at the same moment, it is made once.

    Raises NotAllowed, also where it cannot be made.
    """
    check_can_make(run, by)
    made = PrintFile.objects.filter(run=run, kind=kind).first()
    if made and default_storage.exists(made.file.name):
        return made
    try:
        with tempfile.TemporaryDirectory(prefix="press-files-", dir=_workshop()) as folder:
            target = Path(folder) / "made.pdf"
            make_file(kind, _local_copy(run, Path(folder)), target, _slug(run))
            return _keep(run, kind, by, target)
    except PressError as error:
        raise NotAllowed(str(error)) from error


def _workshop() -> Path:
    folder = Path(settings.PRESS_CACHE)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _local_copy(run: TypesetRun, folder: Path) -> Path:
    """The print PDF in a folder of this machine: the store may be elsewhere. Raises NotAllowed where it is gone."""
    path = folder / "print.pdf"
    try:
        with default_storage.open(run.print_pdf.name) as source, path.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    except FileNotFoundError as error:
        raise NotAllowed("这次排版的印刷 PDF 不在了。请重新排版。") from error
    _check_as_proofed(run, path)
    return path


def _check_as_proofed(run: TypesetRun, path: Path) -> None:
    """Raise NotAllowed where people read a proof of this run and the PDF is no longer the one they read."""
    proof = run.proofs.order_by("-stage", "-number").first()
    if proof is not None and digest(path.read_bytes()) != proof.print_sha256:
        raise NotAllowed(f"印刷 PDF 与{proof}样不一样了，不能交厂。请告诉管理员从备份里恢复，或者重新排版、重出校样。")


def _slug(run: TypesetRun) -> Slug:
    done = run.finished_at or run.created_at
    day = date_format(timezone.localtime(done), "Y年n月j日")
    words = f"{run.issue.periodical.title}　{run.issue.label}　{day}　第 {run.pk} 次排版"
    return Slug(words, int(done.timestamp()))


def _keep(run: TypesetRun, kind: str, by: User, path: Path) -> PrintFile:
    data = path.read_bytes()
    name = default_storage.save(f"press-files/{run.pk}-{kind}.pdf", ContentFile(data))
    values = {"file": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "by": by}
    try:
        with transaction.atomic():
            made, new = PrintFile.objects.get_or_create(run=run, kind=kind, defaults=values)
            if not new and (made.file.name == name or not default_storage.exists(made.file.name)):
                PrintFile.objects.filter(pk=made.pk).update(**values)  # the old file was lost
                made.refresh_from_db()
            elif not new:
                default_storage.delete(name)
            if new:
                label = FileKind(kind).label
                audit.record(by=by, verb="做交厂文件", target=run.issue, run=run.pk, kind=label, sha256=made.sha256)
    except IntegrityError:  # the run was cleared away meanwhile
        default_storage.delete(name)
        raise NotAllowed("这次排版已经清理掉了。请用最近一次排版。") from None
    return made
