"""Who sent it and who wrote it, from a line of a report: 海南州总工会 张三; 文/图 李四; （通讯员 王五）; 审核：赵六 电话：…"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from manuscripts.typed import byline, caption, is_body, is_person, is_post, source_line, trailing_bracket
from manuscripts.typed.names import join_spaced, listed_persons
from manuscripts.word.labels import AUTHOR_LABELS, CREDIT_LABELS, SOURCE_LABELS, UNIT_LABELS, fields, labelled_end

_LIMIT = 80
_BOTH = re.compile(
    r"(?:^|(?<=\s))(?:文\s*[/／、·•]\s*(?:图|摄影?)|(?:图|摄影?)\s*[/／、·•]\s*文|图\s?文|文\s?图|摄影报道)\s*(?:[/／:：|｜]|(?<=[图文摄影道])\s)\s*"
)
_BOTH_AFTER = re.compile(r"\s*[/／]?\s*(?:文\s*[/／]\s*(?:图|摄)|(?:图|摄)\s*[/／]\s*文|图文|文图|摄影报道)$")
_PICTURE_PART = re.compile(r"\s*[;；,，]?\s*(?:图片?|摄影?|照片|供图)\s*[/／:：|｜]\s*(\S.*)$")
_WORDS_PART = re.compile(r"(?<=\s)文(?:字)?\s*[/／:：|｜]\s*")
_AFFILIATION = re.compile(
    r"^([^\s，,]{4,30})(?:[，,\s]\s*[\u4e00-\u9fff]{2,8}){1,3}[，,\s]\s*(?:邮编[:：]?\s*)?[0-9]{6}$"
)  # 青海省工会干部学校，青海 西宁 810000
_UNIT_VERB = re.compile(r"\s*(?:供\s*稿|报\s*送|来\s*稿|提供)$")
_UNIT_COLON = re.compile(r"^(\S+(?:工会|公司|委员会|部))\s*[:：/／|｜·、,，—-]\s*(?=\S{2,6}$)")
_NAME_AND_UNIT = re.compile(r"^([^\s（(]+)\s*[（(]([^（()）]+)[）)]$")
_SENTENCE = re.compile(r"[。！？!?；;：:，,“”《》]")
_BODY_THEN_NAME = re.compile(r"^(\S*(?:工会|委员会|公司|集团|办公室|部|学校|医院))([\u4e00-\u9fff]{2,3})$")
DIVIDERS = dict.fromkeys(map(ord, "丨│┃∣︱"), "|")  # 文丨张三: typed for the stroke that parts
_LATIN_NAME = re.compile(r"^[\u0f00-\u0fff]+$|^[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){1,3}$")

# Syllables that Tibetan, Uyghur and other names are written with: 阿依夏木 has no Chinese surname.
_SYLLABLES = frozenset(
    "阿依夏木古丽娜尔买提才让卓玛扎西多杰仁青更登桑吉措白索南东主周旦藏拉毛尕加太本项秀切忠嘎松求德格增贡布久先昂文江巴公保完么三知华"
    "姆次旺堆罗列尼达瓦曲珍央金吾艾力合努热帕汗苏来曼麦确俄叶什闹日智化成林端智角巷欠冷宝贡却英措永巴桑洛求代羊贝珠丹培宗娃雅斯萨"
)
# What no name of a unit holds, but a title may: 把工会课堂搬到扶贫车间, 三十年守着一座水文站.
_HELD = "召开|举办|举行|开展|组织开展|荣获|启动|慰问|走访"
_NO_UNIT = re.compile(
    r"[把了着过让从到是被使更最让我你他她这那]|一[座个位名]|[0-9:：各]|等$|^(?:以下|原|附|见|注|即|如|含|按|据|由|图|表|包括|其中)"
    rf"|(?:^|工会|公司|集团|部|局|厅)(?:{_HELD})"
)
_ACTS = (
    "推行|推进|推动|推出|打造|构建|建成|创建|创新|实施|落实|强化|深化|深耕|探索|聚焦|用心|用情|赋能|助力|助推|护航|关爱|成立|表彰|获评|喜获|"
    "组织|组建|开设|发放|筹集|完成|部署|传达|学习|宣讲|培育|搭建|擦亮|激发|汇聚|凝聚|引领|维护|保障|服务|帮扶|救助"
)
_TELLS = re.compile(rf"^(?:{_HELD}|看望)|^\S{{2,12}}(?:在(?!线)|正在|进行)\S")  # 走访护林站 tells of a visit to one
_BEGINS_WITH_VERB = re.compile(rf"^(?:{_HELD}|{_ACTS}|深入|积极|扎实|全力|着力|大力|多措并举)")
_ENDS_WITH_VERB = re.compile(rf"(?:{_HELD}|{_ACTS})$")
_UNIT = re.compile(
    r"(?:工会|委员会|联合会|公司|集团|办公室|办事处|协会|学会|大学|学院|医院|银行|党委|支部|[^家]局|厅|政府|部|处|杂志社|报社)$"
    r"|^\S*(?:[省市州县区旗镇乡]|公司|集团|工会)\S*$"
)

_BULLETS = re.compile(r"^[■◆●▪★☆※◇○◎]\s*")
_NAMED_WEN = re.compile(r"^(\S{1,3}文)\s*[/／]?\s*(?:摄影?|图)$")  # 文 is the end of a name here, not 文/摄
_PROVIDED = re.compile(
    r"^(?:(?:图片|照片|图)?(?:均?由)?)(受访者|受访人|受访单位|受访企业|本人|作者|作者本人|家属|网友)(?:供图|提供|图片|图|摄)$"
)
_DATELINE = re.compile(
    r"^(?:本[刊报网][^，。（(]{0,6}?|工会|\S{2,6})?[讯电]\s*[（(]\s*((?:本[刊报]|特约|实习)?(?:记者|通讯员)[^（）()]{2,40})[）)]"
)
_REPORTS = re.compile(
    r"^本[刊报网]讯\s*[（(]?((?:本[刊报]|特约)?(?:记者|通讯员)\s*[^\s，。：:]{2,10}?)\s*(?:摄影)?报道[）)]?\s*[:：]"
)
_REPORTER = re.compile(r"(?:本[刊报]|特约|实习)?(?:记者|通讯员)")
_OPENING = re.compile(r"^\s*[（(]([^（）()。，]{4,44})[）)]\s*(?=\S{20})")
_BOILERPLATE = re.compile(
    r"点击.{0,6}蓝字|关注我们|(?:长按|扫码|扫描|识别).{0,8}(?:二维码|关注)|^(?:点击)?阅读原文$|(?:点个|点亮|点)[“”\"]?(?:在看|赞)|^[（(]?附[:：]?(?:活动|现场)?(?:照片|图片|图)[0-9一二三四五六七八九十两]*张?[:：]?[）)]?$|^分享.{0,6}(?:收藏|在看)"
    r"|^[（(【]?内部(?:资料|材料|文件|刊物)|^(?:《?青海工运》?|本刊|《\S{2,10}》|工会)?(?:杂志)?(?:投稿|来稿|供稿|稿件)[:：]?$"
    r"|^[—\-－=·*\s（(]*(?:完|END|End|end|全文完|本文完)[—\-－=·*\s）)]*$"
)
_POSTED = re.compile(
    r"^(?:原创\s*)?\S{2,16}(?:\s+\S{2,16})?\s+20[0-9]{2}[-年./][0-9]{1,2}[-月./][0-9]{1,2}日?(?:\s+[0-9:]{4,8})?(?:\s+\S{2,6})?$"
)
_DAY = (
    r"(?:20[0-9]{2}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*日?"
    r"|二[〇○零Oo0][一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_ISSUED = re.compile(
    rf"^(\S{{4,30}}?)\s*(?:主?编印?|主办)?\s*[（(]?({_DAY})[）)]?(?:\s*印发)?$"
)  # under a letterhead, or at the end
_DATED = re.compile(rf"^(\S{{2,6}}\s*[:：].*\S)\s+({_DAY})$")
_OFFICE = re.compile(r"^中共|(?<=总工会)(?:党组)?办公室$")  # it sends the paper out; the union is the contributor
_UNIT_IS = re.compile(r"^作者单位[系为是](?=\S)")
_APPROVED = re.compile(r"^(?:此|本|该)[稿文]件?\S{0,8}(?:审核|审定|审阅|审签|把关)\S{0,6}$")
_COUNT = re.compile(r"^[（(]?\s*(?:全文|正文|字数)\s*[:：]?\s*[共约]{0,2}\s*[0-9]{2,5}\s*[余多]?字左?右?\s*[）)]?$")
_DATE = re.compile(
    r"^[（(]?\s*(?:[0-9]{4}|二[〇○零Oo0]?[一二三四五六七八九〇○零]{1,3})\s*[年./-]\s*[0-9一二三四五六七八九十]{1,3}\s*"
    r"[月./-]\s*(?:[0-9一二三四五六七八九十]{1,3}\s*日?)?\s*[）)]?$"
)


@dataclass
class Signature:
    """What a line says: the unit, (name, post) of its authors, the photographers, the source, and lines for the office."""

    unit: str = ""
    bylines: list[tuple[str, str]] = field(default_factory=list)
    credit: str = ""
    source: str = ""
    particulars: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Signature) -> None:
        """Take over what this one does not know yet."""
        self.unit = self.unit or other.unit
        self.bylines += [pair for pair in other.bylines if pair not in self.bylines]
        self.credit = self.credit or other.credit
        self.source = self.source or other.source
        self.particulars += other.particulars


def is_boilerplate(text: str) -> bool:
    """Whether a line is what official accounts put over and under every text: 点击蓝字关注我们, 阅读原文, END."""
    return len(text) <= 30 and bool(_BOILERPLATE.search(text.strip()))


def office_line(text: str) -> Signature | None:
    """A line of nothing but labels and what they name (审核：赵六 电话：0971-1234567), a date alone; None for others."""
    line = _UNIT_IS.sub("作者单位：", _unbracketed(" ".join(text.translate(DIVIDERS).split())))
    if not line or len(line) > 2 * _LIMIT:
        return None
    if _DATE.match(line):
        return Signature(particulars=[("日期", line.strip("（()） "))])
    if (match := _ISSUED.match(line)) and names_unit(match[1]):
        return Signature(unit=_OFFICE.sub("", match[1]), particulars=[("日期", match[2])])
    if (match := _DATED.match(line)) and (named := office_line(match[1])):  # 报送单位：海南州总工会  2026年3月5日
        named.particulars.append(("日期", match[2]))
        return named
    if _APPROVED.match(line):
        return Signature(particulars=[("审核", line)])
    if _COUNT.match(line):
        return Signature(particulars=[("字数", line.strip("（()） "))])
    if match := _POSTED.match(line):
        return Signature(particulars=[("发布", match[0])])
    named = None if "。" in line.rstrip("。") else fields(line)
    if named is None:
        return None
    found = Signature()
    return found if all(_take(found, label, value) for label, value in named) else None


def _take(found: Signature, label: str, value: str) -> bool:
    """Put one labelled value where it belongs; whether it can be one."""
    if label in UNIT_LABELS and value:
        signed = signature(value)
        if signed is None and not is_body(value):
            return False
        found.add(signed or Signature(unit=value))
    elif label in AUTHOR_LABELS and value:
        names = _persons(value)
        signed = Signature(bylines=[(name, "") for name in names]) if names else signature(value)
        if signed is None:
            return False
        post = label if label in ("通讯员", "记者") else ""
        found.add(Signature(signed.unit, [(name, held or post) for name, held in signed.bylines], signed.credit))
    elif label in CREDIT_LABELS and value:
        names = _persons(value) or ([value] if is_body(value) else [])
        if not names:
            return False
        found.credit = found.credit or " ".join(names)
    elif label in SOURCE_LABELS and value:
        found.source = found.source or value
    elif value:
        if len(value) > 40:
            return False
        found.particulars.append((label, value))
    return True


def dateline(text: str) -> list[tuple[str, str]]:
    """(name, post) of the authors named where a report begins: 本刊讯（通讯员 王五）3月5日，……"""
    match = _DATELINE.match(text.strip()) or _REPORTS.match(text.strip())
    found = signature(match[1], sure=False) if match else None
    return found.bylines if found else []


def opening_bracket(text: str) -> tuple[Signature, int] | None:
    """The signature in a bracket a text begins with, and where it ends: （通讯员 王五 赵六）近日，……"""
    match = _OPENING.match(text)
    if match is None:
        return None
    if _REPORTER.match(match[1]):
        found = Signature(bylines=[(name, post) for post, name in byline(match[1])])
    else:
        found = signature(match[1], sure=False) or Signature()
        if not found.unit:
            return None
    return (found, match.end()) if found.bylines else None


def signature(text: str, *, sure: bool = True) -> Signature | None:
    """What a line under a title, or a bracket at the end, signs; None where it signs nothing.

    `sure` says that the place allows for nothing but a signature or text; otherwise a bare name needs a known surname.
    """
    line = _closed(_unbracketed(" ".join(text.translate(DIVIDERS).split())))
    if not line or len(line) > _LIMIT or "作者系" in line:
        return None
    parted = labelled_end(line)  # 文/张三 图/李四 单位：海南州总工会
    if parted and (named := office_line(parted[1])) and named.unit and (before := signature(parted[0], sure=sure)):
        before.add(named)
        return before
    if source := source_line(f"（{line}）"):
        return Signature(source=source[1]) if not source[0] else None
    if match := _BOTH.search(line) or _BOTH_AFTER.search(line):
        rest = f"{line[: match.start()]} {line[match.end() :]}".strip()
        signed = _signed(rest, sure=True)
        if signed and signed.bylines:
            signed.credit = " ".join(name for name, _ in signed.bylines)
            return signed
        return None
    credit = ""
    if (match := _PICTURE_PART.search(line)) and match.start():
        credit = " ".join(_persons(match[1])) or match[1]
        line = _WORDS_PART.sub("", line[: match.start()].rstrip())
    elif match := _AFFILIATION.match(line):
        return Signature(unit=match[1])
    signed = _signed(line, sure=sure)
    if signed:
        signed.credit = credit
    return signed


def _signed(line: str, *, sure: bool) -> Signature | None:
    bare = _UNIT_COLON.sub(r"\1 ", _UNIT_VERB.sub("", line))
    line = _BULLETS.sub("□ ", line)
    pairs = byline(line) or _unmarked(bare, sure=sure)
    if not pairs:
        return None
    found = Signature()
    units: list[str] = []
    for post, name in pairs:
        if is_body(name) and not is_person(name, strict=True):
            units.append(_UNIT_VERB.sub("", name))
            continue
        unit, held = _parted(post)
        if unit:
            units.append(unit)
        found.bylines.append((name, held))
    found.unit = "、".join(dict.fromkeys(units))
    return found


def _parted(post: str) -> tuple[str, str]:
    """Unit and post of what stands before a name: 海南州总工会 通讯员 has both, 省总工会副主席 is a post alone."""
    if not post:
        return "", ""
    first, _, rest = post.partition(" ")
    if rest and is_body(first) and (is_post(rest) or not is_body(rest)):
        return first, rest
    return ("", post) if is_post(post) or not is_body(post) else (post.replace(" ", ""), "")


def _unmarked(line: str, *, sure: bool) -> list[tuple[str, str]]:
    """(post, name) pairs of a line without □ or 作者：, by the unit or post it begins with; or names alone."""
    if not line or _SENTENCE.search(line) or _TELLS.match(line):
        return []
    if match := _NAME_AND_UNIT.match(line):  # 张三（海南州总工会）, 海南州总工会（张三）
        for name, unit in (match.groups(), match.groups()[::-1]):
            if names_unit(unit) and is_person(name, strict=not sure) and not is_body(name):
                return [(unit, name)]
    tokens = join_spaced(line.split())
    if names_unit(line) and all(is_body(token) or not is_person(token, strict=True) for token in tokens):
        return [("", unit) for unit in _units(tokens)]
    if len(tokens) == 1 and (match := _BODY_THEN_NAME.match(line)) and is_person(match[2], strict=True):
        return [(match[1], match[2])]
    if len(tokens) > 1 and (is_body(tokens[0]) or is_post(tokens[0])):
        return _latin(line) or byline(f"□ {line}")
    if len(tokens) > 1 and is_person(tokens[0], strict=True) and is_body(tokens[-1]):
        return [("", tokens[-1]), *(("", name) for name in tokens[:-1])]
    names = listed_persons(tokens[0]) if len(tokens) == 1 else tokens
    known = [name for name in names if _known(name)]
    if known and all(map(is_person, names)) and (sure or known == names):
        return [("", name) for name in names]
    return [("", line)] if sure and _LATIN_NAME.match(line) else []


def _units(tokens: list[str]) -> list[str]:
    """A department after its union is part of the name; a second union is a unit of its own."""
    found: list[str] = []
    for token in tokens:
        if found and not token.endswith(("工会", "公司", "委员会")):
            found[-1] += token
        else:
            found.append(token)
    return found


def names_unit(text: str) -> bool:
    """Whether a whole line is the name of a unit, spaces apart."""
    whole = text.replace(" ", "")
    return bool(_UNIT.search(whole)) and is_body(whole) and not _NO_UNIT.search(whole) and len(whole) <= 40


def lacks_subject(text: str) -> bool:
    """Whether a line says what was done and not by whom: the second half of a title broken behind a unit's name."""
    return bool(_BEGINS_WITH_VERB.match(text))


