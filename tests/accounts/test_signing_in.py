"""Signing in: sessions, where one lands, and the lock after five wrong passwords."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.roles import Role
from tests.accounts.conftest import sign_in
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db

HOME = "/"


def fail(client, username, times=5, **more):
    for _ in range(times):
        response = sign_in(client, username, "wrong-password", **more)
    return response


def test_signing_in_and_out_is_recorded(client):
    person = make_person()
    assert sign_in(client, person.username)["Location"] == HOME
    assert client.post(reverse("accounts:sign-out")).status_code == 302
    assert "_auth_user_id" not in client.session
    verbs = AuditEntry.objects.filter(by=person).values_list("verb", "origin")
    assert list(verbs) == [("退出登录", "127.0.0.1"), ("登录", "10.0.0.1")]


def test_a_session_fixed_by_someone_else_is_not_the_one_signed_in(client):
    client.get(reverse("accounts:sign-in"))
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["journal_session"] = planted = session.session_key
    sign_in(client, make_person().username)
    assert client.session.session_key != planted


@pytest.mark.parametrize("path", ["/shelf/", "/search/?q=%E9%AB%98"])
def test_one_lands_on_the_page_one_asked_for(client, path):
    assert sign_in(client, make_person().username, next=path)["Location"] == path


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "/sign-in/", ""]
)
def test_no_address_leads_out_of_the_site_or_in_a_circle(client, path):
    person = make_person()
    assert sign_in(client, person.username, next=path)["Location"] == HOME
    assert client.get(reverse("accounts:sign-in"), {"next": path})["Location"] == HOME


def test_who_exists_cannot_be_told_from_the_answer(client):
    person = make_person()
    closed = make_person()
    closed.is_active = False
    closed.save()
    names = [person.username, closed.username, "nobody-here"]
    first = {sign_in(client, name, "wrong-password").context["form"].non_field_errors()[0] for name in names}
    assert len(first) == 1
    assert sign_in(client, closed.username).context["form"].non_field_errors()[0] in first
    locked = {fail(client, name, address=f"10.0.1.{number}").text for number, name in enumerate(names)}
    assert len(locked) == 1


def test_five_wrong_passwords_shut_the_door_for_fifteen_minutes(client, clock):
    person = make_person()
    assert fail(client, person.username, 4).status_code == 200
    response = fail(client, person.username, 1)
    assert response.status_code == 429
    assert "以后可以再试" in response.text
    assert sign_in(client, person.username).status_code == 429
    clock.turn(minutes=14, seconds=50)
    assert sign_in(client, person.username).status_code == 429, "trying meanwhile neither opens it nor keeps it shut"
    clock.turn(seconds=11)
    assert sign_in(client, person.username).status_code == 302


def test_the_page_of_the_lock_says_until_when(client, clock):
    until = clock.now() + timedelta(minutes=15)
    assert timezone.localtime(until).strftime("%H:%M") in fail(client, make_person().username).text


def test_a_lock_is_recorded_once_and_for_real_accounts_alone(client):
    person = make_person()
    fail(client, person.username, 8, address="10.9.8.7")
    fail(client, "nobody-here", 8)
    entry = AuditEntry.objects.get(verb="登录锁定")
    assert (entry.target_id, entry.origin, entry.by) == (str(person.pk), "10.9.8.7", None)


def test_a_lock_holds_for_one_name_from_one_address(client):
    person = make_person()
    fail(client, person.username)
    assert sign_in(client, person.username, address="10.0.0.2").status_code == 302
    client.post(reverse("accounts:sign-out"))
    assert sign_in(client, make_person().username).status_code == 302


def test_a_header_that_the_caller_writes_is_no_new_address(client):
    person = make_person()
    for number in range(5):
        form = {"username": person.username, "password": "wrong-password"}
        response = client.post(
            reverse("accounts:sign-in"),
            form,
            HTTP_X_FORWARDED_FOR=f"1.2.3.{number}",
            HTTP_USER_AGENT=f"browser {number}",
        )
    assert response.status_code == 429


def test_a_right_password_clears_the_count(client):
    person = make_person()
    fail(client, person.username, 4)
    sign_in(client, person.username)
    client.post(reverse("accounts:sign-out"))
    assert fail(client, person.username, 4).status_code == 200


@pytest.mark.parametrize("way", ["page", "admin"])
def test_an_operator_lifts_a_lock_in_one_click(client, way):
    person = make_person()
    fail(client, person.username)
    operator = make_person(Role.OPERATOR)
    client.force_login(operator)
    if way == "page":
        assert "解除锁定" in client.get(person.get_absolute_url()).text
        client.post(reverse("accounts:lift-lock", args=[person.pk]))
    else:
        assert client.get(reverse("admin:accounts_user_changelist")).text.count("锁定中") == 1
        form = {"action": "lift_locks", "_selected_action": [person.pk]}
        client.post(reverse("admin:accounts_user_changelist"), form)
    assert AuditEntry.objects.get(verb="解除登录锁定").by == operator
    client.post(reverse("accounts:sign-out"))
    assert sign_in(client, person.username, PASSWORD).status_code == 302


def test_the_password_is_kept_nowhere(client):
    sign_in(client, "nobody-here", "a-secret-mistyped")
    kept = AccessAttempt.objects.get()
    assert "a-secret-mistyped" not in kept.post_data + kept.get_data
