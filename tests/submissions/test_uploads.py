"""Files in pieces: the tus protocol to the letter, weak links, and what must not come in."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts.refusals import NotAllowed
from accounts.roles import Role
from photos.actions.ingesting import ingest
from photos.models import Photo
from submissions import tasks, upload_files
from submissions.actions import drafting, sending, taking, uploading
from submissions.models import ReportPhoto, Upload, UploadPurpose
from tests.factories import make_person, picture_bytes
from tests.submissions.conftest import make_correspondent
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db
PLACE = "/submit/uploads/"
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
EXE = b"MZ\x90\x00" + bytes(range(256)) * 40
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' + b" " * 400


def told(**values: object) -> str:
    return ",".join(f"{name} {base64.b64encode(str(value).encode()).decode()}" for name, value in values.items())


def begin(client: Client, size: int, **values: object):
    return client.post(PLACE, **TUS, HTTP_UPLOAD_LENGTH=str(size), HTTP_UPLOAD_METADATA=told(**values))


def started(client: Client, row: ReportPhoto, size: int, name: str = "现场.jpg") -> str:
    answer = begin(client, size, filename=name, photo=row.pk)
    assert answer.status_code == 201, answer.content.decode()
    return answer["Location"]


def patch(client: Client, address: str, offset: object, data: bytes, **headers):
    kind = headers.pop("content_type", "application/offset+octet-stream")
    return client.patch(address, data, content_type=kind, **TUS, HTTP_UPLOAD_OFFSET=str(offset), **headers)


def how_much(client: Client, address: str) -> int:
    answer = client.head(address, **TUS)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return int(answer["Upload-Offset"])


def send(client: Client, row: ReportPhoto, data: bytes, name: str = "现场.jpg"):
    return patch(client, started(client, row, len(data), name), 0, data)


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are lost on their way."""
    monkeypatch.setattr(tasks.take_in, "delay", lambda upload_id: None)


# ------------------------------------------------------------------ doors


def test_strangers_are_told_to_sign_in(client):
    answer = begin(client, 10, filename="a.jpg")
    assert answer.status_code == 401
    assert "登录" in answer.json()["refused"]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EDITOR])
def test_who_is_no_correspondent_sends_nothing(client, role):
    client.force_login(make_person(role))
    assert begin(client, 10, filename="a.jpg").status_code == 403
    assert not Upload.objects.exists()


def test_a_request_without_the_token_is_refused(sender, row):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sender)
    assert begin(client, 10, filename="a.jpg", photo=row.pk).status_code == 403


def test_anothers_upload_is_not_there(signed_in, row):
    address = started(signed_in, row, 5000)
    other = Client()
    other.force_login(make_correspondent())  # a colleague of the same union, even
    for answer in (other.head(address, **TUS), patch(other, address, 0, b"x"), other.delete(address, **TUS)):
        assert answer.status_code == 404
        assert answer["Tus-Resumable"] == "1.0.0"
    assert Upload.objects.get().offset == 0


def test_a_photo_of_anothers_report_takes_no_original(row):
    other = Client()
    other.force_login(make_correspondent())
    assert begin(other, 10, filename="a.jpg", photo=row.pk).status_code == 404


# ------------------------------------------------------------------ the protocol


def test_it_says_what_it_can(signed_in):
    answer = signed_in.options(PLACE)
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,expiration,checksum,termination"
    assert answer["Tus-Max-Size"] == str(40 * 1024 * 1024)
    assert "sha1" in answer["Tus-Checksum-Algorithm"].split(",")


def test_another_version_is_not_spoken(signed_in, row):
    for answer in (signed_in.post(PLACE, HTTP_TUS_RESUMABLE="0.2.2"), signed_in.post(PLACE)):
        assert answer.status_code == 412
        assert answer["Tus-Version"] == "1.0.0"


def test_a_photo_comes_in_pieces_and_becomes_the_photo_of_its_report(
    signed_in, row, django_capture_on_commit_callbacks
):
    data = picture_bytes(1600, 1200)
    address = started(signed_in, row, len(data))
    first = patch(signed_in, address, 0, data[:3000])
    assert (first.status_code, first["Upload-Offset"]) == (204, "3000")
    assert "GMT" in first["Upload-Expires"]
    assert how_much(signed_in, address) == 3000
    with django_capture_on_commit_callbacks(execute=True):
        assert patch(signed_in, address, 3000, data[3000:])["Upload-Offset"] == str(len(data))
    row.refresh_from_db()
    assert (row.photo.width, row.photo.height, row.photo.union) == (1600, 1200, row.report.union)
    assert row.upload.sha256 == hashlib.sha256(data).hexdigest()
    assert upload_files.size_of(row.upload) == 0


