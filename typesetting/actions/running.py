"""Running the press: ask for a run, carry it out, find the lost ones."""

from __future__ import annotations

import datetime
import json
import logging
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions.planning import record_pages
from issues.models import Issue
from issues.workflow import EDITORS, check_holds
from typesetting.errors import storage_error
from typesetting.freeze import freeze
from typesetting.models import RunState, TypesetRun
from typesetting.render import PressError, Rendered, render
from typesetting.wording import present_wording

logger = logging.getLogger(__name__)

# A run not heard of for this long has lost its worker; no stage of the press is silent for so long.
LOST_AFTER = datetime.timedelta(seconds=settings.PRESS_LOST_AFTER)
LEFT_BEHIND = datetime.timedelta(hours=1)
PROGRESS_STEP = datetime.timedelta(seconds=0.5)
MOST_ATTEMPTS = 3  # what kills three workers will kill the fourth


class Superseded(Exception):  # noqa: N818 - no fault: the run went on without this worker
    """The run is no longer this worker's: it was thought dead, and another took the run up or ended it."""


class Cancelled(Exception):  # noqa: N818 - no fault: the desk asked for it
    """The desk asked that the run be stopped."""


def ask(*, issue: Issue, by: User | None) -> TypesetRun:
    """A queued run of `issue`, or the one that is under way: an issue is typeset once at a time.

    Raises NotAllowed where the issue has no articles. The job itself is sent by whoever asks, once this is committed.
    """
    if by is not None:
        check_holds(by, EDITORS, "排版")
    if not issue.placements.exists():
        raise NotAllowed(f"{issue}还没有文章，没有可排的内容。请先把文章编入本期。")
    try:
        with transaction.atomic():
            run = TypesetRun.objects.create(issue=issue, by=by)
            audit.record(by=by, verb="排版", target=issue, run=run.pk)
            return run
    except IntegrityError:
        return TypesetRun.objects.unfinished().get(issue=issue)


def carry_out(*, run: TypesetRun) -> TypesetRun:
    """Typeset: freeze, render, keep the PDFs. Safe to call twice: a run that another worker has, or that ended, is left.

    A failure is kept on the run with its reason, and the issue's last good PDFs stay what people get. A run that was to be
    cancelled ends so at the next step. A worker whose run another has taken up writes nothing more, and the run comes back
    as the other left it.
    """
    run, mine = _begin(run)
    if not mine:
        return run
    try:
        return _typeset(run)
    except Superseded:
        logger.warning("typeset run %s: attempt %s is superseded", run.pk, run.attempts)
        return TypesetRun.objects.select_related("issue__periodical").get(pk=run.pk)


def _typeset(run: TypesetRun) -> TypesetRun:
    try:
        wording = present_wording(run.issue)  # before the words themselves, so that a change between the two shows
        manifest = freeze(run.issue)
        _keep_manifest(run, manifest, wording)
        with tempfile.TemporaryDirectory(prefix="press-", dir=_workshop()) as folder:
            rendered = render(
                manifest,
                photo_root=Path(settings.MEDIA_ROOT),
                out_dir=Path(folder),
                cache_dir=Path(settings.PRESS_CACHE),
                progress=_progress(run),
            )
            return _finish(run, rendered)
    except Superseded:
        raise
    except Cancelled:
        return _end(run, RunState.CANCELLED)
    except (PressError, NotAllowed) as refusal:
        return _fail(run, str(refusal))
    except OSError as error:
        logger.exception("typeset run %s", run.pk)
        return _fail(run, str(storage_error(error)))
    except Exception as error:
        # Whatever went wrong, the run must end with a reason; the trace is for whoever mends it.
        logger.exception("typeset run %s", run.pk)
        return _fail(run, f"排版程序出错（{type(error).__name__}：{error}）。请把这句话告诉管理员。")


def _workshop() -> Path:
    """Where a run works; what runs that were killed left behind there is cleared away."""
    folder = Path(settings.PRESS_CACHE)
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("press-*"):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND.total_seconds():
            shutil.rmtree(left, ignore_errors=True)
    return folder


