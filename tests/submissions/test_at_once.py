"""The letterbox used by several people and servers at the same moment: on a server of PostgreSQL."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Invitation, Message, Union
from accounts.roles import Role
from issues.actions import adopting
from issues.actions.announcing import announce_letters
from issues.models import Adoption, Article
from submissions.actions import calling, drafting, enrolling, receiving
from submissions.enrolment.planning import plan_of
from submissions.enrolment.reading import read_tables
from submissions.models import Report, ReportEvent
from submissions.moves import ReportState
from tests.at_once import at_once
from tests.factories import Office, make_periodical, make_person
from tests.submissions.conftest import make_correspondent
from tests.submissions.letters import make_report
from tests.submissions.test_enrolling import COUNTY, PERSON, workbook
from tests.submissions.test_form import PLACE, WHOLE, fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture(autouse=True)
def only_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("几人同时动手，要在 PostgreSQL 上试")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_same_form_sent_by_two_requests_at_once_is_one_report():
    sender = make_correspondent()
    answers = []
    clients = [signed_in(sender) for _ in range(4)]
    at_once(*(lambda client=client: answers.append(fill(client, "send")) for client in clients))
    assert [answer.status_code for answer in answers] == [302] * 4
    assert {answer["Location"] for answer in answers} == {f"{PLACE}?sent"}
    report = Report.objects.get()
    assert (report.state, report.title) == (ReportState.RECEIVED, WHOLE["title"])
    assert ReportEvent.objects.filter(report=report, verb="报送").count() == 1
    assert AuditEntry.objects.filter(verb="报送来稿").count() == 1
    assert Message.objects.filter(to=sender, title__contains="已收到").count() == 1


def test_a_kept_draft_sent_twice_at_once_is_one_report():
    sender = make_correspondent()
    clients = [signed_in(sender), signed_in(sender)]
    fill(clients[0])
    answers = []
    at_once(*(lambda client=client: answers.append(fill(client, "send")) for client in clients))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert ReportEvent.objects.filter(verb="报送").count() == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda report, by: receiving.take_up(report=report, by=by),
        lambda report, by: receiving.ask_for_more(report=report, by=by, message="请补照片。"),
        lambda report, by: receiving.decline(report=report, by=by, reason="版面有限。"),
        lambda report, by: receiving.thank(report=report, by=by, text="谢谢！"),
        lambda report, by: adopting.adopt(reports=[report], periodical=make_periodical(), by=by),
    ],
    ids=["take up", "return", "decline", "thank", "adopt"],
)
def test_two_equal_clicks_at_once_are_one(act):
    office, report = Office(), make_report()
    make_periodical()
    before = Message.objects.filter(to=report.sender).count()
    assert at_once(lambda: act(report, office.editor), lambda: act(report, office.editor)) == [None, None]
    assert ReportEvent.objects.filter(report=report).exclude(verb="报送").count() == 1
    assert Message.objects.filter(to=report.sender).count() == before + 1


def test_of_adopting_declining_and_withdrawing_at_once_one_is_done():
    office, report = Office(), make_report()
    make_periodical()
    refused = at_once(
        lambda: adopting.adopt(reports=[report], periodical=make_periodical(), by=office.editor),
        lambda: receiving.decline(report=report, by=office.second_editor, reason="版面有限。"),
        lambda: drafting.withdraw(report=report, by=report.sender),
    )
    assert len([refusal for refusal in refused if refusal]) == 2
    report.refresh_from_db()
    assert Article.objects.count() == Adoption.objects.count() == int(report.state == ReportState.ADOPTED)
    assert ReportEvent.objects.filter(report=report).exclude(verb="报送").count() == 1


def test_reports_merged_in_two_orders_at_once_are_one_article():
    office, one, other = Office(), make_report(), make_report()
    make_periodical()
    refused = at_once(
        lambda: adopting.adopt(reports=[one, other], periodical=make_periodical(), by=office.editor),
        lambda: adopting.adopt(reports=[other, one], periodical=make_periodical(), by=office.second_editor),
    )
    assert len([refusal for refusal in refused if refusal]) == 1
    assert (Article.objects.count(), Adoption.objects.count()) == (1, 2)


def test_the_figures_are_whole_while_reports_are_adopted():
    office = Office()
    make_periodical()
    reports = [make_report() for _ in range(3)]
    clients = [signed_in(office.second_editor), signed_in(office.chief)]
    answers = []
    at_once(
        *(
            lambda report=report: adopting.adopt(reports=[report], periodical=make_periodical(), by=office.editor)
            for report in reports
        ),
        lambda: answers.append(clients[0].get(reverse("submissions:figures"))),
        lambda: answers.append(clients[1].get(reverse("submissions:figures-workbook"))),
        lambda: answers.append(clients[1].get(reverse("submissions:notice"))),
    )
    assert [answer.status_code for answer in answers] == [200] * 3
    total = clients[0].get(reverse("submissions:figures")).context["figures"].total
    assert (total.sent, total.adopted) == (3, 3)


def test_two_rounds_at_once_tell_the_editors_once():
    editor = make_person(Role.EDITOR)
    make_report()
    make_report()
    at_once(announce_letters, announce_letters)
    assert Message.objects.filter(to=editor, kind="report_arrived").count() == 1


def test_a_call_changed_twice_and_withdrawn_twice_at_once_is_told_once():
    editor, union = make_person(Role.EDITOR), Union.objects.named("海西州总工会")
    asked = make_correspondent()
    day = datetime.date(2090, 5, 1)
    call = calling.make_call(by=editor, topic="题目", deadline=day, unions=[union])
    changed = {"call": call, "by": editor, "topic": "新题目", "deadline": day, "unions": [union]}
    assert at_once(lambda: calling.amend(**changed), lambda: calling.amend(**changed)) == [None, None]
    withdrawn = {"call": call, "by": editor}
    assert at_once(lambda: calling.withdraw(**withdrawn), lambda: calling.withdraw(**withdrawn)) == [None, None]
    assert Message.objects.filter(to=asked, kind="call").count() == 3
    assert AuditEntry.objects.filter(verb__in=["改约稿", "撤回约稿"]).count() == 2


def test_invitations_renewed_twice_at_once_are_renewed_once():
    operator = make_person(Role.OPERATOR)
    tables = read_tables(workbook([COUNTY], [PERSON]), "名单.xlsx")
    enrolling.enrol(tables=tables, seen=plan_of(tables).digest, by=operator)
    asked = {"tables": tables, "seen": plan_of(tables).digest, "by": operator, "renew": True}
    refused = at_once(lambda: enrolling.enrol(**asked), lambda: enrolling.enrol(**asked))
    assert len([refusal for refusal in refused if refusal]) == 1
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1
    assert Invitation.objects.count() == 2
