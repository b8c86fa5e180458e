"""Reading a Word file into a report: open, tame, read, then head, captions, tail and body in turn."""

from __future__ import annotations

import re

from manuscripts.blocks import Figure, Paragraph, Span
from manuscripts.counting import count_blocks
from manuscripts.word.bodies import Body, joined_lines, says_nothing, write_body, write_html
from manuscripts.word.captions import Pairing, pair, said_in_alt
from manuscripts.word.heads import Head, read_head
from manuscripts.word.items import Item, setting_of, tidied
from manuscripts.word.layout_tables import open_layout_tables
from manuscripts.word.package import Package
from manuscripts.word.photo_tables import open_photo_tables
from manuscripts.word.reading import read_items
from manuscripts.word.result import WordError, WordReport
from manuscripts.word.signatures import names_unit, office_line
from manuscripts.word.tails import Tail, apply_cut, read_tail
from manuscripts.word.taming import Tamed, tame
from manuscripts.word.telling import tell

_MASTHEAD = re.compile(r"^(\S{2,}工会)(?:(?:工作|工运)?(?:文件|简报|信息|快报|动态|专报))?$")
_NOTE_MARK = re.compile(r"\s*\[\d{1,2}\]$")  # the note itself stands below the text
_SIGNED = re.compile(r"。[（(][^（）()。]{4,40}[）)]$")
_EMPTY = "这个文件里没有文字。如果正文是扫描的图片，请把文字录入后再上传；照片请在“照片”一栏上传。"


def read_docx(data: bytes) -> WordReport:
    """The report in a .docx. Raises WordError, with the sentence to show, where the file cannot be taken.

    Whatever the file holds, nothing outside it is read, and no text is lost: what is not understood stays in the body
    or is named in `not_understood`.
    """
    tamed = tame(Package(data))
    items = read_items(tamed)
    if not any(item.is_text for item in items) and not any(item.rows for item in items):
        raise WordError(_EMPTY)
    letterhead: list[str] = []
    items = open_layout_tables(items, letterhead)
    pairing = Pairing()
    moved: list[int] = []
    items = open_photo_tables(items, pairing, moved)
    for where in moved:
        tamed.remarks.add("table_picture", where)
    head = read_head(items)
    head.letterhead[:0] = letterhead
    setting = setting_of([item for index, item in enumerate(items) if index not in head.used])
    _merge(pairing, pair(items, setting, head.used))
    _keep_a_text(items, head, pairing)
    tail = _tail(items, head, pairing)
    left = [item for index, item in enumerate(items) if index not in head.used | pairing.used | tail.used]
    body = write_body(joined_lines(left), pairing, setting, head.outline)
    body.blocks += [Paragraph((Span(f"[{number}] {words}"),)) for number, words in enumerate(tamed.notes, 1)]
    return _report(tamed, head, tail, pairing, body, says_nothing(left))


def _merge(pairing: Pairing, found: Pairing) -> None:
    pairing.words = found.words | pairing.words
    pairing.credits = found.credits | pairing.credits
    pairing.used |= found.used


def _keep_a_text(items: list[Item], head: Head, pairing: Pairing) -> None:
    """News told by a photo: its only paragraph stands below the photo, and is the text, not a caption."""
    texts = [index for index, item in enumerate(items) if item.is_text and index not in head.used]
    paired = [index for index in texts if index in pairing.used]
    if len(texts) != 1 or not paired or not _SIGNED.search(items[paired[0]].text.strip()):
        return
    pairing.used.discard(paired[0])
    for kept in (pairing.words, pairing.credits, pairing.shared):
        kept.clear()


def _tail(items: list[Item], head: Head, pairing: Pairing) -> Tail:
    body = [
        index
        for index, item in enumerate(items)
        if item.is_text and index not in head.used and index not in pairing.used
    ]
    tail = read_tail(items, body)
    for index, end in tail.cuts.items():
        apply_cut(items[index], end)
        if not end:
            tail.used.add(index)
    return tail


def _report(tamed: Tamed, head: Head, tail: Tail, pairing: Pairing, body: Body, all_bold: bool) -> WordReport:
    signed = head.signed
    trails = tail.trails and not signed.unit
    signed.add(tail.signed)
    shown = [int(block.photo.removeprefix("word:")) for block in body.blocks if isinstance(block, Figure)]
    pictures = [tamed.pictures[number] for number in shown if number in tamed.pictures]
    for picture in pictures:
        words, credit = said_in_alt(picture.alt)
        picture.caption = pairing.words.get(picture.number) or words
        picture.credit = pairing.credits.get(picture.number) or credit or signed.credit
    signed.unit = signed.unit or _unit_of(head.letterhead)
    report = WordReport(
        kicker=_plain(head.kicker),
        title=_NOTE_MARK.sub("", _plain(head.title)) if tamed.notes else _plain(head.title),
        subtitle=_plain(head.subtitle),
        bylines=signed.bylines,
        contributor=signed.unit,
        contributor_trails=trails,
        source=signed.source,
        editors_note=_plain(head.editors_note),
        particulars=signed.particulars,
        html=write_html(body.blocks),
        pictures=pictures,
        characters=count_blocks(body.blocks),
    )
    tell(report, body, head, tamed.remarks, all_bold)
    return report


def _unit_of(letterhead: list[str]) -> str:
    """The union whose bulletin or paper it is, by its head: 海西州总工会简报."""
    if unit := next((found.unit for line in letterhead if (found := office_line(line)) and found.unit), ""):
        return unit
    names = (match[1] for line in letterhead if (match := _MASTHEAD.match("".join(line.split()))))
    return next((name for name in names if names_unit(name)), "")


def _plain(text: str) -> str:
    return "".join(span.text for span in tidied((Span(text),))) if text else ""
