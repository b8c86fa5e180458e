"""The chat group: what leaves the site, to whom, and what becomes of it when nobody takes it."""

import http.server
import json
import threading
import time
import urllib.error

import pytest

from accounts import tasks, webhook
from accounts.actions import messaging
from accounts.messages import MessageKind, Ways
from accounts.models import AuditEntry, MessageChoice
from tests.factories import make_person

pytestmark = pytest.mark.django_db


class Robot(http.server.BaseHTTPRequestHandler):
    """A chat group's robot on this machine; `server` notes what it was told and how it answers."""

    def do_POST(self):  # noqa: N802 - the name the base class calls
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((self.path, json.loads(body)))
        status, headers, answer = self.server.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def robot(settings):
    server = http.server.HTTPServer(("127.0.0.1", 0), Robot)
    server.told, server.answer = [], (200, {}, b'{"errcode":0,"errmsg":"ok"}')
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/send?key=secret-key"
    settings.WEBHOOK = {"kind": "wecom", "addresses": [address], "secret": ""}
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_group_reads_title_and_address_and_nothing_else_once_for_all_readers(robot, sent):
    sent(make_person(name="沈知秋"), make_person(), title="《高原电站》退回来了", text="这句意见不出门。")
    assert robot.told == [
        (
            "/send?key=secret-key",
            {"msgtype": "text", "text": {"content": "【青海工运】《高原电站》退回来了\nhttp://127.0.0.1:8000/shelf/"}},
        )
    ]


def test_without_a_setting_nothing_is_posted(sent, monkeypatch):
    monkeypatch.setattr(tasks.post_to_group, "delay", lambda *args: pytest.fail("posted"))
    sent(make_person())


def test_it_is_posted_where_one_reader_wants_it(robot, sent):
    quiet, other = make_person(), make_person()
    messaging.choose(person=quiet, choices={MessageKind.AWAITING_REVIEW: Ways(group=False)})
    sent(quiet)
    assert robot.told == []
    sent(quiet, other, title="又一件")
    assert len(robot.told) == 1


def test_the_page_of_choices_asks_about_the_group_where_there_is_one(client, robot):
    client.force_login(make_person())
    page = client.get("/messages/choices/").text
    assert "工作群" in page
    kinds = ["report_received", "report_returned", "report_adopted", "report_declined", "report_printed", "call"]
    client.post("/messages/choices/", {"inbox": kinds, "letter": kinds, "group": kinds[:-1]})
    assert [(row.kind, row.group) for row in MessageChoice.objects.all()] == [("call", False)]


def test_a_post_of_dingtalk_is_signed(robot, sent, settings, monkeypatch):
    settings.WEBHOOK |= {"kind": "dingtalk", "secret": "this is secret"}
    monkeypatch.setattr(time, "time", lambda: 1577808000.0)
    sent(make_person())
    assert robot.told[0][0].startswith("/send?key=secret-key&timestamp=1577808000000&sign=")
    assert (
        webhook.signed("https://x/", "s", 1)
        == "https://x/?timestamp=1&sign=8W1SlA0AP11RDY491B5KpBB1VCZbaCDq4hIULnUqKQU%3D"
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, {}, b'{"errcode":93000,"errmsg":"invalid webhook url"}'), "群机器人不收（93000）：invalid webhook url"),
        ((200, {}, b"<html>"), "群机器人的回答看不懂"),
        ((200, {}, b"[]"), "群机器人的回答看不懂"),
        ((502, {}, b""), "HTTP Error 502"),
        ((302, {"Location": "http://127.0.0.1:9/"}, b""), "HTTP Error 302"),
    ],
)
def test_who_does_not_take_it_is_asked_again_then_it_is_recorded_without_the_secret(
    robot, sent, retried, answer, reason
):
    robot.answer = answer
    sent(make_person())
    assert len(robot.told) == 1 + tasks.TRIES_AGAIN, "and no redirect was followed"
    entry = AuditEntry.objects.get(verb="工作群没有收到")
    assert entry.changes["reason"].startswith(reason)
    assert "secret-key" not in json.dumps(entry.changes)


def test_nobody_there_is_recorded_too(sent, retried, settings):
    settings.WEBHOOK = {"kind": "wecom", "addresses": ["http://127.0.0.1:9/send"], "secret": ""}
    sent(make_person())
    assert AuditEntry.objects.filter(verb="工作群没有收到").count() == 1


def test_it_waits_ten_seconds_and_no_longer(settings, monkeypatch):
    settings.WEBHOOK = {"kind": "wecom", "addresses": ["https://qyapi.weixin.qq.com/x"], "secret": ""}
    asked = {}

    def open_(request, timeout):
        asked.update(timeout=timeout, address=request.full_url)
        raise urllib.error.URLError("timed out")

    monkeypatch.setattr(webhook._opener, "open", open_)
    (message,) = messaging.notify(to=[make_person()], kind=MessageKind.CALL, title="约稿", path="/")
    with pytest.raises(OSError, match="timed out"):
        webhook.post(message, 0)
    assert asked == {"timeout": 10, "address": "https://qyapi.weixin.qq.com/x"}
