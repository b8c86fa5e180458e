"""What no page of ours sends: requests made by hand, a disk that is full, files that leave nothing behind."""

from __future__ import annotations

import base64
import errno
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from bench.word_paper import Paper
from photos.models import Photo
from submissions import upload_files
from submissions.actions import calling, countersigning, drafting, importing, uploading
from submissions.models import Report, ReportPhoto, Upload, UploadPurpose
from tests.factories import make_person, picture_bytes
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


@pytest.fixture
def draft(sender: User) -> Report:
    return make_report(sender.union, by=sender, sent=False)


def keep(client: Client, report: Report, raw: str):
    return client.post(reverse("submissions:keep", args=[report.key]), raw, content_type="application/json")


@pytest.mark.parametrize(
    "raw",
    [
        '{"words": {}, "photos": [], "serial": 1e999}',
        '{"words": {}, "photos": [{"pk": 1e999, "caption": "", "credit": ""}], "serial": 1}',
        "[" * 100_000,
    ],
)
def test_json_that_no_number_or_stack_can_hold_is_refused_in_a_sentence(signed_in, draft, raw):
    response = keep(signed_in, draft, raw)
    assert response.status_code == 400 and response.json()["refused"].startswith("自动保存的内容不完整")


def test_halves_of_characters_are_left_out_of_every_field(signed_in, draft):
    raw = '{"words": {"title": "\\ud800标题", "note": "\\udfff话\\u0000", "body": "正文\\ud800"}, "photos": [], "serial": %d}'
    assert keep(signed_in, draft, raw % draft.serial).status_code == 200
    draft.refresh_from_db()
    assert (draft.title, draft.note, draft.plain_text) == ("标题", "话", "正文")


def test_a_call_by_a_number_of_five_thousand_figures_is_none(signed_in, draft):
    response = signed_in.post(reverse("submissions:report", args=[draft.key]), {"call": "9" * 5000})
    assert response.status_code == 400 and "这个约稿已经结束" in response.content.decode()


def test_marks_of_no_width_go_from_what_was_pasted_and_leave_no_space(draft, sender):
    words = {"title": "海西州\u200b总工会\ufeff开展\t慰问", "authors": "张\u200b三、李四"}
    report = drafting.save(report=draft, by=sender, words=words)
    assert report.title == "海西州总工会开展 慰问" and report.bylines == [["张三", ""], ["李四", ""]]


def test_a_photo_is_called_by_its_file_alone_whatever_name_was_sent(signed_in, draft):
    names = {"../../etc/passwd": "passwd", "a\u202egpj.exe": "agpj.exe", "甲\0.jpg": "甲.jpg", "\0": "照片"}
    for name, kept in names.items():
        signed_in.post(reverse("submissions:add-photo", args=[draft.key]), {"name": name})
        assert draft.photos.last().name == kept


def test_what_a_file_is_told_with_may_be_no_base64_at_all(signed_in):
    told = f"purpose {base64.b64encode(b'document').decode()},filename \xe9\xe9"
    response = signed_in.post(reverse("submissions:uploads"), HTTP_UPLOAD_LENGTH="10", HTTP_UPLOAD_METADATA=told, **TUS)
    assert response.status_code == 201 and Upload.objects.get().name == "未命名"


def test_a_safe_request_does_not_turn_into_one_that_deletes(sender):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sender)
    upload = uploading.begin(by=sender, purpose=UploadPurpose.DOCUMENT, name="a.docx", size=100)
    address = reverse("submissions:upload", args=[upload.key])
    assert client.get(address, HTTP_X_HTTP_METHOD_OVERRIDE="DELETE", **TUS).status_code == 405
    assert client.post(address, HTTP_X_HTTP_METHOD_OVERRIDE="DELETE", **TUS).status_code == 403
    assert Upload.objects.exists()


def test_an_upload_given_up_in_another_window_is_gone_for_the_piece_on_its_way(sender):
    upload = uploading.begin(by=sender, purpose=UploadPurpose.DOCUMENT, name="a.docx", size=100)
    uploading.give_up(upload=upload, by=sender)
    with pytest.raises(uploading.Gone):
        uploading.receive(upload=upload, offset=0, body=io.BytesIO(b"PK\x03\x04" * 25), length=100)


# --- a full disk ------------------------------------------------------------------------------------------------------
@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch):
    """Every write stops half-way."""
    save = FileSystemStorage._save

    def half(self, name, content):
        save(self, name, ContentFile(content.read(8)))
        raise OSError(errno.ENOSPC, "No space left on device")

    def fill() -> None:
        monkeypatch.setattr(FileSystemStorage, "_save", half)

    return fill


def stored() -> set[str]:
    found, folders = set(), [""]
    while folders:
        folder = folders.pop()
        below, files = default_storage.listdir(folder)
        found |= {f"{folder}{name}" for name in files}
        folders += [f"{folder}{name}/" for name in below]
    return found


