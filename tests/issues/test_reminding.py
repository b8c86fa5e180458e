"""催办: who hears of what on a working morning, once."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from accounts import audit
from accounts.actions import messaging
from accounts.messages import MessageKind
from accounts.models import AuditEntry, Message, User
from accounts.roles import Role
from issues import tasks
from issues.actions import reminding, reviewing
from issues.actions.reminding import MOST_LINES, remind
from issues.models import Assignment
from issues.workflow import State
from issues.working_days import LAST_KNOWN_YEAR, is_working_day, next_working_day
from tests.factories import Office, make_article, make_person

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 2)


@pytest.fixture
def office():
    return Office()


def assign(article, person, office, due, level=1):
    return Assignment.objects.create(article=article, level=level, person=person, by=office.chief, due=due)


def moved(article, days_ago, today=MONDAY):
    """The article came to where it is so many days ago, at noon."""
    noon = datetime.datetime.combine(today - datetime.timedelta(days=days_ago), datetime.time(12))
    article.versions.update(at=timezone.make_aware(noon))
    return article


def told(person):
    return list(Message.objects.filter(to=person, kind=MessageKind.REMINDED).order_by("pk"))


def fresh(office, state=State.FIRST_REVIEW, **fields):
    return moved(make_article(office, state, **fields), 0)


def test_an_assignment_that_is_late_or_due_is_told_in_one_message(office):
    days = {"过期的": -2, "今天的": 0, "明天的": 1, "后天的": 2}
    for title, left in days.items():
        assign(fresh(office, title=title), office.second_editor, office, MONDAY + datetime.timedelta(days=left))
    assert remind(on=MONDAY) == 1
    (message,) = told(office.second_editor)
    assert message.title == "有 3 篇稿件等您审，1 篇已过期"
    assert message.text.splitlines() == [
        "《过期的》初审，应在2月28日前审完，已过期 2 天",
        "《今天的》初审，今天到期",
        "《明天的》初审，3月3日到期",
    ]
    assert message.path == "/desk/"
    assert Assignment.objects.exclude(reminded_at=None).count() == 3


def test_a_friday_looks_over_the_weekend():
    friday = datetime.date(2026, 3, 6)
    assert next_working_day(MONDAY) == datetime.date(2026, 3, 3)
    assert next_working_day(friday) == datetime.date(2026, 3, 9)


def test_nobody_is_told_twice_on_a_day_and_again_on_the_next(office):
    assign(fresh(office), office.second_editor, office, MONDAY)
    assert [remind(on=MONDAY), remind(on=MONDAY)] == [1, 0]
    tasks.remind.delay()
    assert len(told(office.second_editor)) >= 1
    assert remind(on=MONDAY + datetime.timedelta(days=1)) == 1
    assert AuditEntry.objects.filter(verb="催办", changes__day=MONDAY.isoformat()).count() == 1


def test_a_run_that_broke_off_goes_on_where_it_stopped(office, monkeypatch):
    for person, state, level in (
        (office.second_editor, State.FIRST_REVIEW, 1),
        (office.deputy, State.SECOND_REVIEW, 2),
    ):
        assign(fresh(office, state), person, office, MONDAY, level)
    record = audit.record

    def breaks(**fields):
        if fields["target"] == office.deputy:
            raise RuntimeError("the disk is full")
        return record(**fields)

    monkeypatch.setattr(reminding.audit, "record", breaks)
    with pytest.raises(RuntimeError):
        remind(on=MONDAY)
    monkeypatch.undo()
    assert told(office.deputy) == [], "told and written down together, or not at all"
    assert Assignment.objects.get(person=office.deputy).reminded_at is None
    assert remind(on=MONDAY) == 1
    assert [len(told(person)) for person in (office.second_editor, office.deputy)] == [1, 1]


def test_what_has_lain_for_three_days_is_told_to_those_whose_post_it_is(office):
    moved(make_article(office, State.FIRST_REVIEW, title="初审里躺着", writer=office.editor), 3)
    moved(make_article(office, State.SECOND_REVIEW, title="复审里躺着"), 5)
    moved(make_article(office, State.FINAL_REVIEW, title="两天不算"), 2)
    moved(make_article(office, State.APPROVED), 9)
    moved(make_article(office, State.RETURNED), 9)
    remind(on=MONDAY)
    assert told(office.editor) == [], "the writer of it may not review it"
    assert [m.text for m in told(office.second_editor)] == ["《初审里躺着》初审，2月27日起已等 3 天"]
    assert [m.text for m in told(office.deputy)] == ["《复审里躺着》复审，2月25日起已等 5 天"]
    assert told(office.chief) == []


def test_where_nobody_of_that_post_may_those_above_are_told(office):
    moved(make_article(office, State.SECOND_REVIEW, writer=office.deputy), 4)
    remind(on=MONDAY)
    assert told(office.deputy) == []
    assert len(told(office.chief)) == 1


def test_what_is_assigned_is_not_told_to_others_too(office):
    article = moved(make_article(office, State.FIRST_REVIEW), 10)
    assign(article, office.second_editor, office, MONDAY + datetime.timedelta(days=10))
    assert remind(on=MONDAY) == 0


def test_an_assignment_whose_level_is_past_or_whose_person_may_not_is_not_told(office):
    past = fresh(office)
    assign(past, office.second_editor, office, MONDAY)
    reviewing.pass_on(article=past, by=office.second_editor)
    assign(fresh(office, writer=office.second_editor), office.second_editor, office, MONDAY)
    gone = make_person(Role.EDITOR)
    assign(fresh(office), gone, office, MONDAY)
    gone.is_active = False
    gone.save()
    assert remind(on=MONDAY) == 0


@pytest.mark.parametrize("why", ["decided", "left"])
def test_where_who_was_asked_may_not_decide_any_more_the_others_are_told(office, why):
    another = make_person(Role.DEPUTY_CHIEF)
    article = make_article(office, State.FIRST_REVIEW)
    assign(article, office.deputy, office, MONDAY, level=2)
    moved(reviewing.pass_on(article=article, by=office.deputy if why == "decided" else office.second_editor), 4)
    User.objects.filter(pk=office.deputy.pk).update(is_active=why != "left")
    remind(on=MONDAY)
    assert [len(told(person)) for person in (another, office.deputy)] == [1, 0]


def test_who_wants_no_reminders_gets_none(office):
    assign(fresh(office), office.second_editor, office, MONDAY)
    messaging.choose(
        person=office.second_editor,
        choices={MessageKind.REMINDED: messaging.Ways(inbox=False, letter=False, group=False)},
    )
    remind(on=MONDAY)
    assert told(office.second_editor) == []


def test_a_long_list_is_cut(office):
    for _ in range(MOST_LINES + 3):
        assign(fresh(office), office.second_editor, office, MONDAY)
    remind(on=MONDAY)
    lines = told(office.second_editor)[0].text.splitlines()
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "……还有 3 篇，请到“我的工作”查看。"


def test_it_rings_every_morning_at_half_past_eight():
    entry = settings.CELERY_BEAT_SCHEDULE["remind"]
    assert entry["task"] == tasks.remind.name
    clock = entry["schedule"]
    assert (clock.hour, clock.minute, clock.day_of_week) == ({8}, {30}, set(range(7)))
    assert settings.CELERY_TIMEZONE == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-02-14", True),  # a Saturday that is worked for the Spring Festival
        ("2026-02-16", False),
        ("2026-10-01", False),
        ("2026-10-08", True),
        ("2026-10-10", True),  # a Saturday again
        ("2026-10-11", False),
        ("2003-10-01", True),  # before the first year that is known: weekends only
        (f"{LAST_KNOWN_YEAR + 1}-10-01", datetime.date(LAST_KNOWN_YEAR + 1, 10, 1).weekday() < 5),
    ],
)
def test_holidays_and_the_weekends_worked_for_them_are_known(day, works):
    assert is_working_day(datetime.date.fromisoformat(day)) is works


def test_before_a_holiday_what_is_due_after_it_is_told(office):
    eve, back = datetime.date(2026, 9, 30), datetime.date(2026, 10, 8)
    assert next_working_day(eve) == back
    article = make_article(office, State.FIRST_REVIEW)
    Message.objects.all().delete()
    Assignment.objects.create(article=article, level=1, person=office.second_editor, due=back, by=office.chief)
    assert remind(on=datetime.date(2026, 10, 5)) == 0, "nobody is told anything on a day off"
    assert remind(on=eve) == 1


def test_operators_hear_once_that_a_year_is_not_known_yet(office):
    operator = make_person(Role.OPERATOR)
    new_year = datetime.date(LAST_KNOWN_YEAR + 1, 1, 4)
    for day in (datetime.date(LAST_KNOWN_YEAR, 12, 31), new_year, new_year + datetime.timedelta(days=1)):
        remind(on=day)
    (message,) = Message.objects.filter(to=operator)
    assert str(LAST_KNOWN_YEAR + 1) in message.title and "chinesecalendar" in message.text
