"""Two planners at once, and two chiefs: on a server of PostgreSQL, with real transactions in two threads."""

from __future__ import annotations

import pytest
from django.db import connection

from issues.actions import arranging, planning, publishing
from issues.actions.plan_rows import StalePlan, arrangement_of
from issues.models import Issue, Layout
from issues.workflow import State
from tests.at_once import at_once
from tests.factories import Office, make_article, make_issue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def office() -> Office:
    if connection.vendor != "postgresql":
        pytest.skip("两人同时动手，要在 PostgreSQL 上试")
    return Office()


def test_of_two_steps_from_the_same_plan_one_is_done_and_the_other_is_told(office):
    issue = make_issue(office, articles=3)
    issue.refresh_from_db()
    first, second, _ = [placement.article for placement in issue.placements.all()]
    refused = at_once(
        lambda: arranging.take_out(issue=issue, article=first, by=office.editor, version=issue.plan_version),
        lambda: arranging.take_out(issue=issue, article=second, by=office.second_editor, version=issue.plan_version),
    )
    assert sorted(type(refusal) for refusal in refused if refusal) == [StalePlan]
    assert len(list(arrangement_of(issue).articles())) == 2


def test_an_article_goes_into_one_of_two_issues(office):
    waiting = make_article(office, State.DRAFT)
    issues = [make_issue(office, articles=1), make_issue(office, articles=1)]
    for issue in issues:
        issue.refresh_from_db()
    column = issues[0].placements.get().column
    refused = at_once(
        *(
            lambda issue=issue: arranging.place_articles(
                issue=issue, articles=[waiting], column=column, by=office.editor, version=issue.plan_version
            )
            for issue in issues
        )
    )
    assert sum(refusal is not None for refusal in refused) == 1
    assert waiting.placements.count() == 1


def test_two_begin_the_same_issue_and_one_is_made(office):
    periodical = make_issue(office, articles=0).periodical
    begin = {"periodical": periodical, "year": 2026, "number": 399, "columns": []}
    refused = at_once(
        lambda: planning.begin_issue(by=office.editor, **begin),
        lambda: planning.begin_issue(by=office.second_editor, **begin),
    )
    assert sum(refusal is not None for refusal in refused) == 1
    assert Issue.objects.filter(year=2026, number=399).count() == 1


def test_a_release_and_a_last_change_of_the_plan_do_not_cross(office):
    issue = make_issue(office, articles=2)
    issue.refresh_from_db()
    draft = make_article(office, State.DRAFT)
    column = planning.column_named(issue.periodical, "基层活动", Layout.NEWS)
    released, placed = at_once(
        lambda: publishing.release(issue=issue, by=office.chief),
        lambda: arranging.place_articles(
            issue=issue, articles=[draft], column=column, by=office.editor, version=issue.plan_version
        ),
    )
    assert (released is None) != (placed is None)


def test_of_two_issues_that_take_an_article_at_once_one_has_it(office):
    issues = [make_issue(office, articles=1) for _ in range(2)]
    article = make_article(office)
    column = issues[0].placements.get().column
    refused = at_once(
        *(lambda to=to: planning.place(issue=to, column=column, article=article, by=office.editor) for to in issues)
    )
    assert article.placements.count() == 1
    assert [str(one) for one in refused if one] == [
        f"《{article.title}》已经编入{article.placements.get().issue.label}。请先从那一期移出，再编入这一期。"
    ]