def test_a_piece_sent_twice_changes_nothing(signed_in, row):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    patch(signed_in, address, 0, data[:2000])
    assert patch(signed_in, address, 0, data[:2000]).status_code == 409
    assert how_much(signed_in, address) == 2000
    assert upload_files.path_of(Upload.objects.get()).read_bytes() == data[:2000]


def test_a_piece_out_of_order_changes_nothing(signed_in, row):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    assert patch(signed_in, address, 4000, data[4000:]).status_code == 409
    assert how_much(signed_in, address) == 0


def test_a_piece_after_the_end_is_refused(signed_in, row, no_worker):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    patch(signed_in, address, 0, data)
    assert patch(signed_in, address, len(data), b"more").status_code == 413
    assert how_much(signed_in, address) == len(data)


@pytest.mark.parametrize("offset", ["", "-1", "x", "1e3", "٣", "9" * 40])
def test_an_offset_that_is_no_number_is_refused(signed_in, row, offset):
    assert patch(signed_in, started(signed_in, row, 5000), offset, b"x").status_code == 400


def test_a_piece_of_another_type_is_refused(signed_in, row):
    address = started(signed_in, row, 5000)
    assert patch(signed_in, address, 0, b"x", content_type="image/jpeg").status_code == 415


@pytest.mark.parametrize("size", ["", "0", "-5", "x"])
def test_a_file_without_a_size_is_not_begun(signed_in, row, size):
    answer = begin(signed_in, size, filename="a.jpg", photo=row.pk)
    assert answer.status_code in {400, 413}
    assert not Upload.objects.exists()


def test_a_method_the_protocol_does_not_know_is_refused(signed_in, row):
    assert signed_in.put(started(signed_in, row, 5000), **TUS).status_code == 405
    assert signed_in.get(PLACE, **TUS).status_code == 405


def test_where_a_link_lets_through_post_alone_it_may_stand_for_patch(signed_in, row):
    address = started(signed_in, row, 5000)
    answer = signed_in.post(
        address,
        picture_bytes()[:700],
        content_type="application/offset+octet-stream",
        **TUS,
        HTTP_UPLOAD_OFFSET="0",
        HTTP_X_HTTP_METHOD_OVERRIDE="PATCH",
    )
    assert answer["Upload-Offset"] == "700"


@pytest.mark.parametrize("name", ["sha1", "sha256", "md5"])
def test_a_piece_changed_on_its_way_is_not_taken(signed_in, row, name):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    right = base64.b64encode(hashlib.new(name, data[:2000]).digest()).decode()
    answer = patch(signed_in, address, 0, b"\xff\xd8\xff" + data[3:1999] + b"!", HTTP_UPLOAD_CHECKSUM=f"{name} {right}")
    assert answer.status_code == 460
    assert how_much(signed_in, address) == 0
    assert patch(signed_in, address, 0, data[:2000], HTTP_UPLOAD_CHECKSUM=f"{name} {right}").status_code == 204
    assert how_much(signed_in, address) == 2000


def test_a_checksum_of_an_unknown_kind_is_refused(signed_in, row):
    answer = patch(signed_in, started(signed_in, row, 500), 0, b"x", HTTP_UPLOAD_CHECKSUM="crc32 AAAA")
    assert answer.status_code == 400


