"""What somebody may do to many articles at once is what they may do to each: the whole product of states, moves and people."""

import pytest

from accounts.roles import Role
from issues.actions import publishing, reviewing, writing
from issues.models import Article
from issues.queries.rights import may, may_decide, own_post
from issues.workflow import REVIEWS, Move, State, can
from tests.factories import Office, make_article, make_periodical, make_person

pytestmark = pytest.mark.django_db
PASSES = (Move.PASS_FIRST, Move.PASS_SECOND, Move.APPROVE)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def people(office):
    left = make_person(Role.CHIEF_EDITOR)
    left.is_active = False
    left.save()
    both = make_person(Role.EDITOR)
    both.groups.add(*office.chief.groups.all())
    roles = [make_person(role) for role in Role]
    return [office.editor, office.second_editor, office.deputy, office.chief, left, both, *roles]


def reviewed_from_above(office, chief, state):
    """An article whose first review a chief editor did, in `state`."""
    article = writing.write(periodical=make_periodical(), by=office.editor, title="主编初审", body="<p>正文。</p>")
    article = reviewing.submit(article=article, by=office.editor)
    article = reviewing.pass_on(article=article, by=chief)
    if state == State.FINAL_REVIEW:
        article = reviewing.pass_on(article=article, by=office.deputy)
    return article


@pytest.fixture
def articles(office, people):
    writers = [None, *(person for person in people if person.is_active and person.is_editorial)]
    reviewers = {office.second_editor, office.deputy, office.chief}
    for state in State:
        for writer in writers:
            if writer not in reviewers or state in (State.DRAFT, State.RETURNED, State.FIRST_REVIEW, State.WITHDRAWN):
                if writer == office.second_editor and state == State.RETURNED:
                    continue  # they return it in `make_article`, which nobody may do to what they wrote
                make_article(office, state, writer=writer)
    chief = people[5]
    for state in (State.SECOND_REVIEW, State.FINAL_REVIEW):
        reviewed_from_above(office, chief, state)
    again = publishing.restore(
        article=publishing.withdraw(article=make_article(office, State.FINAL_REVIEW), by=office.editor),
        by=office.editor,
    )
    reviewing.submit(article=again, by=office.editor)
    imported = [make_article(office, state) for state in State]
    Article.objects.filter(pk__in=[article.pk for article in imported]).update(editor=None)
    return list(Article.objects.select_related("editor"))


def test_the_condition_of_every_move_agrees_with_its_rule_for_every_row(articles, people):
    assert {article.state for article in articles} == set(State)
    allowed = 0
    for person in people:
        for move in Move:
            found = set(Article.objects.filter(may(move, person)).values_list("pk", flat=True))
            expected = {article.pk for article in articles if can(article, move, person)}
            assert found == expected, (move, person, person.role_labels)
            allowed += len(found)
        passes = {article.pk for article in articles if any(can(article, move, person) for move in PASSES)}
        assert set(Article.objects.filter(may_decide(person)).values_list("pk", flat=True)) == passes
    assert allowed > 500


def test_a_level_is_the_work_of_the_lowest_post_that_may_decide_it():
    assert [own_post(state) for state in REVIEWS] == [Role.EDITOR, Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR]
