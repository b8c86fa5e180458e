"""A server process killed in the middle of a save, on PostgreSQL: half the request read, before the commit, after it.

The process that dies is a child of the test, with a connection of its own; the test looks at what it left behind, and sends
the same request again, as the page does.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, FakePayload, encode_multipart
from django.urls import reverse

from accounts.models import AuditEntry, Message
from issues.forms.article import fields_of
from issues.models import Article, WorkingCopy
from issues.words import digest_of, words_of
from issues.workflow import State
from tests.dying import dies
from tests.factories import Office, make_article

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

POINTS = ["half", "before", "after"]
TYPED = "<p>最后打的一句话。</p>"


@pytest.fixture
def office() -> Office:
    if connection.vendor != "postgresql":
        pytest.skip("服务器在保存途中断电，要在 PostgreSQL 上试；SQLite 由浏览器测试来试")
    return Office()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Cut(FakePayload):
    """A body of which the server reads half, and then is no more."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.left = len(body) // 2  # bytes that arrive

    def read(self, size: int | None = None) -> bytes:
        if size is None or size > self.left:
            die()
        self.left -= size
        return super().read(size)


def in_a_process_that_dies(act: Callable[[], object]) -> None:
    connections.close_all()  # the child opens its own
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)  # it has outlived its end
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def post(client: Client, address: str, body: bytes, kind: str, *, cut: bool = False) -> int:
    extra = {"wsgi.input": Cut(body)} if cut else {}
    return client.generic("POST", address, body, kind, **extra).status_code


def killed_and_sent_again(client: Client, address: str, body: bytes, kind: str, table: str, point: str) -> int:
    """The answer to the second request; the first one's server died."""

    def act() -> None:
        watched = nullcontext() if point == "half" else dies(table, point, by=die)
        with watched:
            post(client, address, body, kind, cut=point == "half")

    in_a_process_that_dies(act)
    return post(client, address, body, kind)


def form(fields: dict) -> tuple[bytes, str]:
    return encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT


@pytest.fixture
def editor(office: Office) -> Client:
    client = Client()
    client.force_login(office.editor)
    return client


@pytest.mark.parametrize("point", POINTS)
def test_a_save_is_done_once(editor, office, point):
    article = make_article(office, State.DRAFT)
    sent = {**fields_of(article), "as": "write", "revision": article.revision, "body": TYPED, "keep": "1", "tab": "one"}
    address = reverse("issues:article-edit", args=[article.pk])
    assert killed_and_sent_again(editor, address, *form(sent), "issues_article", point) == 302
    saved = Article.objects.get(pk=article.pk)
    assert (saved.body, saved.revision, saved.versions.count()) == (TYPED, article.revision + 1, 1)
    assert AuditEntry.objects.filter(verb="修改文字").count() == AuditEntry.objects.filter(verb="留存版本").count() == 1


@pytest.mark.parametrize("point", POINTS)
def test_an_autosave_is_kept_once(editor, office, point):
    article = make_article(office, State.DRAFT)
    sent = {"fields": {"body": [TYPED]}, "base": article.revision, "serial": 5, "tab": "one", "over": None}
    address = reverse("issues:article-autosave", args=[article.pk])
    body = json.dumps(sent).encode()
    assert killed_and_sent_again(editor, address, body, "application/json", "issues_workingcopy", point) == 200
    assert WorkingCopy.objects.get().fields["body"] == [TYPED]
    assert Article.objects.get(pk=article.pk).revision == article.revision


@pytest.mark.parametrize("point", POINTS)
def test_an_article_is_sent_to_review_once(editor, office, point):
    article = make_article(office, State.DRAFT)
    sent = {"read": digest_of(words_of(article)), "at": article.state}
    address = reverse("issues:move", args=[article.pk, "submit"])
    assert killed_and_sent_again(editor, address, *form(sent), "issues_article", point) == 302
    saved = Article.objects.get(pk=article.pk)
    assert (saved.state, saved.versions.count()) == (State.FIRST_REVIEW, 1)
    assert AuditEntry.objects.filter(verb="送审").count() == 1
    told = Message.objects.filter(path__contains=f"/articles/{article.pk}/").values_list("to", flat=True)
    assert len(told) == len(set(told)) > 0  # each of them once
