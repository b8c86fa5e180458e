"""The two shut doors: strangers are asked to sign in, and other people's accounts are the operators' business alone."""

import pytest
from django.urls import reverse

from accounts.actions import invitations, locking, passwords, second_step
from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from tests.factories import make_person

pytestmark = pytest.mark.django_db

OWN = ["accounts:account", "accounts:change-password", "accounts:renew-codes", "accounts:forget-own-browsers"]
FOR_OPERATORS = ["give-link", "reset-second-step", "lift-lock", "forget-browsers"]


@pytest.mark.parametrize("name", [*OWN, "accounts:invite"])
def test_a_stranger_is_asked_to_sign_in(client, name):
    for ask in (client.get, client.post):
        response = ask(reverse(name))
        assert response.status_code in {302, 405}
        if response.status_code == 302:
            assert response["Location"].startswith(reverse("accounts:sign-in"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_only_operators_look_after_others(client, role):
    client.force_login(make_person(role))
    other = make_person()
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(reverse("accounts:invite")).status_code == 403
    for name in FOR_OPERATORS:
        assert client.post(reverse(f"accounts:{name}", args=[other.pk])).status_code == 403, name


PERSONAL = ["account", "change-password", "messages", "message-choices", "people", "invite", "audit"]


@pytest.mark.parametrize("name", PERSONAL)
def test_after_leaving_the_way_back_shows_nothing_of_it(client, name):
    client.force_login(make_person(Role.OPERATOR))
    assert "no-store" in client.get(reverse(f"accounts:{name}"))["Cache-Control"]


def test_another_persons_page_is_not_kept_either(client):
    client.force_login(make_person(Role.OPERATOR))
    other = make_person()
    for address in (other.get_absolute_url(), reverse("accounts:roles", args=[other.pk])):
        assert "no-store" in client.get(address)["Cache-Control"], address


@pytest.mark.parametrize("word", ["shelf", "accounts:account", "²", "a\0b", ".", "x" * 2000])
def test_a_word_that_is_no_address_leads_nowhere(client, word):
    client.force_login(make_person())
    assert client.get(reverse("accounts:sign-in"), {"next": word})["Location"] == reverse("reading:home")


def test_what_changes_something_is_not_done_by_following_a_link(client):
    client.force_login(make_person(Role.OPERATOR))
    other = make_person()
    for name in FOR_OPERATORS:
        assert client.get(reverse(f"accounts:{name}", args=[other.pk])).status_code == 405, name
    assert client.get(reverse("accounts:sign-out")).status_code == 405


@pytest.mark.parametrize(
    "act",
    [
        lambda by, other: passwords.give_link(person=other, by=by),
        lambda by, other: second_step.reset(person=other, by=by),
        lambda by, other: second_step.forget_browsers(person=other, by=by),
        lambda by, other: locking.lift_lock(person=other, by=by),
        lambda by, other: invitations.invite(name="新人", roles=[Role.MEMBER], by=by),
    ],
)
def test_the_actions_themselves_refuse_whoever_is_no_operator(act):
    by, other = make_person(Role.CHIEF_EDITOR), make_person()
    before = AuditEntry.objects.count()
    with pytest.raises(NotAllowed, match="只有管理员"):
        act(by, other)
    assert AuditEntry.objects.count() == before


def test_an_operator_whose_account_is_closed_may_do_nothing():
    by = make_person(Role.OPERATOR)
    by.is_active = False
    with pytest.raises(NotAllowed):
        passwords.give_link(person=make_person(), by=by)


def test_the_administration_has_no_sign_in_of_its_own(client):
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('accounts:sign-in')}?next={reverse('admin:index')}"
    client.force_login(make_person(Role.EDITOR))
    assert client.get(reverse("admin:login")).status_code == 403
    client.force_login(make_person(Role.OPERATOR))
    assert client.get(reverse("admin:password_change"))["Location"] == reverse("accounts:change-password")
