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

SPEAKER = re.compile(rf"^([问答])[{BLANK}]+(?=\S)|^([^：:，。；！？、“”（）…]{{1,14}})[：:]")
ASKERS = re.compile(r"^(?:问|Q|记者|主持人|采访者|本刊|本报|编者|编辑)|记者$", re.IGNORECASE)
LEAST_SPOKEN, LEAST_SHARE = 4, 0.3

CLAUSE = re.compile(rf"^(第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十])?)[{BLANK}]+(?=\S)")
CHAPTER = re.compile(rf"^第[一二三四五六七八九十百零〇\d]+([编章节])[{BLANK}]+\S.{{0,22}}$")
BODY_KINDS = ("paragraph", "heading", "figure")
LEVELS = {"编": 1, "章": 1, "节": 2}
LEAST_CLAUSES = 3

LONGEST_LINE = 1000  # characters of names in a paragraph
LEAST_NAMES, LEAST_ENTRIES, SURE_SHARE = 6, 3, 0.7
NO_NAME = re.compile("(?:[奖单类级项章者体等]|标兵|个人|先进|优秀|附件|目录)$|^[一二三四五六七八九十第获]")
NAME = re.compile(r"^(\S{2,16}?)((?:（[^（）]{1,8}）)?)$")
LONGEST_VERSE, LEAST_VERSE = 18, 3


def read(blocks: list[dict], *, rolls: bool = True) -> list[dict]:
    """The blocks with paragraphs told apart; without `rolls` lists of names stay paragraphs."""
    told = _Told(blocks)
    told.verse()
    told.salute()
    told.sign()
    told.speakers()
    told.clauses()
    return told.with_rolls() if rolls else told.blocks


def _text(block: dict) -> str:
    """The words of a paragraph without blanks around them; empty for any other block."""
    return "".join([span["text"] for span in block["spans"]]).strip(AROUND) if block["kind"] == "paragraph" else ""


class _Told:
    """Blocks being told apart. `texts` are the words of those that are paragraphs still, empty for all others."""

    def __init__(self, blocks: list[dict]):
        self.blocks = list(blocks)
        self.texts = [_text(block) for block in blocks]

    def become(self, index: int, kind: str, **more) -> None:
        """A paragraph is of another kind."""
        self.blocks[index] = self.blocks[index] | {"kind": kind} | more
        self.texts[index] = ""

    def label(self, index: int, pattern: re.Pattern, gap: str = "") -> None:
        """What the pattern finds at a paragraph's beginning is strong."""
        block = self.blocks[index]
        self.blocks[index] = block | {"spans": _with_label(block["spans"], pattern, gap)}

    def verse(self) -> None:
        """A paragraph broken by hand into short lines is verse."""
        for index, text in enumerate(self.texts):
            if "\n" in text:
                lines = [line for line in text.split("\n") if line.strip(BLANK)]
                if len(lines) >= LEAST_VERSE and max(map(len, lines)) <= LONGEST_VERSE:
                    self.become(index, "verse")

    def salute(self) -> None:
        """Whom a speech, a letter or a notice begins by addressing: 同志们：, 各市州总工会："""
        for index, text in enumerate(self.texts[:3]):
            if not text or re.match("^（.*）$", text):
                continue
            short = len(text) <= LONGEST_SALUTATION and not re.search("[。；？…]", text)
            follows = self.blocks[index + 1]["kind"] if index + 1 < len(self.blocks) else ""
            if short and follows in BODY_KINDS and ADDRESSED.search(text) and not CALLED.search(text):
                self.become(index, "salutation")
            return

    def sign(self) -> None:
        """Who signs at the end and the date, and the 敬礼 of a letter, which stands at the line's beginning."""
        texts = self.texts
        end = len(texts)
        while end and self.blocks[end - 1]["kind"] == "figure":
            end -= 1
        for place in range(max(end - MOST_SIGNATURES - 2, 1), end):
            if GREETING.match(texts[place]) and CLOSING.match(texts[place - 1]):
                self.become(place, "salutation")
        dated = end > 1 and DATE.match(texts[end - 1])
        if dated:
            end -= 1
            self.become(end, "signature")
        for place in range(end - 1, max(end - 1 - MOST_SIGNATURES, 0), -1):
            greeted = self.blocks[place - 1]["kind"] == "salutation"
            if not (dated or greeted) or not _signs(texts[place]):
                break
            self.become(place, "signature")

    def speakers(self) -> None:
        """The speakers of a conversation apart from their words, and the questions."""
        spoken: dict[str, list[int]] = {}
        for index, text in enumerate(self.texts):
            match = SPEAKER.match(text)
            if match:
                spoken.setdefault(BLANKS.sub("", match[1] or match[2]), []).append(index)
        spoken = {name: places for name, places in spoken.items() if len(places) > 1}
        paragraphs = sum(map(bool, self.texts))
        said = sum(map(len, spoken.values()))
        if len(spoken) < 2 or said < max(LEAST_SPOKEN, LEAST_SHARE * paragraphs):
            return
        for name, places in spoken.items():
            asks = sum(self.texts[place].endswith(("？", "?")) for place in places) > len(places) / 2
            for place in places:
                self.label(place, SPEAKER)
                if asks or ASKERS.search(name):
                    self.become(place, "question")

    def clauses(self) -> None:
        """第一条 apart from its words; 第一章 总则 is the heading of such a text."""
        places = [index for index, text in enumerate(self.texts) if text[:1] == "第" and CLAUSE.match(text)]
        if len(places) < LEAST_CLAUSES:
            return
        for place in places:
            self.label(place, CLAUSE, gap="\u3000")
        for index, text in enumerate(self.texts):
            match = CHAPTER.match(text)
            if match and not SENTENCE.search(text):
                self.become(index, "heading", level=LEVELS[match[1]])

    def with_rolls(self) -> list[dict]:
        """Neighbouring paragraphs of nothing but names as one roll; those that begin with a name as its entries."""
        kinds = list(map(_names_in, self.texts))
        if not any(kinds):
            return self.blocks
        found: list[dict] = []
        for kind, run in groupby(range(len(kinds)), kinds.__getitem__):
            places = list(run)
            blocks, texts = [self.blocks[place] for place in places], [self.texts[place] for place in places]
            told = _roll(texts) if kind == "names" else _entries(blocks, texts) if kind == "entry" else None
            found += told or blocks
        return found


