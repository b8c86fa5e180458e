"""Who may fetch the PDFs of a run, and where the administration leads to them."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.roles import Role
from tests.factories import Office, make_issue, make_person
from typesetting.models import RunState, TypesetRun

pytestmark = pytest.mark.django_db
KINDS = ("print", "screen")


@pytest.fixture
def run(settings, tmp_path) -> TypesetRun:
    settings.MEDIA_ROOT = tmp_path
    run = TypesetRun(issue=make_issue(Office(), year=2026, number=7), state=RunState.DONE, pages=8)
    for kind in KINDS:
        getattr(run, f"{kind}_pdf").save(f"{kind}.pdf", ContentFile(f"%PDF- {kind}".encode()), save=False)
    run.save()
    return run


def address(run: TypesetRun, kind: str) -> str:
    return reverse(f"typesetting:{kind}-pdf", args=[run.pk])


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR, Role.OPERATOR])
@pytest.mark.parametrize("kind", KINDS)
def test_those_who_make_the_journal_get_both_pdfs(client, run, role, kind):
    client.force_login(make_person(role))
    response = client.get(address(run, kind))
    assert response.getvalue() == f"%PDF- {kind}".encode()
    assert response["Content-Type"] == "application/pdf"
    assert "%EF%BC%88" in response["Content-Disposition"]  # its name is the issue's, with its kind in brackets
    assert response["Cache-Control"] == "no-store"  # nor does it open after signing out


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT])
def test_others_are_refused_and_strangers_asked_to_sign_in(client, run, role):
    assert client.get(address(run, "print"))["Location"].startswith(reverse("accounts:sign-in"))
    client.force_login(make_person(role))
    response = client.get(address(run, "print"))
    assert response.status_code == 403
    assert "不对您开放" in response.text


def test_a_run_without_a_pdf_and_a_run_that_is_none_have_no_page(client, run):
    client.force_login(make_person(Role.EDITOR))
    run.print_pdf.delete()
    assert client.get(address(run, "print")).status_code == 404
    assert client.get(reverse("typesetting:print-pdf", args=[run.pk + 1])).status_code == 404


def test_every_link_of_the_administrations_pages_about_runs_leads_somewhere(client, run):
    operator = make_person(Role.OPERATOR)
    operator.is_staff = operator.is_superuser = True
    operator.save()
    client.force_login(operator)
    TypesetRun.objects.create(issue=run.issue, state=RunState.FAILED, error="磁盘满了。")
    for page in (
        reverse("admin:typesetting_typesetrun_changelist"),
        reverse("admin:typesetting_typesetrun_change", args=[run.pk]),
    ):
        shown = client.get(page)
        assert shown.status_code == 200
        for kind in KINDS:
            assert f'href="{address(run, kind)}"' in shown.text
        assert shown.text.count('href="/press/') == len(KINDS)
