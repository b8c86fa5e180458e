"""The words of a report: tidied, bounded, counted."""

from __future__ import annotations

import re

from accounts.lines import on_one_line
from accounts.refusals import NotAllowed
from manuscripts.blocks import block_texts
from manuscripts.counting import count_blocks
from manuscripts.parsing import parse_html
from submissions.models import Report

LINES = ("column", "kicker", "title", "subtitle", "contributor", "approver", "approver_phone", "phone")
LONGEST_BODY = 100_000  # characters; the longest article of the journal has some 30,000
_NAMES = re.compile(r"[、,，;；/\s]+")
LONGEST_NAME, MOST_NAMES = 30, 20
LONGEST_FILE_NAME = 200


def line_for(name: str, value: str) -> str:
    """A value for a field of one line: printable, single spaces. Raises NotAllowed where it is too long."""
    field = Report._meta.get_field(name)
    line = on_one_line(value)
    if len(line) > field.max_length:
        raise NotAllowed(f"{field.verbose_name}有 {len(line)} 个字，最多 {field.max_length} 个字。请缩短。")
    return line


def tidy_name(name: str) -> str:
    """A file's name: the last part of a path, on one line, its end where it is longer than the column; '' where none is left."""
    return on_one_line(name.replace("\\", "/").rsplit("/", 1)[-1])[-LONGEST_FILE_NAME:]


def storable(text: str) -> str:
    """A text of several lines without what no database takes: NUL, and halves of characters."""
    return "".join(char for char in text if char != "\0" and not "\ud800" <= char <= "\udfff")


def note_for(value: str) -> str:
    """The words to the editors. Raises NotAllowed where they are too many."""
    note = storable(value).replace("\r\n", "\n").strip()
    most = Report._meta.get_field("note").max_length
    if len(note) > most:
        raise NotAllowed(f"给编辑的话有 {len(note)} 个字，最多 {most} 个字。请缩短。")
    return note


def bylines_for(value: str, before: list) -> list[list[str]]:
    """[name, post] of the names on a line; who stood there before keeps the post. Raises NotAllowed where they are too many."""
    posts = dict(before)
    names = list(dict.fromkeys(name for name in _NAMES.split(on_one_line(value)) if name))
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        raise NotAllowed(f"作者最多 {MOST_NAMES} 位，每位最多 {LONGEST_NAME} 个字。请只写姓名，用顿号隔开。")
    return [[name, posts.get(name, "")] for name in names]


def put_body(report: Report, html: str) -> None:
    """Set the text, with what is counted and searched of it. The caller saves. Raises NotAllowed where it is too long."""
    blocks = parse_html(html)
    plain = "\n".join(text for block in blocks for text in block_texts(block) if text)
    if len(plain) > LONGEST_BODY:
        raise NotAllowed(f"正文有 {len(plain)} 个字符，最多 {LONGEST_BODY} 个。请只留要用的部分，或者分成几篇。")
    report.body, report.plain_text, report.char_count = html, plain, count_blocks(blocks)


def number_of(report: Report) -> str:
    """The number its sender may quote: the year it was sent in and where it stands in the book."""
    return f"{report.sent_at.year if report.sent_at else report.created_at.year}-{report.pk:05d}"
