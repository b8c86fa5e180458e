"""Spans of the manifest → broken lines in a style: justified, ragged, centred or right-aligned."""

from __future__ import annotations

from functools import partial
from typing import Literal, NamedTuple

from typesetting.composition import marks
from typesetting.composition.cohesion import Cohesion
from typesetting.composition.linebreak import Breaking, Line, Measure
from typesetting.composition.metrics import FontBook
from typesetting.composition.plan import Piece
from typesetting.composition.remembering import SetParagraph
from typesetting.composition.setting import pieces
from typesetting.composition.shaping import EM, Look, Shaped, shape
from typesetting.composition.styles import StyleBook

Align = Literal["justify", "left", "centre", "right"]
Looks = list[tuple[int, Look]]
BOLD = {"song": "hei-bold", "kai": "hei-bold", "hei": "hei-bold", "fang": "hei-bold"}


class SetText(NamedTuple):
    """Broken lines, and where the last one ends, in points from the left edge."""

    lines: list[list[Piece]]
    last_end: float


def plain(text: str) -> list[dict]:
    """A text as spans."""
    return [{"text": text}] if text else []


def spans_text(spans: list[dict]) -> str:
    """The text of spans, tidied."""
    return marks.tidy("".join(span["text"] for span in spans))


class Typesetter:
    """Sets text with the journal's fonts. Collects the characters no face has in `missing` until `take_missing`."""

    def __init__(self, fonts: FontBook, styles: StyleBook, cohesion: Cohesion | None = None):
        self.fonts, self.styles = fonts, styles
        self.cohesion = cohesion or Cohesion()
        self.missing: set[str] = set()
        self._shaped: dict[tuple, Shaped] = {}
        self._breakings: dict[tuple[int, int, int], Breaking] = {}

    def take_missing(self) -> list[str]:
        """The characters found in no face since the last call."""
        found, self.missing = sorted(self.missing), set()
        return found

    def shape(self, text: str, style: str, narrowest: int = 10 * EM, looks: Looks | None = None) -> Shaped:
        """A tidy text measured in a style's face, once however often it is set: drafts of an article share it."""
        face = self.styles[style].face
        name = (text, face, narrowest, tuple(looks or ()))
        found = self._shaped.get(name)
        if found is None:
            found = self._shaped[name] = shape(text, face, self.fonts, looks=looks, narrowest=narrowest)
        return found

    def _breaking(self, shaped: Shaped, measure: int | Measure, indent: int) -> Breaking:
        """The search for a paragraph's lines; in a constant measure it is kept like the shapes."""
        if callable(measure):
            return Breaking(shaped, measure, indent)
        name = (id(shaped), measure, indent)
        found = self._breakings.get(name)
        if found is None:
            found = self._breakings[name] = Breaking(shaped, measure, indent)
        return found

    def set(
        self,
        spans: list[dict],
        style: str,
        width: float | Measure,
        *,
        indent: int = 0,
        align: Align = "justify",
        looseness: int = 0,
        hang: int = 0,
    ) -> SetText:
        """Break and set a paragraph.

        `width` is in points, or a function from the line's index to thousandths of an em; `indent` of the first line and
        `hang` of the others are in thousandths of an em.
        """
        size = self.styles[style].size
        if callable(width):
            room, narrowest = width, 8 * EM
        else:
            room = int(round(width * EM / size, 3))
            narrowest = min(10 * EM, room)
        lines: list[list[Piece]] = []
        last_end = 0.0
        for part in _split_at_feeds(spans):
            text, looks = _with_opening_dash(*_looks(part, self.styles[style].face))
            measure = partial(_below, room, len(lines), hang) if callable(room) else room - hang
            form = indent - hang if not lines else 0, hang, align, looseness
            made = self._paragraph(text, looks, style, narrowest, measure, *form)
            lines, last_end = lines + made.lines, made.last_end
        return SetText(lines, last_end)

    def _paragraph(
        self, text: str, looks: Looks, style: str, narrowest: int, measure: int | Measure, *form
    ) -> SetParagraph:
        """One paragraph; found where it was set before in the same constant measure. `form` is as `_set_one` has it."""
        if callable(measure):
            found = self._set_one(text, looks, style, narrowest, measure, *form)
        else:
            name = (text, tuple(looks), f"{style}/{self.styles[style].face}", narrowest, measure, *form)
            found = self.fonts.set_before.find(name)
            if found is None:
                found = self._set_one(text, looks, style, narrowest, measure, *form)
                self.fonts.set_before.keep(name, found)
        self.missing |= found.missing
        for look in found.looks:
            self.styles.run_style(style, look)
        return found

    def _set_one(
        self,
        text: str,
        looks: Looks,
        style: str,
        narrowest: int,
        measure: int | Measure,
        indent: int,
        hang: int,
        align: Align,
        looseness: int,
    ) -> SetParagraph:
        """One paragraph measured, broken and set."""
        shaped = self.shape(text, style, narrowest, looks)
        styled: dict[Look, str] = {}

        def style_of(look: Look) -> str:
            found = styled.get(look)
            if found is None:
                found = styled[look] = self.styles.run_style(style, look)
            return found

        lines: list[list[Piece]] = []
        last_end = 0.0
        size = self.styles[style].size
        for number, line in enumerate(self._breaking(shaped, measure, indent).lines(looseness)):
            placed = _aligned(shaped, line, align, measure(number) if callable(measure) else measure, hang)
            lines.append(pieces(shaped, placed, style_of))
            blank = shaped.blank_end.get(line.end, 0)
            last_end = (placed.indent + shaped.natural(line.start, line.end) - blank) * size / EM
        return SetParagraph(lines, last_end, tuple(styled), frozenset(shaped.missing))

    def width(self, text: str, style: str) -> float:
        """The ideal width of a text on one line, in points."""
        shaped = self.shape(marks.tidy(text), style)
        return shaped.natural(0, len(shaped.text)) * self.styles[style].size / EM


