"""What the form asks the server while somebody writes: drafts kept, two windows, a session that ended, photos' reduced copies."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import AuditEntry
from submissions.actions import importing
from submissions.bodies import html_of, tables_in, tables_of, text_of
from submissions.models import Report, Upload
from submissions.moves import ReportState
from tests.factories import picture_bytes
from tests.manuscripts.word.papers import opened
from tests.submissions.conftest import make_correspondent
from tests.submissions.test_form import hand_in, page
from tests.submissions.test_form_files import REPORT

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"
PLACE = f"/submit/{KEY}/"


def keep(client: Client, serial: int = 0, photos: list | None = None, **words):
    body = {"words": words, "photos": photos or [], "serial": serial}
    return client.post(f"{PLACE}keep/", json.dumps(body), content_type="application/json")


def add_photo(client: Client, data: bytes | None = None, name: str = "现场.jpg"):
    form = {"name": name}
    if data is not None:
        form["preview"] = SimpleUploadedFile("copy.jpg", data, "image/jpeg")
    return client.post(f"{PLACE}photos/", form)


# ------------------------------------------------------------------ doors


def test_a_session_that_ended_is_told_in_words(client):
    for answer in (keep(client, title="标题"), add_photo(client), client.get("/submit/token/")):
        assert answer.status_code == 401
        assert "登录已过期" in answer.json()["refused"]
    assert not Report.objects.exists()


def test_a_key_of_anothers_takes_nothing(signed_in):
    keep(signed_in, title="我的")
    other = Client()
    other.force_login(make_correspondent("玉树州总工会"))
    assert keep(other, title="别人的").status_code == 404
    assert add_photo(other).status_code == 404
    assert Report.objects.get().title == "我的"


def test_a_fresh_token_says_whose_it_is(signed_in, sender):
    told = signed_in.get("/submit/token/").json()
    assert (told["person"], told["name"]) == (sender.pk, sender.name)
    assert len(told["token"]) > 20


# ------------------------------------------------------------------ keeping


def test_the_first_keeping_makes_the_draft_and_the_next_changes_it(signed_in):
    first = keep(signed_in, title="清凉", body="第一段").json()
    assert first["serial"] == 1
    second = keep(signed_in, serial=1, title="送清凉", body="第一段\n第二段").json()
    assert second["serial"] == 2
    assert second["count"] == 6
    report = Report.objects.get()
    assert (report.state, report.title, report.body) == (ReportState.DRAFT, "送清凉", "<p>第一段</p><p>第二段</p>")
    assert AuditEntry.objects.filter(verb="起草").count() == 1


def test_the_same_words_again_change_nothing(signed_in):
    keep(signed_in, title="清凉")
    assert keep(signed_in, serial=1, title="清凉").json()["serial"] == 1
    assert keep(signed_in, serial=0, title="清凉").status_code == 200  # the answer was lost, it is sent again


def test_another_window_is_not_overwritten(signed_in):
    keep(signed_in, title="清凉")
    keep(signed_in, serial=1, title="第一个窗口")
    answer = keep(signed_in, serial=1, title="第二个窗口")
    assert (answer.status_code, answer.json()["serial"]) == (409, 2)
    assert Report.objects.get().title == "第一个窗口"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        "not json",
        '{"words": 1, "photos": [], "serial": 0}',
        '{"words": {}, "photos": [{}], "serial": 0}',
    ],
)
def test_what_is_no_form_is_refused_in_words(signed_in, body):
    answer = signed_in.post(f"{PLACE}keep/", body, content_type="application/json")
    assert answer.status_code == 400
    assert "请刷新页面" in answer.json()["refused"]


def test_a_text_too_long_is_refused_in_words(signed_in, settings):
    assert "最多 100000 个" in keep(signed_in, body="长" * 100_001).json()["refused"]
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert "太长" in keep(signed_in, body="长" * 2000).json()["refused"]


def test_a_nul_is_no_word(signed_in):
    assert keep(signed_in, title="清\0凉", body="第\0一段", note="好\0").status_code == 200
    assert "\0" not in Report.objects.get().body + Report.objects.get().note


def test_what_was_handed_in_is_not_kept_over(signed_in):
    hand_in(signed_in)
    assert "不能再改" in keep(signed_in, serial=1, title="换了").json()["refused"]


def test_a_draft_is_thrown_away(signed_in):
    keep(signed_in, title="清凉")
    assert "草稿已删去" in page(signed_in.post(f"{PLACE}withdraw/", follow=True))


def test_a_form_kept_in_the_browser_alone_is_opened_under_its_key(signed_in):
    assert f'action="{PLACE}"' in page(signed_in.get(f"/submit/new/?key={KEY}"))
    assert 'action="/submit/x' not in page(signed_in.get("/submit/new/?key=x"))
    keep(signed_in, title="清凉")
    assert signed_in.get(f"/submit/new/?key={KEY}")["Location"] == PLACE


# ------------------------------------------------------------------ reduced copies


def test_a_reduced_copy_makes_the_place_of_a_photo(signed_in):
    told = add_photo(signed_in, picture_bytes(1200, 800)).json()
    row = Report.objects.get().photos.get()
    assert (told["pk"], told["arrived"]) == (row.pk, False)
    assert f'name="caption-{row.pk}"' in told["html"]
    assert row.preview.width == 1200
    assert "原图还没有传到" in told["status"]


def test_a_copy_sent_again_because_the_answer_was_lost_is_one(signed_in):
    data = picture_bytes(1200, 800)
    assert add_photo(signed_in, data).json()["pk"] == add_photo(signed_in, data).json()["pk"]
    assert add_photo(signed_in, None, "IMG.heic").json()["pk"] == add_photo(signed_in, None, "IMG.heic").json()["pk"]
    assert Report.objects.get().photos.count() == 2


def test_a_report_with_reduced_copies_alone_is_handed_in(signed_in):
    add_photo(signed_in, picture_bytes(1200, 800))
    hand_in(signed_in)
    assert "1 张照片的原图还没有传到" in page(signed_in.get("/submit/"))
    shown = page(signed_in.get(PLACE))
    assert "再选一次没有传完的照片" in shown


def test_captions_are_kept_with_the_words(signed_in):
    pk = add_photo(signed_in, picture_bytes(1200, 800)).json()["pk"]
    serial = Report.objects.get().serial
    keep(signed_in, serial=serial, photos=[{"pk": pk, "caption": "图为送清凉现场。", "credit": "祁连山"}], title="清凉")
    row = Report.objects.get().photos.get()
    assert (row.caption, row.credit) == ("图为送清凉现场。", "祁连山")
    refused = keep(signed_in, serial=serial + 1, photos=[{"pk": pk, "caption": "长" * 301, "credit": ""}])
    assert "图片说明有 301 个字" in refused.json()["refused"]


def test_a_photo_is_taken_out_with_what_is_on_its_way(signed_in):
    pk = add_photo(signed_in, picture_bytes(1200, 800)).json()["pk"]
    report = Report.objects.get()
    upload = Upload.objects.create(owner=report.sender, purpose="photo", name="现场.jpg", size=500)
    report.photos.update(upload=upload)
    assert signed_in.post(f"{PLACE}photos/{pk}/").status_code == 200
    assert not report.photos.exists() and not Upload.objects.exists()
    assert signed_in.get(f"{PLACE}photos/{pk}/").status_code == 404


def test_a_copy_that_is_no_picture_is_refused_in_words(signed_in):
    answer = add_photo(signed_in, b"MZ" + bytes(500))
    assert (answer.status_code, "不是图片" in answer.json()["refused"]) == (400, True)
    assert not Report.objects.get().photos.exists()


def test_photos_of_one_report_are_bounded(signed_in, monkeypatch):
    monkeypatch.setattr("submissions.actions.drafting.MOST_PHOTOS", 1)
    add_photo(signed_in, None, "1.heic")
    assert "最多 1 张照片" in add_photo(signed_in, None, "2.heic").json()["refused"]


# ------------------------------------------------------------------ Word files in pieces


def send_document(client: Client, data: bytes) -> str:
    headers = {"HTTP_TUS_RESUMABLE": "1.0.0"}
    metadata = "filename 56i/5Lu2LmRvY3g=,purpose ZG9jdW1lbnQ="
    begun = client.post("/submit/uploads/", **headers, HTTP_UPLOAD_LENGTH=str(len(data)), HTTP_UPLOAD_METADATA=metadata)
    place = begun["Location"]
    for start in range(0, len(data), 300):
        client.patch(
            place,
            data[start : start + 300],
            content_type="application/offset+octet-stream",
            **headers,
            HTTP_UPLOAD_OFFSET=str(start),
        )
    return place.rstrip("/").rsplit("/", 1)[-1]


def test_a_word_file_that_came_in_pieces_is_imported(signed_in, django_capture_on_commit_callbacks):
    keep(signed_in, phone="13900001111")
    with django_capture_on_commit_callbacks(execute=True):
        key = send_document(signed_in, REPORT)
        assert signed_in.post(f"{PLACE}word/", {"upload": key}).json() == {"url": PLACE}
    report = Report.objects.get()
    assert (report.title, report.phone, report.original_name) == ("工会送来及时雨", "13900001111", "稿件.docx")
    assert not Upload.objects.exists()
    assert "文件不在了" in signed_in.post(f"{PLACE}word/", {"upload": key}).json()["refused"]


def test_a_word_file_of_anothers_is_not_there(signed_in):
    key = send_document(signed_in, REPORT)
    other = Client()
    other.force_login(make_correspondent("玉树州总工会"))
    answer = other.post(f"/submit/{'e' * 16}/word/", {"upload": key})
    assert "文件不在了" in answer.json()["refused"]


# ------------------------------------------------------------------ the plain text and its form


FORMED = (
    "<h2>一、走进班组</h2><p><strong>送得及时。</strong>水送到了。</p><table><tbody><tr><td>班组</td></tr></tbody></table>"
    "<ul><li>一条</li><li>两条</li></ul><blockquote><p>好。</p><p>很好。</p></blockquote><hr><p>完。</p>"
)


def test_a_text_that_is_left_alone_keeps_its_form():
    assert html_of(text_of(FORMED), FORMED) == FORMED


def test_a_line_that_is_changed_loses_its_form_alone():
    text = text_of(FORMED).replace("水送到了", "西瓜送到了")
    assert html_of(text, FORMED) == FORMED.replace("<strong>送得及时。</strong>水送到了。", "送得及时。西瓜送到了。")


def test_a_table_goes_with_its_line_and_not_otherwise():
    lines = text_of(FORMED).splitlines()
    lines.remove("【表格1】")
    assert "<table>" not in html_of("\n".join(lines), FORMED)
    assert html_of("新的开头\n" + text_of(FORMED), FORMED) == f"<p>新的开头</p>{FORMED}"


TWO = "<p>先。</p>" + "".join(f"<table><tbody><tr><td>{cell}</td></tr></tbody></table>" for cell in ("甲", "乙"))


def test_a_table_keeps_its_number_while_the_form_stays_open_and_is_kept_again_and_again():
    tables = tables_in(TWO)
    without_first = (
        "先。\n【表格2】"  # what the field shows after its line was deleted; keeping does not rewrite the field
    )
    kept = html_of(without_first, TWO, tables=tables)
    assert tables_in(kept) == tables[1:]
    assert html_of(without_first, kept, tables=tables) == kept
    assert text_of(kept, tables=tables) == without_first
    again = html_of("先。\n【表格2】\n【表格1】", kept, tables=tables)  # it was deleted by mistake
    assert tables_in(again) == tables[::-1]
    assert html_of(text_of(again, tables=tables), again, tables=tables) == again


def test_a_table_stands_once_and_one_without_a_number_gets_the_next():
    tables = tables_in(TWO)
    assert html_of("【表格1】\n【表格1】", TWO, tables=tables) == f"{tables[0]}<p>【表格1】</p>"
    third = TWO + "<table><tbody><tr><td>丙</td></tr></tbody></table>"
    assert text_of(third, tables=tables).endswith("【表格3】")


def test_a_word_file_brings_its_tables_numbers_to_the_report(signed_in):
    paper = opened()
    paper.table([["班组", "人数"], ["一班", "12"]])
    paper.table([["季度", "件数"], ["一季度", "30"]])
    paper.put("以上数字由车间工会提供，截至三月底。")
    keep(signed_in, title="")
    report = Report.objects.get()
    report = importing.import_word(report=report, by=report.sender, data=paper.bytes(), name="稿.docx")
    text = text_of(report.body, tables=tables_of(report))
    moved = text.replace("【表格1】", "").replace("【表格2】", "【表格2】\n【表格1】")
    for serial in (report.serial, report.serial + 1):
        keep(signed_in, serial=serial, body=moved)
    report.refresh_from_db()
    assert report.body.index("季度") < report.body.index("班组")
    assert report.body.count("<table>") == 2


def test_a_table_named_without_being_there_is_a_line():
    assert html_of("【表格7】") == "<p>【表格7】</p>"


def test_indents_and_blank_lines_are_no_text():
    assert html_of("\n　　第一段 \r\n\r\n\t第二段\n") == "<p>第一段</p><p>第二段</p>"


def test_the_same_line_twice_keeps_both_forms():
    formed = "<p><strong>好</strong></p><p>好</p>"
    assert html_of(text_of(formed), formed) == formed
