"""Asking for a run from the plan, and watching it: the two shut doors, and what each state shows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from issues.models import Issue
from tests.factories import Office, make_issue, make_person
from typesetting.models import RunState, TypesetRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    return make_issue(office, articles=1, year=2026, number=7)


def at(name: str, issue: Issue) -> str:
    return reverse(f"typesetting:{name}", args=[issue.periodical.slug, issue.year, issue.number])


def test_both_doors_are_shut(client, issue):
    assert client.post(at("ask", issue)).status_code == 302
    assert client.get(at("progress", issue)).status_code == 302
    for role in (Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR):
        client.force_login(make_person(role))
        assert client.post(at("ask", issue)).status_code == 403
        assert client.get(at("progress", issue)).status_code == 403
    assert not TypesetRun.objects.exists()


def test_asking_sends_one_run_however_often_it_is_asked(client, office, issue):
    client.force_login(office.editor)
    for _ in range(2):
        response = client.post(at("ask", issue))
        assert response["Location"] == reverse("issues:plan", args=[issue.periodical.slug, issue.year, issue.number])
    assert TypesetRun.objects.get().by == office.editor
    assert client.get(at("ask", issue)).status_code == 405


def test_an_issue_without_articles_is_refused_in_words(client, office):
    empty = make_issue(office, articles=0, year=2026, number=8)
    client.force_login(office.editor)
    response = client.post(at("ask", empty))
    assert response.status_code == 403
    assert "还没有文章" in response.text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (None, "还没有排过版"),
        ({"state": RunState.QUEUED}, "排队中"),
        ({"state": RunState.RUNNING, "stage": "排版", "done": 3, "total": 9}, 'value="3"'),
        ({"state": RunState.FAILED, "error": "照片“合影”坏了。"}, "照片“合影”坏了。"),
        ({"state": RunState.DONE, "pages": 44, "screen_pdf": "a.pdf", "print_pdf": "b.pdf"}, "共 44 页"),
    ],
)
def test_each_state_of_a_run_is_said(client, office, issue, fields, says):
    if fields:
        TypesetRun.objects.create(issue=issue, finished_at=timezone.now(), **fields)
    client.force_login(office.editor)
    assert says in client.get(at("progress", issue)).text
    piece = client.get(at("progress", issue), headers={"X-Fragment": "progress"}).text
    assert says in piece and "<html" not in piece


def test_after_a_failure_the_last_good_pdfs_are_still_linked(client, office, issue):
    good = TypesetRun.objects.create(
        issue=issue, state=RunState.DONE, pages=44, screen_pdf="a.pdf", finished_at=timezone.now()
    )
    TypesetRun.objects.create(issue=issue, state=RunState.FAILED, error="磁盘满了。")
    client.force_login(office.editor)
    text = client.get(at("progress", issue)).text
    assert "磁盘满了。" in text and reverse("typesetting:screen-pdf", args=[good.pk]) in text
