"""A report while its sender writes it: begun, kept, its photos, withdrawn. Every change of its words counts `serial` up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from accounts.lines import on_one_line
from accounts.models import User
from accounts.refusals import NotAllowed
from photos.actions.ingesting import ingest, throw_away
from photos.actions.sweeping import let_go
from submissions.actions import uploading
from submissions.bodies import html_of, tables_of, text_of, without_figures
from submissions.models import Call, Report, ReportEvent, ReportPhoto
from submissions.moves import ReportMove, ReportState, advance, begin
from submissions.placing import numbers_of
from submissions.rules import check_can_contribute, check_can_withdraw, check_can_write, unions_for
from submissions.words import LINES, bylines_for, line_for, note_for, put_body, storable, tidy_name

MOST_PHOTOS = 30
MOST_DRAFTS = 200  # of one person
CAPTION_LENGTH = ReportPhoto._meta.get_field("caption").max_length
CREDIT_LENGTH = ReportPhoto._meta.get_field("credit").max_length


class StaleReport(NotAllowed):
    """The report was changed in another window. `report` is as it is there."""

    def __init__(self, report: Report) -> None:
        super().__init__("您在另一个窗口或另一台设备上改过这篇稿，这一份没有保存。下面是您刚才填的，请核对后再存一次。")
        self.report = report


@dataclass(frozen=True)
class PhotoWords:
    """What the form says of one photo."""

    pk: int
    caption: str
    credit: str


def blank(by: User) -> Report:
    """A report as the form first shows it, not kept yet: the union, and the telephones of last time."""
    report = Report(sender=by, union=by.union, phone=by.phone)
    last = Report.objects.filter(sender=by).exclude(approver="").order_by("-updated_at").first()
    if last is not None:
        report.approver, report.approver_phone = last.approver, last.approver_phone
        report.phone = last.phone or by.phone
    return report


def start(*, key: str, by: User) -> Report:
    """The sender's draft under `key`; begun twice with one key, it is one. Raises NotAllowed where the key is another's."""
    check_can_contribute(by)
    known = Report.objects.filter(key=key).first()
    if known is None:
        if Report.objects.filter(sender=by, state=ReportState.DRAFT).count() >= MOST_DRAFTS:
            raise NotAllowed(f"您有 {MOST_DRAFTS} 篇草稿还没有报送。请先报送或者删去几篇，再写新的。")
        try:
            with transaction.atomic():
                report = blank(by)
                report.key = key
                begin(report)
                report.save()
                audit.record(by=by, verb=ReportMove.START.label, target=report)
                return report
        except IntegrityError:  # the same form, sent at the same moment
            known = Report.objects.get(key=key)
    if known.sender_id != by.pk:
        raise NotAllowed("没有这篇来稿，或者不归您看。")
    return known


@transaction.atomic
def save(
    *,
    report: Report,
    by: User,
    words: Mapping[str, str],
    photos: tuple[PhotoWords, ...] = (),
    serial: int | None = None,
) -> Report:
    """Keep what the form says; fields it does not name stay. `serial` is of the report the form was filled in upon.

    Raises StaleReport where it has changed since into something else, NotAllowed with the sentence where a value cannot be kept.
    """
    report = held(report, by)
    before = _state(report)
    _put_words(report, by, words)
    changed = _put_photos(report, photos)
    if changed or _state(report) != before:
        if serial is not None and serial != report.serial:
            raise StaleReport(Report.objects.get(pk=report.pk))
        _count_up(report)
    return report


def says_the_same(*, report: Report, by: User, words: Mapping[str, str], photos: tuple[PhotoWords, ...] = ()) -> bool:
    """Whether a form says nothing that the report does not say already: it came twice."""
    report = Report.objects.select_related("union", "sender", "call").get(pk=report.pk)
    before, rows = _state(report), {row.pk: row for row in report.photos.all()}
    try:
        _put_words(report, by, words)
    except NotAllowed:
        return False
    told = [(rows[one.pk], one) for one in photos if one.pk in rows]
    captions = all(
        (row.caption, row.credit) == (on_one_line(one.caption), on_one_line(one.credit)) for row, one in told
    )
    return _state(report) == before and captions


def held(report: Report, by: User) -> Report:
    """The report's row, held, if `by` may write in it."""
    report = Report.objects.select_for_update(of=("self",)).select_related("union", "sender", "call").get(pk=report.pk)
    check_can_write(report, by)
    return report


