"""What the editors do with reports: once each, by the right people, and the sender hears of it."""

import pytest

from accounts.models import AuditEntry, Message
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.actions import drafting, outcomes, receiving, sending
from submissions.models import ReadySentence, Report
from submissions.moves import ReportState
from tests.factories import make_person
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return make_person(Role.EDITOR)


def last_message(report):
    return Message.objects.filter(to=report.sender).latest("pk")


def test_taking_up_names_the_editor_and_tells_the_sender(editor):
    report = receiving.take_up(report=make_report(), by=editor)
    assert (report.state, report.editor) == (ReportState.UNDER_REVIEW, editor)
    assert "开始处理" in last_message(report).title
    with pytest.raises(NotAllowed):
        drafting.withdraw(report=report, by=report.sender)


def test_more_is_asked_for_with_a_message_and_the_report_comes_again(editor):
    report = receiving.ask_for_more(report=make_report(), by=editor, message="请补照片原图。")
    assert report.state == ReportState.RETURNED
    assert (last_message(report).kind, last_message(report).text) == ("report_returned", "请补照片原图。")
    assert report.events.last().text == "请补照片原图。"
    assert sending.send(report=report, by=report.sender).state == ReportState.RECEIVED


@pytest.mark.parametrize("words", ["", "  \n ", "\u3000"])
def test_nothing_is_returned_or_declined_without_a_word(editor, words):
    report = make_report()
    with pytest.raises(NotAllowed, match="请写明"):
        receiving.ask_for_more(report=report, by=editor, message=words)
    with pytest.raises(NotAllowed, match="请写明"):
        receiving.decline(report=report, by=editor, reason=words)
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED


def test_a_declined_report_can_be_thought_of_again(editor):
    report = receiving.decline(report=make_report(), by=editor, reason="版面有限。")
    assert (report.state, last_message(report).kind) == (ReportState.DECLINED, "report_declined")
    assert report.decided_at is not None
    report = receiving.reopen(report=report, by=editor)
    assert (report.state, report.decided_at) == (ReportState.UNDER_REVIEW, None)


def test_an_adopted_report_is_not_reopened_while_its_article_lives(editor):
    report = outcomes.adopted(make_report(), editor)
    with pytest.raises(NotAllowed, match="撤稿"):
        receiving.reopen(report=report, by=editor)


def test_a_click_that_comes_twice_counts_once(editor):
    report = make_report()
    for _ in range(2):
        receiving.decline(report=report, by=editor, reason="版面有限。")
        receiving.thank(report=report, by=editor, text="谢谢！")
        receiving.thank(report=report, by=editor, text="谢谢！")
    assert report.events.filter(verb="不采用").count() == 1
    assert AuditEntry.objects.filter(verb="不采用来稿").count() == 1


def test_the_second_of_two_editors_reads_what_the_first_did(editor):
    report = receiving.decline(report=make_report(), by=editor, reason="版面有限。")
    with pytest.raises(NotAllowed, match="未采用"):
        receiving.take_up(report=report, by=make_person(Role.EDITOR))


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_only_the_desk_handles_reports(role):
    report, other = make_report(), make_person(role)
    for act in (
        lambda: receiving.take_up(report=report, by=other),
        lambda: receiving.ask_for_more(report=report, by=other, message="补。"),
        lambda: receiving.decline(report=report, by=other, reason="不用。"),
        lambda: receiving.thank(report=report, by=other, text="谢谢！"),
        lambda: receiving.keep_sentences(use=ReadySentence.Use.THANK, sentences=["谢谢！"], by=other),
    ):
        with pytest.raises(NotAllowed):
            act()
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED


def test_a_draft_is_not_the_editors_business(editor):
    with pytest.raises(NotAllowed):
        receiving.take_up(report=make_report(sent=False), by=editor)


def test_a_batch_is_declined_whole_or_not_at_all(editor):
    reports = [make_report() for _ in range(3)]
    receiving.take_up(report=reports[2], by=editor)
    receiving.ask_for_more(report=reports[2], by=editor, message="补。")
    with pytest.raises(NotAllowed):
        receiving.decline_all(reports=reports, by=editor, reason="过时了。")
    assert Report.objects.filter(state=ReportState.DECLINED).count() == 0
    assert receiving.decline_all(reports=reports[:2], by=editor, reason="过时了。") == 2
    assert receiving.take_up_all(reports=[make_report(), make_report()], by=editor) == 2


def test_the_sentences_at_hand_are_the_offices_own(editor):
    assert ReadySentence.objects.filter(use="decline").count() >= 3
    receiving.keep_sentences(
        use=ReadySentence.Use.DECLINE, sentences=["版面有限。 ", "", "版面有限。", "过时了。"], by=editor
    )
    assert list(ReadySentence.objects.filter(use="decline").values_list("text", flat=True)) == [
        "版面有限。",
        "过时了。",
    ]
    with pytest.raises(NotAllowed, match="最多"):
        receiving.keep_sentences(use=ReadySentence.Use.DECLINE, sentences=["长" * 301], by=editor)


def test_a_message_too_long_is_refused(editor):
    with pytest.raises(NotAllowed, match="最多 2000 个字"):
        receiving.ask_for_more(report=make_report(), by=editor, message="补" * 2001)


def test_where_it_was_printed_is_told_once(editor):
    report = outcomes.adopted(make_report(), editor)
    for _ in range(2):
        outcomes.printed(report, label="2026年第1期第67页", path="/x/", by=editor)
    assert Message.objects.filter(to=report.sender, kind="report_printed").count() == 1
