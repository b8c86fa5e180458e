"""What a paragraph is by its wording: a salutation, a signature, a question, an article of a law, names, lines of verse.

The vocabulary of a text has paragraphs alone, and a page sets these each in a way of its own. `read` gives the same blocks
with other kinds: `salutation`, `signature`, `question`, `verse` (each with `spans`), `roll` (with `names`) and `entry`
(with `name` and `rest`). Nothing of the words is left out, but for blanks.
"""

from __future__ import annotations

import re
from itertools import groupby

from manuscripts.typed.names import is_body, is_person, is_post, join_spaced

BLANK = " \t\u3000\u00a0"
AROUND = f"{BLANK}\n"
BLANKS = re.compile(f"[{BLANK}]+")
SENTENCE = re.compile("[。；！？…，]")

LONGEST_SALUTATION, LONGEST_SIGNATURE, MOST_SIGNATURES = 48, 26, 3
ADDRESSED = re.compile(
    r"^(?:尊敬的|亲爱的|敬爱的|各位).*[：:！]$"
    r"|(?:同志|朋友|代表|职工|工友|姐妹|兄弟|委员|来宾|先生|女士|读者|编辑|老师|师傅|主席|书记|部长|主任|家属|家长|您|你们?|大家)[们好]{0,2}[：:！]$"
    r"|(?:工会|工委|单位|委员会|协会|集团|公司|机关|部门|[厅局办部处院校会])[：:]$"
)
CALLED = re.compile(r"如下|下列|以下|要求|认为|指出|强调|通知|公布|[他她我]")  # 现将有关事项通知各工会：calls nobody
CLOSING, GREETING = re.compile(r"^(?:谨此|此致)[，,]?$"), re.compile(r"^敬礼[！!。]?$")
DATE = re.compile(
    r"^(?:\d{4}|[一二三四五六七八九零〇○]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?$"
)

SPEAKER = re.compile(rf"^([^：:，。；！？、“”（）…]{{1,14}})[：:]|^([问答])[{BLANK}]+(?=\S)")
ASKERS = re.compile(r"^(?:问|Q|记者|主持人|采访者|本刊|本报|编者|编辑)|记者$", re.IGNORECASE)
LEAST_SPOKEN, LEAST_SHARE = 4, 0.3

CLAUSE = re.compile(rf"^(第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十])?)[{BLANK}]+(?=\S)")
CHAPTER = re.compile(rf"^第[一二三四五六七八九十百零〇\d]+([编章节])[{BLANK}]+\S.{{0,22}}$")
LEVELS = {"编": 1, "章": 1, "节": 2}
LEAST_CLAUSES = 3

LONGEST_LINE = 1000  # characters of names in a paragraph
LEAST_NAMES, LEAST_ENTRIES, SURE_SHARE = 6, 3, 0.7
NO_NAME = re.compile("(?:[奖单类级项章者体等]|标兵|个人|先进|优秀|附件|目录)$|^[一二三四五六七八九十第获]")
NAME = re.compile(r"^(\S{2,16}?)((?:（[^（）]{1,8}）)?)$")
LONGEST_VERSE, LEAST_VERSE = 18, 3


def read(blocks: list[dict], *, rolls: bool = True) -> list[dict]:
    """The blocks with paragraphs told apart; without `rolls` lists of names stay paragraphs."""
    found = [_verse(block) for block in blocks]
    _salute(found)
    _sign(found)
    _tell_speakers(found)
    _tell_clauses(found)
    return _with_rolls(found) if rolls else found


def _text(block: dict) -> str:
    """The words of a paragraph without blanks around them; empty for any other block."""
    return "".join([span["text"] for span in block["spans"]]).strip(AROUND) if block["kind"] == "paragraph" else ""


def _as(kind: str, block: dict) -> dict:
    return block | {"kind": kind}


def _verse(block: dict) -> dict:
    """A paragraph broken by hand into short lines is verse."""
    if block["kind"] != "paragraph" or not any("\n" in span["text"] for span in block["spans"]):
        return block
    lines = [line for line in _text(block).split("\n") if line.strip(BLANK)]
    return _as("verse", block) if len(lines) >= LEAST_VERSE and max(map(len, lines)) <= LONGEST_VERSE else block


def _salute(blocks: list[dict]) -> None:
    """Mark whom a speech, a letter or a notice begins by addressing: 同志们：, 各市州总工会："""
    for index, block in enumerate(blocks[:3]):
        text = _text(block)
        if not text or re.match("^（.*）$", text):
            continue
        short = len(text) <= LONGEST_SALUTATION and not re.search("[。；？…]", text)
        if short and ADDRESSED.search(text) and not CALLED.search(text) and _text_follows(blocks, index):
            blocks[index] = _as("salutation", block)
        return


def _text_follows(blocks: list[dict], index: int) -> bool:
    return index + 1 < len(blocks) and blocks[index + 1]["kind"] in ("paragraph", "heading", "figure")


def _sign(blocks: list[dict]) -> None:
    """Mark who signs at the end and the date, and the 敬礼 of a letter, which stands at the line's beginning."""
    last = len(blocks) - 1
    dated = last > 0 and DATE.match(_text(blocks[last]))
    if dated:
        blocks[last] = _as("signature", blocks[last])
        last -= 1
    for place in range(last, max(last - MOST_SIGNATURES, 0), -1):
        text = _text(blocks[place])
        greeted = GREETING.match(_text(blocks[place - 1]))
        if not (dated or greeted or blocks[place - 1]["kind"] == "salutation") or not _signs(text):
            break
        blocks[place] = _as("signature", blocks[place])
    for place in range(max(len(blocks) - MOST_SIGNATURES - 3, 1), len(blocks)):
        if GREETING.match(_text(blocks[place])) and CLOSING.match(_text(blocks[place - 1])):
            blocks[place] = _as("salutation", blocks[place])


