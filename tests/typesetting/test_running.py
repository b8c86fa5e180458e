"""The Django side of the press: runs, their failures, and what stays when one fails."""

import datetime
import errno
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.refusals import NotAllowed
from issues.models import Issue
from tests.factories import Office, make_issue, make_photo
from typesetting import tasks
from typesetting.actions import running
from typesetting.models import RunState, TypesetRun
from typesetting.render import PressError

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    return make_issue(Office(), articles=2, year=2026, number=7)


def typeset(issue: Issue) -> TypesetRun:
    return running.carry_out(run=running.ask(issue=issue, by=None))


def test_a_run_ends_with_two_pdfs_a_page_map_and_a_preflight(issue):
    run = typeset(issue)
    assert run.state == RunState.DONE, run.error
    assert run.pages % 4 == 0
    assert set(run.page_map) == {str(pk) for pk in issue.placements.values_list("article_id", flat=True)}
    assert all(1 <= first <= last <= run.pages for first, last in run.page_map.values())
    assert set(run.preflight) == {"errors", "warnings"}
    for field in (run.print_pdf, run.screen_pdf):
        with field.open("rb") as handle:
            assert handle.read(5) == b"%PDF-"
    with run.manifest.open("rb") as handle:
        assert json.load(handle)["digest"] == run.manifest_sha256


def test_the_same_words_give_the_same_bytes(issue):
    first, second = typeset(issue), typeset(issue)
    assert first.manifest_sha256 == second.manifest_sha256
    for kind in ("print_pdf", "screen_pdf"):
        with getattr(first, kind).open("rb") as one, getattr(second, kind).open("rb") as other:
            assert one.read() == other.read()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PressError("找不到字体“宋体”。请重新安装。"), "找不到字体"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间"),
        (RuntimeError("boom"), "告诉管理员"),
    ],
    ids=["missing font", "full disk", "a fault of ours"],
)
def test_a_failure_is_kept_with_its_reason_and_the_last_good_pdf_stays(issue, monkeypatch, error, says):
    good = typeset(issue)

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(running, "render", fail)
    failed = typeset(issue)
    assert failed.state == RunState.FAILED
    assert says in failed.error
    assert TypesetRun.objects.last_good(issue) == good
    assert Path(good.print_pdf.path).stat().st_size > 1000


def test_a_photo_whose_file_is_no_picture_is_a_framed_blank_and_an_error_by_name(issue, settings):
    photo = make_photo(issue.placements.first().article.editor, caption="合影")
    issue.cover_photo = photo
    issue.save()
    Path(photo.file.path).write_text("这不是图片")
    run = typeset(issue)
    assert run.state == RunState.DONE, run.error
    (error,) = [one for one in run.preflight["errors"] if one["code"] == "photo-lost"]
    assert "封面照片“合影”" in error["message"]


def test_a_run_carried_out_twice_is_done_once(issue):
    run = running.ask(issue=issue, by=None)
    first = running.carry_out(run=run)
    again = running.carry_out(run=run)
    assert again.finished_at == first.finished_at


def test_an_issue_is_typeset_once_at_a_time(issue):
    run = running.ask(issue=issue, by=None)
    assert running.ask(issue=issue, by=None) == run
    with pytest.raises(IntegrityError), transaction.atomic():
        TypesetRun.objects.create(issue=issue)


def test_a_run_that_another_worker_has_is_left_to_it(issue):
    run = running.ask(issue=issue, by=None)
    TypesetRun.objects.update(state=RunState.RUNNING, started_at=timezone.now(), heard_at=timezone.now())
    assert running.carry_out(run=run).state == RunState.RUNNING
    assert running.lost_runs() == []


def test_the_command_says_when_an_issue_is_being_typeset_elsewhere(issue):
    running.ask(issue=issue, by=None)
    TypesetRun.objects.update(state=RunState.RUNNING, started_at=timezone.now(), heard_at=timezone.now())
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command("typeset_issue", "2026-7", stderr=err)
    assert "正在别处排版" in err.getvalue()
    assert "3 分钟" in err.getvalue()