def test_a_full_disk_refuses_a_piece_for_now_and_keeps_what_had_come(signed_in, sender, monkeypatch):
    upload = uploading.begin(by=sender, purpose=UploadPurpose.DOCUMENT, name="a.docx", size=100)
    address = reverse("submissions:upload", args=[upload.key])

    def put(offset: int):
        kind = "application/offset+octet-stream"
        return signed_in.patch(address, b"PK\x03\x04" * 10, content_type=kind, HTTP_UPLOAD_OFFSET=str(offset), **TUS)

    assert put(0).status_code == 204
    with monkeypatch.context() as patch:
        patch.setattr(upload_files.os, "fsync", lambda file: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        response = put(40)
    assert response.status_code == 507 and "存不下" in response.content.decode()
    upload.refresh_from_db()
    assert upload.offset == 40 and put(40).status_code == 204


def test_a_photo_for_which_there_is_no_disk_leaves_no_row_and_no_file(draft, sender, full_disk):
    drafting.add_photo(report=draft, by=sender, name="先.jpg", preview=io.BytesIO(picture_bytes()))
    before = stored()
    full_disk()
    with pytest.raises(NotAllowed, match="存不下文件"):
        drafting.add_photo(report=draft, by=sender, name="后.jpg", preview=io.BytesIO(picture_bytes(700)))
    assert stored() == before and Photo.objects.count() == ReportPhoto.objects.count() == 1


def test_a_word_file_for_which_there_is_no_disk_leaves_the_one_before(draft, sender, full_disk):
    def paper(text: str) -> bytes:
        made = Paper()
        made.put(text)
        return made.bytes()

    report = importing.import_word(
        report=draft, by=sender, data=paper("第一份稿件的正文，写得很清楚。"), name="一.docx"
    )
    before, body = stored(), report.body
    full_disk()
    with pytest.raises(NotAllowed, match="存不下文件"):
        importing.import_word(report=report, by=sender, data=paper("第二份稿件的正文，写得更清楚。"), name="二.docx")
    report.refresh_from_db()
    assert stored() == before and (report.body, report.original_name) == (body, "一.docx")
    assert report.original.storage.exists(report.original.name)


# --- nothing half-made ------------------------------------------------------------------------------------------------
def test_a_photo_too_many_or_sent_again_leaves_no_picture_behind(draft, sender, monkeypatch):
    monkeypatch.setattr(drafting, "MOST_PHOTOS", 1)

    def add(width: int = 900) -> ReportPhoto:
        return drafting.add_photo(report=draft, by=sender, name="照.jpg", preview=io.BytesIO(picture_bytes(width)))

    first = add()
    assert add() == first
    with pytest.raises(NotAllowed, match="最多 1 张"):
        add(901)
    with pytest.raises(NotAllowed, match="最多 1 张"):
        drafting.add_whole_photo(report=draft, by=sender, handle=io.BytesIO(picture_bytes(902)), name="整.jpg")
    assert Photo.objects.count() == 1


def test_what_finds_no_place_is_forgotten_with_its_files(draft, sender, django_capture_on_commit_callbacks):
    drafting.add_photo(report=draft, by=sender, name="照.jpg", preview=io.BytesIO(picture_bytes()))
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        drafting.add_photo(report=draft, by=sender, name="照.jpg", preview=io.BytesIO(picture_bytes()))
    assert stored() == before


def test_drafts_of_one_person_are_bounded(sender, monkeypatch):
    monkeypatch.setattr(drafting, "MOST_DRAFTS", 1)
    first = drafting.start(key="0" * 16, by=sender)
    with pytest.raises(NotAllowed, match="1 篇草稿还没有报送"):
        drafting.start(key="1" * 16, by=sender)
    assert drafting.start(key="0" * 16, by=sender) == first
    drafting.withdraw(report=first, by=sender)
    assert drafting.start(key="1" * 16, by=sender).pk


def test_a_call_is_not_answered_for_a_union_that_it_did_not_ask(draft, sender):
    above, below = draft.union, Union.objects.named("格尔木市总工会")
    Union.objects.filter(pk=below.pk).update(parent=above)
    countersigning.set_countersigning(union=above, by=make_person(Role.OPERATOR), sees=True, required=False)
    call = calling.make_call(
        by=make_person(Role.EDITOR), topic="班组的一天", deadline=timezone.localdate(), unions=[above]
    )
    drafting.save(report=draft, by=sender, words={"call": str(call.pk)})
    call.unions.clear()  # let off; who is writing may finish it
    drafting.save(report=draft, by=sender, words={"union": str(above.pk), "call": str(call.pk), "title": "写着的"})
    with pytest.raises(NotAllowed, match="没有约格尔木市总工会"):
        drafting.save(report=draft, by=sender, words={"union": str(below.pk), "call": str(call.pk)})
    report = drafting.save(report=draft, by=sender, words={"union": str(below.pk), "call": ""})
    assert (report.union, report.call) == (below, None)
