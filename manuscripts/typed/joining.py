"""Whether two paragraphs of a scan are one, cut by the end of a column or a page."""

from __future__ import annotations

import re

from manuscripts.typed.brackets import CLOSERS, OPENERS, is_open, still_open, trailing_bracket
from manuscripts.typed.bylines import byline
from manuscripts.typed.endnotes import caption, is_unmarked_caption, source_line, trailing_unit
from manuscripts.typed.headings import heading_level, numbering

_ENDS = "。！？!?…：:；;．"
_NEVER_FIRST = "，。、；：！？,;:!?…”’」』》〉）)】〕]%％℃·"
_CLOSING = "”’」』》〉）)】〕]"
_PAUSES = "，、,"
_LINE = 12  # characters: a paragraph cut at a column's foot has at least one line, which is longer
_LIST_ITEM = 60  # characters: what ends with ； is an item of a list when shorter, a cut paragraph when longer
_WINDOW = 400  # characters looked at on either side of the cut: longer than any line that is not a paragraph
_SALUTATION = re.compile(r"^.{2,24}[：:]$")
_CUT_DECIMAL = re.compile(r"[^\d\s、]\s*\d{1,4}[.．]$")
_FIELD = re.compile(r"^[\u4e00-\u9fff]{2,4}[：:][^，。；]{1,30}$")  # 时间：3月5日
_KEYWORDS = re.compile(r"^\W{0,2}关\s*键\s*[词字]\W")
_NEW_ITEM = re.compile(
    r"^(?:——|—|[\[［【]\d{1,2}[\]］】]|[□■◎◆●▲▪•※]|第[一二三四五六七八九十]{1,3}[，、]|[一二三四五六七八九十](?:是|要)(?=.{4}))"
)


def _starts_anew(text: str) -> bool:
    """Whether the paragraph shows by its beginning or its form that it continues nothing."""
    if numbering(text) or _NEW_ITEM.match(text) or _SALUTATION.match(text):
        return True
    if byline(text) or caption(text) or is_unmarked_caption(text):
        return True
    source, unit = source_line(text), trailing_unit(text)
    return bool((source and not source[0]) or (unit and not unit[0]))


def _is_whole(text: str) -> bool:
    """Whether the paragraph is complete though it does not end a sentence: a heading, a byline, a signature."""
    if heading_level(text) is not None or byline(text) or caption(text) or is_unmarked_caption(text):
        return True
    if (found := trailing_bracket(text)) and not found[0] or _KEYWORDS.match(text):
        return True
    return bool(source_line(text) or trailing_unit(text))


def join_cut(left: str, right: str) -> bool:
    """Whether `right` continues the paragraph `left`, cut in two by the end of a column or a page.

    Yes where `right` begins with a mark that begins no paragraph, where `left` stops inside brackets or quotation
    marks that `right` closes, or where `left` stops in mid-sentence and neither looks like a heading, byline, caption,
    salutation or note. A line without number or mark that is a heading by its type alone is not told from text: ask
    only for paragraphs of the body.
    """
    left, right = left[-_WINDOW:].strip(), right[:_WINDOW].strip()
    if not left or not right:
        return False
    if right[0] in _NEVER_FIRST and not right.startswith("……"):
        return True
    if _CUT_DECIMAL.search(left) and right[0].isdigit():
        return True
    if _starts_anew(right) or (_FIELD.match(left) and _FIELD.match(right)):
        return False
    pending = still_open(left)
    if pending and _closes(pending, right):
        return True
    if _is_whole(left):
        return False
    if left[-1] in _PAUSES or left[-1] in OPENERS:
        return True
    if left[-1] in "；;":
        return len(left) >= _LIST_ITEM and not (numbering(left) or _NEW_ITEM.match(left) or _NEW_ITEM.match(right))
    bare = left.rstrip(_CLOSING)
    if not bare or bare[-1] in _ENDS:
        return False
    return len(left) >= _LINE or is_open(left) or any(mark in left for mark in "，。、；：")


def _closes(pending: list[str], right: str) -> bool:
    """Whether `right` closes one of the pending marks before it opens one of its own kind."""
    for character in right:
        if character in CLOSERS and any(OPENERS[mark] == character for mark in pending):
            return True
        if character in pending:
            return False
    return False
