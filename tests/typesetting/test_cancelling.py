"""Cancelling a run: while it waits, while it works, when its worker is dead, and too late."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.models import Issue
from tests.factories import Office, make_issue, make_person
from typesetting import tasks
from typesetting.actions import cancelling, running
from typesetting.models import RunState, TypesetRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    return make_issue(office, articles=1, year=2026, number=7)


def test_a_run_that_waits_is_cancelled_at_once_and_its_job_does_nothing(issue, office):
    run = cancelling.cancel(run=running.ask(issue=issue, by=office.editor), by=office.editor)
    assert run.state == RunState.CANCELLED
    assert run.error == f"{office.editor.name}取消了这次排版。"
    tasks.typeset(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (RunState.CANCELLED, 0)
    assert running.ask(issue=issue, by=office.editor) != run


def test_a_run_at_work_stops_at_the_next_step_and_leaves_no_file(issue, office, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    render = running.render

    def asked_meanwhile(*args, progress, **options):
        assert cancelling.cancel(run=run, by=office.chief).state == RunState.RUNNING
        return render(*args, progress=progress, **options)

    monkeypatch.setattr(running, "render", asked_meanwhile)
    run = running.ask(issue=issue, by=office.editor)
    done = running.carry_out(run=run)
    assert done.state == RunState.CANCELLED
    kept = TypesetRun.objects.get(pk=run.pk)
    assert kept.error == f"{office.chief.name}取消了这次排版。"
    assert not list(tmp_path.rglob("*.pdf"))
    assert issue.typeset_runs.unfinished().count() == 0
    assert AuditEntry.objects.filter(verb="取消排版").count() == 1


def test_a_cancelled_run_whose_worker_died_is_not_taken_up_again(issue, office):
    run = running.ask(issue=issue, by=office.editor)
    TypesetRun.objects.update(state=RunState.RUNNING, heard_at=timezone.now(), attempts=1)
    cancelling.cancel(run=run, by=office.editor)
    TypesetRun.objects.update(heard_at=timezone.now() - running.LOST_AFTER - datetime.timedelta(seconds=1))
    tasks.sweep()
    run.refresh_from_db()
    assert (run.state, run.attempts) == (RunState.CANCELLED, 1)


def test_a_run_whose_worker_is_dead_already_is_cancelled_at_once(issue, office):
    run = running.ask(issue=issue, by=office.editor)
    long_ago = timezone.now() - running.LOST_AFTER - datetime.timedelta(seconds=1)
    TypesetRun.objects.update(state=RunState.RUNNING, heard_at=long_ago)
    assert cancelling.cancel(run=run, by=office.editor).state == RunState.CANCELLED


def test_a_second_click_is_one_and_too_late_is_said(issue, office):
    run = running.ask(issue=issue, by=office.editor)
    cancelling.cancel(run=run, by=office.editor)
    cancelling.cancel(run=run, by=office.editor)
    assert AuditEntry.objects.filter(verb="取消排版").count() == 1
    done = running.carry_out(run=running.ask(issue=issue, by=None))
    with pytest.raises(NotAllowed, match="已经排好了"):
        cancelling.cancel(run=done, by=office.editor)
    assert Path(done.print_pdf.path).exists()


def test_the_desk_cancels_from_the_page_that_says_how_far_it_is(issue, office, client):
    client.force_login(office.editor)
    run = running.ask(issue=issue, by=office.editor)
    TypesetRun.objects.update(state=RunState.RUNNING, heard_at=timezone.now(), stage="处理照片", done=3, total=40)
    here = reverse("typesetting:progress", args=[issue.periodical.slug, issue.year, issue.number])
    page = client.get(here).content.decode()
    assert "处理照片，第 3 张，共 40 张" in page
    button = reverse("typesetting:cancel", args=[run.pk])
    assert button in page
    answer = client.post(button, follow=True)
    assert answer.redirect_chain[0][0] == here
    assert "正在停下来" in answer.content.decode()
    assert button not in answer.content.decode()
    TypesetRun.objects.update(state=RunState.CANCELLED)
    assert "取消了这次排版。要排时再按" in client.get(here).content.decode()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_nobody_else_cancels(issue, office, client, role):
    run = running.ask(issue=issue, by=office.editor)
    client.force_login(make_person(role))
    assert client.post(reverse("typesetting:cancel", args=[run.pk])).status_code == 403
    run.refresh_from_db()
    assert run.state == RunState.QUEUED


def test_pages_so_far_are_told_beside_those_of_the_last_run(issue, office, monkeypatch):
    Issue.objects.filter(pk=issue.pk).update(typeset_pages=80)
    told = []
    render = running.render

    def listening(*args, progress, **options):
        def note(stage, done, total):
            progress(stage, done, total)
            row = TypesetRun.objects.get()
            told.append((row.stage, row.done, row.total))

        return render(*args, progress=note, **options)

    monkeypatch.setattr(running, "render", listening)
    running.carry_out(run=running.ask(issue=issue, by=office.editor))
    assert [(done > 0, total) for stage, done, total in told if stage == "排版"] == [(True, 80)]
