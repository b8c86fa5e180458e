"""Pairing pictures with the lines that speak of them: below or above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from manuscripts.typed import caption, heading_level, is_unmarked_caption, lead_in, numbering, trailing_bracket
from manuscripts.word.items import PICTURE, Item, Setting, half_width
from manuscripts.word.shared_captions import columns_of, evened, parts_of, spread
from manuscripts.word.signatures import is_credit, office_line, signature

LONGEST = 150
_SHORT, _VERY_SHORT = 80, 40
_FIGURE = re.compile(
    r"^[（(]?(?:附?图|照片|图片)\s*[0-9一二三四五六七八九十①-⑳]{1,3}(?:[-–][0-9]+)?\s*[:：.．、]?\s*\S"
)
_POSITION = re.compile(r"^[（(]?(?:[上下左右]图|图)(?:为|[:：])")
_LABEL = re.compile(r"^[（(]?(?:图片说明|图说|图注|照片说明)\s*[:：]")
_SPACED_TAIL = re.compile(
    r"^(.*\S)\s+([^\s。！？，：；]+(?:\s\S{1,3})?\s*[/／]?\s*(?:摄影报道|摄影|摄|供图|文/图|图/文))$"
)
_LABELLED_TAIL = re.compile(
    r"^(.*?[\s。！？”])\s*[（(]?((?:摄影|摄|图片来源|图片|供图|图)\s*[/／:：]\s*\S[^（）()。]{1,20})[）)]?$"
)
_CLOSE_TAIL = re.compile("^(.*\\S)\\s{1,12}([\u4e00-\u9fff]{2,4})摄$")
_LEADING = re.compile(r"^((?:摄影|摄|图)\s*[/／|]\s*[^\s/／]{2,4})\s+(\S.*)$")
_WEN_TAIL = re.compile(
    r"^(.*?[\s。！？”])[（(]?(\S{1,3}文\s*[/／]\s*摄影?)[）)]?$"
)  # a name that ends in 文: 张秉文/摄
_HAN_WORDS = re.compile("[\u4e00-\u9fff]{4}")
_BY_A_PROGRAM = re.compile(
    r"自动生成|可信度|图片包含|^(?:微信|QQ|企业微信|钉钉)?(?:图片|截图|照片)[\s_\d-]*$|截图|_|\.(?:jpe?g|png|bmp|gif|heic|webp)",
    re.IGNORECASE,
)
_FILE_NUMBER = re.compile(r"^[（(]?(?:照片|图片)\s*[0-9一二三四五六七八九十]{1,3}\s*[:：]\s*(?=\S)")
_COUNTED = re.compile("^[0-9]{1,2}[.．、]\\s*(?=[\u4e00-\u9fff])")  # 1.慰问现场, under the photos at the end
_TOOK_IT = re.compile("([\u4e00-\u9fff·]{2,8}?)(?:摄影|摄)")
_OF_ALL = re.compile(r"^[（(]?(?:本组|本文|文中|以上)(?:图片|照片)")
_ARROWS = "↑↓←→⬆⬇⬅➡↖↗↙↘ "  # they point at the picture
_SENTENCE = 25  # characters
_NEAR = 3  # lines
_SIZE_BELOW = 0.9  # points smaller than the text


@dataclass
class Pairing:
    """`words` and `credits` by number of picture; `used`: indexes of the items that went into them.

    `shared`: what a line noted with one picture says of it and of its neighbours, in their order.
    """

    words: dict[int, str] = field(default_factory=dict)
    credits: dict[int, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    shared: dict[int, list[str]] = field(default_factory=dict)


def read_caption(text: str) -> tuple[str, str]:
    """A caption's words and its photographers: 图为现场。（张三 摄） gives ("图为现场。", "张三")."""
    line = _COUNTED.sub("", _FILE_NUMBER.sub("", half_width(" ".join(text.split())).lstrip(_ARROWS)))
    if credit := is_credit(line):
        return "", credit
    if (match := _WEN_TAIL.match(line)) and (credit := is_credit(match[2])):
        return read_caption(match[1])[0], credit
    if (found := caption(line)) and found[0]:
        words, credit = found
        # A number is kept with its colon (图1：……), since the text may speak of it; 图： alone says nothing.
        line = line[: line.index(words)] + words if _FIGURE.match(line) and line[0] == "图" else words
        if credit:
            return line, credit
    line = _LABEL.sub("", line).strip()
    bracket = trailing_bracket(line, LONGEST)
    if bracket and not bracket[0]:
        return read_caption(bracket[1])
    if bracket and (credit := is_credit(f"（{bracket[1]}）")):
        return bracket[0], credit
    if bracket and bracket[0] and (match := _TOOK_IT.fullmatch(bracket[1])):  # （尼玛摄）: the bracket makes it sure
        return bracket[0], match[1]
    if match := _CLOSE_TAIL.match(line):  # 轮子秋表演  土生梅摄: the space makes it sure
        return match[1].strip(), match[2]
    if (match := _LEADING.match(line)) and (credit := is_credit(match[1])):  # 图/康巧玲  拔河比赛
        return match[2], credit
    for pattern in (_SPACED_TAIL, _LABELLED_TAIL):
        if (match := pattern.match(line)) and (credit := is_credit(match[2])):
            return match[1].strip(), credit
    for mark in "。！？”）":
        before, _, after = line.rpartition(mark)
        if before and after and (credit := is_credit(after.strip())):
            return before + mark, credit
    return line, ""


