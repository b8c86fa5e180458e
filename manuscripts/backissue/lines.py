"""The lines of a scanned issue: loose Markdown, HTML and LaTeX remnants read into lines of text, tables and pictures."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cached_property

import lxml.html

from manuscripts.backissue.keys import HAN_CHARACTER, title_key
from manuscripts.typed import byline
from manuscripts.typed.bylines import BYLINE_LIMIT

TITLE_LIMIT = 90  # characters: no title of a journal, and no line of its contents, is longer
PARSE_LIMIT = 4000  # characters: markup that may span a line is looked for in lines no longer than this
_TABLE_LINES = 400  # rows at most; an unclosed <table> swallows no more

_BLOCK_TAG = re.compile(
    r"\s*</?(?:p|div|section|article|header|footer|body|html|center|ul|ol|br|blockquote|figure|span|font|h[1-6]|li|table|tbody|thead|tr|td|th)\b[^<>]{0,200}>\s*",
    re.I,
)
_BREAKING_TAG = re.compile(r"<br\s*/?>|</(?:p|div|center|h[1-6]|li)>(?=.)", re.I)
_HEADING_TAG = re.compile(r"<h([1-6])\b[^<>]{0,200}>(.*?)(?:</h\1>|$)", re.I)
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]{0,100}>", re.I)
_ITALIC_TAG = re.compile(r"</?(?:i|em)\b[^<>]{0,100}>", re.I)
_ITEM_TAG = re.compile(r"<li\b[^<>]{0,100}>", re.I)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)|<img\b[^<>]{0,2000}>", re.I)
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\((?:https?://|mailto:|#|/|\./)[^)\s]{0,500}\)")
_PAGE_TAG = re.compile(r"^<(page_number|page-number|pagenum|folio)>.{0,20}</\1>$", re.I)
_COMMENT = re.compile(r"<!--.*?-->")
_LATEX = re.compile(r"\\\((.{1,120}?)\\\)|\$\$?([^$\n]{1,120}?)\$\$?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>$%&=:])")
_STAR = "\ue000"  # an escaped star, which is no mark
_HEADING = re.compile(r"^\s{0,3}(#{1,6})(?:\s+|(?=[^#\s]))(.*?)\s*#*\s*$")
_SPECIAL = re.compile(r"[#*<>!&$\\\[_+\-=|~—–·•.\d０-９\xa0\u200b\ufeff\u00ad]")  # what markup, folios and rules hold
_RULE = re.compile(r"^\s*(?:[-*_=—]\s*){3,}$|^[\s|:+\-—]*[-—]{2,}[\s|:+\-—]*$|^\{\d{1,4}\}-{3,}$")
_WHOLE_BOLD = re.compile(r"^(?:\*\*|__)(?!\*)(.+?)(?:\*\*|__)$")
_FOLIO = re.compile(
    r"^[\s—–\-·•.~|（(\[【《<]*(?:[Pp]\.?\s*|第\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*页?[\s—–\-·•.~|）)\]】》>]*$"
)
_ITEM = re.compile(r"^\s{0,8}[-*+]\s+(?=\S)")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_LATEX_WORDS = {"times": "×", "sim": "~", "circ": "°", "div": "÷", "pm": "±", "cdot": "·", "geq": "≥", "leq": "≤",
                "geqslant": "≥", "leqslant": "≤", "rightarrow": "→", "bullet": "·", "square": "□", "Box": "□",
                "cdots": "……", "ldots": "……", "dots": "……", "quad": " ", "qquad": " ", "degree": "°",
                "textcircled": "", "mathrm": "", "text": "", "mathbf": "", "textbf": "", "rm": "", "left": "",
                "right": "", "mathsf": "", "boldsymbol": "", "operatorname": ""}  # fmt: skip
_KEPT_TAGS = re.compile(r"</?(?:sup|sub|u)>")
_MARKS = re.compile(r"\*\*|</?(?:sup|sub|u)>")


def without_marks(text: str) -> str:
    """The text without **, <sup>, <sub> and <u>."""
    return _MARKS.sub("", text) if "*" in text or "<" in text else text


@dataclass
class Line:
    """One line of the running text. `text` keeps ** and <sup>, `plain` has no mark; `gap` counts blank lines before it.

    `kind` is "text", "image", "table", "rule" or "folio"; `level` is 1–6 for a Markdown heading, else 0.
    """

    number: int
    text: str
    kind: str = "text"
    level: int = 0
    bold: bool = False
    item: bool = False
    quoted: bool = False
    caption: bool = False
    gap: int = 0
    rows: list[list[str]] = field(default_factory=list)
    plain: str = ""
    raw: str = ""

    def __post_init__(self) -> None:
        self.plain = without_marks(self.text).strip()

    @cached_property
    def key(self) -> str:
        """What of the line is compared with titles; nothing where it is too long to be one."""
        return title_key(self.plain) if self.kind == "text" and len(self.plain) <= TITLE_LIMIT else ""

    @cached_property
    def signed(self) -> list[tuple[str, str]]:
        """The (post, name) pairs of a line that is a byline; [] where it is none."""
        return byline(self.plain) if self.kind == "text" and len(self.plain) <= BYLINE_LIMIT else []

    @property
    def rank(self) -> int:
        """How prominent the line is set: 1–6 for Markdown headings, 7 for bold, 8 for plain text."""
        return self.level or (7 if self.bold else 8)


def read_lines(text: str) -> list[Line]:
    """The lines that say something, in order, with the numbers they have in the file (from 1)."""
    raw_lines = text.lstrip("\ufeff").split("\n")
    found: list[Line] = []
    index = gap = 0
    while index < len(raw_lines):
        raw = raw_lines[index]
        if not raw.strip(" \t\r\u3000\u200b\ufeff\xa0"):
            gap += 1
            index += 1
            continue
        table, end = _table_at(raw_lines, index)
        new = [table] if table else _parsed(raw, index + 1)
        if new:
            new[0].gap = gap
            found += new
            gap = 0
        else:
            gap += 1
        index = end
    return found


def _table_at(raw_lines: list[str], start: int) -> tuple[Line | None, int]:
    """The table that begins at this line, and the line after it; (None, start + 1) where none does."""
    raw = raw_lines[start]
    if "<table" in raw[:200].lower():
        end = start
        while end < min(len(raw_lines), start + _TABLE_LINES) and "</table" not in raw_lines[end].lower():
            end += 1
        if end < min(len(raw_lines), start + _TABLE_LINES):
            source = "\n".join(raw_lines[start : end + 1])
            return Line(start + 1, source, kind="table", rows=_html_rows(source), raw=source), end + 1
        return None, start + 1
    end = start
    while end < len(raw_lines) and raw_lines[end].lstrip().startswith("|") and end - start < _TABLE_LINES:
        end += 1
    if end - start < 2:
        return None, start + 1
    rows = [_cells(line) for line in raw_lines[start:end]]
    ruled = [index for index, line in enumerate(raw_lines[start:end]) if _RULE.match(line)]
    kept = [row for index, row in enumerate(rows) if index not in ruled]
    source = "\n".join(raw_lines[start:end])
    line = Line(start + 1, source, kind="table", rows=kept, raw=source)
    line.level = 1 if ruled[:1] == [1] else 0  # whether the first row is the table's head
    return line, end


def _html_rows(source: str) -> list[list[str]]:
    """The texts of an HTML table's cells."""
    tree = lxml.html.fragment_fromstring(source, create_parent="div")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./td|./th")] for row in tree.iter("tr")]