def _below(room: Measure, lines: int, hang: int, index: int) -> int:
    """The measure of a paragraph's line that stands under so many others."""
    return room(index + lines) - hang


def _aligned(shaped: Shaped, line: Line, align: Align, full: int, hang: int) -> Line:
    if align == "justify":
        return line._replace(indent=line.indent + hang) if hang else line
    free = max(full - shaped.natural(line.start, line.end), 0)
    shift = {"left": line.indent, "centre": free // 2, "right": free}[align]
    return line._replace(indent=shift + hang, justified=False)


def _split_at_feeds(spans: list[dict]) -> list[list[dict]]:
    parts: list[list[dict]] = [[]]
    for span in spans:
        for index, text in enumerate(span["text"].split("\n")):
            if index:
                parts.append([])
            if text:
                parts[-1].append(span | {"text": text})
    return [part for part in parts if spans_text(part).strip(" \u3000")]


def _with_opening_dash(text: str, looks: Looks) -> tuple[str, Looks]:
    """The text with a dash that opens it (——更加注重…, 列项) as Unicode's one two-em dash.

    So that whoever reads lines off the page can tell it from half a dash that slipped to the start of a line.
    """
    if not text.startswith("——") or text.startswith("———"):
        return text, looks
    return marks.TWO_EM_DASH + text[2:], [(max(at - 1, 0), look) for at, look in looks if at != 1]


def _look(span: dict, face: str) -> Look:
    kinds = span.get("marks", ())
    if "strong" in kinds:
        face = BOLD.get(face, face)
    elif "em" in kinds and face != "kai":
        face = "kai"
    script = 1 if "sup" in kinds else -1 if "sub" in kinds else 0
    return Look(face, "u" in kinds, span.get("href", ""), script)


def _looks(spans: list[dict], face: str) -> tuple[str, Looks]:
    """The tidied text of spans and where each look in it begins."""
    text = ""
    looks: Looks = []
    for index, span in enumerate(spans):
        part = marks.tidy(span["text"])
        if not text:
            part = part.lstrip(" \u3000")
        elif text.endswith(" "):
            part = part.lstrip(" ")
        if index == len(spans) - 1:
            part = part.rstrip(" \u3000")
        if not part:
            continue
        look = _look(span, face)
        if not looks or looks[-1][1] != look:
            looks.append((len(text), look))
        text += part
    return text.rstrip(" \u3000"), looks
