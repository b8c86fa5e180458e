"""What the plan shows: pages typeset or guessed, what is not settled, where photos are missing, what changed since."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from issues.actions import arranging, planning, reviewing, writing
from issues.estimates import article_pages, issue_pages, whole_sheets
from issues.models import Issue, Layout, Placement
from issues.queries.planning import PlanPage, amount, plan_page
from issues.workflow import State
from tests.factories import Office, make_article, make_issue, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    return make_issue(office, articles=2, year=2026, number=6)


def plan_of(issue: Issue) -> PlanPage:
    return plan_page(Issue.objects.select_related("periodical").get(pk=issue.pk))


def typeset(issue: Issue, pages: int = 8, **more) -> None:
    page_map = {
        str(key): (first, first + 1) for first, key in enumerate(issue.placements.values_list("article", flat=True), 4)
    }
    planning.record_pages(issue=issue, page_map=page_map, pages=pages, **more)


def page_of(client, issue: Issue) -> str:
    return client.get(reverse("issues:plan", args=[issue.periodical.slug, issue.year, issue.number])).text


def test_before_it_is_typeset_pages_are_guessed(client, office, issue):
    plan = plan_of(issue)
    assert (plan.pages, plan.sheets, plan.to_add) == (5, 8, 3)
    client.force_login(office.editor)
    text = page_of(client, issue)
    assert "约 0.5 页" in text and "要补 3 页" in text


def test_typeset_pages_stand_while_nothing_changed(client, office, issue):
    typeset(issue)
    plan = plan_of(issue)
    assert (plan.is_fresh, plan.pages, plan.changes) == (True, 8, [])
    client.force_login(office.editor)
    assert "第 4–5 页" in page_of(client, issue)


def test_a_move_a_new_article_and_changed_words_are_told(client, office, issue):
    draft = make_article(office, State.DRAFT)
    column = issue.placements.first().column
    planning.place(issue=issue, column=column, article=draft, by=office.editor)
    typeset(issue)
    writing.rewrite(article=draft, by=office.editor, body="<p>又改了一句。</p>")
    assert plan_of(issue).changes == ["1 篇文章的文字改过"]
    planning.place(issue=issue, column=column, article=make_article(office), by=office.editor)
    assert plan_of(issue).changes == ["编排、封面或版权页改过", "1 篇文章的文字改过", "1 篇还没有排过"]
    client.force_login(office.editor)
    text = page_of(client, issue)
    assert "上次 4–5 页" in text and "排版后改过" in text and "以后：编排、封面或版权页改过" in text


def test_what_is_undone_back_to_what_was_typeset_is_no_change(office, issue):
    typeset(issue)
    first = issue.placements.first().article
    issue.refresh_from_db()
    step = arranging.take_out(issue=issue, article=first, by=office.editor, version=issue.plan_version)
    assert plan_of(issue).changes == ["编排、封面或版权页改过"]
    step = arranging.undo(issue=issue, by=office.editor, version=step.plan_version)
    assert plan_of(issue).is_fresh
    step = arranging.undo(issue=issue, by=office.editor, version=step.plan_version)  # done again
    typeset(issue)
    arranging.undo(issue=issue, by=office.editor, version=step.plan_version)
    assert plan_of(issue).changes == ["编排、封面或版权页改过", "1 篇还没有排过"]


def test_a_cover_put_back_is_no_change(office, issue):
    typeset(issue)
    for headlines in (["要目"], []):
        planning.set_cover(issue=issue, by=office.editor, photo=None, headlines=headlines)
    assert plan_of(issue).is_fresh


def test_going_on_in_the_review_changes_no_page(office, issue):
    article = make_article(office, State.FIRST_REVIEW)
    planning.place(issue=issue, column=issue.placements.first().column, article=article, by=office.editor)
    typeset(issue)
    reviewing.pass_on(article=article, by=office.second_editor)
    assert plan_of(issue).is_fresh


def test_a_change_of_cover_or_board_is_a_change_and_a_deadline_is_none(office, issue):
    typeset(issue)
    planning.set_goals(
        issue=issue, by=office.editor, serial=None, date=None, deadline=datetime.date(2026, 9, 1), target_pages=80
    )
    assert plan_of(issue).is_fresh
    planning.set_cover(issue=issue, by=office.editor, photo=None, headlines=["要目"])
    assert not plan_of(issue).is_fresh
    typeset(issue)
    planning.set_board_and_imprint(issue=issue, by=office.editor, board=[("主编", ["甲乙"])], imprint=[])
    assert not plan_of(issue).is_fresh


def test_words_that_changed_between_freezing_and_the_end_of_the_run_count_as_changed(office, issue):
    frozen = timezone.now() - datetime.timedelta(seconds=10)
    typeset(issue, frozen_at=frozen)  # the articles were written after that
    assert "2 篇文章的文字改过" in plan_of(issue).changes


def test_pages_of_an_article_that_is_gone_are_passed_over(issue):
    planning.record_pages(issue=issue, page_map={"999999": (1, 2)}, pages=4)
    assert not Placement.objects.filter(issue=issue, typeset_first__isnull=False).exists()
    gone = Issue(pk=999_999, periodical=issue.periodical, year=2026, number=1)
    planning.record_pages(issue=gone, page_map={}, pages=4)


@pytest.mark.parametrize(
    ("target", "says"),
    [(80, "还差 72 页"), (8, "正好"), (4, "超了 4 页"), (6, "计划页数不是 4 的倍数")],
)
def test_the_total_is_held_against_the_target(client, office, issue, target, says):
    typeset(issue)
    planning.set_goals(issue=issue, by=office.editor, serial=None, date=None, deadline=None, target_pages=target)
    client.force_login(office.editor)
    assert says in page_of(client, issue)


@pytest.mark.parametrize(("days", "says"), [(3, "还有 3 天"), (0, "就是今天"), (-2, "过了 2 天")])
def test_the_deadline_is_counted_in_days(client, office, issue, days, says):
    day = timezone.localdate() + datetime.timedelta(days=days)
    planning.set_goals(issue=issue, by=office.editor, serial=None, date=None, deadline=day, target_pages=None)
    client.force_login(office.editor)
    assert says in page_of(client, issue)


@pytest.mark.parametrize(
    ("layout", "wanting"), [(Layout.PROFILES, 1), (Layout.NEWS, 1), (Layout.FEATURE, 0), (Layout.LETTER, 0)]
)
def test_missing_photos_are_named_where_the_layout_wants_one(office, layout, wanting):
    issue = make_issue(office, articles=1, column=f"{layout}栏", layout=layout)
    photo = make_photo(office.editor)
    body = f'<p>一句话。</p><figure><img src="{photo.get_absolute_url()}" alt="合影"></figure>'
    pictured = make_article(office, body=body)
    planning.place(issue=issue, column=issue.placements.get().column, article=pictured, by=office.editor)
    plan = plan_of(issue)
    assert len(plan.without_photo) == wanting
    assert [row.photos for row in plan.rows] == [0, 1]


def test_what_is_not_settled_stands_out(client, office, issue):
    draft = make_article(office, State.DRAFT)
    planning.place(issue=issue, column=issue.placements.first().column, article=draft, by=office.editor)
    assert [row.article for row in plan_of(issue).unsettled] == [draft]
    client.force_login(office.editor)
    assert "state--draft" in page_of(client, issue)


def test_one_step_comes_next(office):
    issue = make_issue(office, articles=0, year=2026, number=6)
    assert plan_of(issue).next_step == "place"
    column = planning.column_named(issue.periodical, "甲", Layout.NEWS)
    planning.place(issue=issue, column=column, article=make_article(office), by=office.editor)
    assert plan_of(issue).next_step == "typeset"
    typeset(issue)
    assert plan_of(issue).next_step == "release"
    draft = make_article(office, State.DRAFT)
    planning.place(issue=issue, column=column, article=draft, by=office.editor)
    typeset(issue)
    assert plan_of(issue).next_step == ""


def test_an_issue_that_was_imported_shows_its_columns_and_printed_pages(client, office):
    issue = make_issue(office, articles=1, released=True, year=2026, number=6)
    issue.planned_columns.all().delete()  # as in issues from before they had columns of their own
    issue.placements.update(printed_page=23)
    assert [section.column.name for section in plan_of(issue).sections] == ["基层活动"]
    client.force_login(office.editor)
    assert "第 23 页" in page_of(client, issue)


def test_a_title_with_script_in_it_is_shown_as_text(client, office, issue):
    article = make_article(office, State.DRAFT, title="<script>alert(1)</script>")
    planning.place(issue=issue, column=issue.placements.first().column, article=article, by=office.editor)
    client.force_login(office.editor)
    assert "<script>alert" not in page_of(client, issue)


def test_pages_are_said_to_the_half():
    assert [amount(pages) for pages in (0.1, 0.5, 0.8, 1.0, 2.3, 3.0)] == ["0.5", "0.5", "1", "1", "2.5", "3"]


@pytest.mark.parametrize(
    ("layout", "characters", "photos", "rows", "pages"),
    [
        # As the press set the sample issues.
        (Layout.LETTER, 663, 0, 0, 1),
        (Layout.FEATURE, 2782, 2, 0, 3),
        (Layout.FEATURE, 2010, 2, 0, 2),
        (Layout.FEATURE, 1884, 2, 10, 2),
        (Layout.FEATURE, 2668, 1, 0, 3),
        (Layout.PROFILES, 577, 1, 0, 0.5),
    ],
)
def test_guesses_are_those_of_the_press(layout, characters, photos, rows, pages):
    assert article_pages(layout, characters, photos, rows) == pages


def test_columns_of_news_run_on_and_others_begin_a_page():
    assert issue_pages([(Layout.NEWS, 1.3), (Layout.NEWS, 0.6)]) == 4 + 2
    assert issue_pages([(Layout.NEWS, 1.3), (Layout.PROFILES, 1.5), (Layout.NEWS, 0.6)]) == 4 + 2 + 2 + 1
    assert [whole_sheets(pages) for pages in (4, 5, 8)] == [4, 8, 8]


def test_a_step_begun_from_the_page_carries_its_version(client, office, issue):
    client.force_login(office.editor)
    issue.refresh_from_db()
    assert f'name="version" value="{issue.plan_version}"' in page_of(client, issue)
    arranging.add_column(issue=issue, name="临时", layout=Layout.NEWS, by=office.editor, version=issue.plan_version)
    assert f'name="version" value="{issue.plan_version + 1}"' in page_of(client, issue)
