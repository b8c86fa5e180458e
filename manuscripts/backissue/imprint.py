"""The 编委会 and the imprint: labels and values on one line, on alternate lines, in a table, or in two columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from manuscripts.backissue.keys import HAN
from manuscripts.backissue.lines import Line
from manuscripts.typed.names import is_person, join_spaced

STATEMENT = "statement"  # the key of 内部资料 免费交流 in the imprint
_LABEL_LINE = 120  # characters: a line of an imprint is no longer
_NEAR = 8  # lines that may stand between two labels of one block

_BOARD = (
    "编委会名誉主任 编委会常务副主任 编委会副主任 编委会主任 编委会委员 编委会成员 编委会顾问 名誉主任 常务副主任 副主任委员 主任委员 副主任 主任 委员 编委 成员 "
    "总编辑 副总编辑 总编 副总编 执行主编 执行副主编 常务副主编 副主编 主编 编辑部主任 责任编辑 特约编辑 美术编辑 文字编辑 执行编辑 "
    "责任校对 版式设计 封面设计 责编 美编 编辑 编审 审稿 统稿 校对 排版 顾问 总顾问 总监制 监制 策划 总策划 出品人 编务 通联 美术设计 设计 摄影"
).split()
_IMPRINT = (
    "主管单位 主管部门 主管 主办单位 主办 承办单位 承办 协办单位 协办 编印单位 编印部门 编印 编辑单位 编辑部门 编辑部 编辑出版 编辑 出版单位 出版 准印证号 准印证 准印号 "
    "印刷日期 印刷时间 印刷数量 印刷单位 印刷厂 承印单位 承印 印制单位 印制 印刷 印数 印量 印张 开本 期号 期数 刊期 出版日期 出版周期 "
    "发送对象 发送范围 发送单位 赠阅范围 赠阅对象 发行范围 发行对象 发行单位 发行 送阅范围 编辑部地址 通讯地址 通信地址 联系地址 地址 投稿邮箱 电子邮箱 电子邮件 电子信箱 联系邮箱 邮箱 信箱 "
    "联系电话 编辑部电话 热线电话 投稿电话 电话(传真) 电话（传真） 电话/传真 电话传真 电话、传真 电话 传真 邮政编码 邮编 网址 网站 微信公众号 公众号 官方微信 QQ群 QQ E-mail Email"
).split()
_PROOF = frozenset(
    "准印证号 准印证 准印号 印数 印刷数量 印刷单位 印刷日期 主办 主办单位 编印单位 编印部门 发送对象".split()
)
_TITLE_OF_BOARD = re.compile(r"^(?:本刊|《?\w{2,8}》?)?(?:编辑委员会|编委会|编审委员会)(?:名单|成员)?$")
_STATEMENT_LINE = re.compile(r"^\W*(内部(?:资料|刊物|交流)\W*(?:免费|赠阅|请勿|注意)\w{2,4})\W*$")
_PERMIT = re.compile(rf"^[{HAN}（()）]{{0,20}}?准印证(?:号|编号)?(?=\W|\d|[{HAN}]?[（(]|$)")


def _spaced(label: str) -> str:
    return r"[\s\u3000]*".join(re.escape(character) for character in label)


def _pattern(labels: list[str]) -> re.Pattern:
    words = "|".join(_spaced(label) for label in sorted(set(labels), key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\s\u3000；;|/]))[【\[「▪■●·]?\s*({words})\s*[】\]」]?"
        r"(?:[ \t\u3000]*[:：丨|｜/][ \t\u3000]*|[ \t\u3000]+|$)"
    )


_BOARD_LABEL = _pattern(_BOARD)
_IMPRINT_LABEL = _pattern(_IMPRINT)
_FIRST = frozenset("【[「▪■●·" + "".join(label[0] for label in (*_BOARD, *_IMPRINT)))
_BLANKS = re.compile(r"[\s\u3000]+")


@dataclass
class Labels:
    """What the labels of some lines gave, and which of the lines they took (by index)."""

    board: dict[str, list[str]] = field(default_factory=dict)
    imprint: dict[str, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


@dataclass
class _Field:
    label: str
    of_board: bool
    values: list[str]
    index: int


def names_in(text: str) -> list[str]:
    """The persons' names of a list, those set with inner spaces joined; [] where anything else stands in it."""
    names: list[str] = []
    for part in re.split(r"[、，,；;]|\t|[ \u3000]{2,}", text.strip()):
        tokens = part.split()
        if tokens:
            names += join_spaced(tokens) if len(tokens) > 1 else [*tokens]
    if any(len(name) == 1 for name in names):
        names = join_spaced([word for name in names for word in name.split()])
    return names if names and all(is_person(name) for name in names) else []


