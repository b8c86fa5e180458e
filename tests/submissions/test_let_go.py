"""What was never handed in goes after a time: photos taken out of drafts, drafts thrown away, drafts with nothing in them."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import AuditEntry, User
from photos.actions import sweeping
from photos.actions.ingesting import ingest
from photos.models import Photo
from photos.renditions import make_renditions
from submissions import tasks
from submissions.actions import drafting
from submissions.actions.sweeping import sweep
from submissions.models import Report, ReportPhoto, Upload, UploadPurpose
from submissions.models.uploads import UPLOAD_HOLDS
from tests.factories import picture_bytes
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db


def add(report: Report, width: int = 900) -> ReportPhoto:
    handle = io.BytesIO(picture_bytes(width, 700))
    return drafting.add_whole_photo(report=report, by=report.sender, handle=handle, name="照.jpg")


def take_out(row: ReportPhoto) -> Photo:
    photo = row.photo or row.preview
    drafting.remove_photo(report=row.report, by=row.report.sender, pk=row.pk)
    photo.refresh_from_db()
    return photo


def time_passes() -> None:
    past = timezone.now() - sweeping.LOOSE_FOR - timedelta(minutes=1)
    Photo.objects.exclude(loose_at=None).update(loose_at=past)


@pytest.fixture
def draft(sender: User) -> Report:
    return make_report(sender.union, by=sender, sent=False)


def test_a_photo_taken_out_of_a_draft_goes_after_its_time_with_its_files(draft, django_capture_on_commit_callbacks):
    photo = take_out(add(draft))
    names = [photo.file.name, *make_renditions(photo)]
    tasks.sweep_uploads()
    assert Photo.objects.filter(pk=photo.pk).exists()  # there is still time
    time_passes()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_uploads()
    assert not Photo.objects.exists()
    assert not any(default_storage.exists(name) for name in names)
    assert AuditEntry.objects.filter(verb="删去图片", target_id=str(photo.pk)).exists()


def test_a_reduced_copy_taken_out_goes_too(draft, sender):
    row = drafting.add_photo(report=draft, by=sender, name="照.jpg", preview=io.BytesIO(picture_bytes()))
    take_out(row)
    time_passes()
    assert sweeping.sweep_loose() == 1


def test_a_photo_that_another_report_shows_stays_and_is_loose_no_more(draft, sender):
    row, other = add(draft), make_report(sender.union, by=sender, sent=False)
    assert add(other).photo == row.photo
    photo = take_out(row)
    time_passes()
    assert sweeping.sweep_loose() == 0
    photo.refresh_from_db()
    assert photo.loose_at is None


def test_a_photo_put_back_in_is_loose_no_more(draft):
    photo = take_out(add(draft))
    time_passes()
    assert add(draft).photo == photo
    assert sweeping.sweep_loose() == 0 and Photo.objects.filter(pk=photo.pk, loose_at=None).exists()


def test_a_photo_swept_while_the_same_one_comes_in_is_kept_anew(draft, monkeypatch):
    photo = take_out(add(draft))
    first = QuerySet.first

    def swept_meanwhile(rows):
        found = first(rows)
        rows.delete()
        return found

    monkeypatch.setattr(QuerySet, "first", swept_meanwhile)
    again = ingest(handle=io.BytesIO(picture_bytes(900, 700)), name="照.jpg", by=draft.sender, union=draft.union)
    assert Photo.objects.get() == again and again.key != photo.key


def test_what_was_handed_in_stays_when_its_sender_takes_it_out_later(draft, sender):
    row = add(draft)
    Report.objects.filter(pk=draft.pk).update(state="returned", sent_at=timezone.now())
    photo = take_out(ReportPhoto.objects.get(pk=row.pk))
    assert photo.loose_at is None


def test_a_draft_thrown_away_takes_its_photos_and_what_is_on_their_way(draft, sender):
    add(draft)
    waits = drafting.add_photo(report=draft, by=sender, name="慢.jpg")
    ReportPhoto.objects.filter(pk=waits.pk).update(
        upload=Upload.objects.create(owner=sender, purpose=UploadPurpose.PHOTO, name="慢.jpg", size=500)
    )
    drafting.withdraw(report=draft, by=sender)
    assert not draft.photos.exists() and not Upload.objects.exists()
    time_passes()
    assert sweeping.sweep_loose() == 1


def test_a_report_taken_back_after_it_was_handed_in_keeps_its_photos(sender):
    report = make_report(sender.union, by=sender, photos=1)
    drafting.withdraw(report=report, by=sender)
    assert report.photos.count() == 1 and Photo.objects.get().loose_at is None


def test_a_draft_with_nothing_in_it_is_not_listed_and_goes_after_its_time(signed_in, sender):
    empty = drafting.start(key="e" * 16, by=sender)
    written = make_report(sender.union, by=sender, sent=False, title="写着的")
    with_photo = drafting.start(key="f" * 16, by=sender)
    drafting.add_photo(report=with_photo, by=sender, name="照.jpg")
    shown = signed_in.get("/submit/").content.decode()
    assert empty.key not in shown and written.key in shown and with_photo.key in shown
    sweep()
    assert Report.objects.count() == 3
    Report.objects.update(updated_at=timezone.now() - UPLOAD_HOLDS - timedelta(minutes=1))
    sweep()
    assert not Report.objects.filter(pk=empty.pk).exists() and Report.objects.count() == 2
    assert AuditEntry.objects.filter(verb="清理空白草稿", target_id=str(empty.pk)).exists()
