"""What stands at an article's end or under its pictures: the source, the contributing unit, captions and credits."""

from __future__ import annotations

import re

from manuscripts.typed.brackets import trailing_bracket
from manuscripts.typed.names import HAN, POST, is_body, is_person, join_spaced

_SENTENCE_END = "。！？!?…”』」）)"

# --- source -----------------------------------------------------------------------------------------------------------
_SOURCE_LIMIT = 60
_AGENCY = r"(?:新华社|新华网|人民网|人民日报|中新社|中国新闻网|央视|工人日报|中工网|青海日报|光明日报|经济日报|求是网)"
_SOURCE_LABEL = re.compile(
    r"^(?:(?:本文|文章|稿件|内容|资料|信息|新闻)?来\s*源(?:于|自)?|稿\s*源(?=\s*[:：|｜])|"
    r"转载(?:自|于)?|转(?:自|摘自|引自)|摘(?:自|编自)|选自|节选自|原载(?:于)?|原刊(?:于|登于)?|刊(?:于|载于)|据)"
    r"\s*[:：|｜]?\s*"
)
_DISPATCH = re.compile(rf"^据?{_AGENCY}.{{0,40}}(?:电|讯|报道|消息)$")
_AGENCY_ALONE = re.compile(rf"^{_AGENCY}(?:新闻)?(?:客户端|微信公众号)?(?:\s*[\d０-９]{{4}}.{{0,24}})?$")
_PRINTED = re.compile(r"^《[^《》]{2,20}》.{0,30}$")
_PRINTED_WHEN = re.compile(r"(?:19|20)\d\d|二[〇○零]|第.{1,6}[期版]")
_LAW = re.compile(r"第.{1,6}条|修[订正]|施行|印发|通知")
_UNCLOSED_SOURCE = re.compile(r"[（(]\s*((?:文章|稿件)?来源\s*[:：][^（()）。]{2,40})$")


def source_line(text: str) -> tuple[str, str] | None:
    """The text before the note of where it was first published, and that source; None where there is no such note.

    Both a whole line (来源：青海日报; 原载《工人日报》) and a bracket at the end (（来源：《求是》2022/24）) are read;
    the first gives "" before it. The label goes, a news agency's dateline stays whole: 新华社北京2022年12月31日电.
    """
    stripped = text.strip()
    if found := trailing_bracket(stripped):
        rest, inside = found
        source = _source(inside)
        return (rest, source) if source else None
    tail = max(0, len(stripped) - _SOURCE_LIMIT)
    if match := _UNCLOSED_SOURCE.search(stripped, tail):
        return stripped[: match.start()].rstrip(), _source(match[1])
    if len(stripped) <= _SOURCE_LIMIT and "。" not in stripped.rstrip("。"):
        bare = stripped.rstrip("。").lstrip("—－-·※* ")
        label = _SOURCE_LABEL.match(bare)
        labelled = label and (label[0].rstrip()[-1] in ":：|｜" or bare[label.end() :][:1] == "《")
        if labelled or _DISPATCH.match(bare):
            return "", _source(bare)
    return None


def _source(note: str) -> str:
    """The source a note names, or an empty string where it names none."""
    note = note.strip().strip("。")
    if _DISPATCH.match(note) or _AGENCY_ALONE.match(note):
        return note
    if match := _SOURCE_LABEL.match(note):
        left = note[match.end() :]
        # 据 alone begins many notes that are no source: （据统计，2022年末数）
        sure = not match[0].strip().startswith("据") or left.startswith("《") or re.match(_AGENCY, left)
        return left if sure and left else ""
    if _PRINTED.match(note) and _PRINTED_WHEN.search(note) and not _LAW.search(note):
        return note
    return ""


# --- unit -------------------------------------------------------------------------------------------------------------
_UNIT_VERB = re.compile(r"(?:供\s*稿|报\s*送|来\s*稿)")
_UNIT_LABEL = re.compile(r"^(?:供稿|供稿单位|报送单位|单位|作者单位)\s*[:：]\s*")
_NOT_UNIT = re.compile(
    r"来源|作者系|摄影?|供图|提供|^图|^表|^见|^附|^注|^下同|试行|节选|摘要|以下|简称|^含|^不含|"
    r"^包括|^即|^如|^按|^其中|^以|^据|^由|^户|^原|^略|等$|"
    r"[，。：；！？,:;!?“”《》]"
)
_UNIT_CHARACTERS = re.compile(rf"^[{HAN}A-Za-z0-9０-９·（()）、\s—-]{{2,40}}$")


def trailing_unit(text: str) -> tuple[str, str] | None:
    """The text before a bracket that names the contributing unit, and the unit; None where no such bracket ends it.

    "……落到实处。（海西州总工会）" gives the unit 海西州总工会; 供稿 is dropped, several units stay as printed. After a
    text that ends in mid-sentence only a union in a bracket counts, so that 先进集体（班组） keeps its bracket; so do
    （试行）, （见图）, （节选）, （来源：…） and （摄影：…）.
    """
    found = trailing_bracket(text)
    if found is None:
        return None
    rest, inside = found
    unit = _UNIT_VERB.sub("", _UNIT_LABEL.sub("", inside)).strip()
    if not _UNIT_CHARACTERS.match(unit) or _NOT_UNIT.search(inside if not _UNIT_LABEL.match(inside) else unit):
        return None
    if not all(is_body(part.replace(" ", "")) for part in re.split("[、\\s]+", unit) if part):
        return None
    if rest and rest[-1] not in _SENTENCE_END and not (unit.endswith("工会") and "。" in rest[:-1]):
        return None
    return rest, unit


