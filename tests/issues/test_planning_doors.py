"""The planner's doors: logged out, not allowed, the wrong address, the wrong post; and pages that cost the same however full."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.roles import Role
from issues.actions import arranging, planning
from issues.models import Column, Layout
from issues.workflow import State
from tests.factories import Office, make_article, make_issue, make_periodical, make_person, make_photo

pytestmark = pytest.mark.django_db

PAGES = ["plan", "pool", "goals", "cover", "board-and-imprint", "release"]
STEPS = [
    "step-article",
    "step-column",
    "step-move",
    "step-move-column",
    "step-add-column",
    "step-rename-column",
    "step-place",
    "step-undo",
]
MOST_QUERIES = 12


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office):
    return make_issue(office, articles=2, year=2026, number=6)


def at(name: str, issue, *more) -> str:
    return reverse(f"issues:{name}", args=[issue.periodical.slug, issue.year, issue.number, *more])


@pytest.mark.parametrize("name", PAGES)
def test_who_is_logged_out_signs_in_first(client, issue, name):
    response = client.get(at(name, issue))
    assert response.status_code == 302
    assert "/sign-in/" in response["Location"]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_of_the_desk_is_refused(client, issue, name, role):
    client.force_login(make_person(role))
    assert client.get(at(name, issue)).status_code == 403


@pytest.mark.parametrize("name", ["plans", "issue-new"])
def test_the_lists_are_shut_too(client, name):
    assert client.get(reverse(f"issues:{name}")).status_code == 302
    client.force_login(make_person(Role.MEMBER))
    assert client.get(reverse(f"issues:{name}")).status_code == 403


@pytest.mark.parametrize("name", STEPS)
def test_steps_are_posts_of_the_desk_alone(client, issue, name):
    assert client.post(at(name, issue)).status_code == 302
    client.force_login(make_person(Role.MEMBER))
    assert client.post(at(name, issue), {"version": issue.plan_version}).status_code == 403
    client.force_login(make_person(Role.EDITOR))
    assert client.get(at(name, issue)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_an_issue_that_is_not_there_is_a_missing_page(client, office, issue, name):
    client.force_login(office.editor)
    issue.number = 399
    assert client.get(at(name, issue)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_for_the_desk(client, office, issue, name):
    client.force_login(office.chief)
    response = client.get(at(name, issue))
    assert response.status_code == 200
    assert issue.label in response.text


def _fill(issue, office, articles: int, columns: int) -> None:
    """Articles with a photo each over columns, and some that wait."""
    photo = make_photo(office.editor)
    body = f'<p>清晨六点，大家到齐了。</p><figure><img src="{photo.get_absolute_url()}" alt="合影"></figure>'
    rows = [planning.column_named(issue.periodical, f"栏目{number}", Layout.NEWS) for number in range(columns)]
    for number in range(articles):
        article = make_article(office, State.DRAFT, body=body, tags=["高原"], bylines=[(f"作者{number}", "")])
        planning.place(issue=issue, column=rows[number % columns], article=article, by=office.editor)
        if number % 3 == 0:
            make_article(office, State.DRAFT, tags=["班组"])


@pytest.mark.parametrize("name", [*PAGES, "plans"])
def test_pages_cost_the_same_with_1_and_60_articles(client, office, name, django_assert_max_num_queries):
    issue = make_issue(office, articles=0, year=2026, number=8)
    address = reverse("issues:plans") if name == "plans" else at(name, issue)
    client.force_login(office.chief)
    _fill(issue, office, 1, 1)
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        client.get(address)
    _fill(issue, office, 59, 12)
    with django_assert_max_num_queries(MOST_QUERIES) as many:
        response = client.get(address)
    assert response.status_code == 200
    assert len(few) == len(many)


def test_thirty_columns_are_shown_in_order(
    client, office, issue, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for number in range(30):
        issue.refresh_from_db()
        arranging.add_column(
            issue=issue, name=f"专栏{number:02}", layout=Layout.NEWS, by=office.editor, version=issue.plan_version
        )
    client.force_login(office.editor)
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(at("plan", issue))
    places = [response.text.index(f">专栏{number:02}</h2>") for number in range(30)]
    assert places == sorted(places)


def test_the_place_of_an_article_and_of_a_column_have_pages_without_script(client, office, issue):
    client.force_login(office.editor)
    placement = issue.placements.first()
    assert "移到栏目" in client.get(at("plan-move", issue, placement.article_id)).text
    assert "改名" in client.get(at("plan-column", issue, placement.column_id)).text
    assert client.get(at("plan-move", issue, 999_999)).status_code == 404
    other = Column.objects.create(periodical=make_periodical(), name="别的栏目")
    assert client.get(at("plan-column", issue, other.pk)).status_code == 404


@pytest.mark.parametrize("slug", ["没有这种", "a\0b", "x" * 2000])
def test_a_new_issue_of_a_periodical_that_is_not_there_is_not_found(client, office, slug):
    make_periodical()
    client.force_login(office.editor)
    assert client.get(reverse("issues:issue-new"), {"periodical": slug}).status_code == 404