def _signs(text: str) -> bool:
    """Whether a line is the name of a body or a person, with a post perhaps."""
    if not text or len(text) > LONGEST_SIGNATURE or SENTENCE.search(text) or text.endswith(("：", ":")):
        return False
    parts = join_spaced(BLANKS.split(text))
    return is_person("".join(parts), strict=True) or all(is_body(part) or is_person(part) for part in parts)


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


def _names_in(text: str) -> str:
    """Whether a paragraph holds names alone, or a name and what is said of it on the same line."""
    if not text or len(text) > LONGEST_LINE or SENTENCE.search(text) or "、" in text or "：" in text:
        return ""
    tokens = join_spaced(BLANKS.split(text))
    if len(tokens) == 1 and (_sure(text) or (len(text) < 4 and _plausible(text))):
        return "names"
    if len(tokens) > 1 and all(map(_plausible, tokens)):
        return "names"
    return "entry" if len(tokens) > 1 and _plausible(tokens[0]) else ""


def _marked(block: dict) -> bool:
    return any(span.get("marks") or span.get("href") or "\n" in span["text"] for span in block["spans"])


def _sure(name: str) -> bool:
    return is_person(NAME.sub(r"\1", name), strict=True)


def _plausible(token: str) -> bool:
    name = NAME.sub(r"\1", token)
    if NO_NAME.search(name) or is_body(name) or is_post(name):
        return False
    return is_person(name) or 4 < len(name) < 9


def _roll(texts: list[str]) -> list[dict] | None:
    names = [name for text in texts for name in join_spaced(BLANKS.split(text))]
    if len(names) < LEAST_NAMES or sum(map(_sure, names)) < SURE_SHARE * len(names):
        return None
    return [{"kind": "roll", "names": names}]


def _entries(blocks: list[dict], texts: list[str]) -> list[dict] | None:
    """Lines of a name and a post, the posts under each other."""
    told = [join_spaced(BLANKS.split(text)) for text in texts]
    if len(told) < LEAST_ENTRIES or sum(_sure(tokens[0]) for tokens in told) < SURE_SHARE * len(told):
        return None
    if any(map(_marked, blocks)):
        return None
    return [{"kind": "entry", "name": tokens[0], "rest": "\u3000".join(tokens[1:])} for tokens in told]
