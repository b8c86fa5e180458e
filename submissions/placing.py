"""Where a report's photos stand in its text: where its sender put them, else where their captions belong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from manuscripts.blocks import Block, Figure, Paragraph, Span, block_texts, spans_text
from manuscripts.parsing import parse_html
from manuscripts.typed import caption as read_caption
from photos.models import Photo
from submissions.likeness import letters_of
from submissions.models import Report, ReportPhoto

_MARK = re.compile(r"【\s*照片\s*([0-9０-９]{1,4})\s*】")
_POINTS = re.compile(r"^[（(▲△▼▽]*\s*(?:[上下左右]?图为|[上下左右]?图\s*[:：])")
ALT_LENGTH = 200
SAME_CAPTION = 0.8  # of a caption's pairs of letters, in a line of the text that says the same
FITS = 0.5  # of a caption's pairs of letters, in the paragraph it belongs to
FITS_LEAST = 3  # pairs; fewer are the common words of any report


def mark_of(number: int) -> str:
    """The line that stands for a photo where the text is plain."""
    return f"【照片{number}】"


def number_in(line: str) -> int | None:
    """The number of the photo that a line stands for; None where it is an ordinary line."""
    match = _MARK.fullmatch(line.strip())
    return int(match[1]) if match else None


def numbers_of(report: Report) -> dict[str, int]:
    """By key of the photo: the number its report calls it by. One query."""
    if report.pk is None:
        return {}
    rows = report.photos.values_list("number", "photo__key", "preview__key")
    return {photo or preview: number for number, photo, preview in rows if photo or preview}


def with_marks(html: str, numbers: Mapping[str, int]) -> list[Block]:
    """A stored text with a line for each photo, for pages that show the photos beside it."""
    found: list[Block] = []
    for block in parse_html(html):
        if not isinstance(block, Figure):
            found.append(block)
        elif block.photo in numbers:
            found.append(Paragraph((Span(mark_of(numbers[block.photo])),)))
    return found


@dataclass
class Placed:
    """A report's text with its photos in it. `credits`: who took a photo, where report or text say so."""

    blocks: list[Block] = field(default_factory=list)
    credits: list[tuple[Photo, str]] = field(default_factory=list)


def placed(report: Report) -> Placed:
    """The text of a report with every photo that can be shown, each once: the original, or its reduced copy meanwhile.

    A photo stands where the text names it; else in the place of the line that is its caption (图为……); else after the
    paragraph that its caption speaks of; else at the end, in the order of the list.
    """
    rows = [row for row in report.photos.select_related("photo", "preview") if row.photo or row.preview]
    return _Placing(rows, parse_html(report.body)).done()


class _Placing:
    def __init__(self, rows: list[ReportPhoto], blocks: list[Block]) -> None:
        self.found = Placed()
        self.left = {row.number or -row.pk: row for row in rows}
        self.blocks: list[Block | list[Figure]] = []  # a list holds the photos of one place
        by_key = {_picture(row).key: row for row in rows}
        for block in blocks:
            number = _named(block, by_key)
            if number is None:
                self.blocks.append(block)
            elif number in self.left:
                self.blocks.append([self._figure(self.left.pop(number))])

    def done(self) -> Placed:
        self._in_place_of_captions()
        after = self._after_their_paragraphs()
        for at, block in enumerate(self.blocks):
            self.found.blocks += block if isinstance(block, list) else [block]
            self.found.blocks += after.get(at, [])
        self.found.blocks += [self._figure(row) for row in self.left.values()]
        return self.found

    def _figure(self, row: ReportPhoto, words: str = "", credit: str = "") -> Figure:
        picture, words, credit = _picture(row), row.caption or words, row.credit or credit
        if credit:
            self.found.credits.append((picture, credit))
        return Figure(picture.key, words[:ALT_LENGTH], (Span(words),) if words else ())

    def _in_place_of_captions(self) -> None:
        """Lines of the text that are captions give way to their photos."""
        lines = {
            at: spans_text(block.spans)
            for at, block in enumerate(self.blocks)
            if isinstance(block, Paragraph) and _POINTS.match(spans_text(block.spans))
        }
        for number, row in list(self.left.items()):
            shares = {at: _share(row.caption, line)[0] for at, line in lines.items()} if row.caption else {}
            best = max(shares, key=lambda at: shares[at], default=None)
            if best is not None and shares[best] >= SAME_CAPTION:
                self._put_at(best, lines.pop(best), number)
        silent = [number for number, row in self.left.items() if not row.caption]
        if len(silent) == len(lines):  # as many captions as photos without: they belong together in their order
            for number, (at, line) in zip(silent, lines.items(), strict=True):
                self._put_at(at, line, number)

    def _put_at(self, at: int, line: str, number: int) -> None:
        words, credit = read_caption(line) or (line, "")
        self.blocks[at] = [self._figure(self.left.pop(number), words, credit)]

    def _after_their_paragraphs(self) -> dict[int, list[Figure]]:
        texts = {
            at: "".join(block_texts(block))
            for at, block in enumerate(self.blocks)
            if isinstance(block, Paragraph) and not _POINTS.match(spans_text(block.spans))
        }
        after: dict[int, list[Figure]] = {}
        for number, row in list(self.left.items()):
            found = {at: _share(row.caption, text) for at, text in texts.items()} if row.caption else {}
            best = max(found, key=lambda at: found[at], default=None)
            if best is not None and found[best][0] >= FITS and found[best][1] >= FITS_LEAST:
                after.setdefault(best, []).append(self._figure(self.left.pop(number)))
        return after


def _picture(row: ReportPhoto) -> Photo:
    return row.photo or row.preview


def _named(block: Block, by_key: Mapping[str, ReportPhoto]) -> int | None:
    """The number of the photo a block stands for: 0 for one that is gone. None where it is text."""
    if isinstance(block, Figure):
        row = by_key.get(block.photo)
        return (row.number or -row.pk) if row else 0
    return number_in(spans_text(block.spans)) if isinstance(block, Paragraph) else None


def _share(caption: str, text: str) -> tuple[float, int]:
    """Which part of a caption's pairs of neighbouring letters (0…1) stands in a text, and how many do."""
    words, _ = read_caption(caption) or (caption, "")
    letters, text = letters_of(_POINTS.sub("", words)), letters_of(text)
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    common = sum(pair in text for pair in pairs)
    return (common / len(pairs) if pairs else 0.0), common