def test_an_upload_given_up_leaves_nothing(signed_in, row, django_capture_on_commit_callbacks):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    patch(signed_in, address, 0, data[:2000])
    path = upload_files.path_of(Upload.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.delete(address, **TUS).status_code == 204
    assert not path.exists()
    assert signed_in.head(address, **TUS).status_code == 404


# ------------------------------------------------------------------ breaks and crashes


class Breaking(io.BytesIO):
    """A link that breaks after some bytes."""

    def read(self, size: int = -1, /) -> bytes:
        data = super().read(min(size, 1000))
        if not data:
            raise OSError("the link broke")
        return data


def test_what_came_before_a_link_broke_is_kept(signed_in, row):
    data = picture_bytes()
    started(signed_in, row, len(data))
    upload = uploading.receive(upload=Upload.objects.get(), offset=0, body=Breaking(data[:2500]), length=len(data))
    assert upload.offset == 2500
    assert upload_files.path_of(upload).read_bytes() == data[:2500]


def test_bytes_written_but_never_recorded_are_cut_off(signed_in, row, no_worker):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    patch(signed_in, address, 0, data[:2000])
    path = upload_files.path_of(Upload.objects.get())
    path.write_bytes(data[:2000] + b"half a slice that no row knows of")
    assert how_much(signed_in, address) == 2000
    assert patch(signed_in, address, 2000, data[2000:]).status_code == 204
    assert path.read_bytes() == data


def test_a_file_that_lost_its_end_goes_on_from_there(signed_in, row, no_worker):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    patch(signed_in, address, 0, data[:2000])
    path = upload_files.path_of(Upload.objects.get())
    path.write_bytes(data[:1500])
    assert patch(signed_in, address, 2000, data[2000:]).status_code == 409
    assert how_much(signed_in, address) == 1500
    assert patch(signed_in, address, 1500, data[1500:]).status_code == 204
    assert path.read_bytes() == data


def test_a_job_that_was_lost_is_found_and_done(signed_in, row, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(tasks.take_in, "delay", lambda upload_id: None)
        send(signed_in, row, picture_bytes())
    Upload.objects.update(finished_at=timezone.now() - timedelta(minutes=6))
    tasks.sweep_uploads()
    row.refresh_from_db()
    assert row.photo is not None
    taking.take_in(upload=row.upload)
    assert Photo.objects.count() == 1


def test_a_photo_that_no_worker_gets_through_is_refused_in_words_when_its_time_is_over(signed_in, row, monkeypatch):
    monkeypatch.setattr(tasks.take_in, "delay", lambda upload_id: None)
    send(signed_in, row, picture_bytes())
    tasks.sweep_uploads()
    assert Upload.objects.get().refusal == ""  # there is still time
    Upload.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    tasks.sweep_uploads()
    upload = Upload.objects.get()
    assert "一直没有处理成" in upload.refusal and "再传一次" in upload.refusal
    assert not upload_files.path_of(upload).exists()
    assert taking.waiting_to_be_taken_in(timedelta(0)) == []
    tasks.sweep_uploads()
    assert Upload.objects.get().refusal == upload.refusal


def test_a_photo_whose_place_went_while_it_was_read_leaves_nothing(signed_in, row, no_worker, monkeypatch):
    send(signed_in, row, picture_bytes())
    upload = Upload.objects.get()

    def taken_out_meanwhile(**options):
        photo = ingest(**options)
        ReportPhoto.objects.filter(pk=row.pk).delete()
        return photo

    monkeypatch.setattr(taking, "ingest", taken_out_meanwhile)
    taking.take_in(upload=upload)
    assert not Photo.objects.exists()
    assert not upload_files.path_of(upload).exists()


def test_another_original_takes_the_place_of_one_that_was_broken_off(signed_in, row):
    old = started(signed_in, row, 5000)
    new = started(signed_in, row, 6000)
    assert old != new
    assert signed_in.head(old, **TUS).status_code == 404


# ------------------------------------------------------------------ bad input


@pytest.mark.parametrize("data", [EXE, SVG, b"%PDF-1.7" + b" " * 400, b"GIF89a" + bytes(400)])
def test_what_is_no_photo_is_refused_at_its_first_piece(signed_in, row, data):
    address = started(signed_in, row, 30_000_000, "照片.jpg")
    answer = patch(signed_in, address, 0, data)
    assert answer.status_code == 415
    assert "“照片.jpg”不是照片" in answer.content.decode()
    assert Upload.objects.get().refusal.startswith("“照片.jpg”不是照片")
    assert upload_files.size_of(Upload.objects.get()) == 0
    assert signed_in.head(address, **TUS).status_code == 410
    assert patch(signed_in, address, 0, data).status_code == 415


def test_a_first_piece_of_one_byte_opens_no_back_door(signed_in, row):
    address = started(signed_in, row, len(EXE))
    assert patch(signed_in, address, 0, EXE[:1]).status_code == 204
    assert patch(signed_in, address, 1, EXE[1:]).status_code == 415


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "不是图片|已损坏"),
        (picture_bytes()[:4000], "已损坏"),
        (picture_bytes(150, 150), "太小"),
    ],
    ids=["a photo by its first bytes alone", "cut short", "too small"],
)
def test_what_turns_out_to_be_no_photo_is_told_and_leaves_nothing(
    signed_in, row, data, says, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert send(signed_in, row, data).status_code == 204
    upload = Upload.objects.get()
    assert re.search(says, upload.refusal)
    assert upload_files.size_of(upload) == 0
    assert not Photo.objects.exists()


def test_a_photo_of_thirty_thousand_pixels_a_side_is_refused_by_its_head(
    signed_in, row, django_capture_on_commit_callbacks
):
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with django_capture_on_commit_callbacks(execute=True):
        send(signed_in, row, out.getvalue(), "大图.png")
    assert "像素" in Upload.objects.get().refusal
    assert not Photo.objects.exists()


def test_a_file_too_large_is_refused_before_it_travels(signed_in, row):
    answer = begin(signed_in, 40 * 1024 * 1024 + 1, filename="大.jpg", photo=row.pk)
    assert answer.status_code == 413
    assert "超过 40 MB" in answer.content.decode()
    assert begin(signed_in, 31 * 1024 * 1024, filename="稿.docx", purpose="document").status_code == 413


def test_what_one_person_has_on_the_way_is_bounded(sender, monkeypatch):
    monkeypatch.setattr(uploading, "MOST_AT_ONCE", 2)
    for _ in range(2):
        uploading.begin(by=sender, purpose=UploadPurpose.DOCUMENT, name="稿.docx", size=100)
    with pytest.raises(NotAllowed, match="还没有传完"):
        uploading.begin(by=sender, purpose=UploadPurpose.DOCUMENT, name="稿.docx", size=100)
    monkeypatch.setattr(uploading, "MOST_AT_ONCE", 60)
    monkeypatch.setattr(uploading, "MOST_BYTES", 250)
    with pytest.raises(NotAllowed, match="还没有传完"):
        uploading.begin(by=sender, purpose=UploadPurpose.DOCUMENT, name="稿.docx", size=100)


def test_a_name_with_a_path_in_it_is_a_name(sender):
    upload = uploading.begin(by=sender, purpose=UploadPurpose.DOCUMENT, name="C:\\桌面\\..\\稿\n件.docx", size=100)
    assert upload.name == "稿 件.docx"
    assert upload_files.path_of(upload).parent == upload_files.folder()


def test_a_report_that_was_withdrawn_takes_no_photo(signed_in, sender, row):
    drafting.withdraw(report=row.report, by=sender)
    assert begin(signed_in, 5000, filename="a.jpg", photo=row.pk).status_code == 404  # the draft went with its photos
    report = make_report(sender.union, by=sender, sent=False)
    row = drafting.add_photo(report=report, by=sender, name="现场.jpg")
    drafting.withdraw(report=sending.send(report=report, by=sender), by=sender)
    answer = begin(signed_in, 5000, filename="a.jpg", photo=row.pk)
    assert answer.status_code == 413
    assert "不用再传" in answer.content.decode()


# ------------------------------------------------------------------ the reduced copy goes first


def reduced(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        out = io.BytesIO()
        image.resize((600, 400)).save(out, "JPEG", quality=60)
    return out.getvalue()


def test_the_original_takes_the_place_of_its_reduced_copy(signed_in, sender, django_capture_on_commit_callbacks):
    data = picture_bytes(2400, 1600)
    report = drafting.start(key="0123456789abcdef", by=sender)
    row = drafting.add_photo(report=report, by=sender, name="现场.jpg", preview=io.BytesIO(reduced(data)))
    assert (row.photo, row.preview.width) == (None, 600)
    with django_capture_on_commit_callbacks(execute=True):
        send(signed_in, row, data)
    row.refresh_from_db()
    assert row.photo == row.preview  # the same key: what shows the copy now shows the original
    assert (row.photo.width, row.photo.height) == (2400, 1600)
    assert signed_in.get(f"/photos/{row.photo.key}/w1600.webp").status_code == 200


def test_another_picture_does_not_take_its_place(signed_in, sender, django_capture_on_commit_callbacks):
    report = drafting.start(key="0123456789abcdef", by=sender)
    copy = reduced(picture_bytes(2400, 1600))
    row = drafting.add_photo(report=report, by=sender, name="现场.jpg", preview=io.BytesIO(copy))
    out = io.BytesIO()
    Image.radial_gradient("L").resize((2400, 1600)).convert("RGB").save(out, "JPEG")
    with django_capture_on_commit_callbacks(execute=True):
        send(signed_in, row, out.getvalue())
    row.refresh_from_db()
    assert row.photo is None
    assert "不是同一张" in row.upload.refusal
    assert row.preview.width == 600
