"""The full product of states, moves and roles, legal and illegal, from the tables themselves."""

import itertools

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues import workflow
from issues.models import Article, Decision, Review
from issues.workflow import RULES, TABLE, TURN, Move, State, advance, can, check_can
from tests.factories import Office, make_article, make_person

# From the design's §4, written out by hand: the table in the code is held against it.
LEGAL = {
    (State.DRAFT, Move.SUBMIT): State.FIRST_REVIEW,
    (State.RETURNED, Move.SUBMIT): State.FIRST_REVIEW,
    (State.FIRST_REVIEW, Move.PASS_FIRST): State.SECOND_REVIEW,
    (State.SECOND_REVIEW, Move.PASS_SECOND): State.FINAL_REVIEW,
    (State.FINAL_REVIEW, Move.APPROVE): State.APPROVED,
    (State.FIRST_REVIEW, Move.RETURN): State.RETURNED,
    (State.SECOND_REVIEW, Move.RETURN): State.RETURNED,
    (State.FINAL_REVIEW, Move.RETURN): State.RETURNED,
    (State.APPROVED, Move.EDIT): State.FIRST_REVIEW,
    (State.APPROVED, Move.SLIP): State.APPROVED,
    (State.APPROVED, Move.PUBLISH_AHEAD): State.PUBLISHED,
    (State.APPROVED, Move.RELEASE): State.PUBLISHED,
    (State.PUBLISHED, Move.CORRECT): State.PUBLISHED,
    (State.PUBLISHED, Move.SUPERSEDE): State.WITHDRAWN,
    (State.WITHDRAWN, Move.RESTORE): State.DRAFT,
    **{(state, Move.WITHDRAW): State.WITHDRAWN for state in State if state not in (State.PUBLISHED, State.WITHDRAWN)},
}


def article_in(state: State) -> Article:
    return Article(title="试一试", state=state)


@pytest.mark.parametrize(("state", "move"), list(itertools.product(State, Move)))
def test_every_move_from_every_state_goes_where_the_design_says_or_is_refused(state, move):
    article = article_in(state)
    if (state, move) in LEGAL:
        advance(article, move)
        assert article.state == LEGAL[state, move]
    else:
        with pytest.raises(NotAllowed, match="试一试"):
            advance(article, move)
        assert article.state == state


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "move", "role"), list(itertools.product(State, Move, Role)))
def test_every_role_may_make_just_its_moves(state, move, role):
    person = User(pk=1, username="p", name="某人")
    person.__dict__["roles"] = frozenset({role})
    article = Article(pk=1, title="试一试", state=state)
    rule = RULES[move]
    roles = rule.roles if rule.roles is not None else workflow.REVIEWERS.get(state, frozenset())
    assert can(article, move, person) == ((state, move) in LEGAL and role in roles)


def test_every_state_says_whose_turn_it_is():
    assert set(TURN) == set(State)
    waiting = {state for state in State if TURN[state]}
    assert waiting == set(workflow.LIVE)


def test_every_move_has_one_row():
    assert sorted(rule.move for rule in TABLE) == sorted(Move)


def test_the_printed_diagram_is_that_of_the_table():
    call_command("workflow_diagram", "--check")


@pytest.mark.django_db
class TestReviews:
    def test_nobody_reviews_what_they_wrote(self):
        office = Office()
        article = make_article(office, State.FIRST_REVIEW, writer=office.second_editor)
        with pytest.raises(NotAllowed, match="是您写的"):
            check_can(article, Move.PASS_FIRST, office.second_editor)
        assert can(article, Move.PASS_FIRST, office.editor)

    def test_nobody_holds_two_levels(self):
        office = Office()
        article = make_article(office, State.SECOND_REVIEW)
        Review.objects.update(reviewer=office.chief)
        with pytest.raises(NotAllowed, match="三个人"):
            check_can(article, Move.PASS_SECOND, office.chief)

    def test_only_its_own_editor_or_the_chief_submits(self):
        office = Office()
        article = make_article(office, State.DRAFT)
        assert can(article, Move.SUBMIT, office.editor)
        assert can(article, Move.SUBMIT, office.chief)
        with pytest.raises(NotAllowed, match=office.editor.name):
            check_can(article, Move.SUBMIT, office.second_editor)

    def test_a_person_who_was_stopped_may_do_nothing(self):
        office = Office()
        article = make_article(office, State.FIRST_REVIEW)
        office.second_editor.is_active = False
        assert not can(article, Move.PASS_FIRST, office.second_editor)

    def test_the_database_itself_refuses_two_levels_by_one_person(self):
        office = Office()
        article = make_article(office, State.SECOND_REVIEW)
        row = {"article": article, "decision": Decision.PASS, "digest": "0" * 64, "stands": True}
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(level=2, reviewer=office.second_editor, **row)

    def test_the_database_itself_refuses_a_review_of_ones_own_text(self):
        office = Office()
        article = make_article(office, State.FIRST_REVIEW)
        row = {"article": article, "decision": Decision.PASS, "digest": "0" * 64, "stands": True, "level": 1}
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(reviewer=office.editor, writer=office.editor, **row)

    def test_the_database_itself_refuses_a_return_without_an_opinion(self):
        office = Office()
        article = make_article(office, State.FIRST_REVIEW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(
                article=article, level=1, decision=Decision.RETURN, reviewer=office.deputy, digest="0" * 64
            )

    def test_an_office_of_three_can_publish_a_contribution(self):
        editor, deputy, chief = make_person(Role.EDITOR), make_person(Role.DEPUTY_CHIEF), make_person(Role.CHIEF_EDITOR)
        office = Office.__new__(Office)
        office.editor = office.second_editor = editor
        office.deputy, office.chief = deputy, chief
        assert make_article(office, State.PUBLISHED).state == State.PUBLISHED
