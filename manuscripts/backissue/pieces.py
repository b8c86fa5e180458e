"""An article's lines as pieces of its body: paragraphs put together again, headings, captions, tables, lists.

A paragraph cut by the end of a column or page is joined across whatever stands between its halves; captions and tables
follow the joined paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from manuscripts.backissue.lines import Line
from manuscripts.typed import caption, heading_level, join_cut, source_line, trailing_unit

CAPTION_MARK = "〔图片说明〕"  # before a caption whose picture the scan does not hold
PARAGRAPH, HEADING, CAPTION, TABLE, ITEM, QUOTE = "paragraph", "heading", "caption", "table", "item", "quote"

_HEADING_LIMIT = 70  # characters of a heading over two lines
_CAPTION_LIMIT = 70
_GAP = 3  # blank lines that tell that a picture stood here
_ENDS = "。！？…；：!?;:”’）)】》"
_SENTENCE = re.compile(r"[。；！？，：]")
_SALUTATION = re.compile(r"^.{1,30}[：:！!]$")
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
        return re.sub(r"\*\*|</?(?:sup|sub|u)>", "", self.text)


@dataclass
class Cut:
    """The pieces of a body, and how many pictures the scan left out."""

    pieces: list[Piece] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)  # line numbers


def cut_pieces(lines: Iterable[Line]) -> Cut:
    """The pieces of an article's lines, in reading order."""
    shown = list(lines)
    found = Cut()
    picture = False
    for index, line in enumerate(shown):
        if line.kind == "image":
            found.pictures.append(line.number)
            picture = True
            continue
        if line.kind == "table":
            found.pieces.append(Piece(TABLE, "", [line.number], source=line))
            picture = False
            continue
        _place(line, shown, index, picture, found.pieces)
        picture = False
    _join_broken_headings(found.pieces)
    return found


def _place(line: Line, shown: list[Line], index: int, picture: bool, pieces: list[Piece]) -> None:
    open_piece = _last_text(pieces)
    following = next((one for one in shown[index + 1 :] if one.kind == "text"), None)
    if _is_caption(line, open_piece, following, picture):
        pieces.append(Piece(CAPTION, line.plain, [line.number]))
        return
    if (rank := _heading_rank(line, following)) is not None and not _goes_on(line, open_piece):
        pieces.append(Piece(HEADING, line.text.replace("**", ""), [line.number], rank=rank))
        return
    text = f"**{line.text}**" if line.bold else line.text
    if open_piece and join_cut(open_piece.plain, line.plain) and not _is_heading_like(open_piece, line):
        open_piece.text = _joined(open_piece.text, text)
        open_piece.lines.append(line.number)
        return
    kind = ITEM if line.item else QUOTE if line.quoted else PARAGRAPH
    pieces.append(Piece(kind, text, [line.number]))


def _last_text(pieces: list[Piece]) -> Piece | None:
    """The paragraph that may go on: the last one, captions and tables passed over, no heading in between."""
    for piece in reversed(pieces):
        if piece.kind in (PARAGRAPH, ITEM, QUOTE):
            return piece
        if piece.kind == HEADING:
            return None
    return None


def _goes_on(line: Line, open_piece: Piece | None) -> bool:
    """Whether a line set as a heading is the rest of a paragraph: it ends a sentence the one before began."""
    if line.level == 0 and not line.bold and heading_level(line.plain) is not None:
        return False
    if open_piece is None or not line.plain:
        return False
    return open_piece.plain[-1:] in "，、" and join_cut(open_piece.plain, line.plain) and line.plain[-1] in "。！？，；"


def _is_heading_like(piece: Piece, line: Line) -> bool:
    """A bold line of its own is no first half, unless the bold goes on in the next line."""
    whole = piece.text.startswith("**") and piece.text.endswith("**") and piece.text.count("**") == 2
    return whole and len(piece.lines) == 1 and not line.text.startswith("**") and piece.plain[-1:] in _ENDS


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


def _is_caption(line: Line, open_piece: Piece | None, following: Line | None, picture: bool) -> bool:
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
    closed = open_piece is None or open_piece.plain[-1:] in _ENDS
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


def _join_broken_headings(pieces: list[Piece]) -> None:
    """Two lines of one heading, set alike with nothing between, become one."""
    index = 1
    while index < len(pieces):
        left, right = pieces[index - 1], pieces[index]
        alike = left.kind == right.kind == HEADING and left.rank == right.rank < 8
        if alike and heading_level(right.plain) is None and len(left.plain + right.plain) <= _HEADING_LIMIT + 10:
            glue = "" if left.plain[-1:] in "，、；：“《（" or len(left.plain) >= 14 else " "
            left.text += glue + right.text
            left.lines += right.lines
            del pieces[index]
        else:
            index += 1


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
    stacked = [
        (left.rank, right.rank)
        for left, right in zip(pieces, pieces[1:], strict=False)
        if left in plain and right in plain and left.rank < right.rank
    ]
    if not stacked:
        return 0
    upper, lower = max(left for left, _ in stacked), min(right for _, right in stacked)
    return upper if upper < lower else 0
