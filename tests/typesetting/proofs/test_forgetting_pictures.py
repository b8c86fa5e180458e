"""The pictures of proofs' pages: cleared away where nobody works with them, and made again when they are wanted."""

import os
import time

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from issues.actions import publishing
from tests.typesetting.proofs.desk import ProofDesk
from typesetting import tasks
from typesetting.actions import proofing
from typesetting.models import Proof
from typesetting.paper.pictures import LARGE, SMALL, WIDTHS
from typesetting.proofs import pages
from typesetting.proofs.rounds import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings, tmp_path) -> ProofDesk:
    settings.MEDIA_ROOT = tmp_path
    settings.PRESS_CACHE = tmp_path / "cache"
    return ProofDesk(pages=2)


def pictures(proof: Proof) -> list[str]:
    return [pages.picture_name(proof, number, width) for number in (1, 2) for width in WIDTHS]


def there(proof: Proof) -> list[bool]:
    return [default_storage.exists(name) for name in pictures(proof)]


def age(proof: Proof, days: int) -> None:
    for name in pictures(proof):
        long_ago = time.time() - days * 24 * 3600
        os.utime(default_storage.path(name), (long_ago, long_ago))


def made(desk: ProofDesk, stage: Stage) -> Proof:
    proof = desk.make(stage)
    proofing.prepare(proof=proof)
    assert all(there(proof))
    return proof


def again(desk: ProofDesk) -> Proof:
    desk.correct()
    desk.set_again(pages=2)
    return made(desk, Stage.FIRST)


def test_those_of_replaced_proofs_go_once_they_are_old_and_those_in_hand_stay(desk):
    proofs = [made(desk, Stage.FIRST), again(desk), again(desk)]
    age(proofs[0], days=40)
    age(proofs[1], days=40)  # old too, but what the newest is compared with
    age(proofs[2], days=40)
    tasks.prune()
    assert [any(there(proof)) for proof in proofs] == [False, True, True]


def test_those_of_an_issue_that_came_out_stay_for_a_month(desk):
    proof = desk.to_press()
    proofing.prepare(proof=proof)
    publishing.release(issue=desk.issue, by=desk.office.chief)
    age(proof, days=29)
    assert pages.forget_pictures() == 0
    age(proof, days=31)
    assert pages.forget_pictures() == len(pictures(proof))
    assert pages.forget_pictures() == 0


def test_what_was_cleared_away_is_made_again_byte_for_byte_when_it_is_looked_at(client, desk):
    proof = desk.to_press()
    proofing.prepare(proof=proof)
    publishing.release(issue=desk.issue, by=desk.office.chief)
    with default_storage.open(pages.picture_name(proof, 1, LARGE)) as stored:
        before = stored.read()
    age(proof, days=400)
    pages.forget_pictures()
    client.force_login(desk.office.editor)
    answer = client.get(reverse("typesetting:proof-picture", args=[proof.pk, 1, LARGE]))
    assert answer.getvalue() == before
    assert default_storage.exists(pages.picture_name(proof, 1, SMALL))
    assert pages.forget_pictures() == 0  # looked at now, kept for as long again


def test_where_there_never_was_a_proof_nothing_is_looked_for(desk):
    assert pages.forget_pictures() == 0
