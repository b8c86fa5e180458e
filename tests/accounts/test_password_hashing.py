"""How passwords are kept: in Argon2id as it is recommended, and those kept in the older way move over at a sign-in."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import RequestFactory

from accounts.roles import Role
from journal import settings as journal_settings
from tests.factories import make_person

pytestmark = pytest.mark.django_db
WORDS = "a-password-of-a-person"


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.PASSWORD_HASHERS = journal_settings.PASSWORD_HASHERS


def test_a_password_is_kept_in_argon2id_with_what_is_recommended_at_least():
    kept = make_password(WORDS)
    assert identify_hasher(kept).algorithm == "argon2"
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in kept


def test_a_password_kept_in_the_older_way_is_good_and_moves_over():
    person = make_person(Role.MEMBER)
    person.password = make_password(WORDS, hasher="pbkdf2_sha256")
    person.save()
    request = RequestFactory().post("/sign-in/")
    assert authenticate(request, username=person.username, password=WORDS) == person
    person.refresh_from_db()
    assert identify_hasher(person.password).algorithm == "argon2"
    assert authenticate(request, username=person.username, password=WORDS) == person
    assert authenticate(request, username=person.username, password=f"{WORDS}!") is None
