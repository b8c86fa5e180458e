"""What a page of a PDF paints, read from its content stream: texts, surfaces, lines and pictures, each with place and ink.

Most of a page is text in black alone, or grey alone, in the drawing's own wording; it is recognised as a whole and passed over,
so that only what is worth a look is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import hypot
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

TEXT, FILL, LINE, IMAGE = "text", "fill", "line", "image"
DEEPEST = 4  # forms within forms
Ink = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
STILL: Matrix = (1, 0, 0, 1, 0, 0)
DEEPEST_BRACKETS = 6


def _string() -> bytes:
    """The pattern of a string: brackets in it are escaped, or stand in pairs."""
    inner = rb"[^\\()]++|\\."
    pattern = rb"\((?:" + inner + rb")*+\)"
    for _ in range(DEEPEST_BRACKETS):
        pattern = rb"\((?:" + inner + rb"|" + pattern + rb")*+\)"
    return pattern


STRING = _string()
# Text in black that overprints, or in a tint of black, as the drawing writes it: nothing about it can be wrong in print.
PLAIN = re.compile(
    rb"(?:/Span<</MCID \d++>>BDC\n)?"
    rb"q 1 0 0 -1 [-\d.]++ [-\d.]++ cm(?:/OverF gs 0 0 0 1| 0 0 0 0\.\d*[1-9]\d*) k\n"
    rb"BT 0 Tr/f\d++ [\d.]++ Tf 1 0 0 -1 0 0 Tm(?:(?:" + STRING + rb"|<[0-9A-F]*+>)Tj"
    rb"|\[(?:" + STRING + rb"|<[0-9A-F]*+>|-?[\d.]++)*+\]TJ)\nET\nQ\n"
    rb"(?:EMC)?",
    re.DOTALL,
)
TOKEN = re.compile(
    rb"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))|(?P<name>/[^\s/\[\]()<>{}%]*)|(?P<string>"
    + STRING
    + rb"|<[0-9A-Fa-f\s]*+>)"
    rb"|(?P<operator>[A-Za-z][A-Za-z0-9]*\*?|['\"])|(?P<bracket><<|>>|\[|\])|%[^\r\n]*",
    re.DOTALL,
)


class Mark(NamedTuple):
    """Something painted. `box` is left, bottom, right and top in the page's own units, a text's an estimate.

    `ink` is None where the colour is not of the four inks. `thick` is a line's thickness, `size` a text's. A picture has its
    `object` and its width and height on the page in `across` and `down`.
    """

    kind: str
    box: tuple[float, float, float, float]
    ink: Ink | None = None
    overprints: bool = False
    thick: float = 0.0
    size: float = 0.0
    object: pikepdf.Object | None = None
    across: float = 0.0
    down: float = 0.0


@dataclass
class _State:
    """The graphics state, as far as it matters here."""

    matrix: Matrix = STILL
    fill: Ink | None = (0, 0, 0, 1)
    line: Ink | None = (0, 0, 0, 1)
    fill_over: bool = False
    line_over: bool = False
    only_parts: bool = False  # overprint mode 1
    width: float = 1.0
    size: float = 0.0
    text: Matrix = STILL


class Painted(NamedTuple):
    """What a page paints: the marks worth a look, and whether there is anything on it at all."""

    marks: list[Mark]
    anything: bool


def painted(content: bytes, resources: Dictionary) -> Painted:
    """Read a page's content, as `content_of` gives it."""
    plain = 0
    if _is_overprint(resources.get("/ExtGState", Dictionary()).get("/OverF")):
        content, plain = PLAIN.subn(b"", content)
    marks = list(_Reader(resources).read(content))
    return Painted(marks, bool(plain or marks))


def content_of(page: pikepdf.Page) -> bytes:
    """All of a page's operators."""
    contents = page.get("/Contents")
    if contents is None:
        return b""
    return b"\n".join(part.read_bytes() for part in contents) if isinstance(contents, Array) else contents.read_bytes()


def _is_overprint(state: Dictionary | None) -> bool:
    return state is not None and bool(state.get("/op", False)) and state.get("/OPM") == 1


