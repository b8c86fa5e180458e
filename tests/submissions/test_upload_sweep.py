"""Uploads that came to nothing: swept after their time, and what who comes back to one reads."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from photos.models import Photo
from submissions import tasks, upload_files
from submissions.actions import sweeping, taking
from submissions.models import Upload
from tests.factories import picture_bytes
from tests.submissions.test_uploads import EXE, TUS, patch, send, started

pytestmark = pytest.mark.django_db


def test_an_upload_that_was_never_finished_is_swept_after_its_time(signed_in, row):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    patch(signed_in, address, 0, data[:2000])
    path = upload_files.path_of(Upload.objects.get())
    assert sweeping.sweep() == 0
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert patch(signed_in, address, 2000, data[2000:]).status_code == 410
    assert signed_in.head(address, **TUS).status_code == 410
    assert sweeping.sweep() == 1
    assert not path.exists()
    row.refresh_from_db()
    assert row.upload is None


def test_who_comes_back_after_the_sweep_reads_what_to_do_and_begins_anew(signed_in, row):
    data = picture_bytes()
    address = started(signed_in, row, len(data))
    patch(signed_in, address, 0, data[:2000])
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    late = patch(signed_in, address, 2000, data[2000:])
    assert late.status_code == 410 and "请重新选择文件" in late.content.decode()
    tasks.sweep_uploads()
    assert signed_in.head(address, **TUS).status_code == 404
    assert patch(signed_in, address, 2000, data[2000:]).status_code == 404
    told = signed_in.get(f"/submit/{row.report.key}/photos/{row.pk}/").json()
    assert (told["arrived"], told["trouble"], told["upload"]) == (False, True, "")
    assert told["status"] == "原图还没有传到。再选一次这张照片，就会传。"
    assert not Photo.objects.exists() and not upload_files.path_of(Upload(key=address.split("/")[-2])).exists()
    assert send(signed_in, row, data).status_code == 204
    row.refresh_from_db()
    taking.take_in(upload=row.upload)
    row.refresh_from_db()
    assert row.photo is not None


def test_why_a_photo_was_refused_outlives_the_sweep(signed_in, row):
    send(signed_in, row, EXE, "照片.jpg")
    Upload.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert sweeping.sweep() == 0


def test_a_stray_file_goes_after_a_day(settings, row):
    stray = upload_files.folder() / "00000000000000000000000000000000.part"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"x")
    sweeping.sweep()
    assert stray.exists()
    os.utime(stray, (time.time() - 90_000,) * 2)
    sweeping.sweep()
    assert not stray.exists()
