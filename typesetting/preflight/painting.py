"""What a page of a PDF paints, read from its content stream: texts, surfaces, lines and pictures, each with place and ink.

Whatever the drawing never writes is named by itself: what is not understood cannot be called right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from math import hypot
from typing import NamedTuple

import pikepdf
from pikepdf import Dictionary, Name

from typesetting.preflight.streams import PLACE, STRING, unescaped, without_plain

TEXT, FILL, LINE, IMAGE = "text", "fill", "line", "image"
PLAIN = "plain"  # a run of texts in black alone
DEEPEST = 4  # forms within forms
Ink = tuple[float, float, float, float]
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
SLANT = 1e-3
STILL: Matrix = (1, 0, 0, 1, 0, 0)
TOKEN = re.compile(
    rb"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))|(?P<name>/[^\s/\[\]()<>{}%]*)|(?P<string>"
    + STRING
    + rb"|<[0-9A-Fa-f\s]*+>)"
    rb"|(?P<operator>[A-Za-z][A-Za-z0-9]*\*?|['\"])|(?P<plain>" + PLACE + rb")|(?P<bracket><<|>>|\[|\])|%[^\r\n]*",
    re.DOTALL,
)


class Mark(NamedTuple):
    """Something painted. `box` is left, bottom, right and top in the page's own units, a text's an estimate.

    `ink` is None where the colour is not of the four inks. `thick` is a line's thickness, `size` a text's. A picture has its
    `object` and its width and height on the page in `across` and `down`. Of texts `starts` are where they begin, `sizes`
    how large each is, and `hidden` says that a clip leaves nothing of them; a surface that is one upright rectangle is
    `whole`. What does not stand upright is `turned`.
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
    starts: tuple[tuple[float, float], ...] = ()
    hidden: bool = False
    whole: bool = False
    sizes: tuple[float, ...] = ()
    turned: bool = False


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
    clip: Box | None = None


class Painted(NamedTuple):
    """What a page paints: the marks in their order, whether a colour of light is set, the operators (with what is odd of
    their operands) that the drawing never writes, the fonts that texts are in, and the tints of runs of text.
    """

    marks: list[Mark]
    rgb: bool
    foreign: set[str]
    fonts: set[str]
    tints: set[float]


def painted(content: bytes, resources: Dictionary, *, each_text: bool = False) -> Painted:
    """Read a page's content, as `content_of` gives it. Texts in black alone come in runs, unless `each_text` is asked for."""
    found = Painted([], False, set(), set(), set())
    runs: list = []
    if not each_text and _is_overprint(resources.get("/ExtGState", Dictionary()).get("/OverF")):
        content, runs, fonts, tints = without_plain(content)
        found.fonts.update(fonts)
        found.tints.update(tints)
    reader = _Reader(resources, found.foreign, found.fonts, runs)
    found.marks.extend(reader.read(content))
    return found._replace(rgb=bool(LIGHT & found.foreign), foreign=found.foreign - LIGHT)


def _is_overprint(state: Dictionary | None) -> bool:
    return state is not None and bool(state.get("/op", False)) and state.get("/OPM") == 1


