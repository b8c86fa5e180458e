"""A periodical's look: chosen by the chief editor and the operator, among what the press knows, and printed so."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.models import Issue, Periodical
from tests.factories import Office, make_issue, make_person
from typesetting.actions import looking
from typesetting.freeze import freeze
from typesetting.making import tokens

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def periodical(office) -> Periodical:
    return make_issue(office).periodical


def address(periodical: Periodical) -> str:
    return reverse("typesetting:look", args=[periodical.slug])


def test_strangers_are_asked_to_sign_in_and_members_have_no_business_here(client, periodical):
    assert client.get(address(periodical)).status_code == 302
    for role in (Role.MEMBER, Role.CORRESPONDENT):
        client.force_login(make_person(role))
        assert client.get(address(periodical)).status_code == 403
        assert client.post(address(periodical), {"accent": "navy", "title": "hei"}).status_code == 403
    periodical.refresh_from_db()
    assert periodical.look == {}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DEPUTY_CHIEF])
def test_editors_see_it_and_do_not_choose(client, periodical, role):
    client.force_login(make_person(role))
    page = client.get(address(periodical)).text
    assert "正红，标题宋体" in page and 'type="radio"' not in page and "请主编或管理员来改" in page
    assert client.post(address(periodical), {"accent": "navy", "title": "hei"}).status_code == 403
    with pytest.raises(NotAllowed, match="改用色和标题字"):
        looking.choose_look(periodical=periodical, by=make_person(role), accent="navy")


@pytest.mark.parametrize("role", [Role.CHIEF_EDITOR, Role.OPERATOR])
def test_the_chief_and_the_operator_choose_and_the_next_manifest_says_so(client, office, periodical, role):
    client.force_login(make_person(role))
    response = client.post(address(periodical), {"accent": "navy", "title": "hei"}, follow=True)
    assert "保存好了：藏青，标题黑体" in response.text
    page = response.text
    assert re.search(r'value="navy"[^>]* checked', page) and re.search(r'value="hei"[^>]* checked', page)
    assert tokens.accents()["navy"].rgb in page
    manifest = freeze(Issue.objects.get())
    assert manifest["periodical"]["look"] == {"accent": "navy", "title": "hei"}
    entry = AuditEntry.objects.get(verb="改用色和标题字")
    assert entry.changes == {"before": "正红，标题宋体", "after": "藏青，标题黑体"}


def test_the_usual_look_is_none_and_saving_what_is_so_leaves_no_trace(office, periodical):
    looking.choose_look(periodical=periodical, by=office.chief, accent="red", title="song")
    assert not AuditEntry.objects.filter(verb="改用色和标题字").exists()
    looking.choose_look(periodical=periodical, by=office.chief, accent="green", title="song")
    assert looking.choose_look(periodical=periodical, by=office.chief, accent="green").look == {"accent": "green"}
    assert AuditEntry.objects.filter(verb="改用色和标题字").count() == 1
    assert looking.choose_look(periodical=periodical, by=office.chief, accent="red", title="song").look == {}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"accent": "pink", "title": "hei"}, "请在列出的主色里选一个"),
        ({"accent": "navy"}, "请在列出的标题字体里选一个"),
        ({"accent": "navy", "title": "长" * 2000}, "请在列出的标题字体里选一个"),
        ({"accent": "navy\x00", "title": "hei"}, "请在列出的主色里选一个"),
    ],
)
def test_what_the_press_does_not_know_is_refused_and_the_rest_stays_chosen(client, office, periodical, wrong, says):
    client.force_login(office.chief)
    page = client.post(address(periodical), wrong)
    assert page.status_code == 400 and says in page.text
    if wrong.get("title") == "hei" or wrong["accent"] == "navy":
        kept = "hei" if wrong.get("title") == "hei" else "navy"
        assert re.search(rf'value="{kept}"[^>]* checked', page.text)
    periodical.refresh_from_db()
    assert periodical.look == {}
    with pytest.raises(NotAllowed, match="没有这样的选择：主色“pink”"):
        looking.choose_look(periodical=periodical, by=office.chief, accent="pink")


def test_a_changed_look_has_the_pages_of_issues_in_hand_set_again(
    client, office, periodical, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr("issues.afterwards._after_change", {"preview": asked.append})
    out = make_issue(office, released=True, number=5)
    with django_capture_on_commit_callbacks(execute=True):
        looking.choose_look(periodical=periodical, by=office.chief, accent="crimson")
    assert out.pk not in asked and len(asked) == 1


def test_every_face_of_titles_has_a_face_on_the_page():
    css = (Path(__file__).resolve().parents[2] / "static/css/press.css").read_text(encoding="utf-8")
    for face in tokens.titles().values():
        assert f".look-face--{face.face} {{" in css


def test_a_page_costs_few_queries(client, office, periodical, django_assert_max_num_queries):
    client.force_login(office.chief)
    with django_assert_max_num_queries(12):
        client.get(address(periodical))
