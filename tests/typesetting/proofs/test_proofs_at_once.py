"""Two people at one proof at the same moment: on a server of PostgreSQL, with real transactions in two threads."""

from __future__ import annotations

import pytest
from django.db import connection

from issues.actions import publishing
from tests.at_once import at_once
from tests.typesetting.proofs.desk import ProofDesk
from typesetting.actions import marking, proofing, signing
from typesetting.models import Mark, Proof, ProofPage, Verdict
from typesetting.proofs.rounds import ProofState, Stage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def desk(settings, tmp_path) -> ProofDesk:
    if connection.vendor != "postgresql":
        pytest.skip("两人同时动手，要在 PostgreSQL 上试")
    settings.MEDIA_ROOT = tmp_path
    settings.PRESS_CACHE = tmp_path / "cache"
    return ProofDesk()


def test_two_sign_a_proof_at_once_and_one_has_signed(desk):
    proof = desk.make(Stage.FIRST)
    refused = at_once(
        lambda: signing.sign(proof=proof, by=desk.office.editor),
        lambda: signing.sign(proof=proof, by=desk.office.deputy),
    )
    assert sum(refusal is not None for refusal in refused) == 1
    assert Proof.objects.get().state == ProofState.SIGNED


def test_two_make_the_next_proof_at_once_and_one_is_made(desk):
    refused = at_once(
        *(
            lambda by=by: proofing.make(issue=desk.issue, stage=Stage.FIRST, by=by)
            for by in (desk.office.editor, desk.office.second_editor)
        )
    )
    assert sum(refusal is not None for refusal in refused) == 1
    assert Proof.objects.count() == 1


def test_marks_put_on_at_once_have_numbers_of_their_own(desk):
    proof = desk.make(Stage.FIRST)
    refused = at_once(
        *(
            lambda by=by: marking.mark(proof=proof, by=by, page=2, remark=f"{by}说")
            for by in (desk.office.editor, desk.office.second_editor, desk.office.deputy, desk.office.chief)
        )
    )
    assert refused == [None] * 4
    assert sorted(Mark.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_mark_is_settled_by_one_of_two(desk):
    found = desk.mark(desk.make(Stage.FIRST))
    refused = at_once(
        lambda: marking.settle(mark=found, by=desk.office.editor, verdict=Verdict.CHANGED),
        lambda: marking.settle(mark=found, by=desk.office.deputy, verdict=Verdict.KEPT, reason="原文如此"),
    )
    assert sum(refusal is not None for refusal in refused) == 1


def test_a_last_mark_and_the_signature_for_print_do_not_cross(desk):
    desk.up_to(Stage.PRESS)
    proof = desk.make(Stage.PRESS)
    signed, marked = at_once(
        lambda: signing.sign(proof=proof, by=desk.office.chief),
        lambda: marking.mark(proof=proof, by=desk.office.editor, page=2, remark="等一下"),
    )
    assert (signed is None) != (marked is None)


def test_a_last_change_of_words_and_the_release_do_not_cross(desk):
    desk.to_press()
    released, changed = at_once(
        lambda: publishing.release(issue=desk.issue, by=desk.office.chief), lambda: desk.correct()
    )
    assert (released is None) != (changed is None)


def test_a_proof_prepared_twice_at_once_has_its_pages_once(desk):
    proof = proofing.make(issue=desk.issue, stage=Stage.FIRST, by=desk.office.editor)
    at_once(lambda: proofing.prepare(proof=proof), lambda: proofing.prepare(proof=proof))
    assert ProofPage.objects.filter(proof=proof).count() == proof.run.pages
