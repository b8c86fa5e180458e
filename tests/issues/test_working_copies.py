"""Autosave: what is kept, what is not written over, how it is offered and put away."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from issues.actions import holding, working_copies, writing
from issues.actions.working_copies import AnotherCopy, Typed
from issues.forms.article import fields_of
from issues.models import Article, WorkingCopy
from issues.workflow import State
from tests.factories import Office, make_article, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def article(office: Office) -> Article:
    return make_article(office, State.DRAFT, title="一稿", body="<p>原来的正文。</p>")


@pytest.fixture
def editor(office: Office, client: Client) -> Client:
    client.force_login(office.editor)
    return client


def typed(title: str, serial: int = 1, tab: str = "one", **more: object) -> Typed:
    return Typed(fields={"title": [title]}, base=1, serial=serial, tab=tab, **more)


def autosave(client: Client, article: Article, **data: object):
    address = reverse("issues:article-autosave", args=[article.pk])
    data = {"fields": {"title": ["打了一半"]}, "base": article.revision, "serial": 5, "tab": "one"} | data
    return client.post(address, json.dumps(data), content_type="application/json")


def copy_of(article: Article) -> WorkingCopy:
    return WorkingCopy.objects.get(article=article)


def test_strangers_and_members_keep_nothing(client, article):
    assert autosave(client, article).status_code == 302
    client.force_login(make_person())
    assert autosave(client, article).status_code == 403
    assert not WorkingCopy.objects.exists()


def test_what_is_typed_is_kept_apart_from_the_article(editor, article):
    answer = autosave(editor, article)
    assert answer.status_code == 200
    assert answer.json()["serial"] == 5
    assert copy_of(article).fields["title"] == ["打了一半"]
    article.refresh_from_db()
    assert article.title == "一稿"
    assert not article.versions.exists()


def test_autosaves_leave_no_trace_in_the_audit(editor, article):
    before = AuditEntry.objects.count()
    for serial in range(3):
        autosave(editor, article, serial=serial)
    assert AuditEntry.objects.count() == before


def test_a_save_long_under_way_does_not_put_back_older_text(office, article):
    working_copies.put_by(article=article, by=office.editor, typed=typed("新的", serial=9))
    working_copies.put_by(article=article, by=office.editor, typed=typed("旧的", serial=8))
    assert copy_of(article).fields["title"] == ["新的"]


def test_another_window_does_not_write_over_the_first(office, article):
    working_copies.put_by(article=article, by=office.editor, typed=typed("第一个窗口", serial=1))
    with pytest.raises(AnotherCopy, match="另一个窗口"):
        working_copies.put_by(article=article, by=office.editor, typed=typed("第二个窗口", serial=2, tab="two"))
    assert copy_of(article).fields["title"] == ["第一个窗口"]


def test_it_may_once_the_person_has_decided(office, article):
    working_copies.put_by(article=article, by=office.editor, typed=typed("第一个窗口", serial=7))
    working_copies.put_by(article=article, by=office.editor, typed=typed("选定以后", serial=2, tab="two", over=7))
    assert copy_of(article).fields["title"] == ["选定以后"]


def test_two_people_keep_two_copies(office, article):
    for person in (office.editor, office.second_editor):
        working_copies.put_by(article=article, by=person, typed=typed(person.name))
    assert {copy.fields["title"][0] for copy in article.working_copies.all()} == {
        office.editor.name,
        office.second_editor.name,
    }


@pytest.mark.parametrize(
    "data",
    [
        {"fields": "none"},
        {"fields": {"title": 3}},
        {"serial": -1},
        {"serial": "5"},
        {"serial": 2**70},
        {"base": None},
        {"over": "x"},
    ],
)
def test_what_the_page_never_sends_is_refused_in_words(editor, article, data):
    answer = autosave(editor, article, **data)
    assert answer.status_code == 400
    assert "请刷新页面" in answer.json()["refused"]
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize("characters", [1_100_000, 1_700_000])  # as sent here, 6.6 and 10 MB
def test_megabytes_are_refused_in_words(editor, article, characters):
    answer = autosave(editor, article, fields={"body": ["青" * characters]})
    assert answer.status_code == 400
    assert "太长" in answer.json()["refused"]


def test_nul_characters_do_not_stop_the_database(editor, article):
    assert autosave(editor, article, fields={"title": ["有\x00空"]}).status_code == 200
    assert copy_of(article).fields["title"] == ["有空"]


@pytest.mark.parametrize(
    "data",
    [
        {"fields": {"title": ["半个\ud83d字"]}},
        {"fields": {"ti\x00tle": ["题"]}},
        {"tab": "o\x00ne\udc00"},
        {"begun": "\x00\ud800"},
    ],
)
def test_what_no_database_can_hold_is_left_out(editor, article, data):
    assert autosave(editor, article, **data).status_code == 200
    kept = json.dumps(copy_of(article).fields)
    assert "\\u0000" not in kept
    assert "\\ud8" not in kept
    assert "\\udc" not in kept
    assert editor.get(reverse("issues:article-edit", args=[article.pk]), {"copy": "1"}).status_code == 200


@pytest.mark.parametrize("name", ["autosave", "headings"])
def test_endless_nesting_is_refused_in_words(editor, article, name):
    data = '{"fields": ' + "[" * 200_000
    answer = editor.post(reverse(f"issues:article-{name}", args=[article.pk]), data, content_type="application/json")
    assert answer.status_code == 400
    assert "请刷新页面" in answer.json()["refused"]


def test_the_next_visit_offers_what_was_not_saved_and_applies_nothing(editor, office, article):
    autosave(editor, article, fields=fields_of(article) | {"title": ["没来得及保存"]})
    page = editor.get(reverse("issues:article-edit", args=[article.pk])).content.decode()
    assert "您有一份没有保存的文字" in page
    assert 'value="一稿"' in page
    taken = editor.get(reverse("issues:article-edit", args=[article.pk]), {"copy": "1"}).content.decode()
    assert 'value="没来得及保存"' in taken
    article.refresh_from_db()
    assert article.title == "一稿"


def test_a_copy_that_says_the_same_is_not_offered(editor, article):
    autosave(editor, article, fields=fields_of(Article.objects.get(pk=article.pk)))
    assert (
        "您有一份没有保存的文字" not in editor.get(reverse("issues:article-edit", args=[article.pk])).content.decode()
    )


@pytest.mark.parametrize("how", ["get", "post"])
def test_what_differs_can_be_looked_at_first(editor, article, how):
    fields = fields_of(article) | {"body": ["<p>原来的正文，改了。</p>"]}
    address = reverse("issues:article-typed", args=[article.pk])
    autosave(editor, article, fields=fields)
    page = (editor.get(address) if how == "get" else editor.post(address, fields)).content.decode()
    assert "<ins>，改了</ins>" in page


def test_there_is_nothing_to_look_at_without_a_copy(editor, article):
    assert editor.get(reverse("issues:article-typed", args=[article.pk])).status_code == 404


def test_what_is_not_wanted_goes_and_only_that(editor, office, article):
    autosave(editor, article, serial=5)
    address = reverse("issues:article-discard", args=[article.pk])
    for serial in ("4", "", "x", "9" * 5000):
        editor.post(address, {"serial": serial})
    assert WorkingCopy.objects.exists()
    editor.post(address, {"serial": "5"})
    assert not WorkingCopy.objects.exists()


def test_saving_puts_away_the_copy_of_that_window_alone(editor, office, article):
    autosave(editor, article, tab="one")
    data = {**fields_of(article), "title": "存好的", "as": "write", "revision": article.revision}
    editor.post(reverse("issues:article-edit", args=[article.pk]), data | {"tab": "two"})
    assert copy_of(article).fields["title"] == ["打了一半"]
    newer = Article.objects.get(pk=article.pk)
    editor.post(
        reverse("issues:article-edit", args=[article.pk]),
        data | {"tab": "one", "title": "再存", "revision": newer.revision},
    )
    assert not WorkingCopy.objects.exists()


def test_a_refused_save_keeps_the_copy(editor, article):
    autosave(editor, article)
    data = {**fields_of(article), "title": "", "as": "write", "revision": article.revision, "tab": "one"}
    assert editor.post(reverse("issues:article-edit", args=[article.pk]), data).status_code == 400
    assert WorkingCopy.objects.exists()


def test_another_window_is_spoken_of_while_it_is_typed_in(editor, article):
    autosave(editor, article, tab="one")
    address = reverse("issues:article-presence", args=[article.pk])
    assert editor.post(address).json()["copy"] == {"tab": "one", "serial": 5}
    WorkingCopy.objects.update(at=timezone.now() - 2 * holding.LAPSES)
    assert editor.post(address).json()["copy"] is None


def test_a_stale_copy_leads_to_both_texts(editor, office, article):
    autosave(editor, article, fields=fields_of(article) | {"title": ["我的"]})
    writing.rewrite(article=article, by=office.second_editor, title="同事的")
    page = editor.get(reverse("issues:article-edit", args=[article.pk]), {"copy": "1"})
    assert 'name="revision" value="1"' in page.content.decode()
    data = {**fields_of(article), "title": "我的", "as": "write", "revision": "1", "tab": "three"}
    assert editor.post(reverse("issues:article-edit", args=[article.pk]), data).status_code == 409


def test_those_who_write_nothing_keep_nothing(article):
    with pytest.raises(NotAllowed, match="没有这个角色"):
        working_copies.put_by(article=article, by=make_person(), typed=typed("旁人"))


def test_a_fresh_token_says_whose_it_is(editor, office):
    answer = editor.get(reverse("issues:token")).json()
    assert answer["person"] == office.editor.pk
    assert len(answer["token"]) >= 32
