"""A Word file becomes a draft: words, levels, tables, pictures at their places; the file itself is kept."""

from __future__ import annotations

import hashlib
import io
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions import writing
from issues.models import Article, Author, Byline, Column, Issue, Periodical, WordFile
from issues.workflow import Move
from manuscripts.blocks import Block, Figure, Span
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html, to_html
from manuscripts.word import WordError, WordPicture, WordReport, is_old_office, read_word
from photos.actions.ingesting import ingest
from photos.models import Photo
from photos.storing import store_in

LARGEST = 30 * 1024 * 1024  # bytes
LINES = ("kicker", "title", "subtitle", "contributor", "source")
ALT_LENGTH = 200


def import_word(
    *,
    data: bytes,
    name: str,
    periodical: Periodical,
    by: User,
    mine: bool = False,
    issue: Issue | None = None,
    column: Column | None = None,
) -> Article:
    """A draft made of a Word file (.docx; .doc and .wps where they can be converted), in `by`'s charge.

    The same file sent twice within a minute is one draft. Raises NotAllowed with the sentence to show; then there is none.
    """
    workflow.check_holds(by, workflow.EDITORS, Move.WRITE.label)
    digest = hashlib.sha256(data).hexdigest()
    known = WordFile.objects.filter(sha256=digest, by=by, at__gte=timezone.now() - audit.SECOND_CLICK).first()
    if known is not None:
        return known.article
    if len(data) > LARGEST:
        raise NotAllowed(f"“{name}”超过 {LARGEST // 1024 // 1024} MB。请把照片单独放进文章，只用 Word 文件交文字。")
    try:
        read = read_word(data)
    except WordError as error:
        raise NotAllowed(f"“{name}”没有导入：{error}") from error
    notes: list[str] = []
    union = Union.objects.named(read.contributor)
    photos = _photos(read.pictures, by, union, notes)
    lines = _lines(read, name, notes)
    with transaction.atomic():
        article = writing.write(
            periodical=periodical,
            by=by,
            writer=by if mine else None,
            union=union,
            bylines=_bylines(read),
            issue=issue,
            column=column,
            editors_note=_paragraph(read.editors_note),
            body=to_html(_blocks(read, photos)),
            **lines,
        )
        _keep(article, data, name, digest, read, notes, by)
    return article


def _photos(pictures: list[WordPicture], by: User, union: Union | None, notes: list[str]) -> dict[int, Photo]:
    found: dict[int, Photo] = {}
    for picture in pictures:
        words = {"caption": picture.caption, "credit": picture.credit, "alt": picture.alt}
        words = {field: text[: Photo._meta.get_field(field).max_length] for field, text in words.items()}
        handle, name = io.BytesIO(picture.data), picture.name or f"文件里的第 {picture.number} 张"
        try:
            found[picture.number] = ingest(handle=handle, name=name, by=by, union=union, **words)
        except NotAllowed as refusal:
            notes.append(f"第 {picture.where} 段的图片没有收下：{refusal}")
    return found


def _lines(read: WordReport, name: str, notes: list[str]) -> dict[str, str]:
    lines = {field: getattr(read, field) for field in LINES}
    if not lines["title"]:
        lines["title"] = PurePath(name).stem or "（还没有标题）"
    for field, words in lines.items():
        most = Article._meta.get_field(field).max_length
        if len(words) > most:
            lines[field] = words[:most]
            notes.append(f"{Article._meta.get_field(field).verbose_name}太长，只取了前 {most} 个字。")
    return lines


def _bylines(read: WordReport) -> list[tuple[str, str]]:
    most, longest = Author._meta.get_field("name").max_length, Byline._meta.get_field("post").max_length
    return [(name[:most], post[:longest]) for name, post in read.bylines]


def _paragraph(text: str) -> str:
    return to_html(parse_html(f"<p>{clean_html(text)}</p>")) if text else ""


def _blocks(read: WordReport, photos: dict[int, Photo]) -> list[Block]:
    """The body, its pictures in the library; those that were not taken in are left out."""
    html = read.html
    for picture in read.pictures:
        html = html.replace(f'src="word:{picture.number}"', f'src="/photos/{picture.number:016x}/"')
    pictures = {f"{picture.number:016x}": picture for picture in read.pictures}
    found: list[Block] = []
    for block in parse_html(clean_html(html)):
        if not isinstance(block, Figure):
            found.append(block)
        elif (picture := pictures.get(block.photo)) and (photo := photos.get(picture.number)):
            words = picture.caption
            found.append(Figure(photo.key, (picture.alt or words)[:ALT_LENGTH], (Span(words),) if words else ()))
    return found


def _keep(article: Article, data: bytes, name: str, digest: str, read: WordReport, notes: list[str], by: User) -> None:
    kept = WordFile(article=article, name=name[-200:], sha256=digest, by=by)
    kept.understood, kept.not_understood = read.understood, [*notes, *read.not_understood]
    suffix = ".doc" if is_old_office(data) else ".docx"
    store_in(kept.file, f"{article.pk}-{digest[:8]}{suffix}", data)
    kept.save()
    audit.record(by=by, verb="导入 Word 文件", target=article, name=kept.name, sha256=digest)
