"""Calls for contributions: who is asked, who has answered, who is reminded."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import Message, Union
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.actions import calling, drafting
from submissions.models import Call
from submissions.queries import offices
from tests.factories import make_person
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db
FAR = datetime.date(2090, 5, 1)


@pytest.fixture
def editor(db):
    return make_person(Role.EDITOR)


def union(name="海西州总工会"):
    return Union.objects.named(name)


def call_for(editor, *unions, topic="五一前后的班组", **fields):
    return calling.make_call(by=editor, topic=topic, deadline=FAR, unions=unions or [union()], **fields)


def test_the_correspondents_of_the_unions_asked_are_told(editor):
    asked = make_person(Role.CORRESPONDENT, union=union())
    other = make_person(Role.CORRESPONDENT, union=union("海东市总工会"))
    member = make_person(Role.MEMBER, union=union())
    call = call_for(editor, text="写一个班组的一天。", characters=1200)
    message = Message.objects.get(to=asked)
    assert (message.kind, message.path) == ("call", f"/submit/new/?call={call.pk}")
    assert "约 1200 字" in message.text
    assert not Message.objects.filter(to__in=[other, member]).exists()


def test_the_same_call_sent_twice_is_one(editor):
    assert call_for(editor) == call_for(editor)
    assert Call.objects.count() == 1


def test_a_call_needs_unions_and_a_day_to_come(editor):
    with pytest.raises(NotAllowed, match="至少选一个"):
        calling.make_call(by=editor, topic="空", deadline=FAR, unions=[])
    with pytest.raises(NotAllowed, match="已经过了"):
        past = timezone.localdate() - datetime.timedelta(days=1)
        calling.make_call(by=editor, topic="迟", deadline=past, unions=[union()])


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_only_the_desk_calls(editor, role):
    call, other = call_for(editor), make_person(role)
    for act in (
        lambda: call_for(other),
        lambda: calling.remind(call=call, by=other),
        lambda: calling.close(call=call, by=other),
        lambda: calling.match(call=call, report=make_report(), by=other),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_answers_are_those_that_named_the_call_and_were_handed_in(editor):
    call = call_for(editor, union(), union("海东市总工会"))
    make_report("海西州总工会", call=str(call.pk))
    make_report("海东市总工会", call=str(call.pk), sent=False)
    answers = {one.union.short_name: len(one.reports) for one in offices.answers_to(call)}
    assert answers == {"海西州总工会": 1, "海东市总工会": 0}
    row = offices.calls().get()
    assert (row.asked, row.answered) == (2, 1)


def test_a_withdrawn_answer_is_none(editor):
    call = call_for(editor)
    report = make_report(call=str(call.pk))
    drafting.withdraw(report=report, by=report.sender)
    assert [one.reports for one in offices.answers_to(call)] == [[]]


def test_reports_on_its_topic_are_offered_and_matched(editor):
    call = call_for(editor)
    near = make_report(title="五一前后，班组里的几件事")
    make_report(title="水电站的除夕夜")
    make_report("海东市总工会", title="五一前后的班组")
    assert offices.likely_answers(call) == [near]
    calling.match(call=call, report=near, by=editor)
    assert offices.likely_answers(call) == []
    assert offices.answers_to(call)[0].reports == [near]
    calling.match(call=call, report=near, by=editor, answers=False)
    assert offices.answers_to(call)[0].reports == []


def test_a_report_of_a_union_that_was_not_asked_is_no_answer(editor):
    with pytest.raises(NotAllowed, match="没有约"):
        calling.match(call=call_for(editor), report=make_report("海东市总工会"), by=editor)


def test_only_those_who_lack_are_reminded_and_a_second_click_tells_nobody(editor):
    call = call_for(editor, union(), union("海东市总工会"))
    make_report("海西州总工会", call=str(call.pk))
    waiting = make_person(Role.CORRESPONDENT, union=union("海东市总工会"))
    assert calling.remind(call=call, by=editor) == 1
    calling.remind(call=call, by=editor)
    assert Message.objects.filter(to=waiting, title__startswith="提醒").count() == 1


def test_a_closed_call_reminds_nobody(editor):
    call = calling.close(call=call_for(editor), by=editor)
    assert calling.close(call=call, by=editor).closed_at == call.closed_at
    with pytest.raises(NotAllowed, match="已经结束"):
        calling.remind(call=call, by=editor)
