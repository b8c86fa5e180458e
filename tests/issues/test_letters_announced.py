"""What has come from the unions is told to the editors in rounds, not one by one."""

import pytest
from django.core import mail

from accounts.actions import messaging
from accounts.messages import MessageKind, Ways
from accounts.models import AuditEntry, Message, Union
from accounts.roles import Role
from issues.actions.announcing import announce_letters
from submissions.actions import countersigning, drafting, receiving, sending
from submissions.models import Report
from tests.factories import make_person
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_person(Role.EDITOR, email="editor@example.org")


def arrivals(person):
    return Message.objects.filter(to=person, kind=MessageKind.REPORT_ARRIVED)


def test_thirty_reports_are_one_message_and_one_letter(editor, django_capture_on_commit_callbacks):
    reports = [make_report(title=f"第 {number} 篇") for number in range(30)]
    with django_capture_on_commit_callbacks(execute=True):
        assert announce_letters() == 1
    message = arrivals(editor).get()
    assert message.title == "新到来稿 30 篇，现有 30 篇等着开始处理"
    assert message.path == "/desk/letters/"
    assert reports[0].title in message.text and "还有 20 篇" in message.text
    assert [letter.to for letter in mail.outbox if "新到来稿" in letter.subject] == [["editor@example.org"]]
    assert AuditEntry.objects.filter(verb="告知新到来稿").count() == 30


def test_a_round_with_nothing_new_tells_nobody(editor):
    make_report()
    assert (announce_letters(), announce_letters()) == (1, 0)
    assert arrivals(editor).count() == 1


def test_one_report_is_told_by_its_title(editor):
    report = make_report("海西州总工会", title="戈壁滩上的灯")
    announce_letters()
    assert arrivals(editor).get().title == f"新到来稿：{report.union}：《戈壁滩上的灯》"


def test_a_newer_round_outdates_an_unread_one(editor):
    make_report()
    announce_letters()
    make_report()
    make_report()
    announce_letters()
    assert arrivals(editor).count() == 2
    assert arrivals(editor).unread().get().title == "新到来稿 2 篇，现有 3 篇等着开始处理"


def test_whoever_wants_to_hear_nothing_of_it_hears_nothing(editor):
    messaging.choose(person=editor, choices={MessageKind.REPORT_ARRIVED: Ways(inbox=False, letter=False, group=False)})
    other = make_person(Role.EDITOR)
    make_report()
    assert announce_letters() == 1
    assert not arrivals(editor).exists() and arrivals(other).exists()


def test_what_is_taken_up_or_withdrawn_meanwhile_is_not_told(editor):
    receiving.take_up(report=make_report(), by=editor)
    gone = make_report()
    drafting.withdraw(report=gone, by=gone.sender)
    assert announce_letters() == 0
    assert not Report.objects.filter(untold=True).exists()


def test_what_comes_back_after_a_return_is_told_to_who_asked_for_it(editor):
    other, report = make_person(Role.EDITOR), make_report()
    announce_letters()
    receiving.ask_for_more(report=report, by=other, message="请补照片。")
    report.refresh_from_db()
    sending.send(report=report, by=report.sender)
    announce_letters()
    assert (arrivals(editor).count(), arrivals(other).count()) == (1, 2)


def test_without_editors_the_chiefs_are_told_and_never_others():
    chief, member = make_person(Role.CHIEF_EDITOR), make_person(Role.MEMBER)
    make_report()
    announce_letters()
    assert arrivals(chief).exists() and not arrivals(member).exists()


def test_a_report_that_waits_for_the_union_above_is_told_when_it_has_come(editor):
    above = Union.objects.named("海西州总工会")
    countersigning.set_countersigning(union=above, by=make_person(Role.OPERATOR), sees=True, required=True)
    report = make_report("格尔木市总工会")
    assert announce_letters() == 0
    countersigning.countersign(report=report, by=make_person(Role.CORRESPONDENT, union=above))
    assert announce_letters() == 1


def test_a_round_asks_the_same_of_the_database_for_one_and_for_thirty(editor, django_assert_max_num_queries):
    def asked() -> int:
        with django_assert_max_num_queries(40) as found:
            announce_letters()
        return len(found)

    make_report()
    announce_letters()
    make_report()
    one = asked()
    for _ in range(30):
        make_report()
    assert asked() == one