def statement(text: str) -> str:
    """内部资料 免费交流 as printed, or an empty string where the line is another."""
    match = _STATEMENT_LINE.match(text.strip()) if len(text) < 40 else None
    return _BLANKS.sub(" ", match[1]) if match else ""


def read_labels(lines: list[Line], span: range, *, everywhere: bool = False) -> Labels:
    """The board and imprint among the lines of `span`.

    In the contents (`everywhere`) each label counts; elsewhere only where several stand together, so that 地址 and 电话
    under an article stay in it.
    """
    found = Labels()
    for cluster in _clusters(lines, span):
        fields, used = _fields(lines, cluster)
        if everywhere or _is_block(fields):
            _take(fields, found)
            found.used |= used
    for index in span:
        printed = statement(lines[index].plain)
        if printed:
            found.imprint.setdefault(STATEMENT, printed)
            found.used.add(index)
    return found


def _labels_of(line: Line) -> list[tuple[str, bool, str]]:
    """(label, whether of the board, value) of each label on the line; [] unless it begins with one."""
    if line.kind == "table":
        return [found for row in line.rows for found in _labels_in("  ".join(cell for cell in row if cell))]
    if line.kind != "text" or len(line.plain) > _LABEL_LINE:
        return []
    return _labels_in(line.plain)


def _labels_in(text: str) -> list[tuple[str, bool, str]]:
    text = text.strip().strip("|").strip()
    if text[:1] not in _FIRST and "准印证" not in text:
        return []
    permit = _PERMIT.match(text)
    if permit:
        value = text[permit.end() :].lstrip(" :：\t\u3000")
        following = _IMPRINT_LABEL.search(value, 1) if value else None
        head = [("准印证号", False, (value[: following.start()] if following else value).strip())]
        return head + (_labels_in(value[following.start() :]) if following else [])
    board, imprint = _BOARD_LABEL.match(text), _IMPRINT_LABEL.match(text)
    if board and (not imprint or names_in(_first_value(text, board))):
        return [(label, True, value) for label, value in _split(text, _BOARD_LABEL)]
    return [(label, False, value) for label, value in _split(text, _IMPRINT_LABEL)] if imprint else []


def _first_value(text: str, match: re.Match) -> str:
    following = _BOARD_LABEL.search(text, match.end())
    return text[match.end() : following.start() if following else len(text)]


def _split(text: str, pattern: re.Pattern) -> list[tuple[str, str]]:
    """(label, value) pairs of a text that begins with a label."""
    marks = list(pattern.finditer(text))
    pairs = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : following.start() if following else len(text)]
        pairs.append((_BLANKS.sub("", mark[1]), value.strip(" \t\u3000|；;丨")))
    return pairs


def _clusters(lines: list[Line], span: range) -> list[range]:
    """Runs of lines in which labels stand near each other."""
    labelled = [
        index
        for index in span
        if _labels_of(lines[index]) or _TITLE_OF_BOARD.match(_BLANKS.sub("", lines[index].plain[:20]))
    ]
    found: list[list[int]] = []
    for index in labelled:
        if found and index - found[-1][-1] <= _NEAR:
            found[-1].append(index)
        else:
            found.append([index])
    return [range(run[0], min(run[-1] + max(_NEAR, len(run) + 2), span[-1] + 1)) for run in found]


