"""The lines of a contents page taken apart: titles, authors, units and page numbers, in whatever form they are set."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from manuscripts.backissue.keys import HAN, title_key
from manuscripts.backissue.lines import Line
from manuscripts.typed import byline, is_body, is_person, is_post
from manuscripts.typed.names import listed_persons, split_post

KNOWN_COLUMNS = frozenset(
    title_key(name)
    for name in (
        "学习强会 航向标 新视点 工作研究 理论研究 理论探讨 劳模先进风采 劳模风采 市州动态 产业风采 基层活动 基层动态 特别关注 特稿 要闻 本刊特稿 领导讲话 卷首语 "
        "卷首 调查研究 调研报告 经验交流 工会论坛 工作交流 劳动保护 女职工之家 女工园地 职工文苑 文苑 文化园地 维权服务 法律服务 政策法规 工运史话 工会动态 简讯 "
        "大国工匠 工匠风采 封面人物 专题报道 专题 时政要闻 高层声音 县区工会 产业工会 学习园地 党建园地 党的建设 工会信息 信息传真 短讯 图片新闻 画刊"
    ).split()
)
_MEASURES = "个名项期届年月日次条人家位件万亿元户只种类座所场部台套批分天周岁时点级大多余%％、，和及与号—-~至.．·"
_DECORATION = "【】〔〕[]［］〔〕◎◉⊙❖◈♦◊✦✧➤│┃丨◆◇■□●○▲△▼★☆※▎▌|｜·•—－-~～:：*＊〖〗▶►▪《》<>「」 \t\u3000"
_LEADER = r"(?:[.…·．‥⋯•。┈┄_]\s?){2,}|…"
_PAGE_ONLY = re.compile(
    r"^[\s.…·．‥⋯•/—–\-_(（\[【]*(?:[Pp]{1,2}\.?\s*|第\s*)?(\d{1,3})(?:\s*[-—–~]\s*\d{1,3})?\s*页?[\s)）\]】·.—–\-_]*$"
)
_PAGE = re.compile(
    r"(?P<lead>(?:[.…·．‥⋯•┈┄_—-]\s?){2,}|…|\s+|/|(?=[(（·\[【]))?"
    r"(?P<open>[(（·\[【]|[Pp]{1,2}\.?\s?|第\s?|[/]\s?)?(?<!\d)(?P<page>\d{1,3})(?!\d)(?P<close>[)）·\]】]|\s?页)?"
)
_AUTHOR_PAGE = re.compile(r"^[/□\s]*(\D{2,40}?)[\s.…·]*[\s.…·（(]\s*(\d{1,3})[)）]?$")  # a cell that holds both
_FIRST = re.compile(
    r"^[\s(（·\[【]*(?:[Pp]{1,2}\.?\s*|第\s*)?(\d{1,3})(?:\s*页)?(?:[)）·\]】][\s.、．…·:：]*|[\s.、．…·:：]+)(?=\D|\d{4}\D)"
)
_BEHIND = re.compile(r"[^\w”》）)][(（·\[【]?(?:[Pp]{1,2}\.?\s?|第)?\d{1,3}[)）·\]】]?页?\W*$|[(（·]\d{1,3}[)）·]\W*$")
_ATTACHED = re.compile(rf"[{HAN}”》）)？！]\d{{1,3}}$")
_UNION = re.compile(
    rf"^[{HAN}（()）—]{{2,24}}?(?:总工会|工会|工会联合会|工会委员会|工会工作委员会|工会办事处|工会工委)$"
)
_OF_TITLE = re.compile(
    r"^(?:节选|摘要|摘登|摘编|全文|[一二三四五六七八九十上下中续]{1,2}|之[一二三四五六]|试行|草案|修订|修正|组图|图文|待续|续完|暂行|.*(?:稿|版|首|则|篇|年|月|日|期)|.*\d.*)$"
)
_AUTHOR_MARK = re.compile(r"\s*[□◎☐]\s*|\s+(?=(?:本刊|特约|通讯员|记者))")
_HEADER_CELL = re.compile(
    r"^(?:题\s*[目名]|标\s*题|篇\s*名|文章(?:名称|题目)?|作\s*者|页\s*码?|页次|栏\s*目|序号|单位|供稿单位)$"
)


@dataclass
class Item:
    """One thing of a contents page: `kind` is "entry" (a title with its page), "text" (no page) or "page"."""

    kind: str
    text: str
    line: int
    page: int | None = None
    author: str = ""
    unit: str = ""
    marked: bool = False  # set as a heading, in bold or in 【】
    column: str = ""  # the column a table's own cell names


def is_union(text: str) -> bool:
    """Whether the text is the name of a union, or several joined by 、, and nothing else."""
    parts = re.split("[、 ]", text.strip())
    return (
        title_key(text[:20]) not in KNOWN_COLUMNS
        and all(_UNION.match(part) for part in parts)
        and not re.search(r"(?:开展|举办|召开|举行|组织|赴|看望|慰问)", text)
    )


def bare(text: str) -> str:
    """A column's or union's name without the marks around it."""
    return text.strip(_DECORATION).strip()


def half_width(text: str) -> str:
    """Full-width digits and the P before them in half width; nothing else of the text changes."""
    return "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "９" or c in "Ｐｐ／｜" else c for c in text)


@dataclass(frozen=True)
class Style:
    """How a contents page sets its page numbers: before the titles, or behind them without a space."""

    pages_first: bool = False
    attached: bool = False


def style_of(lines: list[Line]) -> Style:
    """The style most of these lines show."""
    texts = [half_width(line.plain) for line in lines if line.kind in ("text", "folio") and len(line.plain) < 200]
    first = sum(bool(_FIRST.match(text)) for text in texts)
    behind = sum(bool(_BEHIND.search(text)) for text in texts)
    attached = sum(bool(_ATTACHED.search(text)) for text in texts)
    alone = sum(bool(_PAGE_ONLY.match(text)) for text in texts)
    return Style(first > 2 and first > behind + attached, attached > 2 and attached > behind + alone)


def items_of(line: Line, style: Style, last_page: int) -> list[Item]:
    """What one line of the contents says. `last_page` is the page before it, which the next is not expected to precede."""
    if line.kind == "table":
        return _table_items(line, style, last_page)
    text = half_width(line.plain)
    if match := _PAGE_ONLY.match(text):
        return [Item("page", "", line.number, int(match[1]))]
    if "|" in text and re.search(r"\|\s*\d{1,3}\s*\|?$", text):
        return _cell_items([cell.strip() for cell in text.strip("| ").split("|")], line, style, last_page)
    if style.pages_first and (match := _FIRST.match(text)):
        return [_entry(text[match.end() :], int(match[1]), line)]
    return _items_of(text, line, style, last_page)


def _items_of(text: str, line: Line, style: Style, last_page: int) -> list[Item]:
    """Entries of a line, cut behind each page number; the rest of it is a text without page."""
    text = half_width(text)
    found: list[Item] = []
    start = 0
    for match in _PAGE.finditer(text):
        if match.start("page") <= start or not _is_page(text, match, start, last_page, style):
            continue
        chunk = text[start : match.start()]
        if not title_key(chunk):
            continue
        page = int(match["page"])
        found.append(_entry(chunk, page, line))
        last_page, start = page, match.end()
    rest = text[start:].strip(" \t.…·．\u3000|/")
    if rest or not found:
        found.append(_text_item(rest, line))
    return [item for item in found if item.text or item.page or item.author] or [Item("text", "", line.number)]


def _is_page(text: str, match: re.Match, start: int, last_page: int, style: Style) -> bool:
    """Whether a number is the page an entry ends with, not a number of the title."""
    page, lead, before = int(match["page"]), match["lead"] or "", text[start : match.start()]
    after = text[match.end() :]
    strong = (
        bool(re.search(r"[^\S ]", lead))
        or len(lead.strip()) >= 1
        or len(lead) >= 2
        or bool(match["open"] and match["close"])
    )
    if page == 0 or not before.strip():
        return False
    if not after.strip(" \t.…·|—-_"):
        if strong or lead:
            return True
        return bool(match["open"]) or (style.attached and page + 3 >= last_page)
    if not re.match(r"[\s|]", after) or not (lead or match["open"] or style.attached):
        return False
    following = after.lstrip()
    wide = strong or bool(re.match(r"[^\S ]|\s{2,}", after))
    if following[0].isdigit() or following[0] in ".…/" or (following[0] in _MEASURES and not wide):
        return False
    near = last_page <= page <= last_page + 40
    return near if not wide else page + 3 >= last_page


def _text_item(text: str, line: Line) -> Item:
    marked = bool(line.level or line.bold or re.match(r"^[【〖◆■●▲★▎◇]", text))
    text, author, unit = split_author(text)
    return Item("text", text, line.number, None, author, unit, marked)


def _entry(text: str, page: int, line: Line) -> Item:
    column = ""
    if match := re.match(r"^\s*[【〖]([^】〗]{2,16})[】〗]\s*(?=\S)", text):
        column, text = match[1], text[match.end() :]
    title, author, unit = split_author(text)
    return Item("entry", title, line.number, page, author, unit, bool(line.level or line.bold), column)


def split_author(text: str) -> tuple[str, str, str]:
    """Title, author and unit of an entry without its page: “题目 /作者”, “题目（作者）”, “题目……作者”, “题目  作者”."""
    text = text.strip()
    if text[:1] in ("/", "／", "□") and _may_be_author(text.lstrip("/／□ \t\u3000"), marked=True):
        return "", text.lstrip("/／□ \t\u3000"), ""  # on a line of its own, under its title
    text = text.lstrip("·•●◆■▪*-—–>》.、/ \t").strip(" \t\u3000|_")
    text = re.sub(r"(?:[.…·．‥⋯•┈┄_-]\s?){2,}$|…+$|\s+[—－-]+$", "", text).strip()
    head, author = text, ""
    if (slash := max(text.rfind("/"), text.rfind("|"))) > 3 and _may_be_author(text[slash + 1 :], marked=True):
        head, author = text[:slash], text[slash + 1 :]
    elif (
        (marks := list(_AUTHOR_MARK.finditer(text)))
        and marks[-1].start() > 3
        and byline("□ " + text[marks[-1].end() :])
    ):
        head, author = text[: marks[-1].start()], text[marks[-1].end() :]
    if not author and (parts := re.split(rf"[^\S ]+|\s{{2,}}|{_LEADER}", text)) and len(parts) > 1:
        tail = parts[-1].strip()
        if title_key(parts[0]) and (_may_be_author(tail, marked=False) or is_union(tail)):
            head, author = text[: text.rfind(parts[-1])], tail
    head = head.strip(" \t\u3000.…·．‥⋯/|_")
    if not author and (match := re.match(r"^(.{4,}?)\s*[（(]([^（()）]{2,24})[)）]$", head)):
        inside = match[2].strip()
        if is_union(inside) or (not _OF_TITLE.match(inside) and _may_be_author(inside, marked=False)):
            head, author = match[1], inside
    author = author.strip(" \t\u3000□◎.…/")
    if is_union(author):  # where it is an author, its column tells
        return head.strip(), "", author
    return head.strip(), author, ""


def _may_be_author(text: str, *, marked: bool) -> bool:
    text = text.strip(" \t\u3000□.…")
    if not text or len(text) > 40 or text[0].isdigit():
        return False
    if marked:
        return bool(byline("□ " + text)) or is_union(text)
    names = [name for name in re.split(r"[、，,\s]+", text) if name]
    if all(is_person(name, strict=True) for name in names) or listed_persons(text.replace(" ", ""), strict=True):
        return True
    if len(names) == 2 and len(text) <= 5 and all(len(name) == 1 for name in names):
        return is_person("".join(names), strict=True)
    joined = names[-1]
    if len(names) > 1 and is_person(joined, strict=True) and is_post(names[-2]):
        return True
    if split_post(text):
        return True
    return is_body(text) and len(text) <= 20 and bool(re.search(r"(?:部|组|室|党组|编辑部|评论员|办|会)$", text))


def _table_items(line: Line, style: Style, last_page: int) -> list[Item]:
    found: list[Item] = []
    for row in line.rows:
        if all(_HEADER_CELL.match(cell) or not cell for cell in row):
            continue
        new = _cell_items(row, line, style, last_page)
        last_page = max([last_page, *(item.page or 0 for item in new)])
        found += new
    return found


def _cell_items(row: list[str], line: Line, style: Style, last_page: int) -> list[Item]:
    """Entries of a table's row: cells of text, then the cell that holds the page."""
    found: list[Item] = []
    texts: list[str] = []
    for cell in [half_width(cell.replace("**", "")).strip() for cell in row]:
        if match := _PAGE_ONLY.match(cell):
            if texts:
                found.append(_row_entry(texts, int(match[1]), line))
            else:
                found.append(Item("page", "", line.number, int(match[1])))
            texts = []
        elif texts and (match := _AUTHOR_PAGE.match(cell)) and _may_be_author(match[1], marked=cell[0] in "/□"):
            found.append(_row_entry([*texts, match[1]], int(match[2]), line))
            texts = []
        elif cell:
            texts.append(cell)
    marked = len([cell for cell in row if cell]) == 1
    for index, text in enumerate(texts):
        new = _items_of(text, line, style, last_page)
        if marked and len(new) == 1 and new[0].kind == "text" and index == 0:
            new[0].marked = True
        found += new
    return found


def _row_entry(texts: list[str], page: int, line: Line) -> Item:
    column = ""
    if len(texts) > 1 and (title_key(texts[0]) in KNOWN_COLUMNS or (len(texts) > 2 and len(texts[0]) < len(texts[1]))):
        column, texts = bare(texts[0]), texts[1:]
    if re.fullmatch(r"\d{1,3}[.、]?", texts[0]) and len(texts) > 1:
        texts = texts[1:]
    title, author, unit = split_author(texts[0])
    for extra in texts[1:]:
        if is_union(extra):
            unit = extra
        elif _may_be_author(extra.lstrip("/ "), marked=True):
            author = extra.lstrip("/ ")
        else:
            title += extra
    return Item("entry", title, line.number, page, author, unit, False, column)
