"""Invitations: made, mailed, accepted, expired, withdrawn, used twice."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import invitations
from accounts.models import AuditEntry, Invitation, Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from tests.accounts.conftest import sign_in
from tests.at_once import at_once
from tests.factories import make_person

pytestmark = pytest.mark.django_db

NEW = "高原-2026-新密码"
INVITE = "/people/invite/"


@pytest.fixture
def operator():
    return make_person(Role.OPERATOR, name="汪喆")


def invite(operator, **fields):
    fields = {"name": "新来的", "roles": [Role.CORRESPONDENT], **fields}
    invitation, token, _ = invitations.invite(by=operator, **fields)
    return invitation, reverse("accounts:invitation", args=[token])


def accept(client, path, username="xinlai", password=NEW):
    return client.post(path, {"username": username, "password1": password, "password2": password})


def test_from_the_operators_page_to_the_first_sign_in(client, operator):
    client.force_login(operator)
    union = Union.objects.named("海西州总工会")
    form = {"name": "祁通讯", "union": union.pk, "roles": ["correspondent", "member"], "phone": "13900000000"}
    page = client.post(INVITE, form)
    link = page.context["link"]
    assert link in page.text
    assert link not in client.get(INVITE).text, "the link is shown once"
    guest = Client()
    path = link.removeprefix("http://127.0.0.1:8000")
    assert "汪喆请您加入" in guest.get(path).text
    assert accept(guest, path)["Location"] == "/"
    assert guest.get("/shelf/").status_code == 200
    person = User.objects.get(username="xinlai")
    assert (person.name, person.union, person.phone) == ("祁通讯", union, "13900000000")
    assert person.roles == {Role.CORRESPONDENT, Role.MEMBER}
    assert (person.is_staff, person.is_superuser) == (False, False)
    assert sign_in(Client(), "xinlai", NEW).status_code == 302
    assert list(AuditEntry.objects.filter(target_kind="accounts.invitation").values_list("verb", "by__name")) == [
        ("接受邀请", "祁通讯"),
        ("邀请", "汪喆"),
    ]


def test_only_the_digest_of_the_link_is_kept(operator):
    invitation, path = invite(operator)
    assert path.split("/")[2] not in str(Invitation.objects.filter(pk=invitation.pk).values().get())


def test_an_invited_editor_goes_on_to_the_second_step(client, operator, second_factor):
    _, path = invite(operator, roles=[Role.EDITOR])
    assert accept(client, path)["Location"] == "/sign-in/set-up/"
    assert client.get("/shelf/").status_code == 302


def test_an_invitation_is_mailed_where_there_is_an_address(client, operator):
    client.force_login(operator)
    page = client.post(INVITE, {"name": "祁通讯", "roles": ["member"], "email": "qi@example.org"})
    assert page.context["mailed"] == "sent"
    assert page.context["link"] in mail.outbox[0].body
    assert mail.outbox[0].to == ["qi@example.org"]


def test_a_mail_server_that_refuses_costs_no_invitation(client, operator, settings, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError("no one listens")

    monkeypatch.setattr("accounts.letters.EmailMultiAlternatives.send", refuse)
    client.force_login(operator)
    page = client.post(INVITE, {"name": "祁通讯", "roles": ["member"], "email": "qi@example.org"})
    assert "邮件没有寄出去" in page.text
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"name": "", "roles": ["member"]}, "name"),
        ({"name": "甲", "roles": []}, "roles"),
        ({"name": "甲", "roles": ["emperor"]}, "roles"),
        ({"name": "甲", "roles": ["member"], "email": "不是"}, "email"),
    ],
)
def test_what_is_missing_is_said(client, operator, form, field):
    client.force_login(operator)
    assert client.post(INVITE, form).context["form"].errors[field]
    assert not Invitation.objects.exists()


def test_an_invitation_ends_after_seven_days(client, operator, clock):
    _, path = invite(operator)
    clock.turn(days=7, seconds=-5)
    assert client.get(path).status_code == 200
    clock.turn(seconds=10)
    for response in (client.get(path), accept(client, path)):
        assert (response.status_code, "过期" in response.text) == (410, True)
    assert not User.objects.filter(username="xinlai").exists()


def test_a_used_a_withdrawn_and_an_unknown_link_say_so(client, operator):
    _, used = invite(operator)
    accept(Client(), used)
    invitation, withdrawn = invite(operator)
    invitations.withdraw(invitation=invitation, by=operator)
    for path, word in ((used, "已经用过"), (withdrawn, "已经撤回"), ("/invitation/abc/", "没有这个邀请")):
        response = client.get(path)
        assert (response.status_code, word in response.text) == (410, True), path
        assert accept(client, path, "another").status_code == 410


def test_withdrawing_on_the_page_and_too_late(client, operator):
    client.force_login(operator)
    invitation, path = invite(operator)
    client.post(reverse("accounts:withdraw", args=[invitation.pk]))
    assert Client().get(path).status_code == 410
    taken, path = invite(operator)
    accept(Client(), path)
    response = client.post(reverse("accounts:withdraw", args=[taken.pk]))
    assert (response.status_code, "撤不回来了" in response.text) == (403, True)


def test_withdrawing_in_the_administration(client, operator):
    client.force_login(operator)
    invitation, _ = invite(operator)
    client.post(
        reverse("admin:accounts_invitation_changelist"), {"action": "withdraw", "_selected_action": invitation.pk}
    )
    assert AuditEntry.objects.get(verb="撤回邀请").by == operator
    assert client.get(reverse("admin:accounts_invitation_add"))["Location"] == INVITE


def test_a_name_that_is_taken_must_be_another(client, operator):
    make_person(username="Xinlai")
    _, path = invite(operator)
    assert "已经有人用了" in accept(client, path).text
    assert accept(client, path, "xinlai2").status_code == 302


@pytest.mark.parametrize("password", ["short", "1234567890123", "新来的"])
def test_the_password_rules_hold_for_guests_too(client, operator, password):
    _, path = invite(operator)
    assert accept(client, path, password=password).context["form"].errors
    assert not User.objects.filter(username="xinlai").exists()


def test_the_second_of_two_who_hold_the_same_row_is_refused(operator):
    invitation, _ = invite(operator)
    stale = Invitation.objects.get(pk=invitation.pk)
    invitations.accept(invitation=invitation, username="first", password=NEW)
    with pytest.raises(NotAllowed, match="已经用过"):
        invitations.accept(invitation=stale, username="second", password=NEW)
    assert not User.objects.filter(username="second").exists()


class TestSentTwice:
    FORM = {"name": "祁通讯", "roles": ["member"], "email": "qi@example.org"}

    def test_the_same_page_sent_twice_is_one_invitation_and_shows_its_link_again(self, client, operator):
        client.force_login(operator)
        form = self.FORM | {"seed": client.get(INVITE).context["form"]["seed"].value()}
        first, second = client.post(INVITE, form), client.post(INVITE, form)
        assert first.context["link"] == second.context["link"]
        assert "没有再建" in second.text and "没有再建" not in first.text
        assert len(mail.outbox) == 1
        assert Invitation.objects.count() == AuditEntry.objects.filter(verb="邀请").count() == 1
        assert Client().get(first.context["link"].removeprefix("http://127.0.0.1:8000")).status_code == 200

    def test_the_seed_gives_the_link_to_nobody_else(self, client, operator):
        form = self.FORM | {"seed": "a-seed"}
        links = []
        for person, name in ((operator, "祁通讯"), (make_person(Role.OPERATOR), "祁通讯"), (operator, "祁别人")):
            client.force_login(person)
            links.append(client.post(INVITE, form | {"name": name, "besides": "1"}).context["link"])
        assert len(set(links)) == 3
        assert "a-seed" not in "".join(links)

    def test_the_same_words_from_another_page_are_said_to_be_open_already(self, client, operator):
        client.force_login(operator)
        client.post(INVITE, self.FORM)
        page = client.post(INVITE, self.FORM)
        assert (page.status_code, "已经有一个" in page.text) == (200, True)
        assert Invitation.objects.count() == len(mail.outbox) == 1
        client.post(INVITE, self.FORM | {"instead": "1"})
        assert Invitation.objects.filter(withdrawn_at=None).count() == 1
        client.post(INVITE, self.FORM | {"besides": "1"})
        assert Invitation.objects.filter(withdrawn_at=None).count() == 2

    def test_other_roles_or_an_invitation_that_is_over_are_no_hindrance(self, client, operator):
        client.force_login(operator)
        client.post(INVITE, self.FORM)
        assert client.post(INVITE, self.FORM | {"roles": ["correspondent"]}).context["link"]
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        form = self.FORM | {"seed": "a-seed"}
        first = client.post(INVITE, form).context["link"]
        invitations.withdraw(invitation=Invitation.objects.first(), by=operator)
        assert client.post(INVITE, form).context["link"] != first

    def test_withdrawn_twice_is_withdrawn_once(self, client, operator):
        client.force_login(operator)
        invitation, _ = invite(operator)
        for _ in range(2):
            response = client.post(reverse("accounts:withdraw", args=[invitation.pk]), follow=True)
            assert "撤回了" in response.text
        assert AuditEntry.objects.filter(verb="撤回邀请").count() == 1

    @pytest.mark.services
    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("seed", ["", "a-seed"])
    def test_at_the_very_same_time_it_is_one(self, seed):
        operator = make_person(Role.OPERATOR)

        def send():
            return invitations.invite(name="祁通讯", roles=[Role.MEMBER], by=operator, seed=seed)

        refused = at_once(*[send] * 4)
        assert Invitation.objects.count() == AuditEntry.objects.filter(verb="邀请").count() == 1
        assert [type(one) for one in refused if one] == ([] if seed else [invitations.Waiting] * 3)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_very_same_time_one_gets_in():
    """On PostgreSQL, where two writers really meet."""
    _, path = invite(make_person(Role.OPERATOR))
    answers, start = {}, threading.Barrier(2)

    def come(username: str) -> None:
        client = Client()
        client.get(path)
        start.wait()
        answers[username] = accept(client, path, username).status_code
        connection.close()

    threads = [threading.Thread(target=come, args=[name]) for name in ("first", "second")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert User.objects.filter(username__in=["first", "second"]).count() == 1
    assert answers[Invitation.objects.get().person.username] == 302
    assert 302 not in [status for name, status in answers.items() if name != Invitation.objects.get().person.username]


def test_the_database_too_ties_a_used_invitation_to_its_person(operator):
    invitation, _ = invite(operator)
    for fields in ({"used_at": timezone.now()}, {"person": operator}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitation.objects.filter(pk=invitation.pk).update(**fields)


def test_the_list_shows_only_who_may_still_come(client, operator):
    client.force_login(operator)
    for name in ("来了的", "撤了的", "过期的", "等着的"):
        invitation, path = invite(operator, name=name)
        if name == "来了的":
            accept(Client(), path)
        elif name == "撤了的":
            invitations.withdraw(invitation=invitation, by=operator)
        elif name == "过期的":
            Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(days=1))
    page = client.get(INVITE).text
    assert [name in page for name in ("来了的", "撤了的", "过期的", "等着的")] == [False, False, False, True]