@dataclass
class _Reader:
    """Carries out a content stream as far as needed to know what is painted where, in which ink."""

    resources: Dictionary
    foreign: set[str]
    fonts: set[str]
    runs: list[list[tuple[float, float, float]]] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    depth: int = 0
    saved: list[_State] = field(default_factory=list)
    path: list[tuple[float, float]] = field(default_factory=list)
    clips: bool = False  # what is drawn next bounds what comes after

    def read(self, content: bytes) -> Iterator[Mark]:
        operands: list = []
        runs = iter(self.runs)
        for found in TOKEN.finditer(content):
            kind, token = found.lastgroup, found[0]
            if kind == "number":
                operands.append(float(token))
            elif kind in ("name", "string"):
                operands.append(token)
            elif kind == "operator":
                if operator := ACTS.get(token):
                    yield from self._do(operator, token, operands)
                elif token not in WITHOUT_PAINT:
                    self.foreign.add(token.decode("latin-1"))
                operands = []
            elif kind == "plain":
                yield self._plain(next(runs, []))
        if self.saved:
            self.foreign.add("q")

    def _do(self, act: Callable, operator: bytes, operands: list) -> Iterator[Mark]:
        try:
            yield from act(self, operands) or ()
        except (IndexError, TypeError, ValueError):
            self.foreign.add(operator.decode("latin-1"))  # without what it needs it paints nothing

    def _plain(self, run: list[tuple[float, float, float]]) -> Mark:
        starts, sizes = [(x, y) for x, y, _ in run], tuple([size for _, _, size in run])
        if self.state.matrix != STILL:
            self.foreign.add("cm")  # texts are placed each by itself
            starts = [_at(self.state.matrix, *start) for start in starts]
        return self._text_at(starts, PLAIN, sizes=sizes)

    def _text_at(self, starts: list[tuple[float, float]], kind: str, **more) -> Mark:
        across, down = zip(*starts, strict=True) if starts else ((0,), (0,))
        box = (min(across), min(down), max(across), max(down))
        clip = self.state.clip
        hidden = clip is not None and not any(_inside(start, clip) for start in starts)
        return Mark(kind, **{"box": box, "starts": tuple(starts), "hidden": hidden} | more)

    # The graphics state

    def _save(self, _operands: list) -> None:
        self.saved.append(replace(self.state))

    def _restore(self, _operands: list) -> None:
        if self.saved:
            self.state = self.saved.pop()
        else:
            self.foreign.add("Q")

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

    def _set_fill_light(self, operands: list) -> None:
        self.state.fill = _of_light(operands)
        self.foreign.add("rg")

    def _set_line_light(self, operands: list) -> None:
        self.state.line = _of_light(operands)
        self.foreign.add("RG")

    def _set_space(self, operands: list) -> None:
        """A colour space by name: one of the inks, or one that the check of resources judges."""
        name = operands[-1].decode("latin-1")
        space = self.resources.get("/ColorSpace", Dictionary()).get(name, Name(name))
        if space == Name.DeviceRGB:
            self.foreign.add("rg")
        elif space not in (Name.DeviceCMYK, Name.DeviceGray):
            self.foreign.add(f"cs {name}")

    def _set_mode(self, operands: list) -> None:
        if operands[-1] != 0:  # outlines, or no paint at all
            self.foreign.add(f"{operands[-1]:.0f} Tr")

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
            shown = box if state.clip is None else common(box, state.clip)
            if fill and shown:
                yield Mark(FILL, shown, state.fill, state.fill_over and state.only_parts, whole=self._is_rectangle(box))
            if line and shown:
                thick = state.width * _thinnest(state.matrix)
                yield Mark(LINE, shown, state.line, state.line_over and state.only_parts, thick=thick)
        self._end_path([])

    def _is_rectangle(self, box: Box) -> bool:
        return len(self.path) in (4, 5) and all(x in (box[0], box[2]) and y in (box[1], box[3]) for x, y in self.path)

    def _clip(self, _operands: list) -> None:
        self.clips = True

    def _end_path(self, _operands: list) -> None:
        if self.clips:
            across, down = zip(*self.path, strict=True) if self.path else ((0,), (0,))
            box = (min(across), min(down), max(across), max(down))
            self.state.clip = box if self.state.clip is None else common(box, self.state.clip) or (0, 0, 0, 0)
        self.clips = False
        self.path.clear()

    # Text and pictures

    def _begin_text(self, _operands: list) -> None:
        self.state.text = STILL

    def _set_font(self, operands: list) -> None:
        self.state.size = operands[-1]
        self.fonts.add(operands[-2].decode("latin-1"))

    def _place_text(self, operands: list) -> None:
        self.state.text = tuple(operands[-6:])

    def _shift_text(self, operands: list) -> None:
        self.state.text = _times((1, 0, 0, 1, *operands[-2:]), self.state.text)

    def _show(self, operands: list) -> Iterator[Mark]:
        state = self.state
        matrix = _times(state.text, state.matrix)
        length = sum(_length(part) for part in operands if isinstance(part, bytes)) / 2 * state.size
        corners = [_at(matrix, x, y) for x in (0, length) for y in (-0.12 * state.size, 0.88 * state.size)]
        across, down = zip(*corners, strict=True)
        yield self._text_at(
            [_at(matrix, 0, 0)],
            TEXT,
            box=(min(across), min(down), max(across), max(down)),
            ink=state.fill,
            overprints=state.fill_over and state.only_parts,
            size=state.size * _scale(matrix),
            sizes=(state.size * _scale(matrix),),
            turned=_is_turned(matrix),
        )

    def _draw(self, operands: list) -> Iterator[Mark]:
        found = self.resources.get("/XObject", Dictionary()).get(operands[-1].decode("latin-1"))
        if found is None:
            self.foreign.add("Do")
            return
        matrix = self.state.matrix
        if found.get("/Subtype") == Name.Form and self.depth < DEEPEST:
            state = replace(self.state)
            if "/Matrix" in found:
                state.matrix = _times(tuple(float(part) for part in found.Matrix), matrix)
            inside = found.get("/Resources", self.resources)
            inner = _Reader(inside, self.foreign, self.fonts, state=state, depth=self.depth + 1)
            yield from inner.read(found.read_bytes())
        elif found.get("/Subtype") == Name.Image:
            across, down = zip(*(_at(matrix, x, y) for x in (0, 1) for y in (0, 1)), strict=True)
            box = (min(across), min(down), max(across), max(down))
            shown = box if self.state.clip is None else common(box, self.state.clip)
            yield Mark(
                IMAGE,
                shown or (0, 0, 0, 0),
                object=found,
                whole=True,
                across=hypot(matrix[0], matrix[1]),
                down=hypot(matrix[2], matrix[3]),
                turned=_is_turned(matrix),
            )


