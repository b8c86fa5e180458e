"""Forms that come too late, after their token or their session has ended, are given back to the browser that sent them."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from accounts.models import AuditEntry
from accounts.roles import Role
from issues.forms.article import fields_of
from issues.models import Article, Comment
from issues.workflow import State
from submissions.models import Report
from tests.factories import PASSWORD, Office, make_article, make_issue, make_person
from tests.submissions.conftest import make_correspondent

pytestmark = pytest.mark.django_db

WORDS = "打了半天的字。\r\n\r\n第二段 <b>&amp;</b> “引号” \\ '单'"
HERE = {"Origin": "http://testserver", "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
KEY = "0123456789abcdef"


@pytest.fixture
def office() -> Office:
    return Office()


def long_form(name: str, office: Office) -> tuple[str, dict]:
    """The address of one of the long forms, and what is sent from it."""
    if name.startswith("submissions"):
        return reverse(name, args=[KEY]), {"title": "来稿", "body": WORDS, "do": "step-2", "step": "1"}
    if name == "issues:board-and-imprint":
        issue = make_issue(office)
        place = [issue.periodical.slug, issue.year, issue.number]
        return reverse(name, args=place), {"form-TOTAL_FORMS": "1", "form-0-value": WORDS, "seen": "abc"}
    if name in {"issues:call-new", "issues:letters-sentences"}:
        return reverse(name), {"topic": WORDS, "sentences": WORDS, "use": ""}
    article = make_article(office, State.FIRST_REVIEW if name in {"issues:move", "issues:comment"} else State.DRAFT)
    extra = ["return"] if name == "issues:move" else []
    return reverse(name, args=[article.pk, *extra]), {"body": WORDS, "opinion": WORDS, "text": WORDS, "read": "a" * 64}


LONG_FORMS = [
    "issues:article-edit",
    "issues:move",
    "issues:comment",
    "issues:assign",
    "issues:ask-leader",
    "issues:board-and-imprint",
    "issues:call-new",
    "issues:letters-sentences",
    "submissions:report",
    "submissions:sign",
]


def form_in(page: bytes) -> tuple[str, dict]:
    """The form of the page that gives back: its address, and what its button sends, as a browser would."""
    (form,) = html.fromstring(page.decode()).xpath("//form[.//button[normalize-space()='重新提交']]")
    fields = {}
    for field in form.xpath(".//*[@name]"):
        text = field.get("value") if field.tag == "input" else (field.text or "").removeprefix("\n")
        fields.setdefault(field.get("name"), []).append(text)
    return form.get("action"), fields


def same(text: str) -> str:
    return text.replace("\r\n", "\n")


def told(page: bytes) -> list[str]:
    return [same(one.text.removeprefix("\n")) for one in html.fromstring(page.decode()).xpath("//textarea[@readonly]")]


@pytest.mark.parametrize("name", LONG_FORMS)
def test_a_session_that_ended_gives_every_long_form_back_whole(client, office, name):
    address, data = long_form(name, office)
    before = AuditEntry.objects.count()
    answer = client.post(address, data, headers=HERE)
    assert answer.status_code == 403
    assert "no-store" in answer["Cache-Control"]
    action, fields = form_in(answer.content)
    assert action == address
    assert fields.pop("csrfmiddlewaretoken") != [""]
    assert {field: [same(one) for one in values] for field, values in fields.items()} == {
        field: [same(value)] for field, value in data.items()
    }
    assert same(WORDS) in told(answer.content)
    assert "请先" in answer.text and "/sign-in/" in answer.text
    assert AuditEntry.objects.count() == before
    assert not Report.objects.exists() and not Comment.objects.exists()


@pytest.mark.parametrize("name", LONG_FORMS)
def test_a_token_that_ended_gives_every_long_form_back_and_says_who_is_signed_in(office, name):
    client = Client(enforce_csrf_checks=True)
    person = make_correspondent() if name.startswith("submissions") else office.chief
    client.force_login(person)
    address, data = long_form(name, office)
    answer = client.post(address, data | {"csrfmiddlewaretoken": "x" * 64}, headers=HERE)
    assert answer.status_code == 403
    action, fields = form_in(answer.content)
    assert (action, set(fields)) == (address, {*data, "csrfmiddlewaretoken"})
    assert fields["csrfmiddlewaretoken"] != ["x" * 64]
    assert same(WORDS) in told(answer.content)
    assert f"现在登录的是<strong>{person.name}</strong>" in answer.text
    assert not Report.objects.exists() and not Comment.objects.exists()


def test_the_button_of_the_page_carries_it_out_and_nothing_else_does(office):
    article = make_article(office, State.DRAFT)
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.editor)
    address = reverse("issues:article-edit", args=[article.pk])
    typed = "<p>打了半天的字。</p>"
    data = {**fields_of(article), "as": "write", "revision": article.revision, "body": typed}
    page = client.post(address, data, headers=HERE).content
    assert Article.objects.get(pk=article.pk).body != typed
    action, fields = form_in(page)
    assert client.post(action, fields, headers=HERE).status_code == 302
    assert Article.objects.get(pk=article.pk).body == typed


def test_after_signing_in_elsewhere_two_presses_send_a_report_to_the_letterbox():
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    data = {"title": "无脚本的来稿", "do": "save", "csrfmiddlewaretoken": "a" * 32}
    page = client.post(f"/submit/{KEY}/", data, headers=HERE)
    assert "登录已过期" in page.text
    action, fields = form_in(page.content)
    client.force_login(make_correspondent())
    client.cookies["csrftoken"] = "b" * 32  # a sign-in in another window makes the token of this one old
    first = client.post(action, fields, headers=HERE)
    assert first.status_code == 403 and not Report.objects.exists()
    action, fields = form_in(first.content)
    assert client.post(action, fields, headers=HERE).status_code == 302
    assert Report.objects.get().title == "无脚本的来稿"


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Referer": "https://evil.example/submit/"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    {},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("signed_in", [True, False])
def test_what_another_site_sent_is_never_put_into_a_form_of_ours(office, headers, signed_in):
    client = Client(enforce_csrf_checks=True)
    if signed_in:
        client.force_login(office.editor)
    address, data = long_form("issues:article-edit", office)
    answer = client.post(address, data, headers={**headers, "Accept": "text/html"})
    assert "打了半天的字" not in answer.text
    assert "重新提交" not in answer.text


def test_passwords_and_codes_are_never_given_back():
    client = Client(enforce_csrf_checks=True)
    person = make_person(Role.EDITOR)
    for address, data in (
        ("/sign-in/", {"username": "王 某", "password": PASSWORD}),
        ("/account/password/", {"old_password": PASSWORD, "new_password1": "新 密码", "new_password2": "新 密码"}),
        ("/sign-in/code/", {"code": "123 456"}),
    ):
        page = client.post(address, data, headers=HERE)
        assert page.status_code == 403
        assert "重新提交" not in page.text and PASSWORD not in page.text
        client.force_login(person)


def test_files_are_named_and_asked_for_again(client):
    data = {
        "title": "有照片的来稿",
        "do": "step-2",
        "photos": SimpleUploadedFile("现场.jpg", b"not shown", "image/jpeg"),
    }
    page = client.post(f"/submit/{KEY}/", data, headers=HERE).text
    assert "提交以后请重新选：现场.jpg。" in page
    assert "not shown" not in page


def test_what_was_typed_is_shown_as_text_and_runs_nothing(client, office):
    address, data = long_form("issues:comment", office)
    script = "<script>alert(1)</script> </textarea><img src=x onerror=alert(1)>"
    page = client.post(f"{address}?a=\"'><script>", data | {"text": script, '"><script>': script}, headers=HERE).content
    tree = html.fromstring(page.decode())
    assert script in told(page)
    assert not tree.xpath("//img[@onerror]") and b"<script>" not in page


def test_a_script_is_answered_as_before(client, office):
    address, data = long_form("issues:article-edit", office)
    for accept in ("application/json", "*/*"):
        assert client.post(address, data, headers={**HERE, "Accept": accept}).status_code == 302


def test_whoever_only_pressed_a_button_is_sent_to_sign_in(client, office):
    article = make_article(office, State.DRAFT)
    address = reverse("issues:move", args=[article.pk, "submit"])
    answer = client.post(address, {"read": "a" * 64}, headers=HERE)
    assert answer["Location"].startswith("/sign-in/")


def test_who_pressed_a_button_comes_back_to_its_page_and_not_to_where_it_sends(client, office):
    article = make_article(office, State.DRAFT)
    address, page = reverse("issues:move", args=[article.pk, "submit"]), reverse("issues:article", args=[article.pk])
    answer = client.post(address, {"read": "a" * 64}, headers={**HERE, "Referer": f"http://testserver{page}?page=2"})
    assert answer["Location"] == f"/sign-in/?{urlencode({'next': f'{page}?page=2'}, safe='/')}"
    for elsewhere in ("https://evil.example/desk/", ""):
        answer = client.post(address, {"read": "a" * 64}, headers={**HERE, "Referer": elsewhere})
        assert answer["Location"] == f"/sign-in/?next={address}"


def test_the_leader_who_has_no_account_is_not_asked_to_sign_in():
    client = Client(enforce_csrf_checks=True)
    page = client.post("/read/nobody/", {"answer": "revise", "opinion": WORDS}, headers=HERE)
    assert page.status_code == 403
    assert same(WORDS) in told(page.content)
    assert "登录" not in html.fromstring(page.text).get_element_by_id("main").text_content().replace("登录过", "")