def _count_up(report: Report) -> None:
    report.serial += 1
    report.save()


def _touch(report: Report) -> None:
    """Its photos changed. They are rows of their own and stand in nobody's way: `serial` is of the words."""
    report.save(update_fields=["updated_at"])


def _state(report: Report) -> tuple:
    return tuple(getattr(report, field.attname) for field in Report._meta.concrete_fields if field.name != "updated_at")


def _put_words(report: Report, by: User, words: Mapping[str, str]) -> None:
    union = report.union_id
    for name in LINES:
        if name in words:
            setattr(report, name, line_for(name, words[name]))
    if "note" in words:
        report.note = note_for(words["note"])
    if "authors" in words:
        report.bylines = bylines_for(words["authors"], report.bylines)
    if "body" in words:
        _put_text(report, storable(words["body"]))
    if "union" in words:
        _put_union(report, by, words["union"])
    if "call" in words:
        _put_call(report, words["call"])
    if report.union_id != union and report.call and not report.call.unions.filter(pk=report.union_id).exists():
        raise NotAllowed(f"约稿“{report.call}”没有约{report.union}。请改选供稿单位，或者选“不是应约”。")


def _put_text(report: Report, text: str) -> None:
    numbers = numbers_of(report)
    tables = tables_of(report)
    if text.replace("\r\n", "\n").strip() != text_of(report.body, numbers, tables):
        put_body(report, html_of(text, report.body, numbers, tables))


def _put_union(report: Report, by: User, chosen: str) -> None:
    union = next((one for one in unions_for(by) if str(one.pk) == chosen), None)
    if union is None:
        raise NotAllowed("不能以这个单位的名义供稿。请从名单里选。")
    report.union = union


def _put_call(report: Report, chosen: str) -> None:
    if not chosen:
        report.call = None
        return
    if str(report.call_id) == chosen:
        return
    asked = Call.objects.filter(closed_at=None, unions=report.union)
    call = next((one for one in asked if str(one.pk) == chosen), None)
    if call is None:
        raise NotAllowed("这个约稿已经结束，或者没有约您的单位。请改选，或者选“不是应约”。")
    report.call = call
    report.column = report.column or call.column


def _put_photos(report: Report, told: tuple[PhotoWords, ...]) -> bool:
    """Captions and names, in the order the form gives them. Whether anything changed."""
    rows = {row.pk: row for row in report.photos.all()}
    named = [words for words in told if words.pk in rows]
    order = [words.pk for words in named] + [pk for pk in rows if pk not in {words.pk for words in named}]
    changed = []
    for words in named:
        row = rows[words.pk]
        new = (
            _photo_line(words.caption, CAPTION_LENGTH, "图片说明"),
            _photo_line(words.credit, CREDIT_LENGTH, "摄影者"),
        )
        if (row.caption, row.credit) != new:
            row.caption, row.credit = new
            changed.append(row)
    for place, pk in enumerate(order if named else (), 1):
        if rows[pk].order != place:
            rows[pk].order = place
            changed.append(rows[pk])
    ReportPhoto.objects.bulk_update(changed, ["caption", "credit", "order"])
    return bool(changed)


def _photo_line(value: str, most: int, label: str) -> str:
    line = on_one_line(value)
    if len(line) > most:
        raise NotAllowed(f"{label}有 {len(line)} 个字，最多 {most} 个字。请缩短。")
    return line


def add_photo(*, report: Report, by: User, name: str, preview: BinaryIO | None = None) -> ReportPhoto:
    """A place for a photo whose original is still to come, with its reduced copy where there is one.

    Sent again because the answer was lost, it is the place that is there. Raises NotAllowed with the sentence to show.
    """
    check_can_write(report, by)
    name = tidy_name(name) or "照片"
    copy = ingest(handle=preview, name=name, by=by, union=report.union, once=False) if preview else None
    row = None
    try:
        with transaction.atomic():
            report = held(report, by)
            row = _same_place(report, name, copy.sha256 if copy else "") or _place(report, name=name, preview=copy)
            _touch(report)
    finally:
        if copy is not None and (row is None or row.preview_id != copy.pk):
            throw_away(photo=copy, by=by)  # nobody will ask for it
    return row


