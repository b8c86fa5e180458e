"""An article's lines as pieces of its body: paragraphs put together again, headings, captions, tables, lists.

A paragraph cut by the end of a column or page is joined across whatever stands between its halves; captions and tables
follow the joined paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from manuscripts.backissue.lines import Line, without_marks
from manuscripts.typed import caption, heading_level, join_cut, source_line, trailing_unit

CAPTION_MARK = "〔图片说明〕"  # before a caption whose picture the scan does not hold
PARAGRAPH, HEADING, CAPTION, TABLE, ITEM, QUOTE = "paragraph", "heading", "caption", "table", "item", "quote"

_TAIL = 400  # characters
_PARAGRAPH_LIMIT = 6000  # characters: no paragraph of a journal is longer
_HEADING_LIMIT = 70  # characters of a heading over two lines
_CAPTION_LIMIT = 70
_LISTED_LIMIT = 30  # characters of an entry in a list of names
_GAP = 3  # blank lines that tell that a picture stood here
_ENDS = "。！？…；：!?;:”’）)】》"
_SENTENCE = re.compile(r"[。；！？，：]")
_SALUTATION = re.compile(r"^.{1,30}[：:！!]$")
_BRACKETS = re.compile(r"[（(][^（()）]{1,20}[）)]")
_BOLD_LEAD = re.compile(r"^\*\*[^*]+\*\*.")


@dataclass
class Piece:
    """One piece of a body. `text` keeps ** and <sup>; `rank` is how a heading is set, 1–8; `lines` its line numbers."""

    kind: str
    text: str
    lines: list[int]
    rank: int = 8
    source: Line | None = None
    level: int = 0

    @property
    def plain(self) -> str:
        """The text without marks."""
        return without_marks(self.text)

    @property
    def tail(self) -> str:
        """The end of the text without marks: enough of it to see whether the next line goes on with it."""
        return without_marks(self.text[-_TAIL:])


@dataclass
class Cut:
    """The pieces of a body, and how many pictures the scan left out."""

    pieces: list[Piece] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)  # line numbers


def cut_pieces(lines: Iterable[Line]) -> Cut:
    """The pieces of an article's lines, in reading order."""
    cutter = _Cutter()
    shown = list(lines)
    following: Line | None = None
    after: list[Line | None] = []
    for line in reversed(shown):
        after.append(following)
        following = line if line.kind == "text" else following
    for line, after_it in zip(shown, reversed(after), strict=True):
        cutter.take(line, after_it)
    pieces = _with_headings_joined(cutter.pieces)
    return Cut(pieces, cutter.pictures)


