"""Photos handed in from a page of the desk: who may, what is taken, and in which words the rest is refused."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.roles import Role
from photos.models import Photo
from tests.factories import make_person, make_photo, picture_bytes

pytestmark = pytest.mark.django_db
ADDRESS = "/photos/upload/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_person(Role.EDITOR))
    return client


def upload(client: Client, data: bytes, name: str = "现场.jpg", kind: str = "image/jpeg"):
    return client.post(ADDRESS, {"upload": SimpleUploadedFile(name, data, kind)})


def test_strangers_are_told_to_sign_in(client):
    answer = upload(client, picture_bytes())
    assert answer.status_code == 401
    assert "登录" in answer.json()["refused"]


def test_members_are_refused(client):
    client.force_login(make_person())
    answer = upload(client, picture_bytes())
    assert answer.status_code == 403
    assert not Photo.objects.exists()


def test_a_post_without_the_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person(Role.EDITOR))
    assert upload(client, picture_bytes()).status_code == 403
    assert not Photo.objects.exists()


def test_a_photo_is_kept_and_its_address_given(editor):
    answer = upload(editor, picture_bytes(1200, 800))
    photo = Photo.objects.get()
    assert answer.json() == {"url": f"/photos/{photo.key}/", "width": 1200, "height": 800}
    assert AuditEntry.objects.filter(verb="上传图片").count() == 1


def test_the_same_photo_twice_is_one(editor):
    addresses = {upload(editor, picture_bytes(1200, 801)).json()["url"] for _ in range(2)}
    assert len(addresses) == 1


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"<script>alert(1)</script>", "真照片.jpg", "不是图片"),
        (b"%PDF-1.7 ...", "照片.png", "不是图片"),
        (picture_bytes()[:5000], "断了.jpg", "已损坏"),
        (b"", "空.jpg", "空文件"),
        (picture_bytes(90, 90), "小.jpg", "太小"),
    ],
)
def test_what_lies_about_its_kind_or_cannot_be_printed_is_refused_in_words(editor, data, name, says):
    answer = upload(editor, data, name)
    assert answer.status_code == 400
    assert says in answer.json()["refused"]
    assert not Photo.objects.exists()


def test_a_picture_that_is_another_kind_than_it_says_is_taken_for_what_it_is(editor):
    assert upload(editor, picture_bytes(format_="PNG"), "其实是.jpg").status_code == 200
    assert Photo.objects.get().format == "PNG"


def test_no_file_is_refused_in_words(editor):
    assert "没有收到图片" in editor.post(ADDRESS).json()["refused"]


def test_who_took_a_photo_is_asked_and_told(editor):
    photo = make_photo(make_person(Role.EDITOR), credit="李雪莲")
    address = reverse("photos:credit", args=[photo.key])
    assert editor.get(address).json()["credit"] == "李雪莲"
    assert editor.post(address, {"credit": " 马\x07青山 "}).json()["credit"] == "马青山"
    entry = AuditEntry.objects.get(verb="改摄影者")
    assert entry.changes == {"before": "李雪莲", "after": "马青山"}


def test_a_name_too_long_is_refused_in_words(editor):
    photo = make_photo(make_person(Role.EDITOR))
    answer = editor.post(reverse("photos:credit", args=[photo.key]), {"credit": "长" * 61})
    assert "最多 60 个字" in answer.json()["refused"]


def test_members_name_nobody(client):
    photo = make_photo(make_person(Role.EDITOR))
    client.force_login(make_person())
    assert client.post(reverse("photos:credit", args=[photo.key]), {"credit": "我"}).status_code == 403