def _same_place(report: Report, name: str, sha256: str) -> ReportPhoto | None:
    rows = report.photos.select_related("preview", "upload").filter(name=name, photo=None)
    return next((row for row in rows if (row.preview.sha256 if row.preview else "") == sha256), None)


def _place(report: Report, **fields: object) -> ReportPhoto:
    if report.photos.count() >= MOST_PHOTOS:
        raise NotAllowed(f"一篇稿最多 {MOST_PHOTOS} 张照片。请挑最好的报送。")
    last = report.photos.aggregate(order=Max("order"), number=Max("number"))
    order, number = (last["order"] or 0) + 1, (last["number"] or 0) + 1
    return ReportPhoto.objects.create(report=report, order=order, number=number, **fields)


def add_whole_photo(
    *, report: Report, by: User, handle: BinaryIO, name: str, caption: str = "", credit: str = ""
) -> ReportPhoto:
    """A photo that has come whole, as from a form without scripts or out of a Word file.

    The same picture twice is one. Raises NotAllowed with the sentence to show.
    """
    check_can_write(report, by)
    name = tidy_name(name) or "照片"
    began = timezone.now()
    words = {"caption": caption[:CAPTION_LENGTH], "credit": credit[:CREDIT_LENGTH]}
    photo = ingest(handle=handle, name=name, by=by, union=report.union, **words)
    row = None
    try:
        with transaction.atomic():
            report = held(report, by)
            row = report.photos.filter(photo__sha256=photo.sha256).first()
            if row is None:
                row = _place(report, name=name, photo=photo, **words)
                _touch(report)
    finally:
        if photo.created_at >= began and (row is None or row.photo_id != photo.pk):
            throw_away(photo=photo, by=by)  # it was taken in for this report, which did not take it
    return row


@transaction.atomic
def remove_photo(*, report: Report, by: User, pk: int) -> None:
    """Take a photo out of the report and its text, and what is on its way of it. One that is not there is gone already."""
    report = held(report, by)
    row = report.photos.select_related("upload", "photo", "preview").filter(pk=pk).first()
    if row is None:
        return
    _drop(report, row, by)
    if picture := row.photo or row.preview:
        report.body = without_figures(report.body, picture.key)
        report.save(update_fields=["body"])
    _touch(report)


def _drop(report: Report, row: ReportPhoto, by: User) -> None:
    """A photo leaves its report. One that was never handed in is let go; of one that was, the original stays."""
    if row.upload is not None:
        uploading.give_up(upload=row.upload, by=by)
    row.delete()
    if report.sent_at is None:
        let_go([row.photo, row.preview])


@transaction.atomic
def move_photo(*, report: Report, by: User, pk: int, up: bool) -> None:
    """One place to the front or to the back."""
    report = held(report, by)
    rows = list(report.photos.all())
    at = next((place for place, row in enumerate(rows) if row.pk == pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if to is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for place, row in enumerate(rows, 1):
        row.order = place
    ReportPhoto.objects.bulk_update(rows, ["order"])
    _touch(report)


@transaction.atomic
def withdraw(*, report: Report, by: User) -> Report:
    """The sender takes it back, or throws a draft away. Done twice, it is done once."""
    report = Report.objects.select_for_update(of=("self",)).select_related("union", "sender").get(pk=report.pk)
    check_can_withdraw(report, by)
    advance(report, ReportMove.WITHDRAW)
    report.decided_at = timezone.now()
    report.save()
    if report.sent_at is None:  # a draft that nobody else has read: its photos go with it
        for row in report.photos.select_related("upload", "photo", "preview"):
            _drop(report, row, by)
    ReportEvent.objects.create(report=report, verb=ReportMove.WITHDRAW.label, by=by)
    audit.record(by=by, verb=f"{ReportMove.WITHDRAW.label}来稿", target=report)
    return report
