"""The pieces a report is put together from: lines of text, pictures and tables, with what is known of their looks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from manuscripts.blocks import Span, Spans, spans_text
from manuscripts.word.taming import Look

TEXT, PICTURE, TABLE = "text", "picture", "table"
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "，。、；：！？（）《》〈〉【】〔〕…—"
_QUOTES = "“”‘’"
_SPACE = " \u3000\u2002\u2003"
_BRACKETED = re.compile(r"[（(][^（）()。]{2,40}[）)]")  # names stand there: （通讯员 张三 李四）
# Beside “ ” ‘ ’ a space may part words of Latin letters: Workers’ Home.
_STRAY = re.compile(
    f"(?<=[{_MARKS}])[{_SPACE}]+|[{_SPACE}]+(?=[{_MARKS}])"
    f"|(?<=[{_QUOTES}])[{_SPACE}]+(?![A-Za-z0-9{_SPACE}])|(?<![A-Za-z0-9{_SPACE}])[{_SPACE}]+(?=[{_QUOTES}])"
)
_STRAY_IN_PROSE = re.compile(f"(?<=[{_HAN}])[{_SPACE}]+(?=[{_HAN}])")
_QUOTED = re.compile("[“《]([^“”《》]{5,40})[”》]")
_NOT_HAN = re.compile(f"[^{_HAN}]")
_PROSE = re.compile(r"[。！？；]|，.*，")
_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)
}
_WIDE_POINT = re.compile(r"(?<=[０-９])．")


@dataclass
class Cell:
    items: list[Item]
    colspan: int = 1
    rowspan: int = 1


@dataclass
class Row:
    cells: list[Cell]
    header: bool = False


@dataclass
class Item:
    """A line of text, a picture or a table.

    `emphatic`: all of its text is bold or in Hei. `continues`: it follows a line break inside a paragraph. `align` takes
    spaces typed to centre a line into account.
    """

    kind: str
    spans: Spans = ()
    look: Look = Look()
    size: float = 0.0
    emphatic: bool = False
    continues: bool = False
    align: str = ""
    indented: bool = False
    picture: int = 0
    rows: list[Row] = field(default_factory=list)

    @property
    def text(self) -> str:
        return spans_text(self.spans)

    @property
    def where(self) -> int:
        return self.look.where

    @property
    def is_text(self) -> bool:
        return self.kind == TEXT


@dataclass(frozen=True)
class Setting:
    """How the text of a report is set: its size in points, and whether its first lines are indented."""

    size: float = 0.0
    indented: bool = False


def setting_of(items: list[Item]) -> Setting:
    """The setting of most of the characters of these items."""
    sizes: Counter[float] = Counter()
    indents: Counter[bool] = Counter()
    for item in items:
        if item.is_text:
            sizes[item.size] += len(item.text)
            indents[item.indented] += len(item.text)
    return Setting(sizes.most_common(1)[0][0], indents.most_common(1)[0][0]) if sizes else Setting()


def half_width(text: str) -> str:
    """Digits, letters and the percent sign typed at full width become those of every other text."""
    return _WIDE_POINT.sub(".", text).translate(_WIDE)


def tidied(spans: Spans) -> Spans:
    """Spans without the spaces that stand beside Chinese marks or, in a text of sentences, between Han characters."""
    whole = spans_text(spans)
    stray = {place for match in _STRAY.finditer(whole) for place in range(*match.span())}
    if _PROSE.search(whole):
        names = {place for match in _BRACKETED.finditer(whole) for place in range(*match.span())}
        stray |= {place for match in _STRAY_IN_PROSE.finditer(whole) for place in range(*match.span())} - names
    stray -= _between_halves(whole)
    if not stray:
        return spans
    found, start = [], 0
    for span in spans:
        end = start + len(span.text)
        text = "".join(whole[place] for place in range(start, end) if place not in stray)
        start = end
        if text:
            found.append(replace(span, text=text))
    return merged(found)


def _between_halves(whole: str) -> set[int]:
    """Places of the one space that parts a slogan of equal halves, where it is quoted or the whole line."""
    lines = [(match[1], match.start(1)) for match in _QUOTED.finditer(whole)]
    if not _PROSE.search(whole):
        lines.append((whole.rstrip(_SPACE), 0))
    kept: set[int] = set()
    for line, start in lines:
        gaps = list(re.finditer(f"(?<=[^{_SPACE}])[{_SPACE}]+", line))
        sizes = {len(_NOT_HAN.sub("", part)) for part in line.split()}
        if gaps and len(sizes) == 1 and min(sizes) > 2 and len(line.split()) == len(gaps) + 1:
            kept |= {start + gap.start() for gap in gaps}
    return kept


def merged(spans: list[Span]) -> Spans:
    """Neighbours with the same marks and link as one span."""
    found: list[Span] = []
    for span in spans:
        if (
            found
            and (found[-1].marks, found[-1].href) == (span.marks, span.href)
            and "\n" not in (span.text, found[-1].text)
        ):
            found[-1] = replace(span, text=found[-1].text + span.text)
        else:
            found.append(span)
    return tuple(found)


def cut(spans: Spans, end: int) -> Spans:
    """The first `end` characters of spans, outer space off the end."""
    found, left = [], end
    for span in spans:
        if left <= 0:
            break
        found.append(replace(span, text=span.text[:left]))
        left -= len(span.text)
    while found:
        text = found[-1].text.rstrip()
        if text:
            found[-1] = replace(found[-1], text=text)
            break
        found.pop()
    return tuple(found)


def without_start(spans: Spans, characters: int) -> Spans:
    """Spans without so many of their first characters, nor space after those."""
    found, left = [], characters
    for span in spans:
        text = span.text[left:]
        left = max(0, left - len(span.text))
        found.append(replace(span, text=text if found else text.lstrip()))
        if not found[-1].text:
            found.pop()
    return tuple(found)


def without_mark(spans: Spans, mark: str) -> Spans:
    return merged([replace(span, marks=tuple(one for one in span.marks if one != mark)) for span in spans])