def _cells(raw: str) -> list[str]:
    return [clean_inline(cell).strip() for cell in raw.strip().strip("|").split("|")]


def _parsed(raw: str, number: int) -> list[Line]:
    """The lines one line of the file gives: HTML breaks make several of it, a page's debris none."""
    stripped = raw.strip(" \t\r\u200b\ufeff\xa0")
    if not _SPECIAL.search(stripped):
        return [Line(number, stripped.strip("\u3000 "), raw=raw)]
    if _RULE.match(stripped) and not HAN_CHARACTER.search(stripped):
        return [Line(number, "", kind="rule", raw=raw)]
    if stripped[0] == "<" and _PAGE_TAG.match(stripped):
        return [Line(number, "", kind="folio", raw=raw)]
    if len(stripped) > PARSE_LIMIT or "<" not in stripped:
        return _one(stripped, number, raw)
    found: list[Line] = []
    for part in _BREAKING_TAG.sub("\n", _COMMENT.sub("", stripped)).split("\n"):
        if part.strip():
            found += _one(part, number, raw)
    return found


def _one(part: str, number: int, raw: str) -> list[Line]:
    found: list[Line] = []
    if len(part) <= PARSE_LIMIT:
        images = _IMAGE.findall(part)
        if images or "<img" in part.lower():
            found += [Line(number, "", kind="image", raw=raw)]
            part = _IMAGE.sub("", part)
            told = [clean_inline(alt) for alt in images if len(HAN_CHARACTER.findall(alt)) > 4]
            found += [Line(number, alt, raw=raw, caption=True) for alt in told]
    level = 0
    if match := _HEADING_TAG.search(part[:PARSE_LIMIT]):
        level, part = int(match[1]), match[2]
    quoted = bool(_QUOTED.match(part))
    part = _QUOTED.sub("", part)
    if match := _HEADING.match(part):
        level, part = len(match[1]), match[2]
    item = bool(_ITEM_TAG.search(part[:200]) or _ITEM.match(part))
    text = clean_inline(_ITEM.sub("", _ITEM_TAG.sub("", part)))
    bold = bool(match := _WHOLE_BOLD.match(text)) and "**" not in match[1]
    if bold:
        text = match[1].strip()
    if level:
        text = text.replace("**", "")
    if not text:
        return found
    kind = "folio" if not level and len(text) < 16 and _FOLIO.match(text) else "text"
    return [*found, Line(number, text, kind=kind, level=level, bold=bold, item=item, quoted=quoted, raw=raw)]