class _Cutter:
    """Takes lines one by one. `open` is the paragraph that may go on: captions and tables leave it open."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.pictures: list[int] = []
        self.open: Piece | None = None
        self.picture = False  # whether a picture stood right before the line

    def take(self, line: Line, following: Line | None) -> None:
        if line.kind == "image":
            self.pictures.append(line.number)
            self.picture = True
            return
        if line.kind == "table":
            self.pieces.append(Piece(TABLE, "", [line.number], source=line))
        else:
            self._take_text(line, following)
        self.picture = False

    def _take_text(self, line: Line, following: Line | None) -> None:
        tail = self.open.tail if self.open else ""
        if _is_caption(line, tail, following, self.picture):
            self.pieces.append(Piece(CAPTION, line.plain, [line.number]))
            return
        if (rank := _heading_rank(line, following)) is not None and not _goes_on(line, tail):
            self.pieces.append(Piece(HEADING, line.text.replace("**", ""), [line.number], rank=rank))
            self.open = None
            return
        text = f"**{line.text}**" if line.bold else line.text
        if self.open and self._continues(self.open, line):
            self.open.text = _joined(self.open.text, text)
            self.open.lines.append(line.number)
            return
        kind = ITEM if line.item else QUOTE if line.quoted else PARAGRAPH
        self.open = Piece(kind, text, [line.number])
        self.pieces.append(self.open)

    def _continues(self, piece: Piece, line: Line) -> bool:
        if len(piece.text) > _PARAGRAPH_LIMIT or line.item or _is_listed(piece, line):
            return False
        return join_cut(piece.tail, line.plain) and not _is_heading_like(piece, line)


def _goes_on(line: Line, tail: str) -> bool:
    """Whether a line set as a heading is the rest of a paragraph: it ends a sentence the one before began."""
    if line.level == 0 and not line.bold and heading_level(line.plain) is not None:
        return False
    return tail[-1:] in ("，", "、") and join_cut(tail, line.plain) and line.plain[-1] in "。！？，；"


def _is_heading_like(piece: Piece, line: Line) -> bool:
    """A bold line of its own is no first half, unless the bold goes on in the next line."""
    whole = piece.text.startswith("**") and piece.text.endswith("**") and piece.text.count("**") == 2
    return whole and len(piece.lines) == 1 and not line.text.startswith("**") and piece.plain[-1:] in _ENDS


def _is_listed(piece: Piece, line: Line) -> bool:
    """Whether both are entries of a list of names or units: short whole lines without any mark of a sentence."""
    if len(piece.lines) > 1 or max(len(piece.plain), len(line.plain)) > _LISTED_LIMIT:
        return False
    return not _SENTENCE.search(_BRACKETS.sub("", piece.plain + line.plain))


def _joined(left: str, right: str) -> str:
    glue = " " if re.search(r"[A-Za-z]$", left) and re.match(r"[A-Za-z]", right) else ""
    return (left + glue + right).replace("****", "")


def _heading_rank(line: Line, following: Line | None) -> int | None:
    """How prominent a heading line is set (1–8), or None where it is no heading."""
    plain = line.plain
    typed = heading_level(plain) is not None
    if line.item or line.quoted or not plain:
        return None
    if not (line.level or line.bold):
        return 8 if typed else None
    if len(plain) > _HEADING_LIMIT or plain[-1] in "。；;，,、" or _SALUTATION.match(plain):
        return None
    if source_line(plain) or trailing_unit(plain):
        return None
    if line.bold and not line.level and following is not None and _BOLD_LEAD.match(following.text) and len(plain) > 8:
        return None if join_cut(plain, following.plain) and not typed else line.rank
    return line.rank


def _is_caption(line: Line, tail: str, following: Line | None, picture: bool) -> bool:
    """Whether a line says what a picture shows: by its words, or by its form and the place where a picture stood."""
    if line.caption:
        return True
    plain = line.plain
    if line.level or line.item or line.quoted or not 6 <= len(plain) <= 120:
        return False
    if caption(plain) is not None:
        return True
    if len(plain) > _CAPTION_LIMIT or plain[-1] in _ENDS + "，、,—" or _SENTENCE.search(plain) or line.bold:
        return False
    if heading_level(plain) is not None or plain[0] in "，。、；：！？”）" or len(plain) < 8:
        return False
    closed = not tail or tail[-1] in _ENDS
    stood = picture or line.gap >= _GAP
    if not closed:
        # A paragraph is open: the line is its next stretch unless a picture stood here or it is far shorter than one.
        whole_before = stood or bool(re.search(r"(?:职工|现场|合影|活动|仪式|会议|群众|一线|场景)$", plain))
        return whole_before and following is not None and following.plain[:1] not in "，。、；：！？”）"
    return stood and (following is None or following.gap >= _GAP or not _runs_on(plain, following))


def _runs_on(plain: str, following: Line) -> bool:
    """Whether the next line may go on with this one: a column's foot rather than a caption."""
    if re.search(r"(?:职工|现场|合影|活动|仪式|会议|群众|一线|场景)$", plain):
        return False
    return following.kind == "text" and join_cut(plain, following.plain)


def _with_headings_joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces, two lines of one heading, set alike with nothing between, made one."""
    found: list[Piece] = []
    for right in pieces:
        left = found[-1] if found else None
        alike = left is not None and left.kind == right.kind == HEADING and left.rank == right.rank < 8
        if alike and heading_level(right.plain) is None and len(left.plain + right.plain) <= _HEADING_LIMIT + 10:
            glue = "" if left.plain[-1:] in "，、；：“《（" or len(left.plain) >= 14 else " "
            left.text += glue + right.text
            left.lines += right.lines
        else:
            found.append(right)
    return found


def set_levels(pieces: list[Piece]) -> None:
    """Give each heading its level, 1–3, by the article's own hierarchy.

    一、 is 1, （一） is 2 and 1. is 3. Headings without a number are siblings however unevenly the scan sets them — unless
    one stands directly above another set lower, which shows two levels; among numbered ones they are one deeper.
    """
    headings = [piece for piece in pieces if piece.kind == HEADING]
    typed = {id(piece): heading_level(piece.plain) for piece in headings}
    plain = [piece for piece in headings if not typed[id(piece)]]
    upper = _upper_ranks(pieces, plain)
    above = 0
    for piece in headings:
        own = typed[id(piece)]
        if own:
            piece.level = above = own
        elif upper:
            piece.level = 1 if piece.rank <= upper else 2
        elif above and not re.match(
            r"^(?:结\s*[语论]|结束语|后\s*记|参考文献|附\s*[录件记]|前\s*言|引\s*言)", piece.plain
        ):
            piece.level = min(3, above + 1)
        else:
            piece.level = 1


def _upper_ranks(pieces: list[Piece], plain: list[Piece]) -> int:
    """The rank down to which unnumbered headings are of the first level; 0 where all are siblings."""
    among = {id(piece) for piece in plain}
    stacked = [
        (left.rank, right.rank)
        for left, right in pairwise(pieces)
        if id(left) in among and id(right) in among and left.rank < right.rank
    ]
    if not stacked:
        return 0
    upper, lower = max(left for left, _ in stacked), min(right for _, right in stacked)
    return upper if upper < lower else 0