# --- captions ---------------------------------------------------------------------------------------------------------
CAPTION_LIMIT = 150
_UNMARKED_LIMIT = 70
_POINTED = re.compile(r"[。，；：！？,;:!?]")
_HOLDER_ACTS = re.compile(
    rf"^.{{0,40}}?{POST}[{HAN}·]{{2,4}}(?:一行)?"
    r"(?:[前分]?[赴到在往]|深入|走访|看望|慰问|调研|参加|出席|为|向|与|同|主持|讲话|致辞|检查|督导|宣讲|颁|授)"
)
_CAPTION = re.compile(
    r"^(?:[▲△▼▽]\s*|(?:[上下左右中]?图[一二三四五六七八九十0-9０-９]{0,2}|题图|配图|图片|图片说明|"
    r"资料图片?|资料照片)\s*[:：]\s*"
    r"|图\s*(?:[①-⑳]|\d{1,2})(?:\s*[:：]\s*|\s+)(?=[^。]{2,50}$)"
    r"|(?:[上下左右中]|以[上下])?图(?:[一二三四五六七八九十0-9０-９]{1,2})?为(?!何|什么|了|主|准|例))"
)
_CREDIT_LABEL = re.compile(r"^(?:摄\s*影|图\s*[/／]|图片\s*[/／:：]|供\s*图|摄\s*[/／])\s*[:：/／]?\s*(.{2,30})$")
_CREDIT_TAIL = re.compile(
    r"^(.{2,24}?)\s*[/／]?\s*(?:摄影报道|摄影|摄|供图|文\s*[/／]\s*摄|摄\s*[/／]\s*文|摄文|文\s*[/／]\s*图|图\s*[/／]\s*文)$"
)
_TOLD = re.compile(r"[。！？“”《》]")  # words of a caption stand before the name
_PROVIDED = re.compile(r"^(?:(?:本[文版页刊期组]|文中|以上)?(?:图片|照片))均?[由为](.{2,24}?)(?:提供|拍摄|摄影?)$")
_REPORTER_PREFIX = re.compile(r"^(?:本刊|本报|新华社|特约)?(?:记者|通讯员)\s*")
_TRAILING_REPORTER = re.compile(r"\s*(?:本刊|本报|新华社|特约)?(?:记者|通讯员)\s*$")
_LAST_SENTENCE = re.compile(r"^(.*[。！？!?”）)\s])\s*([^。！？!?]{2,24})$", re.DOTALL)


def caption(text: str) -> tuple[str, str] | None:
    """The words and the photographer's credit of a line that stands under a picture; None where it is none.

    图为…, 图：…, ▲… are captions; 张三 摄, 摄影：张三, 李四 摄/文 and （图片由办公室提供） are credits; either part
    may be empty. "图为慰问现场。张三 摄" gives ("图为慰问现场。", "张三").
    """
    if len(text) > 4 * CAPTION_LIMIT:
        return None
    stripped = " ".join(text.split())
    if not stripped or len(stripped) > CAPTION_LIMIT:
        return None
    if credit := _credit(_unbracketed(stripped)):
        return "", credit
    inside = _unbracketed(stripped)
    if not (match := _CAPTION.match(inside)):
        return None
    words = inside[match.end() :].strip() if match[0][0] in "▲△▼▽" or match[0].rstrip()[-1] in ":：" else inside
    if (found := trailing_bracket(words)) and (credit := _credit(found[1])):
        return found[0], credit
    if (match := _LAST_SENTENCE.match(words)) and (credit := _credit(match[2].strip())):
        return _TRAILING_REPORTER.sub("", match[1]).strip(), credit
    return (words, "") if words else None


def is_unmarked_caption(text: str) -> bool:
    """Whether a line reads as a caption printed without 图为 or ▲: 省总工会副主席李文秀慰问一线职工.

    Such a line has no punctuation of a sentence and begins with a post and its holder. Titles may read the same, so
    this is for lines met inside a body, where it says that the line is no part of the paragraph around it.
    """
    stripped = text.strip()
    return len(stripped) <= _UNMARKED_LIMIT and bool(_HOLDER_ACTS.match(stripped)) and not _POINTED.search(stripped)


def _unbracketed(line: str) -> str:
    found = trailing_bracket(line, CAPTION_LIMIT) if line[0] in "（(【[" else None
    return found[1] if found and not found[0] else line


def _credit(line: str) -> str:
    """The photographers a credit names, or an empty string where the line is no credit."""
    if match := _PROVIDED.match(line):
        return match[1].strip()
    match = _CREDIT_LABEL.match(line) or _CREDIT_TAIL.match(line)
    if not match or _TOLD.search(match[1]):
        return ""
    # 李文秀摄影 is a credit, 喜欢摄影 is none: a name set close to its label needs a surname
    close = match.re is _CREDIT_TAIL and line[match.end(1)] not in " /／"
    names = join_spaced(_REPORTER_PREFIX.sub("", match[1].strip()).replace("、", " ").split())
    return " ".join(names) if names and all(is_person(name, strict=close) or is_body(name) for name in names) else ""