def said_in_alt(alt: str) -> tuple[str, str]:
    """Words and photographers of an alternative text that a person wrote; what programs write there says nothing."""
    line = " ".join(alt.split())
    if not _HAN_WORDS.search(line) or len(line) > LONGEST or _BY_A_PROGRAM.search(line):
        return "", ""
    return read_caption(line)


def likelihood(item: Item, setting: Setting) -> int:
    """How surely a line beside a picture is its caption, from 0 (no) to 3; `setting` is that of the text."""
    if not item.is_text:
        return 0
    text = item.text.strip()
    level = item.look.paragraph.level
    if len(text) > LONGEST or is_credit(text) or level or item.look.paragraph.role in ("title", "subtitle"):
        return 0
    if item.look.paragraph.role == "caption" or _FIGURE.match(text) or _POSITION.match(text) or _LABEL.match(text):
        return 3
    if text[0] in _ARROWS or parts_of(text):
        return 3
    if caption(text):
        return 3
    if _is_signed_text(text):
        return 0
    if _is_counted(item, setting):
        return 2
    if office_line(text) or heading_level(text) or lead_in(text) or _is_signature(text):
        return 0
    if read_caption(text)[1]:
        return 3
    if numbering(text) or item.look.bullet or text[-1] in "：:，、":
        return 0
    if len(text) > _SHORT:
        return 0
    if is_unmarked_caption(text) or (item.align == "center" and not item.emphatic):
        return 2
    if item.look.boxed or (item.size and item.size < setting.size - _SIZE_BELOW):
        return 2
    if item.align == "center" and item.size <= setting.size:
        return 1
    # A short line at the left: no sentence, or one that is not indented as the text is.
    apart = text[-1] != "。" or (setting.indented and not item.indented)
    return int(apart and len(text) <= _VERY_SHORT and "。" not in text[:-1] and not item.emphatic)


def _is_counted(item: Item, setting: Setting) -> bool:
    """Whether a numbered line is set as captions are, and not as headings are."""
    smaller = bool(item.size) and item.size < setting.size - _SIZE_BELOW
    plain = item.align == "center" and not item.emphatic
    return smaller and plain and len(item.text) <= _VERY_SHORT and bool(_COUNTED.match(half_width(item.text.strip())))


def _is_signed_text(text: str) -> bool:
    """Whether a line is the last sentence of a report with who sent it behind: ……良好形象。（海南州总工会 张三 文/图）"""
    bracket = trailing_bracket(text)
    if bracket is None or not bracket[0].endswith("。") or len(bracket[0]) < _SENTENCE:
        return False
    signed = signature(bracket[1], sure=False)
    return bool(signed and signed.unit and signed.bylines)


def _is_signature(text: str) -> bool:
    bracket = trailing_bracket(text)
    alone = bracket is not None and not bracket[0]
    found = signature(text, sure=alone)
    if found and found.bylines and text[0] in "文图":  # 文/张三 图/李四 signs the whole
        return True
    return bool(found and (found.unit or found.bylines or found.source) and (alone or found.unit or found.source))


def pair(items: list[Item], setting: Setting, taken: set[int]) -> Pairing:
    """Pair every picture standing among the items with its caption and credit. `taken` are lines that belong elsewhere."""
    found = Pairing()
    groups = _groups(items)
    sides = {side: sum(_best(items, group, side, setting, taken) for group in groups) for side in (1, -1)}
    first = -1 if sides[-1] > sides[1] else 1
    for side, least in ((first, 1 if first == 1 else 2), (-first, 3 if first == 1 else 2)):
        for group in groups:
            if not any(items[index].picture in found.words for index in group):
                _take_words(found, items, group, side, setting, taken, least)
    for group in groups:
        _take_credit(found, items, group, taken)
    _take_boxes(found, items, taken)
    for run in _runs(items, found.used):
        spread(found.words, found.credits, found.shared, run)
    return found


