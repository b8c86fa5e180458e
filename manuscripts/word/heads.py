"""The first lines of a report: kicker, title, subtitle, who sent and who wrote it, the editor's note."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from manuscripts.backissue.headers import split_dash
from manuscripts.typed import caption, heading_level, numbering
from manuscripts.typed.brackets import is_open
from manuscripts.word.captions import likelihood
from manuscripts.word.items import PICTURE, TABLE, Item, Setting, without_start
from manuscripts.word.labels import is_issue_number
from manuscripts.word.signatures import (
    Signature,
    dateline,
    is_boilerplate,
    lacks_object,
    lacks_subject,
    names_unit,
    office_line,
    opening_bracket,
    signature,
)

_LONGEST = 60  # characters; a title of three lines has fewer
_MOST_LINES = 14
_VERSE = 24  # characters of a line of a poem
_DASHED = re.compile(r"^\s*[—–―─－-]{1,4}\s*")
_LABELLED = re.compile(
    r"^(引题|肩题|眉题|(?:文章|稿件|作品|信息|材料)?(?:标题|题目)|(?:文章|稿件|作品)名称|题名|主题|主标题|正题|副标题|副题)\s*[:：]\s*(\S.*)$"
)
_LETTERHEAD = re.compile(r"^\S{2,30}(?:文件|简报|简讯|信息|快报|快讯|动态|专报|通讯|工运|之窗|参考|要情|交流)$")
_NOTE = re.compile(r"^[【\[（(]?\s*(?:编者按|编者的话|编前语|编前|开栏语|开栏的话)\s*[】\]）)]?\s*[:：]?\s*")
_TEXT_LABEL = re.compile(r"^[【\[]?(?:正\s*文|内\s*容|稿件内容)[】\]]?\s*[:：]?$")
_TEXT_BEGINS = re.compile(r"^(?:摘\s*要|关键词|内容提要|记者|问|主持人)\s*[:：]|^[【\[]\s*(?:摘要|关键词|内容提要)")
_TITLE_SUFFIX = re.compile(r"(?:情况)?(?:通知|报告|讲话|方案|意见|办法|总结|致辞|决定|通报|倡议书|公开信)$")
_REMARK = re.compile(r"^[（(](?:根据|本文|此文|节选|摘要|有删节)[^（）()]*[）)]$")
_COLUMN = re.compile(r"^【\s*([^【】]{2,10})\s*】$")
_KICKER_ENDS = re.compile(r"(?:[:：]|——|强调|指出|要求)$")
_NO_SPACE_BEHIND = "、，：（《“—的和与及暨"
_NO_SPACE_BEFORE = "、，：）》”的和与及暨"
_ORNAMENTS = "·•●◆★■□▪◇○|— "
_ONE_TITLE = "最前面几行的字号相同，看作一个标题。如果其中有引题或副题，请移到相应的栏里。"
_TITLE_NAMES = {"引题": 0, "肩题": 0, "眉题": 0, "副标题": 2, "副题": 2}


@dataclass
class Head:
    """What the first lines say. `used` are the indexes of items that are no part of the body."""

    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    editors_note: str = ""
    signed: Signature = field(default_factory=Signature)
    used: set[int] = field(default_factory=set)
    letterhead: list[str] = field(default_factory=list)
    outline: int = 0  # the level of Word's outline the title was set in; 0 where it was none
    doubts: list[str] = field(default_factory=list)


def read_head(items: list[Item]) -> Head:
    """The head of a report. What it does not recognise stays in the body."""
    head = Head()
    lines: list[int] = []
    signed = False
    index = 0
    for index, item in enumerate(items):
        if item.kind == TABLE or len(lines) > _MOST_LINES:
            break
        if item.kind == PICTURE:
            continue
        text = item.text.strip()
        if not lines and not head.title and _under_picture(items, index):
            continue
        if (lines or head.title) and not signed and _parts_signature(items, index, lines):
            continue
        if is_boilerplate(text) or _is_letterhead(item, text, items, index):
            head.letterhead.append(text)
            head.used.add(index)
        elif (found := _LABELLED.match(text)) and len(text) <= _LONGEST + 6:
            _set_part(head, _TITLE_NAMES.get(found[1], 1), found[2])
            head.used.add(index)
        elif office := office_line(text):
            head.signed.add(office)
            head.used.add(index)
            signed = signed or bool(lines or head.title) and bool(office.bylines or office.unit)
        elif head.title and _same(text, head.title):  # named on a form, and set again over the text
            head.used.add(index)
        elif not lines and (found := _COLUMN.match(text)):
            head.signed.add(Signature(particulars=[("栏目", found[1])]))
            head.used.add(index)
        elif (lines or head.title) and (found := _signature(items, index, lines, signed)):
            head.signed.add(found)
            head.used.add(index)
            signed = True
        elif (lines or head.title) and _beside_picture(items, index) or _ends_head(items, index, lines, head, signed):
            break
        else:
            lines.append(index)
    _read_title(head, items, lines)
    _read_first(head, items)
    _read_note(head, items)
    return head


def _beside_picture(items: list[Item], index: int) -> bool:
    """Whether a line below the title speaks of the picture it stands next to."""
    if index and items[index - 1].kind == PICTURE:
        return True
    following = items[index + 1 : index + 2]
    return bool(following) and following[0].kind == PICTURE and likelihood(items[index], Setting()) > 2


def _parts_signature(items: list[Item], index: int, lines: list[int]) -> bool:
    """Whether a line is surely the caption of a picture set between the title and the line that signs."""
    if index + 1 >= len(items) or not items[index + 1].is_text or not _under_picture(items, index):
        return False
    below = _signature(items, index + 1, lines, False)
    return bool(below and below.unit)


def _under_picture(items: list[Item], index: int) -> bool:
    """Whether a line is surely the caption of a picture that stands over the title."""
    return bool(index) and items[index - 1].kind == PICTURE and likelihood(items[index], Setting()) > 2


def _is_letterhead(item: Item, text: str, items: list[Item], index: int) -> bool:
    if is_issue_number(text):
        return True
    following = next((one.text.strip() for one in items[index + 1 : index + 3] if one.is_text), "")
    if item.look.red and names_unit(text):
        return is_issue_number(following)
    closed = re.sub(r"\s+", "", text)  # 工 会 信 息 is spread over the width of the page
    if not (item.look.red or item.align == "center") or not _LETTERHEAD.match(closed):
        return False
    return item.look.red and text.endswith("文件") or is_issue_number(following)


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _set_part(head: Head, part: int, text: str) -> None:
    if part == 0:
        head.kicker = text.strip()
    elif part == 2:
        head.subtitle = _DASHED.sub("", text).strip()
    else:
        head.title = text.strip()


def _signature(items: list[Item], index: int, lines: list[int], signed: bool) -> Signature | None:
    """What a line below the title signs. A bare name is one where it is centred, or nothing has signed yet."""
    item = items[index]
    text = item.text.strip()
    role = item.look.paragraph.role
    if _DASHED.match(text) or role == "title" or item.look.paragraph.level:
        return None
    if role == "subtitle":  # the style is taken for what stands second, whatever it is
        found = Signature(unit=text.replace(" ", "")) if names_unit(text) else signature(text, sure=False)
        return found if found and found.unit else None
    centred = item.align in ("center", "right")
    found = signature(text, sure=centred)
    if found is None or found.source and signed and not centred:
        return None
    # What is set larger or heavier than the line above it, or stands over a larger one, is no signature.
    above = items[lines[-1]] if lines else item
    if item.size > above.size + 1 or (item.emphatic and not above.emphatic):
        return None
    below = list(takewhile(lambda one: one.is_text and one.align == "center", items[index + 1 : index + 3]))
    larger = any(one.size > item.size + 1 and one.size >= above.size and not office_line(one.text) for one in below)
    return None if larger else found


def _ends_head(items: list[Item], index: int, lines: list[int], head: Head, signed: bool) -> bool:
    """Whether the body begins with this line."""
    item, text = items[index], items[index].text.strip()
    role = item.look.paragraph.role
    if role in ("title", "subtitle"):
        return False
    if len(text) > _LONGEST or _NOTE.match(text) or _TEXT_BEGINS.match(text) or item.look.bullet:
        return True
    centred = item.align == "center"
    if signed and _REMARK.match(text):
        return True
    if (text[-1] in "。；;" and not (centred and not lines)) or "。" in text[:-1]:
        return True
    if not lines and not head.title:
        return False
    number = numbering(text)
    if number and (signed or not centred or text == number[1]):
        return True
    if text[-1] in "：:" or (caption(text) and not centred):
        return True
    if _DASHED.match(text):
        return False
    if _heads_a_part(items, index):
        return True
    if signed or head.title:
        first = items[lines[0]] if lines else item
        return not centred or signed and (item.size >= first.size or _is_verse(items, index))
    first = items[lines[0]]
    if first.align == "center" or first.look.paragraph.role == "title":
        return not centred
    # Nothing is centred: a second line belongs to the head where it looks like the first, and text follows it.
    return _is_plain_text(item, first, items, index)


def _heads_a_part(items: list[Item], index: int) -> bool:
    """Whether a line in the middle is the first of several that each stand over text and are set alike: headings."""
    item = items[index]
    alike = [
        place
        for place in range(index, len(items) - 1)
        if items[place].is_text
        and items[place].align == "center"
        and items[place].emphatic
        and items[place].size == item.size
        and items[place + 1].is_text
        and items[place + 1].align != "center"
        and not office_line(items[place + 1].text)
    ]
    return len(alike) > 1 and alike[0] == index


def _is_verse(items: list[Item], index: int) -> bool:
    """Whether a poem begins here: three short lines in the middle or more, set alike, none of them a sentence alone."""
    verse = items[index : index + 3]
    return len(verse) == 3 and all(
        one.is_text
        and one.align == "center"
        and one.size == verse[0].size
        and not numbering(one.text.strip())
        and not office_line(one.text)
        and len(one.text) <= _VERSE
        for one in verse
    )


def _is_plain_text(item: Item, first: Item, items: list[Item], index: int) -> bool:
    if item.continues and item.emphatic == first.emphatic:
        return False
    alike = abs(item.size - first.size) < 0.6 and item.emphatic == first.emphatic
    if alike and not first.emphatic and first.look.paragraph.level == item.look.paragraph.level:
        following = next((one for one in items[index + 1 : index + 2] if one.is_text), None)
        return (
            following is None or bool(heading_level(following.text)) or len(item.text) > 40 or item.text[-1] in "，、"
        )
    return not alike and item.size <= first.size and item.align not in ("center",)


# --- kicker, title, subtitle ------------------------------------------------------------------------------------------
def _read_title(head: Head, items: list[Item], lines: list[int]) -> None:
    if head.title:  # it was labelled: other lines over it are no title
        return
    if not lines:
        return
    chosen = _title_lines(items, lines, head)
    before = [index for index in lines if index < chosen[0]]
    after = [index for index in lines if index > chosen[-1]]
    head.used.update(lines)
    head.title = _joined([items[index].text.strip() for index in chosen])
    head.outline = items[chosen[0]].look.paragraph.level
    for index in before:
        text = items[index].text.strip()
        if names_unit(text) and not head.signed.unit:
            head.signed.unit = text.replace(" ", "")
        else:
            head.kicker = " ".join(f"{head.kicker} {text.strip(_ORNAMENTS) or text}".split())
    below = [_DASHED.sub("", items[index].text).strip() for index in after]
    if below and not head.subtitle:
        head.subtitle = _joined(below)
    if not head.subtitle and head.signed.unit != head.title:
        head.title, head.subtitle = split_dash(head.title)


def _title_lines(items: list[Item], lines: list[int], head: Head) -> list[int]:
    """The lines that are the title: by their style, else by size, else by weight, else the first."""
    titled = [index for index in lines if items[index].look.paragraph.role == "title"]
    if not titled:
        plain = [
            i for i in lines if not _DASHED.match(items[i].text) and items[i].look.paragraph.role != "subtitle"
        ] or lines
        levels = [items[i].look.paragraph.level for i in plain if items[i].look.paragraph.level]
        if levels:
            titled = [i for i in plain if items[i].look.paragraph.level == min(levels)]
        else:
            titled = _most_prominent(items, plain, head)
    run = [titled[0]]
    for index in titled[1:]:
        if lines.index(index) == lines.index(run[-1]) + 1:
            run.append(index)
    return run


def _most_prominent(items: list[Item], lines: list[int], head: Head) -> list[int]:
    largest = max(items[index].size for index in lines)
    titled = [index for index in lines if items[index].size > largest - 0.6]
    heavy = [index for index in titled if items[index].emphatic]
    if 0 < len(heavy) < len(titled):
        titled = heavy
    if len(titled) < 2:
        return titled
    first, second = items[titled[0]].text.strip(), items[titled[1]].text.strip()
    if head.signed.unit and items[titled[1]].continues:  # the unit is known: its name begins a title broken in two
        return titled
    if lacks_object(first) or names_unit(first.rstrip(":：")) and first[-1] in ":：":
        return titled
    if names_unit(first) and not _TITLE_SUFFIX.search(first):
        if not _is_clause(second):
            return titled[1:]
        if not lacks_subject(second) and not second.startswith("关于"):
            head.doubts.append(_ONE_TITLE)
        return titled
    if _KICKER_ENDS.search(first) or _is_label(first, second):
        return titled[1:]
    if not items[titled[1]].continues:
        head.doubts.append(_ONE_TITLE)
    return titled


def _is_clause(line: str) -> bool:
    """Whether a line under the name of a unit goes on with it: one clause. A slogan of two halves stands by itself."""
    return " " not in line.strip() or line.startswith("关于")


def _is_label(first: str, second: str) -> bool:
    """Whether the first of two lines set alike is a kicker: it is short, and shorter than the title by some."""
    return (
        len(first) <= 12 and len(second) > len(first) + 3 and second[0] not in _NO_SPACE_BEFORE and "关于" not in first
    )


def _joined(lines: list[str]) -> str:
    """Lines of one title: with a space where it was set in two halves, without where it was broken to fit."""
    found = last = ""
    for line in lines:
        # Halves are of about a length; a name is followed by what it did.
        short = len(line) < 4 or 2 * len(line) < len(last)
        clause = names_unit(found) and _is_clause(line) or lacks_object(found)
        broken = not found or is_open(found) or found[-1] in _NO_SPACE_BEHIND or line[0] in _NO_SPACE_BEFORE
        found += ("" if broken or short or clause or "关于" in found else " ") + line
        last = line
    return " ".join(found.replace("\u3000", " ").split())


def _read_first(head: Head, items: list[Item]) -> None:
    """The label 正文： goes; authors named in the dateline of the first paragraph are authors."""
    for index in [index for index, item in enumerate(items) if index not in head.used and item.is_text][:2]:
        text = items[index].text.strip()
        if _TEXT_LABEL.match(text):
            head.used.add(index)
        elif authors := dateline(text):
            head.signed.add(Signature(bylines=authors))
        elif opening := opening_bracket(text):  # the journal names them under the title
            head.signed.add(opening[0])
            items[index].spans = without_start(items[index].spans, opening[1])


def _read_note(head: Head, items: list[Item]) -> None:
    """The editor's note that stands first in the body, or after its own label."""
    left = [index for index, item in enumerate(items) if index not in head.used and item.is_text][:2]
    if not left or not (found := _NOTE.match(items[left[0]].text)):
        return
    text = items[left[0]].text[found.end() :].strip()
    head.used.add(left[0])
    if not text and len(left) > 1:
        text = items[left[1]].text.strip()
        head.used.add(left[1])
    head.editors_note = text
