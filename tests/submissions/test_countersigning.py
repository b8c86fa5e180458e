"""The union above: sees, countersigns, sends back; and the setting that says so."""

import pytest
from django.urls import reverse

from accounts.models import Message, Union
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.actions import countersigning, sending
from submissions.models import Countersigning
from submissions.moves import ReportState
from submissions.rules import can_see
from tests.factories import make_person
from tests.submissions.conftest import make_correspondent
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db
COUNTY = "格尔木市总工会"


@pytest.fixture
def operator(db):
    return make_person(Role.OPERATOR)


@pytest.fixture
def prefecture(operator):
    union = Union.objects.named("海西州总工会")
    countersigning.set_countersigning(union=union, by=operator, sees=True, required=True)
    return union


@pytest.fixture
def superior(prefecture):
    return make_person(Role.CORRESPONDENT, union=prefecture)


def test_a_county_report_waits_for_the_prefecture_which_is_told(superior):
    report = make_report(COUNTY)
    assert report.state == ReportState.COUNTERSIGNING
    assert "请会签" in Message.objects.get(to=superior).title
    assert can_see(report, superior)
    report = countersigning.countersign(report=report, by=superior, text="情况属实。")
    assert report.state == ReportState.RECEIVED
    assert report.events.last().text == "情况属实。"


def test_it_is_sent_back_with_a_sentence_and_comes_again(superior):
    report = make_report(COUNTY)
    with pytest.raises(NotAllowed, match="请写一句话"):
        countersigning.send_back(report=report, by=superior, text=" ")
    report = countersigning.send_back(report=report, by=superior, text="请补人名。")
    assert report.state == ReportState.RETURNED
    assert Message.objects.filter(to=report.sender, text="请补人名。").exists()
    assert sending.send(report=report, by=report.sender).state == ReportState.COUNTERSIGNING


def test_a_click_that_comes_twice_countersigns_once(superior):
    report = make_report(COUNTY)
    countersigning.countersign(report=report, by=superior)
    countersigning.countersign(report=report, by=superior)
    assert report.events.filter(verb="会签").count() == 1


def test_another_prefecture_neither_sees_nor_countersigns(superior):
    report = make_report(COUNTY)
    other = make_person(Role.CORRESPONDENT, union=Union.objects.named("海东市总工会"))
    assert not can_see(report, other)
    for person in (other, report.sender, make_person(Role.EDITOR), make_person(Role.MEMBER, union=superior.union)):
        with pytest.raises(NotAllowed):
            countersigning.countersign(report=report, by=person)
    report.refresh_from_db()
    assert report.state == ReportState.COUNTERSIGNING


def test_where_the_word_is_not_required_the_prefecture_only_sees(prefecture, superior, operator):
    countersigning.set_countersigning(union=prefecture, by=operator, sees=True, required=False)
    report = make_report(COUNTY)
    assert report.state == ReportState.RECEIVED
    assert can_see(report, superior)
    with pytest.raises(NotAllowed):
        countersigning.countersign(report=report, by=superior)


def test_what_waits_goes_on_when_the_setting_is_taken_back(prefecture, operator):
    report = make_report(COUNTY)
    countersigning.set_countersigning(union=prefecture, by=operator, sees=False, required=False)
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED
    assert Message.objects.filter(to=report.sender, title__contains="不再需要会签").exists()
    assert not Countersigning.objects.exists()


def test_only_operators_set_it(prefecture):
    with pytest.raises(NotAllowed):
        countersigning.set_countersigning(union=prefecture, by=make_person(Role.EDITOR), sees=False, required=False)
    assert Countersigning.objects.count() == 1


@pytest.mark.parametrize("name", ["below", "sign"])
def test_the_pages_are_shut_to_strangers_and_to_who_is_no_correspondent(client, db, name):
    address = reverse(f"submissions:{name}", args=[make_report(COUNTY).key] if name == "sign" else [])
    assert client.get(address)["Location"].startswith("/sign-in/")
    client.force_login(make_person(Role.MEMBER))
    assert client.get(address).status_code == 403


def test_another_unions_report_is_not_found(client, prefecture):
    report = make_report(COUNTY)
    client.force_login(make_person(Role.CORRESPONDENT, union=Union.objects.named("海东市总工会")))
    assert client.get(reverse("submissions:sign", args=[report.key])).status_code == 404
    assert client.post(reverse("submissions:sign", args=[report.key]), {"do": "countersign"}).status_code == 404
    assert client.get(reverse("submissions:below")).status_code == 403


def test_how_many_wait_is_told_where_reports_begin(client, prefecture, superior):
    client.force_login(superior)
    assert "等您会签" not in client.get("/submit/").text
    make_report("格尔木市总工会")
    assert "1 篇等您会签" in client.get("/submit/").text
    client.force_login(make_correspondent("玉树州总工会"))
    assert "会签" not in client.get("/submit/").text


def test_a_report_is_countersigned_from_its_page(client, superior):
    report = make_report(COUNTY)
    client.force_login(superior)
    assert "等您会签" in client.get(reverse("submissions:below")).text
    address = reverse("submissions:sign", args=[report.key])
    refused = client.post(address, {"do": "send_back", "words": ""})
    assert (refused.status_code, "请写一句话" in refused.text) == (400, True)
    assert client.post(address, {"do": "x"}).status_code == 404
    client.post(address, {"do": "countersign"})
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED


def test_an_operator_sets_countersigning_on_its_page(client, operator):
    union = Union.objects.named("海西州总工会")
    client.force_login(operator)
    assert "海西州总工会" in client.get(reverse("submissions:countersigning")).text
    client.post(reverse("submissions:countersigning-set", args=[union.pk]), {"choice": "required"})
    assert Countersigning.objects.get().required
    assert client.post(reverse("submissions:countersigning-set", args=[union.pk]), {"choice": "x"}).status_code == 404