@dataclass
class _Reader:
    """Carries out a content stream as far as needed to know what is painted where, in which ink."""

    resources: Dictionary
    state: _State = field(default_factory=_State)
    depth: int = 0
    saved: list[_State] = field(default_factory=list)
    path: list[tuple[float, float]] = field(default_factory=list)

    def read(self, content: bytes) -> Iterator[Mark]:
        operands: list = []
        for found in TOKEN.finditer(content):
            kind, token = found.lastgroup, found[0]
            if kind == "number":
                operands.append(float(token))
            elif kind in ("name", "string"):
                operands.append(token)
            elif kind == "operator":
                yield from self._do(token, operands)
                operands = []

    def _do(self, operator: bytes, operands: list) -> Iterator[Mark]:
        act = ACTS.get(operator)
        if act is None:
            return
        try:
            yield from act(self, operands) or ()
        except (IndexError, TypeError, ValueError):
            return  # an operator without what it needs paints nothing, in a press as here

    # The graphics state

    def _save(self, _operands: list) -> None:
        self.saved.append(replace(self.state))

    def _restore(self, _operands: list) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def _move(self, operands: list) -> None:
        self.state.matrix = _times(tuple(operands[-6:]), self.state.matrix)

    def _set_width(self, operands: list) -> None:
        self.state.width = operands[-1]

    def _set_state(self, operands: list) -> None:
        found = self.resources.get("/ExtGState", Dictionary()).get(operands[-1].decode("latin-1"), Dictionary())
        if "/OP" in found:
            self.state.line_over = bool(found.OP)
            self.state.fill_over = bool(found.get("/op", found.OP))
        elif "/op" in found:
            self.state.fill_over = bool(found.get("/op"))
        if "/OPM" in found:
            self.state.only_parts = found.OPM == 1
        if "/LW" in found:
            self.state.width = float(found.LW)

    def _set_fill(self, operands: list) -> None:
        self.state.fill = _ink(operands)

    def _set_line(self, operands: list) -> None:
        self.state.line = _ink(operands)

    def _set_fill_otherwise(self, _operands: list) -> None:
        self.state.fill = None

    def _set_line_otherwise(self, _operands: list) -> None:
        self.state.line = None

    # Paths

    def _point(self, operands: list) -> None:
        self.path.extend(_at(self.state.matrix, operands[at], operands[at + 1]) for at in range(0, len(operands), 2))

    def _rectangle(self, operands: list) -> None:
        x, y, width, height = operands[-4:]
        self._point([x, y, x + width, y, x + width, y + height, x, y + height])

    def _paint(self, *, fill: bool, line: bool) -> Iterator[Mark]:
        if self.path:
            across, down = zip(*self.path, strict=True)
            box = (min(across), min(down), max(across), max(down))
            state = self.state
            if fill:
                yield Mark(FILL, box, state.fill, state.fill_over and state.only_parts)
            if line:
                thick = state.width * _scale(state.matrix)
                yield Mark(LINE, box, state.line, state.line_over and state.only_parts, thick=thick)
        self.path.clear()

    def _end_path(self, _operands: list) -> None:
        self.path.clear()

    # Text and pictures

    def _begin_text(self, _operands: list) -> None:
        self.state.text = STILL

    def _set_font(self, operands: list) -> None:
        self.state.size = operands[-1]

    def _place_text(self, operands: list) -> None:
        self.state.text = tuple(operands[-6:])

    def _shift_text(self, operands: list) -> None:
        self.state.text = _times((1, 0, 0, 1, *operands[-2:]), self.state.text)

    def _show(self, operands: list) -> Iterator[Mark]:
        state = self.state
        matrix = _times(state.text, state.matrix)
        length = sum(len(_unescaped(part)) for part in operands if isinstance(part, bytes)) / 2 * state.size
        corners = [_at(matrix, x, y) for x in (0, length) for y in (-0.12 * state.size, 0.88 * state.size)]
        across, down = zip(*corners, strict=True)
        yield Mark(
            TEXT,
            (min(across), min(down), max(across), max(down)),
            state.fill,
            state.fill_over and state.only_parts,
            size=state.size * _scale(matrix),
        )

    def _draw(self, operands: list) -> Iterator[Mark]:
        found = self.resources.get("/XObject", Dictionary()).get(operands[-1].decode("latin-1"))
        if found is None:
            return
        matrix = self.state.matrix
        if found.get("/Subtype") == Name.Form and self.depth < DEEPEST:
            state = replace(self.state)
            if "/Matrix" in found:
                state.matrix = _times(tuple(float(part) for part in found.Matrix), matrix)
            inner = _Reader(found.get("/Resources", self.resources), state, self.depth + 1)
            yield from inner.read(found.read_bytes())
        elif found.get("/Subtype") == Name.Image:
            across, down = zip(*(_at(matrix, x, y) for x in (0, 1) for y in (0, 1)), strict=True)
            yield Mark(
                IMAGE,
                (min(across), min(down), max(across), max(down)),
                object=found,
                across=hypot(matrix[0], matrix[1]),
                down=hypot(matrix[2], matrix[3]),
            )


def _ink(operands: list) -> Ink | None:
    """The ink of an operator's operands: four parts, or one of white as DeviceGray has it."""
    if len(operands) >= 4:
        return tuple(operands[-4:])
    return (0, 0, 0, 1 - operands[-1]) if len(operands) == 1 else None


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _scale(matrix: Matrix) -> float:
    """How much a matrix enlarges: the root of the area that a unit square becomes."""
    return abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5


def _unescaped(string: bytes) -> bytes:
    """Of a PDF string as many bytes as it has; which they are does not matter."""
    if string[:1] == b"<":
        return string[1:-1][::2]
    return ESCAPE.sub(b"x", string[1:-1]) if string[:1] == b"(" else b""


ESCAPE = re.compile(rb"\\(?:[0-7]{1,3}|.)", re.DOTALL)
ACTS = {
    b"q": _Reader._save,
    b"Q": _Reader._restore,
    b"cm": _Reader._move,
    b"w": _Reader._set_width,
    b"gs": _Reader._set_state,
    b"k": _Reader._set_fill,
    b"K": _Reader._set_line,
    b"g": _Reader._set_fill,
    b"G": _Reader._set_line,
    b"m": _Reader._point,
    b"l": _Reader._point,
    b"c": _Reader._point,
    b"v": _Reader._point,
    b"y": _Reader._point,
    b"re": _Reader._rectangle,
    b"n": _Reader._end_path,
    b"BT": _Reader._begin_text,
    b"Tf": _Reader._set_font,
    b"Tm": _Reader._place_text,
    b"Td": _Reader._shift_text,
    b"TD": _Reader._shift_text,
    b"Do": _Reader._draw,
    **dict.fromkeys((b"rg", b"sc", b"scn", b"cs"), _Reader._set_fill_otherwise),
    **dict.fromkeys((b"RG", b"SC", b"SCN", b"CS"), _Reader._set_line_otherwise),
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), _Reader._show),
    **dict.fromkeys((b"f", b"F", b"f*"), lambda reader, _: reader._paint(fill=True, line=False)),
    **dict.fromkeys((b"S", b"s"), lambda reader, _: reader._paint(fill=False, line=True)),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), lambda reader, _: reader._paint(fill=True, line=True)),
}
