"""Proofs: in order, each by whom it may be, frozen, given to somebody, made again after a late correction."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.models import AuditEntry, Message
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.actions import publishing
from tests.factories import make_person
from tests.typesetting.proofs.desk import ProofDesk
from typesetting.actions import proofing, pruning, signing
from typesetting.models import Proof, TypesetRun, Verdict
from typesetting.proofs.rounds import ProofState, Stage
from typesetting.proofs.sealing import check_intact

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings, tmp_path) -> ProofDesk:
    settings.MEDIA_ROOT = tmp_path
    return ProofDesk()


def test_proofs_come_in_their_order(desk):
    for stage in (Stage.SECOND, Stage.THIRD, Stage.READ, Stage.PRESS):
        with pytest.raises(NotAllowed, match="请从一校开始"):
            desk.make(stage)
    first = desk.make(Stage.FIRST)
    with pytest.raises(NotAllowed, match="还没有签字"):
        desk.make(Stage.SECOND)
    signing.sign(proof=first, by=desk.office.editor)
    with pytest.raises(NotAllowed, match="下一份是二校样"):
        desk.make(Stage.THIRD)
    second = desk.make(Stage.SECOND)
    assert (second.after, second.last, second.number) == (first, first, 1)
    verbs = set(AuditEntry.objects.filter(target_kind="typesetting.proof").values_list("verb", flat=True))
    assert verbs == {"出校样", "一校签字"}


def test_a_proof_is_made_of_the_words_as_they_are(desk):
    desk.correct()
    with pytest.raises(NotAllowed, match="又改过。请先重新排版"):
        desk.make(Stage.FIRST)
    run = desk.set_again()
    assert desk.make(Stage.FIRST).run == run


def test_without_pages_there_is_no_proof(desk):
    TypesetRun.objects.all().delete()
    with pytest.raises(NotAllowed, match="还没有排好的版面"):
        desk.make(Stage.FIRST)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_who_does_not_make_the_journal_makes_no_proof(desk, role):
    with pytest.raises(NotAllowed, match="您的账号没有这个角色"):
        proofing.make(issue=desk.issue, stage=Stage.FIRST, by=make_person(role))


def test_unsettled_marks_block_the_next_proof(desk):
    first = desk.make(Stage.FIRST)
    found = desk.mark(first)
    signing.sign(proof=first, by=desk.office.deputy)
    with pytest.raises(NotAllowed, match="还有 1 处标记没有处理"):
        desk.make(Stage.SECOND)
    desk.settle(found, Verdict.KEPT, "原文如此")
    assert desk.make(Stage.SECOND).stage == Stage.SECOND


def test_a_late_correction_makes_the_same_stage_again(desk):
    first = desk.signed(Stage.FIRST, desk.office.editor)
    with pytest.raises(NotAllowed, match="没有重新排版"):
        desk.make(Stage.FIRST)
    desk.correct()
    desk.set_again()
    again = desk.make(Stage.FIRST)
    first.refresh_from_db()
    assert first.state == ProofState.REPLACED
    assert (again.number, again.last, again.label) == (2, first, "一校（第 2 份）")
    with pytest.raises(NotAllowed, match="已经重出"):
        desk.mark(first)
    signing.sign(proof=again, by=desk.office.deputy)
    desk.signed(Stage.SECOND, desk.office.editor)  # the first proof that was replaced does not count any more


def test_only_the_last_stage_is_made_again(desk):
    desk.up_to(Stage.THIRD)
    desk.correct()
    desk.set_again()
    with pytest.raises(NotAllowed, match="请按次序出"):
        desk.make(Stage.FIRST)


def test_a_proof_falls_to_whom_it_is_given(desk):
    proof = desk.make(Stage.FIRST, reader=desk.office.deputy)
    told = Message.objects.filter(path=proof.get_absolute_url())
    assert [message.to for message in told] == [desk.office.deputy]
    with pytest.raises(NotAllowed, match="派给了"):
        signing.sign(proof=proof, by=desk.office.second_editor)
    proofing.assign(proof=proof, reader=desk.office.second_editor, by=desk.office.editor)
    signing.sign(proof=proof, by=desk.office.second_editor)
    second = desk.make(Stage.SECOND)
    with pytest.raises(NotAllowed, match="不能派给"):
        proofing.assign(proof=second, reader=desk.office.second_editor, by=desk.office.editor)
    with pytest.raises(NotAllowed, match="不能派给"):
        proofing.assign(proof=second, reader=make_person(Role.MEMBER), by=desk.office.editor)


def test_no_run_of_a_proof_is_ever_cleared_away(desk):
    proof = desk.make(Stage.FIRST)
    for _ in range(pruning.OTHERS_KEPT + 3):
        desk.set_again()
    assert pruning.prune() > 0
    assert TypesetRun.objects.filter(pk=proof.run_id).exists()
    check_intact(proof, again=True)
    with pytest.raises(ProtectedError):
        proof.run.delete()


@pytest.mark.parametrize("name", ["manifest", "print_pdf", "screen_pdf"])
def test_a_file_that_was_altered_is_found_when_the_proof_is_opened(desk, name):
    proof = desk.make(Stage.FIRST)
    stored = getattr(proof.run, name).name
    default_storage.delete(stored)
    with pytest.raises(NotAllowed, match="文件不见了"):
        check_intact(proof)
    default_storage.save(stored, ContentFile(b"something else"))
    with pytest.raises(NotAllowed, match="被改动过"):
        check_intact(proof)
    with pytest.raises(NotAllowed, match="被改动过"):
        signing.sign(proof=proof, by=desk.office.editor)


def test_a_row_that_was_altered_is_found_too(desk):
    proof = desk.make(Stage.FIRST)
    TypesetRun.objects.filter(pk=proof.run_id).update(preflight={"errors": [], "warnings": []}, page_map={})
    with pytest.raises(NotAllowed, match="页码表或印前检查被改动过"):
        check_intact(Proof.objects.get(pk=proof.pk))


def test_an_issue_that_came_out_gets_no_more_proofs(desk):
    desk.to_press()
    publishing.release(issue=desk.issue, by=desk.office.chief)
    desk.issue.refresh_from_db()
    with pytest.raises(NotAllowed, match="已经出刊"):
        desk.make(Stage.PRESS)


def altered(proof: Proof, **fields) -> None:
    with transaction.atomic():
        Proof.objects.filter(pk=proof.pk).update(**fields)


def test_the_database_holds_the_rules_too(desk):
    desk.up_to(Stage.THIRD)
    first, second = Proof.objects.order_by("stage")
    with pytest.raises(IntegrityError):
        altered(second, signed_by=first.signed_by)
    with pytest.raises(IntegrityError):
        altered(second, stage=Stage.FIRST, number=2)
    with pytest.raises(IntegrityError):
        altered(second, after=None)
    with pytest.raises(IntegrityError):
        altered(second, signed_by=None, signed_at=None, opinion="")
    with pytest.raises(IntegrityError):
        altered(second, stage=9)
    found = desk.mark(desk.make(Stage.THIRD))
    for fields in ({"x0": -0.1}, {"y1": 1.2}, {"x0": None}, {"verdict": "kept"}, {"outcome": "done"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(found).objects.filter(pk=found.pk).update(**fields)
