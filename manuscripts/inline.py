"""Text inside a block: its marks and links, its spaces, its lines."""

from __future__ import annotations

import re

from manuscripts.blocks import MARKS, Span, Spans

BREAK = Span("\n")

# Controls, soft hyphen, zero-width and direction marks, byte order mark, surrogates, non-characters.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0001\U000e0020-\U000e007f"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17))
    + "]"
)
_SPACES = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f"  # all but the ideographic space
_ANY_SPACE = re.compile(f"[{_SPACES}]+")
_UNSETTLED = re.compile(f"[{_SPACES[1:]}]|  ")
_AT_START = re.compile(f"[{_SPACES}\u3000]+")
_EDGE = "".join(code for code in map(chr, range(0x3001)) if re.match(f"[{_SPACES}\u3000]", code))


def plain(text: str) -> tuple[str, int]:
    """The text without its invisible characters, and how many went."""
    cleaned = INVISIBLE.sub("", text)
    return cleaned, len(text) - len(cleaned)


def one_line(text: str) -> str:
    """The text as one trimmed line without invisible characters: for attributes."""
    return _ANY_SPACE.sub(" ", plain(text)[0]).strip(_EDGE)


Piece = tuple[str, tuple[str, ...], str]  # text, marks, address of its link


class Line:
    """Collects the text of one block, with its breaks, until it is taken out as trimmed lines of spans."""

    def __init__(self) -> None:
        self._pieces: list[Piece | None] = []  # None is a break
        self.blank = True  # nothing but space so far

    def add(self, text: str, marks: tuple[str, ...], href: str) -> None:
        if text:
            self._pieces.append((text, marks, href))
            if self.blank:
                self.blank = not text.strip(_EDGE)

    def break_line(self) -> None:
        self._pieces.append(None)

    def take_paragraphs(self) -> list[Spans]:
        """The paragraphs collected, and begin anew. Two breaks, or a break and an indent, part paragraphs."""
        paragraphs: list[list[Spans]] = []
        parted = True
        for line, indented in self._take():
            if not line:
                parted = True
                continue
            if parted or indented:
                paragraphs.append([])
            paragraphs[-1].append(line)
            parted = False
        return [join_lines(lines) for lines in paragraphs]

    def take_lines(self) -> Spans:
        """All that was collected as one run of spans, its lines parted by breaks; and begin anew."""
        return join_lines([line for line, _ in self._take()])

    def _take(self) -> list[tuple[Spans, bool]]:
        lines: list[list[Piece]] = [[]]
        for piece in self._pieces:
            if piece is None:
                lines.append([])
            else:
                lines[-1].append(piece)
        self._pieces = []
        self.blank = True
        return [_trimmed(line) for line in lines]


def join_lines(lines: list[Spans]) -> Spans:
    """Lines of spans as one run, with a break between each two; empty lines go."""
    found: list[Span] = []
    for line in lines:
        if not line:
            continue
        if found:
            found.append(BREAK)
        found.extend(line)
    return tuple(found)


def _trimmed(pieces: list[Piece]) -> tuple[Spans, bool]:
    """A line without outer space, its runs of space made one, equal neighbours merged; and whether it was indented."""
    indent = ""
    runs: list[Piece] = []
    texts: list[str] = []  # those of the last run, not yet joined
    for text, marks, href in pieces:
        if not runs and (space := _AT_START.match(text)):
            indent += space[0]
            text = text[space.end() :]
        if _UNSETTLED.search(text):
            text = _ANY_SPACE.sub(" ", text)
        if runs and text[0] == " " and texts[-1][-1] == " ":
            text = text[1:]
        if not text:
            continue
        if runs and (text == " " or (runs[-1][1] == marks and runs[-1][2] == href)):
            texts.append(text)
            continue
        if runs:
            runs[-1] = ("".join(texts), *runs[-1][1:])
        texts = [text]
        runs.append((text, marks, href))
    if runs:
        runs[-1] = ("".join(texts), *runs[-1][1:])
    while runs:
        text, marks, href = runs.pop()
        if text := text.rstrip(_EDGE):
            runs.append((text, marks, href))
            break
    return tuple(Span(*run) for run in runs), _is_indent(indent)


def _is_indent(space: str) -> bool:
    """Whether the space before a line is the two-character indent of a Chinese paragraph."""
    return space.count("\u3000") + space.count("\u2003") >= 2 or space.count("\xa0") + space.count("\u2002") >= 4


_MARKS_BY_TAG = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "u": "u",
    "sup": "sup",
    "sub": "sub",
}
_CARRIERS = frozenset((*_MARKS_BY_TAG, "span", "font", "a"))
_STYLE = re.compile(
    r"(font-weight|font-style|text-decoration(?:-line)?|vertical-align)\s*+:\s*+([a-z0-9-]++)", re.IGNORECASE
)
_BY_STYLE = {
    ("font-style", "italic"): "em",
    ("text-decoration", "underline"): "u",
    ("text-decoration-line", "underline"): "u",
    ("vertical-align", "super"): "sup",
    ("vertical-align", "sub"): "sub",
}
_BOLD = frozenset(("bold", "bolder", "600", "700", "800", "900"))


class Marks:
    """Which marks and which link hold where the reading stands, however badly the tags are nested."""

    def __init__(self) -> None:
        self._open: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}
        self._count = dict.fromkeys(MARKS, 0)
        self._links: list[str] = []
        self.now: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        return self._links[-1] if self._links else ""

    @staticmethod
    def carries(tag: str) -> bool:
        """Whether the tag can set a mark or a link."""
        return tag in _CARRIERS

    def open(self, tag: str, style: str = "", href: str = "") -> None:
        marks = _marks_of(tag, style)
        self._open.setdefault(tag, []).append((marks, href if tag == "a" else None))
        if tag == "a":
            self._links.append(href)
        self._change(marks, 1)

    def close(self, tag: str) -> None:
        if self._open.get(tag):
            marks, href = self._open[tag].pop()
            if href is not None:
                self._links.pop()
            self._change(marks, -1)

    def _change(self, marks: tuple[str, ...], by: int) -> None:
        for mark in marks:
            self._count[mark] += by
        if marks:
            self.now = tuple(mark for mark in MARKS if self._count[mark])


def _marks_of(tag: str, style: str) -> tuple[str, ...]:
    marks = {_MARKS_BY_TAG[tag]} if tag in _MARKS_BY_TAG else set()
    for match in _STYLE.finditer(style):
        name, value = match[1].lower(), match[2].lower()
        if name == "font-weight":
            (marks.add if value in _BOLD else marks.discard)("strong")
        elif (name, value) in _BY_STYLE:
            marks.add(_BY_STYLE[name, value])
        elif (name, value) == ("font-style", "normal"):
            marks.discard("em")
    return tuple(marks)