def _fields(lines: list[Line], cluster: range) -> tuple[list[_Field], set[int]]:
    """The labels of a run with their values, a value on its own line included, and the lines they stand on."""
    fields: list[_Field] = []
    used: set[int] = set()
    waiting: list[_Field] = []  # labels whose value has not come yet
    in_board = False
    for index in cluster:
        line = lines[index]
        bare = _BLANKS.sub("", line.plain[:40])
        if _TITLE_OF_BOARD.match(bare) and len(line.plain) < 30:
            used.add(index)
            in_board, waiting = True, []
            continue
        labels = _labels_of(line)
        if labels:
            new = [_Field(label, of_board, [value] if value else [], index) for label, of_board, value in labels]
            if len(new) == 1 and in_board and new[0].label == "编辑":
                new[0].of_board = True
            fields += new
            used.add(index)
            empty = [one for one in new if not one.values]
            waiting = [*waiting, *empty] if waiting and not waiting[-1].values else empty or [new[-1]]
            in_board = new[-1].of_board
            continue
        if line.kind != "text" or statement(line.plain):
            continue
        taken = _receiver(waiting, line)
        if taken is None:
            waiting = []
            continue
        taken.values.append(line.plain)
        used.add(index)
        waiting = [one for one in waiting if one is not taken and not one.values] or [taken]
    return fields, used


def _receiver(waiting: list[_Field], line: Line) -> _Field | None:
    """The label whose value this line is; None where it is none of theirs."""
    if not waiting or len(line.plain) > _LABEL_LINE:
        return None
    named = names_in(line.plain)
    if waiting[0].values:
        last = waiting[-1]
        if not last.of_board and last.values[-1][-1] in "、，,；" and not (line.level or line.bold):
            return last  # a list of addressees runs over the line's end
        return last if last.of_board and named and not (line.level or line.bold) else None
    empty = [one for one in waiting if not one.values]
    if len(empty) == 1 or any(one.of_board for one in empty):
        first = empty[0]
        return first if bool(named) == first.of_board and _fits(first.label, line.plain) else None
    return next((one for one in empty if _fits(one.label, line.plain)), None)


def _fits(label: str, value: str) -> bool:
    """Whether a value may stand under this label, where labels and values are set in two columns."""
    if len(value) > 60 or re.search(r"[\t…]+\s*\d{1,3}$", value):
        return False
    if "@" in value:
        return "邮箱" in label or "信箱" in label or "邮件" in label or "mail" in label.lower()
    if "邮编" in label or "邮政编码" in label:
        return bool(re.fullmatch(r"\D{0,3}\d{6}", value))
    if label in ("电话", "传真") or "电话" in label:
        return bool(re.search(r"\d{5}", value)) and not re.search(f"[{HAN}]{{3}}", value)
    if "邮箱" in label or "信箱" in label:
        return False
    if "准印" in label:
        return bool(re.search(r"\d{3}", value))
    return True


def _is_block(fields: list[_Field]) -> bool:
    """Whether labels outside the contents are a board or an imprint, not the address under an article."""
    board = {
        one.label for one in fields if one.of_board and all(names_in(value) for value in one.values) and one.values
    }
    imprint = {one.label for one in fields if not one.of_board and one.values}
    return len(board) >= 3 or (len(imprint) >= 3 and bool(imprint & _PROOF)) or len(imprint & _PROOF) >= 2


def _take(fields: list[_Field], found: Labels) -> None:
    for one in fields:
        if one.of_board:
            names = [name for value in one.values for name in names_in(value)]
            if names:
                known = found.board.setdefault(one.label, [])
                known += [name for name in names if name not in known]
        elif one.values:
            found.imprint.setdefault(
                one.label.replace("（", "(").replace("）", ")"), _BLANKS.sub(" ", "".join(one.values))
            )