@transaction.atomic
def _begin(run: TypesetRun) -> tuple[TypesetRun, bool]:
    """The run's row as it stands, and whether it is now this caller's to carry out."""
    run = TypesetRun.objects.select_for_update(of=("self",)).select_related("issue__periodical").get(pk=run.pk)
    if run.state != RunState.QUEUED and not is_lost(run):
        return run, False
    if run.cancel_asked:  # the worker that had it died before it came to stop
        run.state, run.finished_at = RunState.CANCELLED, timezone.now()
        run.save(update_fields=["state", "finished_at"])
        return run, False
    if run.attempts >= MOST_ATTEMPTS:
        run.state, run.finished_at = RunState.FAILED, timezone.now()
        run.error = (
            f"这一期排了 {run.attempts} 次，每次都没有排完就中断了，可能是内存不够，或服务器重启过。"
            "请管理员看一看后台的日志，再重新排版。"
        )
        run.save(update_fields=["state", "error", "finished_at"])
        return run, False
    run.attempts += 1
    run.state, run.stage, run.done, run.total = RunState.RUNNING, "冻结文字", 0, 0
    run.started_at = run.heard_at = timezone.now()
    run.save()
    return run, True


def _keep(run: TypesetRun, **fields) -> None:
    """Write on the run's row while it is this worker's. Raises Superseded where it no longer is."""
    mine = TypesetRun.objects.filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts)
    if not mine.update(**fields):
        raise Superseded
    for name, value in fields.items():
        setattr(run, name, value)


def _keep_files(run: TypesetRun, files: dict[str, File], **fields) -> None:
    """Store `files` by the field that names them and write it on the row; where that cannot be, no file stays."""
    stored = {}
    try:
        for name, content in files.items():
            field = TypesetRun._meta.get_field(name)
            stored[name] = field.storage.save(field.generate_filename(run, content.name), content)
        _keep(run, **stored, **fields)
    except BaseException:
        for name, path in stored.items():
            TypesetRun._meta.get_field(name).storage.delete(path)
        raise


def is_lost(run: TypesetRun) -> bool:
    """Whether the run's worker died, or its job never reached one."""
    heard = run.heard_at or run.created_at
    return run.state in (RunState.QUEUED, RunState.RUNNING) and heard < timezone.now() - LOST_AFTER


def _keep_manifest(run: TypesetRun, manifest: dict, wording: str) -> None:
    data = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
    run.manifest_sha256 = manifest["digest"]
    file = ContentFile(data, name=f"{_stem(run)}.json")
    _keep_files(run, {"manifest": file}, manifest_sha256=run.manifest_sha256, wording=wording)


def _stem(run: TypesetRun) -> str:
    return f"{run.issue.periodical.slug}-{run.issue.code}/{run.pk}-{run.manifest_sha256[:12]}"


def _progress(run: TypesetRun) -> Callable[[str, int, int], None]:
    """Writes stage and count on the run's row, at most twice a second, and stops a run that is to be cancelled.

    Pages that are still being made have no number yet: it is that of the last run, until there are more.
    """
    last = timezone.now()
    pages = run.issue.typeset_pages or run.issue.target_pages or 0

    def note(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = timezone.now()
        if stage != run.stage or now - last >= PROGRESS_STEP:
            last = now
            _keep(run, stage=stage[:20], done=done, total=total or max(pages, done), heard_at=now)
            _check_goes_on(run)

    return note


def _check_goes_on(run: TypesetRun) -> None:
    """Raise Cancelled where the desk asked for it."""
    if TypesetRun.objects.filter(pk=run.pk, cancel_asked=True).exists():
        raise Cancelled


def _finish(run: TypesetRun, rendered: Rendered) -> TypesetRun:
    _check_goes_on(run)
    with rendered.print_pdf.open("rb") as printed, rendered.screen_pdf.open("rb") as shown, transaction.atomic():
        _keep_files(
            run,
            {
                "print_pdf": File(printed, name=f"{_stem(run)}-print.pdf"),
                "screen_pdf": File(shown, name=f"{_stem(run)}-screen.pdf"),
            },
            state=RunState.DONE,
            error="",  # cancelled too late
            stage="",
            finished_at=timezone.now(),
            pages=len(rendered.plan.pages),
            seconds=round(rendered.seconds, 3),
            page_map={str(key): list(pages) for key, pages in rendered.page_map.items()},
            preflight=rendered.preflight,
        )
        record_pages(issue=run.issue, page_map=run.page_map, pages=run.pages, frozen_at=run.started_at, by=run.by)
    return run


def _fail(run: TypesetRun, reason: str) -> TypesetRun:
    return _end(run, RunState.FAILED, error=reason)


def _end(run: TypesetRun, state: RunState, **fields) -> TypesetRun:
    _keep(run, state=state, finished_at=timezone.now(), **fields)
    return run


def lost_runs() -> list[TypesetRun]:
    """The runs to be sent again: see `is_lost`."""
    return [run for run in TypesetRun.objects.unfinished() if is_lost(run)]