def _runs(items: list[Item], used: set[int]) -> list[list[int]]:
    """Numbers of the pictures between which nothing stands but captions."""
    runs: list[list[int]] = [[]]
    for index, item in enumerate(items):
        if item.kind == PICTURE:
            runs[-1].append(item.picture)
        elif index not in used:
            runs.append([])
    return runs


def _groups(items: list[Item]) -> list[list[int]]:
    """Pictures that stand together, as lists of indexes."""
    groups: list[list[int]] = []
    for index, item in enumerate(items):
        if item.kind != PICTURE:
            continue
        if groups and groups[-1][-1] == index - 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _neighbours(items: list[Item], group: list[int], side: int, most: int) -> list[int]:
    """Up to so many lines next to a group, nearest first; no picture or table between."""
    index = group[-1] + 1 if side > 0 else group[0] - 1
    found = []
    while 0 <= index < len(items) and items[index].is_text and len(found) < most:
        found.append(index)
        index += side
    return found


def _best(items: list[Item], group: list[int], side: int, setting: Setting, taken: set[int]) -> int:
    for index in _neighbours(items, group, side, 2):
        if index in taken:
            return 0
        if not is_credit(items[index].text):
            return likelihood(items[index], setting)
    return 0


def _take_words(
    found: Pairing, items: list[Item], group: list[int], side: int, setting: Setting, taken: set[int], least: int
) -> None:
    lines: list[int] = []
    for index in _neighbours(items, group, side, len(group) + 1):
        if index in taken or index in found.used:
            break
        if is_credit(items[index].text) and not lines:
            continue
        # One caption to each picture at most; those after the first must be as plain as can be.
        if likelihood(items[index], setting) < (least if not lines else 2) or len(lines) == len(group):
            break
        lines.append(index)
    if not lines:
        return
    if side < 0:
        lines.reverse()
    if len(lines) != len(group):
        lines = lines[:1] if side > 0 else lines[-1:]
    pictures = group if len(lines) == len(group) else group[-1:]
    for index, place in zip(lines, pictures, strict=True):
        note(found, items[place].picture, items[index].text)
        found.used.add(index)
        _take_rest(found, items, index, place)
    if len(pictures) < len(group) and (credit := found.credits.get(items[group[-1]].picture)):
        for place in group:
            found.credits[items[place].picture] = credit


def _take_rest(found: Pairing, items: list[Item], index: int, place: int) -> None:
    """What follows a caption after a line break in its paragraph is part of it."""
    following = index + 1
    while following < len(items) and items[following].is_text and items[following].continues:
        words, credit = read_caption(items[following].text)
        number = items[place].picture
        if not credit and found.words[number].endswith(("。", "！", "？")):
            return
        found.words[number] += words
        found.credits[number] = found.credits.get(number) or credit
        found.used.add(following)
        following += 1


def _take_credit(found: Pairing, items: list[Item], group: list[int], taken: set[int]) -> None:
    """A line that names the photographer alone, next to a picture or to its caption."""
    for side in (1, -1):
        for index in _neighbours(items, group, side, 2 * len(group) + 1):
            if index in found.used:
                continue
            credit = is_credit(items[index].text)
            if index in taken or not credit:
                break
            every = _OF_ALL.match(items[index].text.strip())
            meant = [place for place, one in enumerate(items[:index]) if one.kind == PICTURE] if every else group
            for place in meant:
                found.credits[items[place].picture] = found.credits.get(items[place].picture) or credit
            found.used.add(index)


def _take_boxes(found: Pairing, items: list[Item], taken: set[int]) -> None:
    """Captions in text boxes: a box lies beside its picture on the page, wherever the paragraph that holds it stands."""
    for index, item in enumerate(items):
        if not item.look.boxed or index in found.used | taken or likelihood(item, Setting()) < 3:
            continue
        bare = [
            place
            for place, one in enumerate(items)
            if one.kind == PICTURE and not found.words.get(one.picture) and abs(place - index) <= _NEAR
        ]
        if bare:
            note(found, items[min(bare, key=lambda place: abs(place - index))].picture, item.text)
            found.used.add(index)


def note(found: Pairing, picture: int, text: str) -> None:
    """Note a line as the caption of a picture, its photographer apart."""
    found.words[picture], credit = read_caption(text)
    if parts := parts_of(text):
        read = [read_caption(part) for part in parts]
        found.shared[picture] = evened([words for words, _ in read])
        credit = credit or next((named for _, named in read if named), "")
    elif (columns := columns_of(text)) and not any(is_credit(column) for column in columns):
        found.shared[picture] = columns
    if credit:
        found.credits[picture] = credit