def _ink(operands: list) -> Ink | None:
    """The ink of an operator's operands: four parts, or one of white as DeviceGray has it."""
    if len(operands) >= 4:
        return tuple(operands[-4:])
    return (0, 0, 0, 1 - operands[-1]) if len(operands) == 1 else None


def _of_light(operands: list) -> Ink:
    """What a colour of light takes away, as if it were ink."""
    red, green, blue = operands[-3:]
    return (1 - red, 1 - green, 1 - blue, 0.0)


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


def _is_turned(matrix: Matrix) -> bool:
    """Whether what is drawn so does not stand upright: mirrored, on its head, aslant."""
    return matrix[0] <= 0 or matrix[3] <= 0 or abs(matrix[1]) > SLANT or abs(matrix[2]) > SLANT


def _thinnest(matrix: Matrix) -> float:
    """How thick a line of one unit comes out where it is thinnest: the shorter half-axis of what a circle becomes."""
    a, b, c, d = matrix[:4]
    if (a == d and b == -c) or (a == -d and b == c):  # turned, mirrored and enlarged alike
        return hypot(a, b)
    across, along = a * a + b * b + c * c + d * d, 2 * abs(a * d - b * c)
    return ((across + along) ** 0.5 - max(0.0, across - along) ** 0.5) / 2


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def common(one: Box, other: Box) -> Box | None:
    """What two boxes have in common; None where that is nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def _length(string: bytes) -> int:
    """How many bytes a PDF string has."""
    if string[:1] == b"<":
        return (len(string) - 1) // 2
    return len(unescaped(string)) if string[:1] == b"(" else 0


# Operators of the drawing that paint nothing by themselves and change nothing that is judged here.
WITHOUT_PAINT = frozenset(b"h j J M ET BMC BDC EMC".split())
LIGHT = {"rg", "RG"}
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
    b"rg": _Reader._set_fill_light,
    b"RG": _Reader._set_line_light,
    b"W": _Reader._clip,
    b"W*": _Reader._clip,
    b"Tr": _Reader._set_mode,
    **dict.fromkeys((b"sc", b"scn"), _Reader._set_fill),
    **dict.fromkeys((b"SC", b"SCN"), _Reader._set_line),
    **dict.fromkeys((b"cs", b"CS"), _Reader._set_space),
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), _Reader._show),
    **dict.fromkeys((b"f", b"F", b"f*"), lambda reader, _: reader._paint(fill=True, line=False)),
    **dict.fromkeys((b"S", b"s"), lambda reader, _: reader._paint(fill=False, line=True)),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), lambda reader, _: reader._paint(fill=True, line=True)),
}
