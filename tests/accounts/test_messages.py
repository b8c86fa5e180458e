"""Messages: who is told, by which ways, what is never told twice, and the two pages."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import tasks
from accounts.actions import delivering, messaging
from accounts.messages import GROUPS, MessageKind, Ways
from accounts.models import AuditEntry, LetterState, Message, MessageChoice
from accounts.roles import Role
from journal.celery import app
from tests.accounts.conftest import tell
from tests.factories import make_person

pytestmark = pytest.mark.django_db

INBOX = "/messages/"
NOTHING = Ways(inbox=False, letter=False, group=False)


def test_each_is_told_once_but_not_who_did_it_nor_who_left():
    doer, reader, gone = make_person(), make_person(), make_person()
    gone.is_active = False
    gone.save()
    tell(reader, doer, reader, gone, by=doer)
    assert [message.to for message in Message.objects.all()] == [reader]


def test_the_same_words_told_twice_in_one_action_are_one_message(sent):
    reader = make_person(email="reader@example.org")
    sent(reader)
    assert sent(reader) == []
    assert Message.objects.count() == len(mail.outbox) == 1


def test_the_same_words_days_later_bring_the_unread_message_to_the_top_and_send_a_letter_again(sent):
    reader = make_person(email="reader@example.org")
    (first,) = sent(reader)
    Message.objects.update(at=timezone.now() - timedelta(days=2))
    (again,) = sent(reader)
    assert again.pk == first.pk
    assert Message.objects.get().at > timezone.now() - timedelta(minutes=1)
    assert len(mail.outbox) == 2
    messaging.mark_read(message=again)
    sent(reader)
    assert Message.objects.count() == 2, "what was read is not taken back"


def test_telling_costs_the_same_for_1_and_30_people(django_assert_num_queries):
    tell(make_person())
    for size in (1, 30):
        people = [make_person() for _ in range(size)]
        with django_assert_num_queries(5):  # choices, the same words unread, a savepoint, the rows
            tell(*people)


@pytest.mark.parametrize(
    "path", ["", "shelf/", "//evil.example/", "/\\evil.example", "https://evil.example/", "/a b", "/a\nb"]
)
def test_a_path_off_the_site_is_the_callers_fault(path):
    with pytest.raises(ValueError, match="no page of this site"):
        tell(make_person(), path=path)


def test_a_title_is_one_line_of_no_more_than_120_characters(sent):
    sent(make_person(email="reader@example.org"), title="《标题》\r\nBcc: all@example.org\x00" + "长" * 200)
    title = Message.objects.get().title
    assert title.startswith("《标题》 Bcc: all@example.org 长")
    assert (len(title), title[-1]) == (120, "…")
    assert mail.outbox[0].bcc == []


def test_nothing_is_told_where_the_action_fails():
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(make_person(email="reader@example.org"))
        raise ZeroDivisionError
    assert not Message.objects.exists()
    assert mail.outbox == []


def test_a_letter_has_text_and_html_and_leads_to_the_message(sent):
    reader = make_person(name="沈知秋", email="reader@example.org")
    (message,) = sent(reader, title="《<b>标题</b>》退回来了", text="数据与图表不一致。\n请核对。")
    (letter,) = mail.outbox
    html, kind = letter.alternatives[0]
    link = f"http://127.0.0.1:8000/messages/{message.pk}/"
    assert letter.to == ["reader@example.org"]
    assert letter.subject == "【青海工运】《<b>标题</b>》退回来了"
    assert kind == "text/html"
    assert all(
        "沈知秋，您好" in words and link in words and "/messages/choices/" in words for words in (letter.body, html)
    )
    assert "&lt;b&gt;标题&lt;/b&gt;" in html
    assert "数据与图表不一致。<br>请核对。" in html
    assert Message.objects.get().letter == LetterState.SENT


def test_who_has_no_address_gets_no_letter(sent):
    sent(make_person())
    assert mail.outbox == []
    assert Message.objects.get().letter == LetterState.NONE


@pytest.mark.parametrize(
    ("ways", "shown", "letters"), [(Ways(inbox=False), False, 1), (Ways(letter=False), True, 0), (NOTHING, False, 0)]
)
def test_what_is_switched_off_does_not_come(client, sent, ways, shown, letters):
    reader = make_person(email="reader@example.org")
    messaging.choose(person=reader, choices={MessageKind.AWAITING_REVIEW: ways})
    sent(reader)
    sent(reader, kind=MessageKind.CALL, title="约稿")
    client.force_login(reader)
    assert ("《高原电站》" in client.get(INBOX).text) == shown
    assert len(mail.outbox) == letters + 1, "other kinds come as before"


def refuse(*args, **kwargs):
    raise ConnectionRefusedError("no one listens")


def test_a_mail_server_that_is_down_is_tried_again_then_recorded_and_no_one_is_the_wiser(sent, retried, monkeypatch):
    tries = []
    monkeypatch.setattr("accounts.letters.EmailMultiAlternatives.send", lambda self: tries.append(1) or refuse())
    sent(make_person(name="沈知秋", email="reader@example.org"))
    assert len(tries) == 1 + tasks.TRIES_AGAIN
    assert Message.objects.get().letter == LetterState.FAILED
    entry = AuditEntry.objects.get(verb="邮件没有寄到")
    assert (entry.target_label, entry.changes["reason"]) == ("沈知秋", "no one listens")


def test_a_broker_that_is_down_costs_no_message_and_the_letter_goes_out_later(sent, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(tasks.send_message_letter, "delay", refuse)
        sent(make_person(email="reader@example.org"))
    assert Message.objects.get().letter == LetterState.WAITING
    tasks.send_lost_letters()
    assert mail.outbox == [], "a job may still be on its way"
    Message.objects.update(at=timezone.now() - timedelta(hours=1))
    tasks.send_lost_letters()
    assert len(mail.outbox) == 1


def test_a_letter_job_done_twice_sends_one_letter(sent):
    (message,) = sent(make_person(email="reader@example.org"))
    tasks.send_message_letter(message.pk)
    tasks.send_message_letter(message.pk + 999)
    assert len(mail.outbox) == 1


def test_every_job_of_the_house_can_be_sent():
    """Celery refuses a job whose soft limit is above its hard one only when it is sent, and tests send none."""
    for name, task in app.tasks.items():
        soft = task.soft_time_limit or app.conf.task_soft_time_limit
        hard = task.time_limit or app.conf.task_time_limit
        assert soft <= hard, name


def test_the_clock_calls_jobs_that_there_are():
    from django.conf import settings

    ours = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"].startswith("accounts.")}
    assert ours == {"accounts.send_lost_letters", "accounts.clear_old_messages"}
    assert ours <= set(app.tasks)


def test_messages_read_more_than_a_year_ago_are_cleared_away():
    reader = make_person()
    for title, age in (("old", 366), ("young", 364), ("unread", 0)):
        tell(reader, title=title)
        read_at = timezone.now() - timedelta(days=age) if age else None
        Message.objects.filter(title=title).update(read_at=read_at, at=timezone.now() - timedelta(days=400))
    assert delivering.clear_old() == 1
    assert set(Message.objects.values_list("title", flat=True)) == {"young", "unread"}


# The pages


@pytest.mark.parametrize("name", ["messages", "message-choices", "read-all-messages"])
def test_strangers_are_asked_to_sign_in(client, name):
    address = reverse(f"accounts:{name}")
    for ask in (client.get, client.post):
        response = ask(address)
        assert response.status_code == 405 or response["Location"].startswith("/sign-in/?next=/messages/")


def test_other_peoples_messages_do_not_exist(client):
    (message,) = tell(make_person())
    client.force_login(make_person(Role.OPERATOR))
    assert "《高原电站》" not in client.get(INBOX).text
    assert client.get(f"{INBOX}{message.pk}/").status_code == 404
    assert client.post(f"{INBOX}{message.pk}/read/").status_code == 404
    client.post(reverse("accounts:read-all-messages"))
    assert Message.objects.get().read_at is None


def test_an_empty_inbox_says_what_will_come(client):
    client.force_login(make_person())
    page = client.get(INBOX).text
    assert "还没有消息" in page
    assert "都标为已读" not in page


def test_unread_comes_first_then_the_newest(client):
    reader = make_person()
    for title, hours, read in (("甲事", 1, True), ("乙事", 2, True), ("丙事", 3, False), ("丁事", 4, False)):
        tell(reader, title=title)
        Message.objects.filter(title=title).update(
            at=timezone.now() - timedelta(hours=hours), read_at=timezone.now() if read else None
        )
    client.force_login(reader)
    page = client.get(INBOX)
    assert [message.title for message in page.context["page"]] == ["丙事", "丁事", "甲事", "乙事"]


def test_opening_marks_it_read_and_leads_to_its_page(client):
    reader = make_person()
    (message,) = tell(reader, path="/search/?q=%E9%AB%98%E5%8E%9F")
    client.force_login(reader)
    assert client.get(f"{INBOX}{message.pk}/")["Location"] == "/search/?q=%E9%AB%98%E5%8E%9F"
    first = Message.objects.get().read_at
    assert first is not None
    client.get(f"{INBOX}{message.pk}/")
    assert Message.objects.get().read_at == first


def test_one_is_marked_read_without_leaving_the_page(client):
    reader = make_person()
    (message,) = tell(reader)
    client.force_login(reader)
    mark = f"{INBOX}{message.pk}/read/"
    assert client.get(mark).status_code == 405
    assert client.post(mark, {"next": "/messages/?page=2"})["Location"] == "/messages/?page=2"
    assert client.post(mark, {"next": "https://evil.example/"})["Location"] == INBOX
    assert Message.objects.get().read_at is not None


def test_all_marked_read_are_all_that_were_shown(client):
    reader = make_person()
    tell(reader)
    client.force_login(reader)
    until = client.get(INBOX).context["now"].isoformat()
    tell(reader, title="后来的事")
    client.post(reverse("accounts:read-all-messages"), {"until": until})
    assert [message.title for message in Message.objects.unread()] == ["后来的事"]
    client.post(reverse("accounts:read-all-messages"), {"until": "2026-13-45T99:00"})
    assert not Message.objects.unread().exists()


def test_the_inbox_costs_the_same_with_1_and_300_messages(client, django_assert_num_queries):
    reader = make_person(Role.EDITOR)
    tell(reader)
    client.force_login(reader)
    client.get(INBOX)
    with django_assert_num_queries(8) as first:
        client.get(INBOX)
    Message.objects.bulk_create(
        Message(to=reader, kind=MessageKind.CALL, title=f"第{number}条", path="/", text="很长的话。" * 400)
        for number in range(299)
    )
    with django_assert_num_queries(len(first)):
        page = client.get(INBOX)
    assert "第 1 页，共 10 页" in page.text
    assert "99+" in page.text
    assert len(page.content) < 60_000
    assert client.get(f"{INBOX}?page=nonsense").status_code == 200


def test_the_head_of_every_page_says_how_many_are_unread(client):
    reader = make_person()
    client.force_login(reader)
    assert "own-messages__unread" not in client.get("/account/").text
    tell(reader)
    tell(reader, title="又一件")
    assert "，未读 </span>2<span" in client.get("/account/").text


@pytest.mark.parametrize("role", list(Role))
def test_the_desk_is_shown_to_who_works_there(client, role):
    client.force_login(make_person(role))
    at_the_desk = role in {Role.EDITOR, Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR}
    assert (">编辑台</a>" in client.get("/account/").text) == at_the_desk


# Choices


def test_every_kind_stands_once_on_the_page_of_choices():
    kinds = [kind for group in GROUPS for kind in group.kinds]
    assert sorted(kinds) == sorted(MessageKind)


def test_a_member_is_not_asked_about_the_desk(client):
    client.force_login(make_person())
    page = client.get(reverse("accounts:message-choices")).text
    assert "来稿采用" in page
    assert "送审" not in page
    assert "您还没有登记邮箱" in page


def test_what_is_left_unticked_is_switched_off_and_back_on(client):
    person = make_person(Role.EDITOR, email="editor@example.org")
    client.force_login(person)
    page = reverse("accounts:message-choices")
    everything = [kind.value for kind in MessageKind]
    client.post(page, {"inbox": everything, "letter": [kind for kind in everything if kind != "proof"]})
    choice = MessageChoice.objects.get()
    assert (choice.kind, choice.inbox, choice.letter, choice.group) == ("proof", True, False, True)
    assert AuditEntry.objects.get(verb="选择收哪些消息").changes == {"less": ["校样"]}
    assert client.get(page).text.count("checked") == 2 * len(everything) - 1
    client.post(page, {"inbox": everything, "letter": everything})
    assert not MessageChoice.objects.exists()
    client.post(page, {})
    assert MessageChoice.objects.filter(inbox=False, letter=False, group=True).count() == len(everything)


def test_a_kind_that_is_none_is_refused(client):
    client.force_login(make_person())
    assert client.post(reverse("accounts:message-choices"), {"inbox": ["nonsense"]}).status_code == 200
    assert not MessageChoice.objects.exists()
