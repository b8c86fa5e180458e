"""Asking a person to decide a level: who may ask whom, until when, what it says and to whom."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Message
from accounts.refusals import NotAllowed
from accounts.roles import STAFF_ROLES, Role
from issues.actions import reviewing
from issues.actions.assigning import assign, can_assign
from issues.models import Assignment, Level
from issues.workflow import State
from tests.factories import Office, make_article, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def page(article):
    return reverse("issues:assign", args=[article.pk])


def form(level, person=None, due=""):
    return {"level": level, f"level-{level}-person": person.pk if person else "", f"level-{level}-due": due}


def test_strangers_and_those_of_other_posts_are_refused(client, office):
    article = make_article(office, State.FIRST_REVIEW)
    sent = form(1, office.second_editor)
    assert client.post(page(article), sent)["Location"].startswith("/sign-in/")
    for role in set(Role) - STAFF_ROLES:
        client.force_login(make_person(role))
        assert client.post(page(article), sent).status_code == 403
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("level", list(Level))
def test_a_chief_chooses_for_any_level_and_the_articles_editor_for_the_first(office, level):
    article = make_article(office, State.DRAFT)
    may = {person for person in vars(office).values() if can_assign(article, level, person)}
    chiefs = {office.deputy, office.chief}
    assert may == (chiefs | {office.editor} if level == Level.FIRST else chiefs)


@pytest.mark.parametrize("state", [State.APPROVED, State.PUBLISHED, State.WITHDRAWN])
def test_nobody_is_asked_once_nothing_is_to_be_decided(office, state):
    with pytest.raises(NotAllowed, match="不用再指定"):
        assign(article=make_article(office, state), level=3, person=office.chief, by=office.chief)


def test_a_level_that_was_passed_is_not_assigned_again(office):
    with pytest.raises(NotAllowed, match="初审已经通过"):
        assign(article=make_article(office, State.SECOND_REVIEW), level=1, person=office.editor, by=office.chief)


class TestOnlyWhoCouldDecide:
    def refused(self, article, level, person, office):
        with pytest.raises(NotAllowed, match=person.name):
            assign(article=article, level=level, person=person, by=office.chief)
        assert not Assignment.objects.filter(article=article, level=level).exists()

    def test_by_post(self, office):
        article = make_article(office, State.DRAFT)
        self.refused(article, 2, office.editor, office)
        self.refused(article, 3, office.deputy, office)
        self.refused(article, 1, make_person(Role.MEMBER), office)

    def test_not_who_wrote_it(self, office):
        self.refused(make_article(office, State.DRAFT, writer=office.deputy), 2, office.deputy, office)

    def test_not_who_holds_another_level(self, office):
        article = make_article(office, State.FIRST_REVIEW)
        article = reviewing.pass_on(article=article, by=office.deputy)
        self.refused(article, 2, office.deputy, office)

    def test_not_who_is_asked_for_another_level(self, office):
        article = make_article(office, State.DRAFT)
        assign(article=article, level=1, person=office.deputy, by=office.chief)
        self.refused(article, 2, office.deputy, office)

    def test_not_who_left(self, office):
        office.deputy.is_active = False
        office.deputy.save()
        self.refused(make_article(office, State.DRAFT), 2, office.deputy, office)

    def test_the_page_offers_just_those(self, client, office):
        article = make_article(office, State.SECOND_REVIEW)
        client.force_login(office.chief)
        text = client.get(page(article)).text
        second = text.split('id="level-2"')[1].split("</select>")[0]
        assert office.deputy.name in second and office.chief.name in second
        assert office.editor.name not in second
        response = client.post(page(article), form(2, office.editor))
        assert response.status_code == 400
        assert "现在不能审这一级" in response.text


def test_it_is_said_to_the_person_and_on_the_record_once(client, office):
    article = make_article(office, State.FIRST_REVIEW)
    Message.objects.all().delete()
    due = timezone.localdate() + datetime.timedelta(days=5)
    client.force_login(office.chief)
    for _ in range(2):
        response = client.post(page(article), form(2, office.deputy, due.isoformat()))
        assert response["Location"] == reverse("issues:article", args=[article.pk])
    message = Message.objects.get()
    assert (message.to, message.title) == (office.deputy, f"请您复审《{article.title}》")
    assert f"{due.month}月{due.day}日前" in message.text
    assert AuditEntry.objects.filter(verb="分派").count() == 1


def test_another_is_asked_in_place_of_the_first_and_the_reminder_begins_anew(office):
    article = make_article(office, State.FIRST_REVIEW)
    assign(article=article, level=1, person=office.deputy, by=office.chief)
    Assignment.objects.update(reminded_at=timezone.now())
    assign(article=article, level=1, person=office.second_editor, by=office.editor)
    found = Assignment.objects.get()
    assert (found.person, found.by, found.reminded_at) == (office.second_editor, office.editor, None)
    assign(article=article, level=1, person=None, by=office.editor)
    assert not Assignment.objects.exists()
    assert AuditEntry.objects.filter(verb="取消分派").count() == 1


@pytest.mark.parametrize(("due", "says"), [("2020-01-01", "已经过了"), ("明天", "填日期")])
def test_a_date_that_cannot_be_is_refused_and_the_choice_stays(client, office, due, says):
    article = make_article(office, State.FIRST_REVIEW)
    client.force_login(office.chief)
    response = client.post(page(article), form(2, office.deputy, due))
    assert response.status_code == 400
    assert says in response.text
    assert f'<option value="{office.deputy.pk}" selected>' in response.text
    assert not Assignment.objects.exists()


def test_another_who_may_decide_still_does(office):
    article = make_article(office, State.FIRST_REVIEW)
    assign(article=article, level=1, person=office.second_editor, by=office.chief)
    assert reviewing.pass_on(article=article, by=office.deputy).state == State.SECOND_REVIEW


def test_a_level_that_is_none_is_not_found(client, office):
    client.force_login(office.chief)
    assert client.post(page(make_article(office, State.DRAFT)), {"level": "4"}).status_code == 404


@pytest.mark.parametrize("people", [0, 30])
def test_the_page_costs_the_same_with_few_and_with_many_people(client, office, django_assert_max_num_queries, people):
    for _ in range(people):
        make_person(Role.DEPUTY_CHIEF)
    article = make_article(office, State.FIRST_REVIEW)
    client.force_login(office.chief)
    with django_assert_max_num_queries(12):
        assert client.get(page(article)).status_code == 200
