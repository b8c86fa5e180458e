"""What a good run tells the issue: where each article came out."""

import pytest

from accounts.models import AuditEntry
from issues.actions import planning, writing
from issues.models import Issue
from issues.queries.planning import plan_page
from issues.workflow import State
from tests.factories import Office, make_article, make_issue
from typesetting.actions import running
from typesetting.models import RunState

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    return make_issue(office, articles=2, year=2026, number=7)


def test_a_good_run_tells_the_issue_its_pages(issue):
    run = running.carry_out(run=running.ask(issue=issue, by=None))
    assert run.state == RunState.DONE, run.error
    issue.refresh_from_db()
    assert issue.typeset_pages == run.pages
    assert issue.typeset_at == run.started_at
    for placement in issue.placements.all():
        assert [placement.typeset_first, placement.typeset_last] == run.page_map[str(placement.article_id)]
    plan = plan_page(issue)
    assert plan.is_fresh
    assert plan.pages == run.pages
    assert AuditEntry.objects.filter(verb="记下页码").count() == 1


def test_a_failed_run_leaves_the_pages_as_they_were(issue, monkeypatch):
    running.carry_out(run=running.ask(issue=issue, by=None))
    issue.refresh_from_db()
    before = (issue.typeset_pages, issue.typeset_at)

    def fail(*args, **kwargs):
        raise RuntimeError("boom")

    monkeypatch.setattr(running, "render", fail)
    assert running.carry_out(run=running.ask(issue=issue, by=None)).state == RunState.FAILED
    issue.refresh_from_db()
    assert (issue.typeset_pages, issue.typeset_at) == before


def test_words_changed_while_the_press_works_count_as_changed_since(office, issue, monkeypatch):
    draft = make_article(office, State.DRAFT)
    planning.place(issue=issue, column=issue.placements.first().column, article=draft, by=office.editor)
    render = running.render

    def meanwhile(*args, **kwargs):
        rendered = render(*args, **kwargs)
        writing.rewrite(article=draft, by=office.editor, body="<p>排版的时候改了一句。</p>")
        return rendered

    monkeypatch.setattr(running, "render", meanwhile)
    run = running.carry_out(run=running.ask(issue=issue, by=None))
    assert run.state == RunState.DONE, run.error
    issue.refresh_from_db()
    assert plan_page(issue).changes == ["1 篇文章的文字改过"]


def test_where_the_pages_cannot_be_noted_the_run_has_failed_with_a_reason(issue, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError("no pages")

    monkeypatch.setattr(running, "record_pages", fail)
    run = running.carry_out(run=running.ask(issue=issue, by=None))
    assert run.state == RunState.FAILED
    assert "no pages" in run.error