def _signs(text: str) -> bool:
    """Whether a line is the name of a body or a person, with a post perhaps."""
    if not text or len(text) > LONGEST_SIGNATURE or SENTENCE.search(text) or text.endswith(("：", ":")):
        return False
    parts = join_spaced(BLANKS.split(text))
    return is_person("".join(parts), strict=True) or all(is_body(part) or is_person(part) for part in parts)


def _tell_speakers(blocks: list[dict]) -> None:
    """Set the speakers of a conversation apart, and the questions."""
    spoken: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        match = SPEAKER.match(_text(block))
        if match:
            spoken.setdefault(BLANKS.sub("", match[1] or match[2]), []).append(index)
    spoken = {name: places for name, places in spoken.items() if len(places) > 1}
    paragraphs = sum(block["kind"] == "paragraph" for block in blocks)
    said = sum(map(len, spoken.values()))
    if len(spoken) < 2 or said < max(LEAST_SPOKEN, LEAST_SHARE * paragraphs):
        return
    for name, places in spoken.items():
        asks = sum(_text(blocks[place]).endswith(("？", "?")) for place in places) > len(places) / 2
        for place in places:
            block = blocks[place]
            told = block | {"spans": _with_label(block["spans"], SPEAKER)}
            blocks[place] = _as("question", told) if asks or ASKERS.search(name) else told


def _tell_clauses(blocks: list[dict]) -> None:
    """Set 第一条 apart from its words, and read 第一章 总则 as the heading it is."""
    texts = map(_text, blocks)
    places = [index for index, text in enumerate(texts) if text[:1] == "第" and CLAUSE.match(text)]
    if len(places) < LEAST_CLAUSES:
        return
    for place in places:
        blocks[place] = blocks[place] | {"spans": _with_label(blocks[place]["spans"], CLAUSE, gap="\u3000")}
    for index, block in enumerate(blocks):
        match = CHAPTER.match(_text(block))
        if match and not SENTENCE.search(_text(block)):
            blocks[index] = _as("heading", block) | {"level": LEVELS[match[1]]}


def _with_label(spans: list[dict], pattern: re.Pattern, gap: str = "") -> list[dict]:
    """The spans with what the pattern finds at their beginning strong; blanks at its end become `gap`, if there is one."""
    first = {**spans[0], "text": spans[0]["text"].lstrip(BLANK)}
    spans = [first, *spans[1:]]
    match = pattern.match("".join(span["text"] for span in spans))
    if not match:
        return spans
    label, left = match[0], match.end()
    shown = label.rstrip(BLANK) + gap if gap else label
    found = [{**first, "text": shown, "marks": [*{*first.get("marks", ()), "strong"}]}]
    for span in spans:
        taken = min(left, len(span["text"]))
        left -= taken
        if taken < len(span["text"]):
            found.append({**span, "text": span["text"][taken:]})
    return found


def _with_rolls(blocks: list[dict]) -> list[dict]:
    """Neighbouring paragraphs of nothing but persons' names as one roll; those that begin with a name as its entries."""
    found: list[dict] = []
    for kind, run in groupby(blocks, _names_in):
        waiting = list(run)
        told = _roll(waiting) if kind == "names" else _entries(waiting) if kind == "entry" else None
        found += told or waiting
    return found


def _names_in(block: dict) -> str:
    """Whether a paragraph holds names alone, or a name and what is said of it on the same line."""
    text = _text(block)
    if not text or len(text) > LONGEST_LINE or SENTENCE.search(text) or "、" in text or "：" in text:
        return ""
    tokens = join_spaced(BLANKS.split(text))
    if len(tokens) == 1 and (_sure(text) or (len(text) < 4 and _plausible(text))):
        return "names"
    if len(tokens) > 1 and all(map(_plausible, tokens)):
        return "names"
    return "entry" if len(tokens) > 1 and _plausible(tokens[0]) and not _marked(block) else ""


def _marked(block: dict) -> bool:
    return any(span.get("marks") or span.get("href") or "\n" in span["text"] for span in block["spans"])


def _sure(name: str) -> bool:
    return is_person(NAME.sub(r"\1", name), strict=True)


def _plausible(token: str) -> bool:
    name = NAME.sub(r"\1", token)
    if NO_NAME.search(name) or is_body(name) or is_post(name):
        return False
    return is_person(name) or 4 < len(name) < 9


def _roll(blocks: list[dict]) -> list[dict] | None:
    names = [name for block in blocks for name in join_spaced(BLANKS.split(_text(block)))]
    if len(names) < LEAST_NAMES or sum(map(_sure, names)) < SURE_SHARE * len(names):
        return None
    return [{"kind": "roll", "names": names}]


def _entries(blocks: list[dict]) -> list[dict] | None:
    """Lines of a name and a post, the posts under each other."""
    told = [join_spaced(BLANKS.split(_text(block))) for block in blocks]
    if len(told) < LEAST_ENTRIES or sum(_sure(tokens[0]) for tokens in told) < SURE_SHARE * len(told):
        return None
    return [{"kind": "entry", "name": tokens[0], "rest": "\u3000".join(tokens[1:])} for tokens in told]
