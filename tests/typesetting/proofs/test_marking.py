"""Marks: where they are, what they say, how they are settled and checked on the next proof."""

import pytest

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from tests.factories import make_person
from tests.typesetting.proofs.desk import ProofDesk
from typesetting.actions import marking, signing
from typesetting.models import Mark, MarkKind, Outcome, ProofPage, Verdict
from typesetting.proofs.rounds import Stage

pytestmark = pytest.mark.django_db
LINES = [["清晨六点，班组长已经在", 0.1, 0.12, [at / 20 for at in range(2, 14)]], ["车间门口等着大家。", 0.13, 0.15, [at / 20 for at in range(2, 12)]]]  # fmt: skip


@pytest.fixture
def desk(settings, tmp_path) -> ProofDesk:
    settings.MEDIA_ROOT = tmp_path
    return ProofDesk()


@pytest.fixture
def proof(desk):
    made = desk.make(Stage.FIRST)
    if not made.pages.exists():  # the job is sent when the test's transaction is committed, which is never
        ProofPage.objects.bulk_create(
            ProofPage(proof=made, number=number, lines=LINES if number == 2 else []) for number in range(1, 5)
        )
    return made


def test_a_mark_without_a_place_finds_its_words_over_the_ends_of_lines(desk, proof):
    found = desk.mark(proof, place=None, wrong="已经在车间")
    assert found.box == (0.1, 0.1, 0.65, 0.15)
    assert (found.before, found.after) == ("清晨六点，班组长"[-8:], "门口等着大家。")
    assert found.article == desk.issue.placements.first().article


def test_words_that_are_not_on_the_page_are_refused(desk, proof):
    with pytest.raises(NotAllowed, match="第 2 页上找不到“月球背面”"):
        desk.mark(proof, place=None, wrong="月球背面")


def test_a_place_knows_the_words_around_it(desk, proof):
    found = desk.mark(proof, place=(0.1, 0.1, 0.2, 0.12), wrong="清晨", right="清早")
    assert (found.before, found.after) == ("", "六点，班组长已经")
    whole = desk.mark(proof, place=None, wrong="", right="", remark="这一页的图太暗。", kind=MarkKind.PHOTO)
    assert whole.box is None


@pytest.mark.parametrize(
    "place",
    [(-0.1, 0, 0.5, 0.5), (0, 0, 1.01, 0.5), (0, 0, float("nan"), 0.5), (0, 0, float("inf"), 0.5), (0.2, -5, 0.3, 9)],
)
def test_a_place_off_the_page_is_refused(desk, proof, place):
    with pytest.raises(NotAllowed, match="不在版面上"):
        desk.mark(proof, place=place)


def test_corners_may_be_drawn_in_any_order(desk, proof):
    assert desk.mark(proof, place=(0.5, 0.4, 0.2, 0.1)).box == (0.2, 0.1, 0.5, 0.4)


@pytest.mark.parametrize("number", [0, 5, -1, 10**9])
def test_a_page_that_is_not_there_is_refused(desk, proof, number):
    with pytest.raises(NotAllowed, match="没有第"):
        desk.mark(proof, page=number)


def test_long_words_and_control_characters(desk, proof):
    with pytest.raises(NotAllowed, match="最多 2000 个字"):
        desk.mark(proof, right="长" * 2001)
    assert len(desk.mark(proof, right="长" * 2000).right) == 2000
    assert desk.mark(proof, right="清\x00早\x1b[31m\u202e").right == "清早[31m"
    with pytest.raises(NotAllowed, match="还没有写要改什么"):
        desk.mark(proof, wrong="\x00", right=" \n", remark="")
    with pytest.raises(NotAllowed, match="没有这一类"):
        desk.mark(proof, kind="nothing")


def test_a_second_click_is_one_mark_and_numbers_go_on(desk, proof):
    first = desk.mark(proof)
    assert desk.mark(proof) == first
    assert desk.mark(proof, right="另一处").number == 2
    assert AuditEntry.objects.filter(verb="画校").count() == 2


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_only_the_desk_marks(desk, proof, role):
    with pytest.raises(NotAllowed, match="没有这个角色"):
        desk.mark(proof, by=make_person(role))


def test_a_signed_or_replaced_proof_takes_no_marks(desk, proof):
    signing.sign(proof=proof, by=desk.office.editor)
    with pytest.raises(NotAllowed, match="已经签字"):
        desk.mark(proof)
    desk.correct()
    desk.set_again()
    desk.make(Stage.FIRST)
    with pytest.raises(NotAllowed, match="已经重出"):
        desk.mark(proof)


