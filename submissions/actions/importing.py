"""A Word file becomes a report: fields filled in, pictures taken out, the file itself kept."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from manuscripts.blocks import Block, Figure
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html, to_html
from manuscripts.word import WordError, WordReport, read_word
from photos.storing import store_in
from submissions import upload_files
from submissions.actions import drafting, uploading
from submissions.actions.uploading import LARGEST_DOCUMENT
from submissions.bodies import tables_in, tables_of, without_figures
from submissions.models import Report, Upload, UploadPurpose
from submissions.rules import check_can_write
from submissions.words import put_body, tidy_name

PHONES = ("电话", "手机")
_HEADS = ("kicker", "title", "subtitle", "contributor")


def import_upload(*, report: Report, by: User, upload: Upload) -> Report:
    """Import a document that came in pieces. Raises NotAllowed where it has not come whole, or cannot be read."""
    if upload.owner_id != by.pk or upload.purpose != UploadPurpose.DOCUMENT or upload.finished_at is None:
        raise NotAllowed("文件还没有传完。请等传完再导入。")
    path = upload_files.path_of(upload)
    if not path.exists():
        raise NotAllowed("文件在服务器上没有存好。请再选一次。")
    try:
        return import_word(report=report, by=by, data=path.read_bytes(), name=upload.name)
    finally:
        uploading.give_up(upload=upload, by=by)


def import_word(*, report: Report, by: User, data: bytes, name: str) -> Report:
    """Read a .docx (or .doc, .wps where they can be converted) into the report, and keep the file.

    Lines that are filled in stay; a text that was typed stays, too, and what is imported comes after it. Raises NotAllowed with
    the sentence to show; then nothing has changed.
    """
    check_can_write(report, by)
    if len(data) > LARGEST_DOCUMENT:
        raise NotAllowed(
            f"“{name}”超过 {LARGEST_DOCUMENT // 1024 // 1024} MB。请把照片单独上传，只用 Word 文件交文字。"
        )
    try:
        read = read_word(data)
    except WordError as error:
        raise NotAllowed(f"“{name}”没有导入：{error}") from error
    body = clean_html(_with_places(read))
    with transaction.atomic():
        report = drafting.held(report, by)
        before = report.body if _was_typed(report) else ""
        report = _fill(report, by, read, before, body, data, name)
    return _with_pictures(report, by, read, before, body)


def _was_typed(report: Report) -> bool:
    """Whether there is a text that no import has made."""
    return bool(report.plain_text) and _digest_of_words(report) != report.import_report.get("body_digest")


def _digest_of_words(report: Report) -> str:
    return _digest(without_figures(report.body))


def _with_places(read: WordReport) -> str:
    """The body with pictures at addresses as the library has them: cleaning would count `word:N` as lost."""
    html = read.html
    for picture in read.pictures:
        html = html.replace(f'src="word:{picture.number}"', f'src="/photos/{_place(picture.number)}/"')
    return html


def _place(number: int) -> str:
    return f"{number:016x}"


def _fill(report: Report, by: User, read: WordReport, before: str, body: str, data: bytes, name: str) -> Report:
    """`before`: the text that was typed and stays, '' where there is none."""
    notes = list(read.not_understood)
    for field in _HEADS:
        most = Report._meta.get_field(field).max_length
        words = getattr(read, field)
        if words and (not getattr(report, field) or getattr(report, field) == report.import_report.get(field)):
            setattr(report, field, words[:most])
            if len(words) > most:
                notes.append(f"{Report._meta.get_field(field).verbose_name}太长，只取了前 {most} 个字。")
    if not report.bylines:
        report.bylines = [list(pair) for pair in read.bylines]
    _fill_particulars(report, read)
    tables = [*(tables_of(report) if before else ()), *tables_in(body)]
    put_body(report, before + without_figures(body))
    if before:
        notes.insert(0, "正文框里原来有文字，没有动；导入的接在后面，请核对。")
    _keep_file(report, data)
    report.original_name = tidy_name(name)
    report.import_report = {
        "understood": read.understood,
        "not_understood": notes,
        "tables": tables,
        "body_digest": _digest_of_words(report),
        **{field: getattr(report, field) for field in _HEADS},
    }
    report.serial += 1
    report.save()
    audit.record(by=by, verb="导入 Word 文件", target=report, name=report.original_name, sha256=_digest(data))
    return report


def _keep_file(report: Report, data: bytes) -> None:
    """Keep the file; the one that was there goes when that is certain."""
    storage, old = report.original.storage, report.original.name
    suffix = ".docx" if data.startswith(b"PK") else ".doc"
    store_in(report.original, f"{report.key}-{_digest(data)[:8]}{suffix}", data)
    if old:
        transaction.on_commit(lambda: storage.delete(old))


def _fill_particulars(report: Report, read: WordReport) -> None:
    """Telephones and who approved, where the form has none yet."""
    for label, words in read.particulars:
        if "审" in label and not report.approver:
            report.approver = words[:30]
        elif any(word in label for word in PHONES) and not report.phone:
            report.phone = words[:20]


def _with_pictures(report: Report, by: User, read: WordReport, before: str, body: str) -> Report:
    """The pictures, each a photo of the report and at its place in the text; one that cannot be printed is named among
    what was not understood."""
    refused = []
    keys: dict[str, str] = {}
    for picture in read.pictures:
        try:
            row = drafting.add_whole_photo(
                report=report,
                by=by,
                handle=io.BytesIO(picture.data),
                name=picture.name or f"文件里的第 {picture.number} 张",
                caption=picture.caption,
                credit=picture.credit,
            )
        except NotAllowed as refusal:
            refused.append(f"第{picture.where}段的图片没有收下：{refusal}")
        else:
            keys[_place(picture.number)] = row.photo.key
    with transaction.atomic():
        report = drafting.held(report, by)
        if report.body == before + without_figures(body):  # nobody wrote on meanwhile
            put_body(report, before + to_html(_at_their_places(body, keys)))
        report.import_report["not_understood"] += refused
        report.save(update_fields=["body", "import_report"])
    return report


def _at_their_places(body: str, keys: Mapping[str, str]) -> list[Block]:
    """The blocks of `body`, photos under their keys in the library; those that were not taken in are left out."""
    found: list[Block] = []
    for block in parse_html(body):
        if not isinstance(block, Figure):
            found.append(block)
        elif block.photo in keys:
            found.append(Figure(keys[block.photo]))
    return found


def _digest(data: str | bytes) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
