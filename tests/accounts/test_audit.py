import pytest
from django.urls import reverse

from accounts import audit
from accounts.models import AuditEntry, Union
from accounts.roles import Role
from issues.actions import planning
from tests.factories import Office, make_issue, make_person

pytestmark = pytest.mark.django_db


def test_a_row_says_who_did_what_to_what_from_where():
    person = make_person(Role.EDITOR, name="沈知秋")
    token = audit.origin.set("10.1.2.3")
    entry = audit.record(by=person, verb="看了", target=Union.objects.first(), pages=3)
    audit.origin.reset(token)
    assert (entry.by_name, entry.origin, entry.verb, entry.changes) == ("沈知秋", "10.1.2.3", "看了", {"pages": 3})


def test_what_the_system_does_itself_is_recorded_as_such():
    assert audit.record(by=None, verb="导入", target=Union.objects.first()).by_name == "系统"


def test_an_operators_save_leaves_a_row_with_the_address_it_came_from(client):
    operator = make_person(Role.OPERATOR)
    client.force_login(operator)
    union = Union.objects.named("海西州总工会")
    page = reverse("admin:accounts_union_change", args=[union.pk])
    form = {"name": union.name, "short_name": "海西州工会", "kind": union.kind, "order": 1, "active": "on"}
    response = client.post(page, form, REMOTE_ADDR="10.9.8.7")
    assert response.status_code == 302
    entry = AuditEntry.objects.get(verb="修改")
    assert (entry.by, entry.origin, entry.target_label) == (operator, "10.9.8.7", "海西州工会")
    assert "简称" in entry.changes["fields"]


def test_the_record_cannot_be_altered_on_the_site(client):
    client.force_login(make_person(Role.OPERATOR))
    entry = audit.record(by=None, verb="导入", target=Union.objects.first())
    change = reverse("admin:accounts_auditentry_change", args=[entry.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"verb": "别的"}).status_code == 403
    assert client.post(reverse("admin:accounts_auditentry_delete", args=[entry.pk]), {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:accounts_auditentry_add")).status_code == 403


def test_rows_changed_on_an_issues_page_leave_an_audit_row_that_names_them(client):
    office = Office()
    issue = make_issue(office, articles=0)
    planning.set_board_and_imprint(issue=issue, by=None, board=[("主编", ["甲乙"])], imprint=[])
    post = issue.board.get()
    client.force_login(make_person(Role.OPERATOR))
    form = {
        "periodical": issue.periodical_id, "year": issue.year, "number": issue.number, "cover_headlines": "",
        "board-TOTAL_FORMS": 1, "board-INITIAL_FORMS": 1, "board-0-id": post.pk, "board-0-issue": issue.pk,
        "board-0-post": "主编", "board-0-names": "丙丁", "board-0-order": 0,
        "imprint-TOTAL_FORMS": 0, "imprint-INITIAL_FORMS": 0,
        "placements-TOTAL_FORMS": 0, "placements-INITIAL_FORMS": 0,
    }  # fmt: skip
    response = client.post(reverse("admin:issues_issue_change", args=[issue.pk]), form)
    assert response.status_code == 302
    post.refresh_from_db()
    assert post.names == "丙丁"
    assert AuditEntry.objects.get(verb="改编委会").changes == {"修改": ["主编：丙丁"]}


def test_what_a_released_issue_is_called_cannot_be_altered(client):
    issue = make_issue(Office(), articles=1, released=True)
    client.force_login(make_person(Role.OPERATOR))
    page = client.get(reverse("admin:issues_issue_change", args=[issue.pk])).text
    assert 'name="year"' not in page
    assert 'name="serial"' in page
