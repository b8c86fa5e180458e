"""Pieces of a body as HTML of the allowed vocabulary, and what its end says: source, unit, signature."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from manuscripts.backissue.entry_lines import is_union
from manuscripts.backissue.pieces import CAPTION, CAPTION_MARK, HEADING, ITEM, PARAGRAPH, QUOTE, TABLE, Piece
from manuscripts.backissue.result import FoundByline
from manuscripts.html import clean_html
from manuscripts.typed import is_body, source_line, trailing_bracket, trailing_byline, trailing_unit

_DISPATCH = re.compile(r"^据?新华社.*[电讯]$")
_BOLD_BRACKET = re.compile(r"\*\*([（(][^（()）*]{2,40}[）)])\*\*$|([（(][^（()）*]{2,40}[）)])\*\*$")
_KEPT = re.compile(r"&lt;(/?(?:sup|sub|u))&gt;")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_TAGS = re.compile(r"<[^>]+>")


@dataclass
class Ending:
    """What stood in brackets at an article's end."""

    contributor: str = ""
    source: str = ""
    bylines: list[FoundByline] = field(default_factory=list)


def take_ending(pieces: list[Piece], union: str = "") -> Ending:
    """Take source, unit and signature off the last paragraph: （来源：青海日报）, （海西州总工会）, （宣教部 张三）.

    An agency's dateline (（新华社北京……电）) stays: it is part of the dispatch. Captions behind the last paragraph are
    passed over. A paragraph that held nothing else goes. Where a heading already names the `union`, only a union's name is
    taken, and a department's stays in the text.
    """
    found = Ending()
    for _ in range(4):
        last = next((piece for piece in reversed(pieces) if piece.kind in (PARAGRAPH, ITEM, QUOTE, HEADING)), None)
        if last is None or last.kind == HEADING:
            return found
        text = _BOLD_BRACKET.sub(lambda match: (match[1] or match[2]) + ("" if match[1] else "**"), last.text)
        if text.endswith("）**") or text.endswith(")**"):
            text = text[:-2] if text.count("**") % 2 else text
        rest = _without_mark(text, found, union)
        if rest is None:
            return found
        last.text = rest
        if not rest.strip():
            pieces.remove(last)
    return found


def _without_mark(text: str, found: Ending, union: str) -> str | None:
    """The paragraph's text without the mark it ends with, which goes into `found`; None where it ends with none."""
    source = source_line(text)
    if source and source[1] and not found.source and not _DISPATCH.match(source[1]):
        found.source = source[1]
        return source[0]
    unit = trailing_unit(text)
    if unit and not found.contributor and (not union or is_union(unit[1])):
        found.contributor = unit[1]
        return unit[0]
    signed = trailing_byline(text)
    if signed and not found.bylines:
        found.bylines = [FoundByline(name, post) for post, name in signed[1]]
        units = [post for post, _ in signed[1] if post and (is_union(post) or is_body(post))]
        if units and not found.contributor:
            found.contributor = units[0]
            found.bylines = [FoundByline(one.name, "" if one.post == units[0] else one.post) for one in found.bylines]
        return signed[0]
    return None


def has_end_mark(text: str) -> bool:
    """Whether a paragraph ends with a unit or source in brackets, as the last of an article does."""
    if trailing_bracket(text[-90:]) is None:
        return False
    return trailing_unit(text[-90:]) is not None or source_line(text[-90:]) is not None


def write_html(pieces: list[Piece]) -> str:
    """The body as HTML: p, h2–h4, ul, blockquote, table; a caption whose picture is missing is a marked p."""
    parts: list[str] = []
    for index, piece in enumerate(pieces):
        if piece.kind == TABLE:
            parts.append(_table(piece))
        elif piece.kind == HEADING:
            parts.append(f"<h{piece.level + 1}>{inline(piece.text)}</h{piece.level + 1}>")
        elif piece.kind == CAPTION:
            parts.append(f"<p>{CAPTION_MARK}{inline(piece.text)}</p>")
        elif piece.kind in (ITEM, QUOTE):
            parts.append(_grouped(pieces, index))
        else:
            parts.append(f"<p>{inline(piece.text)}</p>")
    return "".join(part for part in parts if part)


def _grouped(pieces: list[Piece], index: int) -> str:
    """A list or quotation, written where its first piece stands; nothing for those after it."""
    piece = pieces[index]
    opens = index == 0 or pieces[index - 1].kind != piece.kind
    closes = index + 1 == len(pieces) or pieces[index + 1].kind != piece.kind
    outer, inner = ("ul", "li") if piece.kind == ITEM else ("blockquote", "p")
    one = f"<{inner}>{inline(piece.text)}</{inner}>"
    return (f"<{outer}>" if opens else "") + one + (f"</{outer}>" if closes else "")


def inline(text: str) -> str:
    """Text with ** and <sup> as HTML; anything else is escaped. An odd ** is dropped."""
    escaped = _KEPT.sub(r"<\1>", html.escape(text, quote=False))
    return _STRONG.sub(r"<strong>\1</strong>", escaped).replace("**", "").strip()


def _table(piece: Piece) -> str:
    line = piece.source
    if "<table" in line.raw[:200].lower():
        return clean_html(line.raw)
    rows = [row for row in line.rows if any(row)]
    if not rows:
        return ""
    head = rows[:1] if line.level else []
    parts = ["<table>"]
    if head:
        parts.append("<thead><tr>" + "".join(f"<th>{inline(cell)}</th>" for cell in head[0]) + "</tr></thead>")
    parts.append("<tbody>")
    for row in rows[len(head) :]:
        parts.append("<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>")
    return "".join([*parts, "</tbody></table>"])


def text_of(body: str) -> str:
    """The text of a body, a line end behind each block; the mark before captions left out."""
    spaced = re.sub(r"</(?:p|h[2-4]|li|td|th|tr)>", "\n", body)
    return html.unescape(_TAGS.sub("", spaced)).replace(CAPTION_MARK, "")
