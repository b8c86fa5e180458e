"""Two saves at the same moment, on PostgreSQL with real transactions: one is kept, the other is shown both texts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from issues.actions import working_copies
from issues.actions.working_copies import AnotherCopy, Typed
from issues.forms.article import fields_of
from issues.models import Article, WorkingCopy
from issues.workflow import State
from tests.factories import Office, make_article
from tests.issues.test_planning_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def office() -> Office:
    if connection.vendor != "postgresql":
        pytest.skip("两人同时保存，要在 PostgreSQL 上试")
    return Office()


def test_of_two_saves_at_once_one_is_kept_and_the_other_is_shown_both(office):
    article = make_article(office, State.DRAFT, title="原题")
    form = {**fields_of(article), "as": "write", "revision": article.revision}
    answers = {}

    def save(person, title):
        client = Client()
        client.force_login(person)
        answers[title] = client.post(reverse("issues:article-edit", args=[article.pk]), form | {"title": title})

    assert at_once(lambda: save(office.editor, "甲题"), lambda: save(office.second_editor, "乙题")) == [None, None]
    (kept,) = [title for title, answer in answers.items() if answer.status_code == 302]
    (shown,) = [answer for answer in answers.values() if answer.status_code == 409]
    saved = Article.objects.get(pk=article.pk)
    assert (saved.title, saved.revision) == (kept, article.revision + 1)
    assert "两份文字，请核对" in shown.content.decode()
    assert AuditEntry.objects.filter(verb="修改文字").count() == 1


def test_of_two_windows_that_first_keep_their_text_at_once_neither_is_written_over(office):
    article = make_article(office, State.DRAFT)

    def keep(tab):
        typed = Typed(fields={"title": [tab]}, base=1, serial=5, tab=tab)
        return lambda: working_copies.put_by(article=article, by=office.editor, typed=typed)

    refused = at_once(keep("one"), keep("two"))
    assert [type(one) for one in refused if one] == [AnotherCopy]
    copy = WorkingCopy.objects.get()
    assert copy.fields["title"] == copy.fields["tab"]
