"""Calls for contributions: who is asked, who has answered, who is reminded."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, Message, Union
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.actions import calling, drafting
from submissions.figures.counting import Question, missed_calls
from submissions.figures.periods import between
from submissions.models import Call
from submissions.queries import letters, offices
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


# ------------------------------------------------------------------ changed and withdrawn


def amend(call, editor, *unions, **fields):
    facts = {"topic": call.topic, "deadline": call.deadline, "text": call.text, "column": call.column}
    return calling.amend(call=call, by=editor, **{**facts, "unions": unions or list(call.unions.all()), **fields})


def told(person):
    return list(Message.objects.filter(to=person, kind="call").order_by("pk").values_list("title", flat=True))


def test_those_asked_are_told_what_is_different(editor):
    asked, call = make_person(Role.CORRESPONDENT, union=union()), call_for(editor)
    later = FAR + datetime.timedelta(days=9)
    amend(call, editor, topic="五一前后的班组长", deadline=later)
    call.refresh_from_db()
    assert (call.topic, call.deadline) == ("五一前后的班组长", later)
    message = Message.objects.filter(to=asked, kind="call").latest("pk")
    assert message.title == "约稿有改动：五一前后的班组长，5月10日前"
    assert "截止：2090-05-01 → 2090-05-10" in message.text and "题目：五一前后的班组 → 五一前后的班组长" in message.text
    entry = AuditEntry.objects.get(verb="改约稿")
    assert entry.changes["截止"] == {"before": "2090-05-01", "after": "2090-05-10"}


def test_a_change_sent_twice_is_told_once(editor):
    asked, call = make_person(Role.CORRESPONDENT, union=union()), call_for(editor)
    amend(call, editor, topic="新题目")
    amend(call, editor, topic="新题目")
    assert len(told(asked)) == 2
    assert AuditEntry.objects.filter(verb="改约稿").count() == 1


def test_a_union_that_is_added_gets_the_whole_call_and_one_let_off_is_told(editor):
    call = call_for(editor, union(), union("海东市总工会"), text="写一个班组的一天。")
    people = {
        name: make_person(Role.CORRESPONDENT, union=union(name))
        for name in ("海西州总工会", "海东市总工会", "海北州总工会")
    }
    Message.objects.all().delete()
    amend(call, editor, union(), union("海北州总工会"))
    assert told(people["海西州总工会"]) == []
    assert told(people["海东市总工会"]) == [f"不用写了：约稿“{call.topic}”不再约你们单位"]
    assert "写一个班组的一天" in Message.objects.get(to=people["海北州总工会"]).text


def test_who_has_answered_is_not_let_off(editor):
    call = call_for(editor, union(), union("海东市总工会"))
    make_report(call=str(call.pk))
    with pytest.raises(NotAllowed, match="海西州总工会已经交了稿"):
        amend(call, editor, union("海东市总工会"))
    assert call.unions.count() == 2


def test_a_change_to_a_day_that_is_over_or_to_nobody_is_refused(editor):
    call = call_for(editor)
    with pytest.raises(NotAllowed, match="已经过了"):
        amend(call, editor, deadline=timezone.localdate() - datetime.timedelta(days=1))
    with pytest.raises(NotAllowed, match="至少留一个"):
        calling.amend(call=call, by=editor, topic=call.topic, deadline=call.deadline, unions=[])


def test_a_withdrawn_call_is_over_for_all_and_missed_by_nobody(editor):
    asked, call = make_person(Role.CORRESPONDENT, union=union()), call_for(editor)
    calling.withdraw(call=call, by=editor, reason="专题推到下一期。")
    calling.withdraw(call=call, by=editor)
    message = Message.objects.filter(to=asked, kind="call").latest("pk")
    assert message.title == f"不用写了：约稿“{call.topic}”撤回了" and "专题推到下一期" in message.text
    assert len(told(asked)) == 2
    assert letters.open_calls(union()) == []
    for act in (calling.remind, lambda **who: amend(who["call"], who["by"], topic="再改")):
        with pytest.raises(NotAllowed, match="已经撤回"):
            act(call=call, by=editor)
    Call.objects.filter(pk=call.pk).update(deadline=timezone.localdate() - datetime.timedelta(days=3))
    asked_of = Question(between(timezone.localdate() - datetime.timedelta(days=9), timezone.localdate()))
    assert missed_calls(asked_of, timezone.localdate()) == []
    Call.objects.filter(pk=call.pk).update(withdrawn_at=None)
    assert len(missed_calls(asked_of, timezone.localdate())) == 1


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_only_the_desk_changes_and_withdraws(editor, role):
    call, other = call_for(editor), make_person(role)
    for act in (lambda: amend(call, other, topic="别的"), lambda: calling.withdraw(call=call, by=other)):
        with pytest.raises(NotAllowed):
            act()
