"""What the letterbox's tests share: correspondents, and files of every kind."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Union, User
from accounts.roles import Role
from submissions.actions import drafting
from submissions.models import ReportPhoto
from tests.factories import make_person


def make_correspondent(union: str = "海西州总工会", **fields) -> User:
    return make_person(Role.CORRESPONDENT, union=Union.objects.named(union), **fields)


@pytest.fixture
def sender(db: None) -> User:
    return make_correspondent()


@pytest.fixture
def signed_in(client: Client, sender: User) -> Client:
    client.force_login(sender)
    return client


@pytest.fixture
def row(sender: User) -> ReportPhoto:
    """A photo of a draft whose original has not come."""
    report = drafting.start(key="0123456789abcdef", by=sender)
    return drafting.add_photo(report=report, by=sender, name="现场.jpg")
