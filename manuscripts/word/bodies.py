"""From items to the blocks of an article: headings, paragraphs, lists, tables, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from manuscripts.blocks import Block, Figure, Heading, ListBlock, Paragraph, Row, Span, Spans, Table, spans_text
from manuscripts.blocks import Cell as TableCell
from manuscripts.inline import join_lines
from manuscripts.parsing import to_html
from manuscripts.typed import caption, heading_level, numbering
from manuscripts.word.captions import Pairing
from manuscripts.word.items import (
    PICTURE,
    TABLE,
    Item,
    Setting,
    half_width,
    merged,
    tidied,
    without_mark,
    without_start,
)
from manuscripts.word.labels import fields

_EMPHATIC_SHARE = 0.6  # of the characters of the text: where so much is bold, bold says nothing
_BARE_HEADING = 30
_ENDS = "。；;：:，,、！!…"
_HALF_BRACKETS = re.compile(r"^\(\s*([一二三四五六七八九十]{1,3}|[0-9]{1,2})\s*\)")
_ORNAMENT = re.compile(r"^[◆◇◎■□●○★☆▶►※❖✦]+\s*(?=\S)")
_CLOSING = ("参考文献", "注释", "后记", "致谢", "附录")
_SPEAKER = re.compile(r"^\S{1,8}\s*[:：]")
_WHOLE = "。！？!?：:；;…”’）)"
_ASKED = ("记者", "问", "答", "主持人", "时间", "地点", "主题")
_ORDINAL = re.compile(r"^(?:PART|Part|part)?[.\s]*(?:0[1-9]|[①-⑨]|[壹贰叁肆伍陆])$")
_TABLE_NUMBER = re.compile(r"^附?表\s*[0-9一二三四五六七八九十]{1,3}\s*[-–.、:：]?\s*\S?")
_TABLE_TITLE = re.compile(r"(?:表|统计|情况|一览|名单|目录|安排|明细)$")
_TABLE_UNIT = re.compile(r"^[（(]?\s*(?:计量)?单位\s*[:：]\s*[^，。]{1,12}[）)]?$")
_NUMBER = re.compile(r"^[\d.,，%％+-]+(?:万|亿|万元|亿元|元|人|个|家|次)?$")
_ALIKE = 3  # numbered short lines in a row, nothing between: a list, no headings


@dataclass
class Body:
    blocks: list[Block]
    headings: int = 0
    tables: int = 0
    guessed: int = 0  # headings known by their look alone
    deeper: int = 0  # items of a list that stood a level deeper than the one before


def joined_lines(items: list[Item]) -> list[Item]:
    """Lines parted by a line break inside a paragraph, joined where the break only broke a sentence."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if not (item.is_text and item.continues and last and last.is_text and _goes_on(last, item)):
            found.append(item)
            continue
        latin = last.text[-1:].isascii() and item.text[:1].isascii()
        spans = merged([*last.spans, *([Span(" ")] if latin else []), *item.spans])
        found[-1] = replace(last, spans=spans, emphatic=last.emphatic and item.emphatic)
    return found


def _goes_on(left: Item, right: Item) -> bool:
    text = left.text.strip()
    if text[-1] in _WHOLE or heading_level(text) or numbering(right.text) or caption(right.text):
        return False
    return left.emphatic == right.emphatic or len(text) > _BARE_HEADING


def says_nothing(items: list[Item]) -> bool:
    """Whether bold says nothing here, because nearly all of the text is set so."""
    texts = [item for item in items if item.is_text and len(item.text) > _BARE_HEADING]
    whole = sum(len(item.text) for item in texts)
    return bool(texts) and sum(len(item.text) for item in texts if item.emphatic) > _EMPHATIC_SHARE * whole


def write_body(items: list[Item], pairing: Pairing, setting: Setting, outline: int) -> Body:
    """The blocks of the items that are left. `setting`: that of the text; `outline`: the level the title took."""
    plain = says_nothing(items)
    levels = _levels(items, plain, setting, outline)
    body = Body([])
    skipped: set[int] = set()
    for index, item in enumerate(items):
        if index in skipped:
            continue
        if item.kind == PICTURE:
            words = pairing.words.get(item.picture, "")
            body.blocks.append(Figure(f"word:{item.picture}", caption=(Span(words),) if words else ()))
        elif item.kind == TABLE:
            body.tables += 1
            body.blocks.append(_table(item, _table_caption(body, items, index)))
        elif item.look.bullet:
            _add_item(body, index, items, _spans(item, plain))
        elif index in levels and index + 1 in levels and _ORDINAL.match(item.text.strip()):
            continue  # 01 over a heading is an ornament, as ◆ before one is
        elif index in levels:
            level, guessed = levels[index]
            body.headings += 1
            body.guessed += guessed
            spans = without_mark(_spans(item, plain), "strong")
            ornament = _ORNAMENT.match(spans_text(spans))
            body.blocks.append(Heading(level, without_start(spans, ornament.end()) if ornament else spans))
        elif spans := _spans(item, plain):
            body.blocks.append(Paragraph(spans))
    return body


