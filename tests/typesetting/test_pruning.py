"""What the press keeps of its runs, and what it clears away."""

import datetime
import os

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import AuditEntry
from issues.models import Issue
from tests.factories import Office, make_issue
from typesetting import tasks
from typesetting.actions import pruning
from typesetting.models import RunState, TypesetRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(settings, tmp_path) -> Issue:
    settings.MEDIA_ROOT = tmp_path
    return make_issue(Office(), articles=1, released=True)


def make_run(issue: Issue, state: RunState, days_ago: int) -> TypesetRun:
    at = timezone.now() - datetime.timedelta(days=days_ago)
    run = TypesetRun(issue=issue, state=state, error="磁盘满了。" if state == RunState.FAILED else "")
    if state in (RunState.DONE, RunState.FAILED):
        run.finished_at = at
    for field in (run.manifest, run.print_pdf, run.screen_pdf) if state == RunState.DONE else (run.manifest,):
        field.save(f"{issue.code}/{days_ago}", ContentFile(b"%PDF-"), save=False)
    run.save()
    TypesetRun.objects.filter(pk=run.pk).update(created_at=at)
    return run


def names(run: TypesetRun) -> list[str]:
    return [field.name for field in (run.manifest, run.print_pdf, run.screen_pdf) if field]


def test_the_newest_good_run_those_in_hand_and_the_last_five_others_stay(issue):
    good = make_run(issue, RunState.DONE, 90)
    old = [make_run(issue, RunState.DONE, days) for days in (99, 98, 97)]
    failed = [make_run(issue, RunState.FAILED, days) for days in (80, 7, 6, 5, 4, 3)]
    in_hand = make_run(issue, RunState.RUNNING, 2)
    assert pruning.prune() == 4
    assert set(TypesetRun.objects.all()) == {good, *failed[1:], in_hand}
    assert TypesetRun.objects.last_good(issue) == good
    for run in (good, in_hand, *failed[1:]):
        assert all(default_storage.exists(name) for name in names(run))
    for run in (*old, failed[0]):
        assert not any(default_storage.exists(name) for name in names(run))
    assert AuditEntry.objects.get(verb="清理旧的排版").changes["run"] == [
        failed[0].pk,
        *(run.pk for run in reversed(old)),
    ]


def test_pruning_again_removes_nothing_more(issue):
    for days in range(9):
        make_run(issue, RunState.DONE, days)
    tasks.prune()
    left = set(TypesetRun.objects.all())
    assert len(left) == 1 + pruning.OTHERS_KEPT
    tasks.prune()
    assert set(TypesetRun.objects.all()) == left
    assert AuditEntry.objects.filter(verb="清理旧的排版").count() == 1


def test_one_issues_runs_do_not_count_for_another(issue):
    other = make_issue(Office(), articles=1, released=True)
    runs = {make_run(each, RunState.DONE, days) for each in (issue, other) for days in range(3)}
    assert pruning.prune() == 0
    assert set(TypesetRun.objects.all()) == runs


def test_a_file_no_run_names_goes_after_a_day_and_not_before(issue):
    run = make_run(issue, RunState.DONE, 1)
    left, fresh = (default_storage.save(f"press/{issue.code}/{name}.pdf", ContentFile(b"half")) for name in ("a", "b"))
    os.utime(default_storage.path(left), (0, 0))
    os.utime(default_storage.path(run.screen_pdf.name), (0, 0))
    pruning.prune()
    assert not default_storage.exists(left)
    assert default_storage.exists(fresh)
    assert all(default_storage.exists(name) for name in names(run))


def test_a_file_that_cannot_be_removed_is_gone_after_the_next_time(issue, monkeypatch):
    runs = [make_run(issue, RunState.DONE, days) for days in range(8)]

    def refuse(name):
        raise PermissionError(name)

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", refuse)
        assert pruning.prune() == 2
    os.utime(default_storage.path(runs[-1].print_pdf.name), (0, 0))
    pruning.prune()
    assert not default_storage.exists(runs[-1].print_pdf.name)


def test_an_issue_whose_files_are_all_lost_is_pruned_too(issue, tmp_path):
    for days in range(8):
        run = make_run(issue, RunState.DONE, days)
        for name in names(run):
            (tmp_path / name).unlink()
    (tmp_path / "press" / issue.code).rmdir()
    assert pruning.prune() == 2