def lacks_object(text: str) -> bool:
    """Whether a line says who did something and not what: 治多县总工会开展, the first half of a title broken there."""
    return bool(_ENDS_WITH_VERB.search(text))


def _known(name: str) -> bool:
    return is_person(name, strict=True) or (len(name) > 2 and set(name) <= _SYLLABLES)


def is_name_of_syllables(text: str) -> bool:
    """Whether a line is a name of two syllables or more, as Tibetan names are written: 俄 措. Words may read so too."""
    name = "".join(text.split())
    return 2 <= len(name) <= 6 and set(name) <= _SYLLABLES


def _latin(line: str) -> list[tuple[str, str]]:
    """A unit, then one name in Latin letters."""
    first, _, rest = line.partition(" ")
    return [(first, rest)] if _LATIN_NAME.match(rest) else []


def _persons(text: str) -> list[str]:
    tokens = join_spaced(text.replace("、", " ").replace("，", " ").split())
    return tokens if tokens and all(is_person(token) and not is_post(token) for token in tokens) else []


def _closed(line: str) -> str:
    """A list with the names spread in it closed: 周措吉、马 超 is 周措吉、马超."""
    parts = re.split("([、，,])", line)
    return "".join(part if len(parts) == 1 else " ".join(join_spaced(part.split())) for part in parts)


def _unbracketed(line: str) -> str:
    found = trailing_bracket(line, 2 * _LIMIT) if line[:1] in "（(【[" else None
    return found[1] if found and not found[0] else line


def is_credit(text: str) -> str:
    """The photographers of a line that names them and nothing else: 摄影：张三, （李四 摄）; "" for others."""
    line = _unbracketed(text.translate(DIVIDERS).strip())
    if (match := _NAMED_WEN.match(line)) and _known(match[1]):
        return match[1]
    found = caption(text)
    if found and not found[0]:
        names = found[1].split()
        return found[1] if len(names) == 1 or all(_known(name) or is_body(name) for name in names) else ""
    if match := _PROVIDED.match(line):
        return match[1]
    match = re.match(r"^(摄影报道|摄影|摄|供图|图片来源|图源|图片|图)\s*[/／:：\s]\s*(\S.{1,20})$", line)
    names = (_persons(match[2]) or [match[2]] * is_body(match[2])) if match else []
    # 图：慰问现场 is a caption: after 图 the names have to be known for names.
    return (
        " ".join(names)
        if names and (match[1][0] != "图" or all(_known(name) or is_body(name) for name in names))
        else ""
    )