def _spans(item: Item, plain: bool) -> Spans:
    spans = tidied(item.spans)
    if number := _HALF_BRACKETS.match(spans_text(spans)):
        spans = merged([replace(spans[0], text=f"（{number[1]}）"), *without_start(spans, number.end())])
    return without_mark(spans, "strong") if plain else spans


def _add_item(body: Body, index: int, items: list[Item], spans: Spans) -> None:
    last = body.blocks[-1] if body.blocks else None
    if isinstance(last, ListBlock) and index and items[index - 1].look.bullet:
        body.deeper += _depth(items[index]) > _depth(items[index - 1])
        body.blocks[-1] = replace(last, items=(*last.items, spans))
    else:
        body.blocks.append(ListBlock(False, (spans,)))


def _depth(item: Item) -> int:
    """The level of an item of a list, as Word counts: from 0."""
    return item.look.paragraph.numbering[1] if item.look.paragraph.numbering else 0


# --- headings ---------------------------------------------------------------------------------------------------------
def _levels(items: list[Item], plain: bool, setting: Setting, outline: int) -> dict[int, tuple[int, bool]]:
    """The level of each line that is a heading, and whether only its look says so."""
    found: dict[int, tuple[int, bool]] = {}
    for index, item in enumerate(items):
        if not item.is_text or item.look.bullet:
            continue
        text = half_width(item.text.strip())
        if item.look.paragraph.level and len(text) <= 2 * _BARE_HEADING and "。" not in text[:-1]:
            typed = heading_level(text)
            shifted = item.look.paragraph.level - (1 if outline == 1 else 0)
            found[index] = (typed or max(1, min(3, shifted)), False)
        elif level := heading_level(text) or _stopped_heading(item, text, plain) or _bare_number(item, text):
            found[index] = (level, False)
    for index in {*_listed(items, found), *_lonely(items, found)}:
        del found[index]
    deepest = 0
    for index in range(len(items)):
        if index in found:
            deepest = max(deepest, found[index][0] == 1)
        elif not plain and _looks_like_heading(items, index, setting):
            closing = "".join(items[index].text.split()) in _CLOSING
            found[index] = (1 if closing else deepest + 1, True)
    return found


def _stopped_heading(item: Item, text: str, plain: bool) -> int | None:
    """The level of a typed heading that ends with a full stop: it stands alone, and is short or set as headings are."""
    if not text.endswith("。") or (len(text) > _BARE_HEADING and (plain or not item.emphatic)):
        return None
    level = heading_level(text[:-1])
    return level if level != 3 or (item.emphatic and not plain) else None


def _bare_number(item: Item, text: str) -> int | None:
    """The level of a number that stands alone in the middle, as parts of a long report are headed: （一）."""
    found = numbering(f"{text}、") if text.isalnum() else numbering(text)
    alone = found and item.align == "center" and found[1].rstrip("、") == text
    return found[0] if alone and found[0] < 3 else None


def _lonely(items: list[Item], found: dict[int, tuple[int, bool]]) -> list[int]:
    """Indexes of typed headings of the third level with no text below them: attachments, items of a list."""
    return [
        index
        for index, (level, _) in found.items()
        if level == 3 and not items[index].look.paragraph.level and not _has_text_below(items, index)
    ]


def _has_text_below(items: list[Item], index: int) -> bool:
    following = items[index + 1] if index + 1 < len(items) else None
    if following is None or not following.is_text:
        return following is not None
    text = following.text.strip()
    return following.align != "right" and (
        len(text) >= _BARE_HEADING or text[-1] in _WHOLE or numbering(text) is not None
    )


