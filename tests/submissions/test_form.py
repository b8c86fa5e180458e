"""The form of a report, without scripts: doors, drafts, steps, Word files, photos, handing in once."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from accounts.models import Message, Union
from accounts.roles import Role
from submissions.models import Call, Countersigning, Report, ReportEvent, SuggestedColumn
from submissions.moves import ReportMove, ReportState, advance
from tests.factories import make_person
from tests.submissions.conftest import make_correspondent

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"
PLACE = f"/submit/{KEY}/"
TEXT = "八月的柴达木，日头毒得很。州总工会的同志带着清凉物资，把“夏送清凉”送到了光伏电站的检修现场。\n\n　　一、走到班组去\n检修班长马成林说：“水送到了，心也热了。”"
WHOLE = {
    "title": "把清凉送到检修现场",
    "body": TEXT,
    "approver": "李海青",
    "approver_phone": "0977-8221234",
    "phone": "13900001111",
    "authors": "祁连山、马成林",
    "column": "市州动态",
}


def fill(client: Client, do: str = "save", *, key: str = KEY, **fields):
    fields = WHOLE | fields
    return client.post(
        f"/submit/{key}/", {name: value for name, value in fields.items() if value is not None} | {"do": do}
    )


def page(response) -> str:
    return response.content.decode()


def hand_in(client: Client, **fields) -> Report:
    response = fill(client, "send", **fields)
    assert response.status_code == 302, page(response)
    return Report.objects.get(key=fields.get("key", KEY))


# ------------------------------------------------------------------ doors


@pytest.mark.parametrize("place", ["/submit/", "/submit/new/", PLACE])
def test_strangers_are_asked_to_sign_in(client, place):
    assert "next=" in client.get(place)["Location"]
    assert client.post(place).status_code in {302, 405}
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EDITOR, Role.OPERATOR])
def test_who_is_no_correspondent_finds_no_form(client, role):
    client.force_login(make_person(role))
    for place in ("/submit/", "/submit/new/"):
        assert client.get(place).status_code == 403
    assert client.get(PLACE).status_code == 404
    assert fill(client).status_code == 403
    assert not Report.objects.exists()


def test_a_correspondent_without_a_union_is_told_what_to_do(client):
    client.force_login(make_person(Role.CORRESPONDENT))
    assert "还没有写明所在工会" in page(client.get("/submit/new/"))


def test_a_form_without_the_token_is_refused(sender):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sender)
    assert fill(client).status_code == 403


@pytest.mark.parametrize(
    "path", ["", "keep/", "photos/", "photos/1/", "word/", "original/", "withdraw/"], ids=lambda path: path or "form"
)
def test_another_unions_draft_is_not_there(signed_in, client, path):
    fill(signed_in)
    other = Client()
    other.force_login(make_correspondent("玉树州总工会"))
    assert Report.objects.count() == 1
    body = '{"words": {"title": "换了"}, "photos": [], "serial": 1}'
    for answer in (other.get(f"{PLACE}{path}"), other.post(f"{PLACE}{path}", body, content_type="application/json")):
        assert answer.status_code in {404, 405}
        assert "清凉" not in page(answer)
    assert Report.objects.get().title == WHOLE["title"]


def test_a_colleague_of_the_union_reads_and_does_not_write(signed_in):
    fill(signed_in)
    colleague = Client()
    colleague.force_login(make_correspondent())
    assert WHOLE["title"] in page(colleague.get(PLACE))
    assert "别人只能看" in page(fill(colleague, title="换了"))
    assert Report.objects.get().title == WHOLE["title"]


def test_the_editors_read_what_was_sent_and_no_draft(signed_in, client):
    fill(signed_in)
    desk = Client()
    desk.force_login(make_person(Role.EDITOR))
    assert desk.get(PLACE).status_code == 404
    hand_in(signed_in)
    assert desk.get(PLACE).status_code == 200


# ------------------------------------------------------------------ the form


def test_the_form_is_filled_in_from_the_account_and_from_last_time(signed_in, sender):
    SuggestedColumn.objects.create(name="市州动态")
    shown = page(signed_in.get("/submit/new/"))
    assert "海西" in shown and "市州动态" in shown
    assert 'name="union"' not in shown
    assert not Report.objects.exists()
    hand_in(signed_in)
    shown = page(signed_in.get("/submit/new/"))
    assert "李海青" in shown and "0977-8221234" in shown and "13900001111" in shown
    assert WHOLE["title"] not in shown


def test_a_draft_is_kept_and_comes_back_as_it_was(signed_in, sender):
    assert fill(signed_in)["Location"] == PLACE
    report = Report.objects.get()
    assert (report.state, report.union, report.sender) == (ReportState.DRAFT, sender.union, sender)
    assert report.bylines == [["祁连山", ""], ["马成林", ""]]
    assert report.body == (
        "<p>八月的柴达木，日头毒得很。州总工会的同志带着清凉物资，把“夏送清凉”送到了光伏电站的检修现场。</p>"
        "<h2>一、走到班组去</h2><p>检修班长马成林说：“水送到了，心也热了。”</p>"
    )
    shown = page(signed_in.get(PLACE))
    for words in (WHOLE["title"], "一、走到班组去", "祁连山、马成林", "李海青"):
        assert words in shown


def test_what_looks_like_html_is_text(signed_in):
    fill(signed_in, body="<script>alert(1)</script>\n1 < 2 && 3 > 2", title="<b>标题</b>")
    report = Report.objects.get()
    assert report.body == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p>"
    assert "<script>alert" not in page(signed_in.get(PLACE))


def test_each_step_keeps_its_own_and_nothing_else(signed_in):
    first = signed_in.post(PLACE, {"step": 1, "do": "step-2", "title": "标题", "body": TEXT})
    assert first["Location"] == f"{PLACE}?step=2"
    assert signed_in.post(PLACE, {"step": 2, "do": "step-3"})["Location"].endswith("?step=3")
    signed_in.post(
        PLACE,
        {"step": 3, "do": "step-4", "approver": "李海青", "approver_phone": "0977-8221234", "phone": "1390000111"},
    )
    report = Report.objects.get()
    assert (report.title, report.approver) == ("标题", "李海青")
    shown = page(signed_in.get(f"{PLACE}?step=4"))
    assert "柴达木" in shown and 'name="title"' not in shown
    assert signed_in.post(PLACE, {"step": 4, "do": "send"})["Location"] == f"{PLACE}?sent"


def test_a_step_that_does_not_exist_is_the_whole_form(signed_in):
    for step in ("9", "-1", "x", "٣"):
        assert 'name="title"' in page(signed_in.get(f"/submit/new/?step={step}"))


def test_a_line_too_long_is_refused_and_stays_on_the_page(signed_in):
    answer = fill(signed_in, title="长" * 201)
    assert answer.status_code == 400
    assert "标题有 201 个字，最多 200 个字" in page(answer)
    assert "长" * 201 in page(answer)


def test_two_windows_do_not_overwrite_each_other(signed_in):
    fill(signed_in)
    serial = Report.objects.get().serial
    fill(signed_in, serial=serial, title="第一个窗口改的")
    answer = fill(signed_in, serial=serial, title="第二个窗口改的")
    assert answer.status_code == 409
    assert "第一个窗口改的" in page(answer) and "第二个窗口改的" in page(answer)
    assert Report.objects.get().title == "第一个窗口改的"
    again = re.search(r'name="serial" value="(\d+)"', page(answer)).group(1)
    assert fill(signed_in, serial=again, title="第二个窗口改的").status_code == 302
    assert Report.objects.get().title == "第二个窗口改的"


def test_the_same_words_from_an_older_window_are_no_conflict(signed_in):
    fill(signed_in)
    assert fill(signed_in, serial=0).status_code == 302


def test_a_union_is_chosen_by_who_looks_after_several(client):
    prefecture = Union.objects.named("海西州总工会")
    county = prefecture.children.first()
    Countersigning.objects.create(union=prefecture, required=False)
    client.force_login(make_correspondent())
    assert county.name in page(client.get("/submit/new/"))
    fill(client, union=county.pk)
    assert Report.objects.get().union == county
    other = Union.objects.named("玉树州总工会")
    assert "不能以这个单位的名义" in page(fill(client, union=other.pk))


def test_an_open_call_is_offered_and_answered(signed_in, sender):
    call = Call.objects.create(
        topic="劳模风采",
        column="劳模先进风采",
        deadline=timezone.localdate() + timedelta(days=9),
        by=make_person(Role.EDITOR),
    )
    call.unions.add(sender.union)
    assert "劳模风采" in page(signed_in.get("/submit/"))
    assert f'<option value="{call.pk}" selected' in page(signed_in.get(f"/submit/new/?call={call.pk}"))
    report = hand_in(signed_in, call=call.pk, column="")
    assert (report.call, report.column) == (call, "劳模先进风采")


def test_a_call_to_others_is_not_answered(signed_in):
    call = Call.objects.create(topic="别处", deadline=timezone.localdate(), by=make_person(Role.EDITOR))
    call.unions.add(Union.objects.named("玉树州总工会"))
    assert "别处" not in page(signed_in.get("/submit/"))
    assert "没有约您的单位" in page(fill(signed_in, call=call.pk))


# ------------------------------------------------------------------ handing in


def test_a_report_is_handed_in_and_its_sender_told(signed_in, sender):
    answer = fill(signed_in, "send")
    assert answer["Location"] == f"{PLACE}?sent"
    report = Report.objects.get()
    assert report.state == ReportState.RECEIVED
    shown = page(signed_in.get(answer["Location"]))
    assert "已收到" in shown and f"{report.sent_at.year}-{report.pk:05d}" in shown
    assert ReportEvent.objects.get().verb == "报送"
    assert "已收到" in Message.objects.get(to=sender).title


def test_a_form_sent_twice_is_one_report(signed_in):
    first = fill(signed_in, "send", serial=0)
    second = fill(signed_in, "send", serial=0)
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == ReportEvent.objects.count() == Message.objects.count() == 1


def test_what_is_missing_is_said_one_by_one(signed_in):
    answer = fill(signed_in, "send", title="", body="太短", approver="", phone="电话")
    assert answer.status_code == 400
    for words in ("标题还没有写", "正文只有 2 个字", "审核领导还没有填", "“电话”不像电话号码"):
        assert words in page(answer)
    assert 'href="#id_approver"' in page(answer)
    assert Report.objects.get().state == ReportState.DRAFT


def test_scripts_are_answered_in_json(signed_in):
    answer = signed_in.post(PLACE, WHOLE | {"do": "send", "title": ""}, HTTP_ACCEPT="application/json")
    assert answer.json()["missing"] == [["title", "标题还没有写。"]]
    answer = signed_in.post(PLACE, WHOLE | {"do": "send"}, HTTP_ACCEPT="application/json")
    assert answer.json()["state"] == "已收到"


def test_where_the_union_above_countersigns_it_goes_there_first(client):
    prefecture = Union.objects.named("海西州总工会")
    Countersigning.objects.create(union=prefecture)
    superior = make_correspondent()
    client.force_login(make_person(Role.CORRESPONDENT, union=prefecture.children.first()))
    report = hand_in(client)
    assert report.state == ReportState.COUNTERSIGNING
    assert "等上级会签" in page(client.get(f"{PLACE}?sent"))
    assert "请会签" in Message.objects.get(to=superior).title
    reader = Client()
    reader.force_login(superior)
    assert reader.get(PLACE).status_code == 200


def test_what_was_handed_in_can_no_longer_be_changed(signed_in):
    hand_in(signed_in)
    answer = fill(signed_in, title="换了")
    assert answer.status_code in {400, 403}
    assert Report.objects.get().title == WHOLE["title"]
    assert 'id="id_title"' not in page(signed_in.get(PLACE))


def test_a_form_changed_after_going_back_is_not_said_to_be_in(signed_in):
    hand_in(signed_in, note="话里有​看不见的字  ")
    assert fill(signed_in, "send", note="话里有​看不见的字  ").status_code == 302  # as it was typed
    answer = fill(signed_in, "send", body=f"{TEXT}\n后来又想起一句。")
    assert answer.status_code == 409
    assert "已经报送过了，这次改动的没有存" in page(answer) and "后来又想起一句。" in page(answer)
    asked = {**WHOLE, "title": "换了题目", "do": "send"}
    told = signed_in.post(PLACE, asked, HTTP_ACCEPT="application/json")
    assert told.status_code == 409 and "没有存" in told.json()["refused"]
    assert Report.objects.get().title == WHOLE["title"]


def test_a_returned_report_is_completed_and_sent_again(signed_in):
    report = hand_in(signed_in)
    advance(report, ReportMove.RETURN)
    report.save()
    ReportEvent.objects.create(report=report, verb="退回补充", text="请补写参加人数。")
    shown = page(signed_in.get(PLACE))
    assert "请补写参加人数" in shown and 'id="id_title"' in shown
    assert hand_in(signed_in, title="补充后的标题").state == ReportState.RECEIVED


def test_a_report_is_withdrawn_before_the_editors_begin(signed_in):
    hand_in(signed_in)
    assert signed_in.post(f"{PLACE}withdraw/").status_code == 302
    assert Report.objects.get().state == ReportState.WITHDRAWN
    signed_in.get("/submit/")  # says once that it is withdrawn
    assert WHOLE["title"] not in page(signed_in.get("/submit/"))
    assert signed_in.get(f"{PLACE}withdraw/").status_code == 405


def test_a_report_the_editors_have_begun_with_stays(signed_in):
    report = hand_in(signed_in)
    advance(report, ReportMove.TAKE_UP)
    report.save()
    assert "不能撤回" in page(signed_in.post(f"{PLACE}withdraw/"))
    assert Report.objects.get().state == ReportState.UNDER_REVIEW


# ------------------------------------------------------------------ the list


def test_the_empty_list_has_one_clear_button(signed_in):
    shown = page(signed_in.get("/submit/"))
    assert "还没有报送过稿件" in shown
    assert shown.count('class="button" href="/submit/new/"') == 1


def test_the_list_says_what_became_of_each(signed_in):
    report = hand_in(signed_in)
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.ADOPTED, printed_label="2026年第1期第67页", printed_path="/articles/1/"
    )
    shown = page(signed_in.get("/submit/"))
    assert "已采用" in shown
    assert '<a href="/articles/1/">2026年第1期第67页</a>' in shown


def test_correspondents_find_the_way_in_the_head_and_others_do_not(signed_in, client):
    assert 'href="/submit/"' in page(signed_in.get("/"))
    client.force_login(make_person())
    assert 'href="/submit/"' not in page(client.get("/"))


def test_the_list_asks_the_database_no_more_for_thirty(signed_in, django_assert_max_num_queries, sender):
    def count() -> int:
        with django_assert_max_num_queries(100) as asked:
            signed_in.get("/submit/")
        return len(asked)

    hand_in(signed_in)
    one = count()
    for number in range(29):
        hand_in(signed_in, key=f"{number + 1:016x}")
    assert count() == one


# ------------------------------------------------------------------ weight


def test_the_page_with_all_it_loads_weighs_less_than_sixty_kilobytes(signed_in):
    answer = signed_in.get("/submit/new/", HTTP_ACCEPT_ENCODING="gzip")
    whole = len(answer.content)  # the library for files comes with the first file
    text = gzip.decompress(answer.content).decode()
    names = set(re.findall(r'(?:src|href)="/static/([^"]+)"', text)) - {"css/print.css"}
    names |= {f"js/letters/{name}.js" for name in ("server", "drafts", "keeping", "photos", "word", "steps", "tus")}
    assert "js/letters/main.js" in names and "css/letters.css" in names
    for name in names:
        whole += len(gzip.compress(Path(finders.find(name)).read_bytes(), 9))
    assert whole < 60_000, whole


# ------------------------------------------------------------------ the browser inside WeChat

NEWER_THAN_ITS_BROWSER = (  # Chromium 86, as on telephones of some years
    r"structuredClone|\.at\(|groupBy|\.toSorted|\.toReversed|\.with\(|findLast|Object\.hasOwn|randomUUID|Promise\.any"
    r"|AbortSignal\.(?:timeout|any)|static \{|WeakRef|^await |#\w+ in |showPicker|\.requestSubmit\?"
)


def test_the_scripts_of_the_form_ask_nothing_of_a_browser_that_wechats_has_not():
    folder = Path(finders.find("js/letters/main.js")).parent
    scripts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.js")}
    assert "main.js" in scripts and len(scripts) > 5
    found = {name: re.findall(NEWER_THAN_ITS_BROWSER, text, re.MULTILINE) for name, text in scripts.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_the_styles_of_the_form_lean_on_nothing_that_wechats_browser_has_not():
    style = Path(finders.find("css/letters.css")).read_text(encoding="utf-8")
    assert (
        re.findall(r":has\(|:is\(|:where\(|color-mix\(|@container|@layer|[0-9]dvh|\binset:|aspect-ratio:", style) == []
    )