def test_what_a_killed_run_left_behind_is_cleared_away(issue, settings, tmp_path):
    settings.PRESS_CACHE = tmp_path
    old, new = tmp_path / "press-old", tmp_path / "press-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "page.pdf").write_bytes(b"half")
    os.utime(old, (0, 0))
    assert typeset(issue).state == RunState.DONE
    assert not old.exists()
    assert new.exists()


def test_a_run_whose_worker_died_is_found_and_carried_out_again(issue):
    run = running.ask(issue=issue, by=None)
    long_ago = timezone.now() - running.LOST_AFTER - datetime.timedelta(seconds=1)
    TypesetRun.objects.update(state=RunState.RUNNING, started_at=long_ago, heard_at=long_ago)
    tasks.sweep()
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_an_empty_issue_is_not_typeset():
    with pytest.raises(NotAllowed, match="还没有文章"):
        running.ask(issue=make_issue(Office(), articles=0), by=None)


def test_the_job_is_sent_once_the_row_is_committed(issue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = tasks.start(issue=issue, by=None)
        assert run.state == RunState.QUEUED
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_the_command_prints_the_report_and_copies_the_pdfs(issue, tmp_path):
    out = StringIO()
    call_command("typeset_issue", "2026-07", "--json", "--out", str(tmp_path), stdout=out)
    report = json.loads(out.getvalue())
    assert sorted(report) == [
        "manifest_sha256",
        "page_map",
        "pages",
        "preflight",
        "print_pdf",
        "screen_pdf",
        "seconds",
    ]
    assert Path(report["print_pdf"]).parent == tmp_path
    assert Path(report["screen_pdf"]).read_bytes()[:5] == b"%PDF-"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("code", "says"), [("七月", "年份-期号"), ("2026-99", "没有2026年第99期"), ("2026", "年份-期号")]
)
def test_the_command_refuses_in_a_sentence_with_status_one(issue, code, says):
    err = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("typeset_issue", code, stderr=err)
    assert end.value.code == 1
    assert says in err.getvalue()


def lose(run: TypesetRun) -> None:
    """The run's worker is not heard of any more."""
    long_ago = timezone.now() - running.LOST_AFTER - datetime.timedelta(seconds=1)
    TypesetRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, started_at=long_ago, heard_at=long_ago)


def test_a_run_that_kills_its_workers_is_sent_three_times_and_then_fails_in_a_sentence(issue, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    monkeypatch.setattr(running, "render", die)
    run = running.ask(issue=issue, by=None)
    for attempt in (1, 2, 3):
        with pytest.raises(Killed):
            running.carry_out(run=run)
        run.refresh_from_db()
        assert (run.state, run.attempts) == (RunState.RUNNING, attempt)
        lose(run)
    tasks.sweep()
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "排了 3 次" in run.error
    assert running.lost_runs() == []
    assert running.ask(issue=issue, by=None) != run  # the desk can ask anew


@pytest.mark.parametrize("where", ["at the next step", "at the very end"])
def test_a_worker_that_was_thought_dead_does_not_overwrite_its_successor(issue, monkeypatch, settings, tmp_path, where):
    settings.MEDIA_ROOT = tmp_path
    run = running.ask(issue=issue, by=None)
    render = running.render

    def sleep_and_wake(*args, progress, **options):
        monkeypatch.setattr(running, "render", render)
        lose(run)
        running.carry_out(run=run)  # the successor, from beginning to end
        if where == "at the next step":
            progress("合成", 1, 1)
        return render(*args, progress=lambda *told: None, **options)

    monkeypatch.setattr(running, "render", sleep_and_wake)
    seen = running.carry_out(run=run)
    kept = TypesetRun.objects.get(pk=run.pk)
    assert (kept.state, kept.attempts) == (RunState.DONE, 2)
    assert seen.finished_at == kept.finished_at
    pdfs = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf")}
    assert pdfs == {kept.print_pdf.name, kept.screen_pdf.name}


def test_a_late_failure_does_not_end_the_successors_run(issue, monkeypatch):
    run = running.ask(issue=issue, by=None)

    def fail_late(*args, **options):
        TypesetRun.objects.filter(pk=run.pk).update(attempts=2)
        raise PressError("找不到字体“宋体”。请重新安装。")

    monkeypatch.setattr(running, "render", fail_late)
    assert running.carry_out(run=run).state == RunState.RUNNING
