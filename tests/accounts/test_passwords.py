"""Passwords: the rules, one's own change, links of operators, letters."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import letters
from accounts.actions import passwords
from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from tests.accounts.conftest import sign_in
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db

NEW = "高原-2026-新密码"
FORGOTTEN = "/password/forgotten/"


def change(client, new=NEW, again=None, old=PASSWORD):
    form = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    return client.post(reverse("accounts:change-password"), form)


def follow(client, link, new=NEW):
    """Open a link for a new password and set one; the last answer."""
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    if not page.context["validlink"]:
        return page
    return client.post(page.request["PATH_INFO"], {"new_password1": new, "new_password2": new})


def test_changing_it_keeps_this_session_and_ends_the_others(client):
    person, elsewhere = make_person(), Client()
    sign_in(client, person.username)
    sign_in(elsewhere, person.username)
    assert change(client)["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert AuditEntry.objects.get(verb="修改密码").by == person
    assert sign_in(Client(), person.username, NEW).status_code == 302


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("short", None, "密码太短了，至少要 10 个字符"),
        ("20260101202601", None, "密码只包含数字"),
        ("password123", None, "密码太常见了"),
        ("correspondent-ma", None, "太相似"),
        (NEW, "另一个密码-2026", "两次填的密码不一样"),
    ],
)
def test_a_weak_password_is_refused_in_a_sentence(client, new, again, sentence):
    person = make_person(username="correspondent-ma")
    client.force_login(person)
    response = change(client, new, again)
    assert sentence in response.text
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_old_password_must_be_right(client):
    client.force_login(make_person())
    assert "现在的密码不对" in change(client, old="wrong").text


def test_an_operator_hands_over_a_link_that_works_once(client):
    person, operator = make_person(), make_person(Role.OPERATOR)
    client.force_login(operator)
    link = client.post(reverse("accounts:give-link", args=[person.pk])).context["link"]
    assert AuditEntry.objects.get(verb="给出重设密码的链接").by == operator
    assert follow(Client(), link)["Location"] == "/sign-in/"
    assert AuditEntry.objects.get(verb="用链接重设密码").by == person
    assert sign_in(Client(), person.username, NEW).status_code == 302
    assert "链接不能用了" in follow(Client(), link).text


def test_a_link_ends_after_a_day(client, clock, monkeypatch):
    person = make_person()
    link = passwords.give_link(person=person, by=make_person(Role.OPERATOR))
    later = clock.now().replace(tzinfo=None)
    monkeypatch.setattr(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda self: later.replace(year=later.year + 1)
    )
    assert "链接不能用了" in follow(client, link).text


@pytest.mark.parametrize("path", ["/password/x/y/", "/password/MQ/set-password/", "/password/5LiA/c-d/"])
def test_a_link_that_never_was_is_a_sentence(client, path):
    assert "链接不能用了" in client.get(path).text


def test_a_new_password_by_link_lifts_the_lock(client):
    person = make_person()
    for _ in range(5):
        sign_in(client, person.username, "wrong-password")
    follow(Client(), passwords.give_link(person=person, by=make_person(Role.OPERATOR)))
    assert sign_in(client, person.username, NEW).status_code == 302


def test_no_link_is_given_for_a_closed_account(client):
    person = make_person()
    person.is_active = False
    person.save()
    client.force_login(make_person(Role.OPERATOR))
    response = client.post(reverse("accounts:give-link", args=[person.pk]))
    assert (response.status_code, "账号已停用" in response.text) == (403, True)
    with pytest.raises(NotAllowed):
        passwords.give_link(person=person, by=make_person(Role.OPERATOR))


def test_nobody_sets_anothers_password_in_the_administration(client):
    person = make_person()
    client.force_login(make_person(Role.OPERATOR))
    page = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.post(page, {"password1": NEW, "password2": NEW})["Location"] == person.get_absolute_url()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_letter_brings_the_link(client, django_capture_on_commit_callbacks):
    person = make_person(email="Ma@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(FORGOTTEN, {"email": "ma@EXAMPLE.org"})
    (letter,) = mail.outbox
    assert letter.to == ["Ma@example.org"]
    assert person.username in letter.body
    link = re.search(r"http\S+", letter.body).group()
    assert follow(Client(), link)["Location"] == "/sign-in/"
    assert sign_in(Client(), person.username, NEW).status_code == 302


def test_a_letter_is_text_and_spells_names_as_they_are(client):
    person = make_person(name="Tenzin O'Neil & 丹增", email="tenzin@example.org")
    letters.send_password_link(person)
    assert "Tenzin O'Neil & 丹增，您好" in mail.outbox[0].body
    assert mail.outbox[0].subject == "重设《青海工运》编辑系统的密码"


def test_the_answer_does_not_tell_whether_there_is_anyone(client, django_capture_on_commit_callbacks):
    make_person(email="ma@example.org")
    closed = make_person(email="closed@example.org")
    closed.is_active = False
    closed.save()
    with django_capture_on_commit_callbacks(execute=True):
        answers = {
            client.post(FORGOTTEN, {"email": email}).text
            for email in ("ma@example.org", "closed@example.org", "nobody@example.org")
        }
    assert len(answers) == 1
    assert [letter.to for letter in mail.outbox] == [["ma@example.org"]]


def test_a_letterbox_is_not_filled_by_asking_again_and_again(client, clock, django_capture_on_commit_callbacks):
    make_person(email="ma@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            client.post(FORGOTTEN, {"email": "ma@example.org"})
    assert len(mail.outbox) == 1
    clock.turn(minutes=6)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(FORGOTTEN, {"email": "ma@example.org"})
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("email", ["", "不是邮箱", "a@b\nBcc: x@example.org"])
def test_what_is_no_address_is_said_to_be_none(client, email):
    assert client.post(FORGOTTEN, {"email": email}).context["form"].errors["email"]
    assert mail.outbox == []