def _listed(items: list[Item], found: dict[int, tuple[int, bool]]) -> list[int]:
    """Indexes of numbered lines that follow each other with nothing between: items of a list, not headings."""
    listed: list[int] = []
    run: list[int] = []
    for index in [*sorted(found), len(items)]:
        follows = run and index == run[-1] + 1 and index in found and found[index] == found[run[-1]]
        if not follows:
            if len(run) >= _ALIKE:
                listed += run
            run = []
        if index in found and not items[index].look.paragraph.level:
            run.append(index)
    return listed


def _looks_like_heading(items: list[Item], index: int, setting: Setting) -> bool:
    """A short line without number, set as headings are, with text after it."""
    item = items[index]
    text = item.text.strip() if item.is_text else ""
    if not text or len(text) > _BARE_HEADING or text[-1] in _ENDS or item.look.bullet or numbering(text):
        return False
    if _speaks(items, index) or _TABLE_NUMBER.match(text) or item.align == "right" or caption(text):
        return False
    following = items[index + 1] if index + 1 < len(items) else None
    if following is None or following.kind == TABLE:
        return False
    centred_larger = item.align == "center" and item.size > setting.size
    return item.emphatic or centred_larger or (item.size > setting.size + 0.9)


def _speaks(items: list[Item], index: int) -> bool:
    """Whether a line names a speaker or a field (记者：……, 时间：……), and is no heading in two halves (送岗位：搭建平台)."""
    said = _SPEAKER.match(items[index].text.strip())
    if not said:
        return False
    name = said[0].rstrip("：: ")
    following = items[index + 1] if index + 1 < len(items) else None
    below = following.text.strip() if following is not None and following.is_text else ""
    over_text = len(below) > _BARE_HEADING or (below.endswith("。") and not _SPEAKER.match(below))
    again = sum(item.is_text and item.text.strip().startswith(name) for item in items) > 1
    return name in _ASKED or again or not (over_text and items[index].emphatic) or fields(items[index].text) is not None


# --- tables -----------------------------------------------------------------------------------------------------------
def _table_caption(body: Body, items: list[Item], index: int) -> Spans:
    """The table's title, taken from the line above it (and 单位：万元 between them)."""
    above = [items[place] for place in (index - 1, index - 2) if place >= 0 and items[place].is_text]
    unit = above.pop(0) if above and _TABLE_UNIT.match(above[0].text.strip()) else None
    if not above or not _is_table_title(above[0]) or not body.blocks:
        return ()
    taken = 2 if unit else 1
    last = body.blocks[-taken:]
    if len(last) != taken or not all(isinstance(block, Paragraph | Heading) for block in last):
        return ()
    del body.blocks[-taken:]
    body.headings -= sum(isinstance(block, Heading) for block in last)
    words = without_mark(tidied(above[0].spans), "strong")
    return (*words, Span(f"（{unit.text.strip().strip('（）()')}）")) if unit else words


def _is_table_title(item: Item) -> bool:
    text = item.text.strip()
    if len(text) > 2 * _BARE_HEADING or text[-1] in "。：:；":
        return False
    return bool(_TABLE_NUMBER.match(text)) or (item.align == "center" and bool(_TABLE_TITLE.search(text)))


def _table(item: Item, words: Spans) -> Table:
    rows = [tuple(_cell(cell) for cell in row.cells) for row in item.rows]
    head = _head_rows(item, rows)
    headed = tuple(tuple(replace(cell, header=True) for cell in row) for row in rows[:head])
    return Table(headed, tuple(rows[head:]), words)


def _cell(cell) -> TableCell:
    lines = [tidied(item.spans) for item in cell.items if item.is_text]
    return TableCell(join_lines(lines), False, cell.colspan, cell.rowspan)


def _head_rows(item: Item, rows: list[Row]) -> int:
    """How many of the first rows are the head: those marked so, else the first (and what it reaches over) without numbers."""
    marked = 0
    while marked < len(item.rows) and item.rows[marked].header:
        marked += 1
    height = marked or max((cell.rowspan for cell in rows[0]), default=1)
    if height >= len(rows) or any(len(row) < 2 and height == 1 for row in rows[:height]):
        return 0
    texts = ["".join(span.text for span in cell.spans) for row in rows[:height] for cell in row]
    return height if marked or not any(_NUMBER.match(text) for text in texts) else 0


def write_html(blocks: list[Block]) -> str:
    """The blocks in the stored vocabulary; a picture's address is its number: word:3."""
    return re.sub(r'src="/photos/(word:\d+)/"', r'src="\1"', to_html(blocks))
