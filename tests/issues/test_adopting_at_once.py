"""Two editors and one report, at the same moment: on a server of PostgreSQL."""

import pytest
from django.db import connection

from issues.actions import adopting
from issues.models import Adoption, Article
from submissions.actions import receiving
from submissions.models import ReportEvent
from submissions.moves import ReportState
from tests.at_once import at_once
from tests.factories import Office, make_periodical
from tests.submissions.letters import make_report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def office():
    if connection.vendor != "postgresql":
        pytest.skip("两人同时动手，要在 PostgreSQL 上试")
    return Office()


def adopt(report, by):
    return adopting.adopt(reports=[report], periodical=make_periodical(), by=by)


def test_of_two_who_adopt_one_report_one_gets_the_article(office):
    report = make_report()
    refused = at_once(lambda: adopt(report, office.editor), lambda: adopt(report, office.second_editor))
    assert len([refusal for refusal in refused if refusal]) == 1
    assert (Article.objects.count(), Adoption.objects.count()) == (1, 1)


def test_a_click_that_comes_twice_at_once_makes_one_article(office):
    report = make_report()
    assert at_once(lambda: adopt(report, office.editor), lambda: adopt(report, office.editor)) == [None, None]
    assert (Article.objects.count(), Adoption.objects.count()) == (1, 1)


def test_one_declines_while_the_other_asks_for_more(office):
    report = make_report()
    refused = at_once(
        lambda: receiving.decline(report=report, by=office.editor, reason="版面有限。"),
        lambda: receiving.ask_for_more(report=report, by=office.second_editor, message="请补照片。"),
    )
    assert len([refusal for refusal in refused if refusal]) == 1
    assert ReportEvent.objects.filter(report=report).exclude(verb="报送").count() == 1
    report.refresh_from_db()
    assert report.state in {ReportState.DECLINED, ReportState.RETURNED}
