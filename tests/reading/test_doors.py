"""The two shut doors: strangers are asked to sign in, and what is not released does not exist."""

import pytest
from django.urls import reverse

from issues.actions import planning
from issues.workflow import State
from tests.factories import Office, make_article, make_issue, make_periodical, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def member(client):
    person = make_person()
    client.force_login(person)
    return person


def addresses(issue):
    article = issue.placements.first().article
    place = [issue.periodical.slug, issue.year, issue.number]
    return [
        reverse("reading:home"),
        reverse("reading:shelf"),
        reverse("reading:search"),
        reverse("reading:search") + "?q=高原",
        reverse("reading:article", args=[article.pk]),
        reverse("reading:issue", args=place),
        reverse("reading:issue-pdf", args=place),
    ]


def test_strangers_are_asked_to_sign_in_and_brought_back(client, office):
    for address in addresses(make_issue(office, released=True)):
        response = client.get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith(reverse("accounts:sign-in") + "?next=/")


def test_strangers_cannot_tell_what_exists_from_what_does_not(client, office):
    article = make_issue(office, released=True).placements.first().article
    known = client.get(reverse("reading:article", args=[article.pk]))
    unknown = client.get(reverse("reading:article", args=[article.pk + 999]))
    assert (known.status_code, unknown.status_code) == (302, 302)


def test_an_issue_still_being_planned_does_not_exist_for_members(client, office, member):
    issue = make_issue(office)
    place = [issue.periodical.slug, issue.year, issue.number]
    assert client.get(reverse("reading:issue", args=place)).status_code == 404
    assert client.get(reverse("reading:issue-pdf", args=place)).status_code == 404
    assert issue.label not in client.get(reverse("reading:home")).text
    assert issue.label not in client.get(reverse("reading:shelf")).text


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_an_article_that_is_not_published_does_not_exist_for_members(client, office, member, state):
    article = make_article(office, state, title="尚在路上的文章")
    assert client.get(reverse("reading:article", args=[article.pk])).status_code == 404
    assert "没有找到" in client.get(reverse("reading:search"), {"q": "尚在路上"}).text


def test_the_editorial_office_too_sees_only_what_is_published(client, office):
    client.force_login(office.chief)
    article = make_article(office, State.APPROVED)
    assert client.get(reverse("reading:article", args=[article.pk])).status_code == 404


def test_an_article_published_ahead_does_not_betray_the_issue_it_is_planned_for(client, office, member):
    article = make_article(office, State.PUBLISHED)
    issue = make_issue(office, articles=0, number=6)
    column = planning.column_named(make_periodical(), "基层活动")
    planning.place(issue=issue, column=column, article=article, by=office.editor)
    page = client.get(article.get_absolute_url()).text
    assert "网络首发" in page
    assert issue.label not in page


def test_a_closed_account_is_a_stranger(client, office, member):
    member.is_active = False
    member.save()
    assert client.get(reverse("reading:shelf")).status_code == 302


def test_an_open_periodical_is_read_by_anyone_but_its_lists_stay_with_members(client, office):
    issue = make_issue(office, released=True)
    issue.periodical.internal = False
    issue.periodical.save()
    article = issue.placements.first().article
    assert client.get(issue.get_absolute_url()).status_code == 200
    assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get(reverse("reading:shelf")).status_code == 302


@pytest.mark.parametrize("address", ["/articles/99999999999999999999/", "/x/99999999999-99999999999/", "/x/2026-0/"])
def test_numbers_no_database_can_hold_are_pages_that_do_not_exist(client, member, address):
    assert client.get(address).status_code == 404


def test_nothing_is_written_by_reading(client, office, member):
    for address in addresses(make_issue(office, released=True)):
        assert client.post(address).status_code == 405, address
