"""Who is at work on an article: shown to others, lapsing by itself, taken over with a record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.messages import MessageKind
from accounts.models import AuditEntry, Message
from accounts.refusals import NotAllowed
from issues.actions import holding
from issues.models import EditingHold
from issues.workflow import State
from tests.factories import Office, make_article, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def article(office):
    return make_article(office, State.DRAFT)


def sit(article, person):
    return holding.sit_down(article=article, by=person)


def test_the_first_to_open_it_is_at_work_on_it(office, article):
    assert sit(article, office.editor) is None
    assert sit(article, office.second_editor).person == office.editor


def test_nobody_is_kept_out_by_themselves(office, article):
    assert [sit(article, office.editor) for _ in range(3)] == [None, None, None]
    assert EditingHold.objects.count() == 1


def test_it_lapses_when_the_browser_is_not_heard_of(office, article):
    sit(article, office.editor)
    EditingHold.objects.update(seen_at=timezone.now() - holding.LAPSES - timedelta(seconds=1))
    assert sit(article, office.second_editor) is None
    assert EditingHold.objects.get().person == office.second_editor


def test_a_few_lost_beats_do_not_lapse_it(office, article):
    sit(article, office.editor)
    EditingHold.objects.update(seen_at=timezone.now() - 3 * holding.BEAT)
    assert sit(article, office.second_editor) is not None


def test_taking_over_is_recorded_and_told(office, article):
    sit(article, office.editor)
    holding.take_over(article=article, by=office.second_editor)
    assert EditingHold.objects.get().person == office.second_editor
    entry = AuditEntry.objects.get(verb="接管编辑")
    assert (entry.by, entry.changes) == (office.second_editor, {"taken_from": office.editor.name})
    message = Message.objects.get(kind=MessageKind.TAKEN_OVER)
    assert message.to == office.editor
    assert office.second_editor.name in message.title
    assert message.path == reverse("issues:article-edit", args=[article.pk])


@pytest.mark.parametrize("lapsed", [False, True])
def test_taking_what_is_ones_own_or_nobodys_is_no_news(office, article, lapsed):
    sit(article, office.editor)
    taker = office.second_editor if lapsed else office.editor
    if lapsed:
        EditingHold.objects.update(seen_at=timezone.now() - 2 * holding.LAPSES)
    holding.take_over(article=article, by=taker)
    assert EditingHold.objects.get().person == taker
    assert not AuditEntry.objects.filter(verb="接管编辑").exists()


def test_getting_up_frees_it_but_not_for_someone_elses_hold(office, article):
    sit(article, office.editor)
    holding.get_up(article=article, by=office.second_editor)
    assert EditingHold.objects.exists()
    holding.get_up(article=article, by=office.editor)
    assert not EditingHold.objects.exists()


def test_members_do_not_sit_down(article):
    with pytest.raises(NotAllowed):
        sit(article, make_person())


def test_opening_a_held_article_shows_the_text_and_who_is_there(client, office, article):
    sit(article, office.editor)
    client.force_login(office.second_editor)
    page = client.get(reverse("issues:article-edit", args=[article.pk])).content.decode()
    assert f"{office.editor.name}正在编辑这篇稿件（" in page
    assert "班组长已经在车间门口" in page
    assert "<textarea" not in page
    answer = client.post(reverse("issues:article-take-over", args=[article.pk]), {"as": "write"})
    assert answer.headers["Location"].endswith("/edit/?as=write")
    assert "<textarea" in client.get(answer.headers["Location"]).content.decode()


def test_the_one_taken_over_is_told_at_the_next_beat(client, office, article):
    client.force_login(office.editor)
    address = reverse("issues:article-presence", args=[article.pk])
    assert client.post(address).json()["held"] is None
    holding.take_over(article=article, by=office.second_editor)
    assert client.post(address).json()["held"]["name"] == office.second_editor.name


def test_leaving_by_the_page_gets_up(client, office, article):
    sit(article, office.editor)
    client.force_login(office.editor)
    assert client.post(reverse("issues:article-leave", args=[article.pk])).status_code == 204
    assert not EditingHold.objects.exists()