def clean_inline(part: str) -> str:
    """A line without HTML, LaTeX and escapes; bold stays as **, and <sup>, <sub>, <u> stay as they are."""
    if "<" in part:
        part = _BOLD_TAG.sub("**", part)
        part = _ITALIC_TAG.sub("", _BLOCK_TAG.sub("", part))
    if "&" in part:
        part = html.unescape(part)
    if "$" in part or "\\(" in part:
        part = _LATEX.sub(_from_latex, part)
    if "](" in part:
        part = _LINK.sub(r"\1", part)
    part = _ESCAPED.sub(lambda match: _STAR if match[1] == "*" else match[1], part) if "\\" in part else part
    part = part.replace("__", "**") if part.startswith("__") and part.count("__") == 2 else part
    part = part.replace("****", "").replace(_STAR, "*")
    part = part.replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
    return re.sub(r"^(\*\*)?[\s\u3000]+", r"\1", part).rstrip(" \t\r\u3000")


def _from_latex(match: re.Match) -> str:
    source = match[1] or match[2]
    if re.search(f"[{HAN_CHARACTER.pattern[1:-1]}]", source) and "\\" not in source and "{" not in source:
        return match[0]  # two prices and the words between them
    plain = source.replace("\\%", "%").replace("\\$", "$").replace("\\&", "&")
    plain = re.sub(r"\^\s*\{?\s*\\circ\s*\}?", "°", plain)
    plain = re.sub(r"\\([A-Za-z]+)", lambda word: _LATEX_WORDS.get(word[1], word[1]), plain)
    plain = re.sub(r"\^\s*(?:\{([^{}]*)\}|(\S))", lambda m: f"<sup>{m[1] or m[2]}</sup>", plain)
    plain = re.sub(r"_\s*(?:\{([^{}]*)\}|(\S))", lambda m: f"<sub>{m[1] or m[2]}</sub>", plain)
    return re.sub(r"(?<=\d)\s+(?=[\d.%])|(?<=\.)\s+(?=\d)|[{}~]", lambda m: "~" if m[0] == "~" else "", plain).strip()