def test_a_mark_of_a_replaced_proof_is_still_settled(desk, proof):
    found = desk.mark(proof)
    desk.settle(found)
    desk.correct()
    desk.set_again()
    desk.make(Stage.FIRST)
    assert marking.reopen(mark=found, by=desk.office.editor).verdict == ""


def test_settling_says_who_and_why(desk, proof):
    found = desk.mark(proof)
    with pytest.raises(NotAllowed, match="不改要写明理由"):
        desk.settle(found, Verdict.KEPT)
    with pytest.raises(NotAllowed, match="请选"):
        marking.settle(mark=found, by=desk.office.editor, verdict="withdrawn")
    settled = desk.settle(found, Verdict.KEPT, "原文如此")
    assert (settled.settled_by, settled.reason) == (desk.office.editor, "原文如此")
    assert desk.settle(found, Verdict.KEPT, "又点了一次").reason == "原文如此"
    with pytest.raises(NotAllowed, match="刚才已由"):
        marking.settle(mark=found, by=desk.office.deputy, verdict=Verdict.CHANGED)
    assert AuditEntry.objects.filter(verb="处理标记").count() == 1


def test_one_takes_back_ones_own_marks_alone(desk, proof):
    found = desk.mark(proof)
    with pytest.raises(NotAllowed, match="请由本人撤回"):
        marking.withdraw(mark=found, by=desk.office.deputy)
    assert marking.withdraw(mark=found, by=desk.office.editor).verdict == Verdict.WITHDRAWN
    marking.withdraw(mark=found, by=desk.office.editor)
    assert not proof.marks.unsettled().exists()


def next_proof(desk, proof, *marks):
    for mark in marks:
        desk.settle(mark)
    signing.sign(proof=proof, by=desk.office.editor)
    desk.correct()
    desk.set_again()
    return desk.make(Stage.SECOND)


def test_every_change_is_checked_on_the_next_proof_before_it_is_signed(desk, proof):
    marks = [desk.mark(proof, right=word) for word in ("公地", "宫地")]
    kept = desk.settle(desk.mark(proof, right="不必改"), Verdict.KEPT, "原文如此")
    second = next_proof(desk, proof, *marks)
    assert set(marking.to_check(second)) == set(marks)
    with pytest.raises(NotAllowed, match="核红还有 2 处没有核"):
        signing.sign(proof=second, by=desk.office.deputy)
    assert marking.check(marks=[marks[0]], proof=second, by=desk.office.deputy, outcome=Outcome.DONE) == 1
    assert marking.check(marks=[marks[0]], proof=second, by=desk.office.deputy, outcome=Outcome.DONE) == 0
    with pytest.raises(NotAllowed, match="已经核过"):
        marking.check(marks=[marks[0]], proof=second, by=desk.office.deputy, outcome=Outcome.NOT_YET)
    with pytest.raises(NotAllowed, match="不在这份校样的核红单上"):
        marking.check(marks=[kept], proof=second, by=desk.office.deputy, outcome=Outcome.DONE)
    marking.check(marks=[marks[1]], proof=second, by=desk.office.deputy, outcome=Outcome.NOT_YET)
    again = second.marks.get()
    assert (again.again, again.right, again.article) == (marks[1], "宫地", marks[1].article)
    signing.sign(proof=second, by=desk.office.deputy)
    with pytest.raises(NotAllowed, match="还有 1 处标记没有处理"):
        desk.make(Stage.THIRD)


def test_what_nobody_checked_is_asked_for_again_on_the_proof_after(desk, proof):
    mark = desk.mark(proof)
    second = next_proof(desk, proof, mark)
    desk.correct()
    desk.set_again()
    again = desk.make(Stage.SECOND)
    assert again != second
    assert list(marking.to_check(again)) == [mark]


def test_a_checked_mark_is_not_opened_again(desk, proof):
    mark = desk.mark(proof)
    second = next_proof(desk, proof, mark)
    marking.check(marks=[mark], proof=second, by=desk.office.deputy, outcome=Outcome.DONE)
    with pytest.raises(NotAllowed, match="已经核过红"):
        marking.reopen(mark=mark, by=desk.office.editor)
    assert Mark.objects.get(pk=mark.pk).verdict == Verdict.CHANGED
