"""What a page of the screen PDF gives a reading program: each marked stretch with its words, and the pictures in it.

A page's text, in the drawing's own wording, is read at a glance; only what is otherwise is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
from pikepdf import Dictionary

from typesetting.preflight.painting import FILL, IMAGE, PLAIN, TEXT, Ink, Mark, painted
from typesetting.preflight.reading import BESIDE, SHOWING, decoded, shown_strings, words_beside
from typesetting.preflight.streams import STRING, content_of

# One text as the drawing writes it: its place, its colour, its font and what it shows. The same with the mark it is in.
PLACED = rb"q 1 0 0 -1 ([-\d.]++) ([-\d.]++) cm ((?:[\d.]++ ){3})rg"
WRITING = PLACED + rb"\nBT 0 Tr/(f\d++) ([\d.]++) Tf 1 0 0 -1 0 0 Tm(" + SHOWING + rb")\nET\nQ\n"
WRITTEN = re.compile(rb"\s*+/Span<</MCID (\d++)>>BDC\n" + WRITING, re.DOTALL)
TEXT_BLOCK = re.compile(WRITING, re.DOTALL)
# A rectangle, and a shape of any other kind, as the drawing writes them.
RECTANGLE = re.compile(PLACED + rb" 0 0 m ([\d.]++) 0 l [\d.]++ ([\d.]++) l 0 [\d.]++ l\nh\nf\nQ\n")
SHAPE = re.compile(PLACED + rb"[-\d. mlch\n]++f\nQ\n")
MARKED = re.compile(rb"\s*+/\w++\s*+<</MCID (\d++)(.*?)>>\s*+BDC\b", re.DOTALL)
DECORATION = re.compile(rb"\s*+/Artifact\b(?:\s*+<<.*?>>)?\s*+(?:BMC|BDC)\b", re.DOTALL)
# Of a mark: other words than those that are seen, or another language.
INSTEAD = re.compile(rb"/(?:ActualText|E)\b|/Lang\s*+\((?!zh)")
# Words beside a glyph, within a mark; as a note, which is no operator, they leave the marks plain.
WITH_WORDS = re.compile(BESIDE, re.DOTALL)
FONT_OR_SHOWN = re.compile(
    rb"\n%FEFF([0-9a-f]*)\n.*?\n%\n|/([^\s/<>\[\]()]+) [\d.]+ Tf|((?:"
    + STRING
    + rb"|<[0-9A-Fa-f\s]*>)\s*Tj|\[(?:"
    + STRING
    + rb"|[^\]()])*\]\s*TJ)",
    re.DOTALL,
)
ANY_INSTEAD = re.compile(INSTEAD.pattern + rb"|/Alt\b")  # of one without pictures
END = b"EMC"


class Stretch(NamedTuple):
    """A marked stretch: its number, its words, and the pictures it draws."""

    mark: int
    words: str
    pictures: Sequence[Mark] = ()


@dataclass
class Spoken:
    """A page as it is marked. `loose` says that something is drawn outside of all marks, `instead` that a mark has other
    words than those seen; `words` are those of everything, decoration too, `hidden` pictures drawn as decoration, `marks`
    all that is painted, in order, and `foreign` operators that the drawing never writes.
    """

    stretches: list[Stretch] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    loose: bool = False
    instead: bool = False
    hidden: list[Mark] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)
    marks: list[Mark] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        return [stretch.mark for stretch in self.stretches]


def spoken_on(page: pikepdf.Page, signs_of_font: Callable[[Dictionary], dict[int, str]]) -> Spoken:
    """Read a page. `signs_of_font(font)` gives what each code of a font is."""
    return _Page(page, signs_of_font).read()


class _Page:
    def __init__(self, page: pikepdf.Page, signs_of_font: Callable[[Dictionary], dict[int, str]]):
        self.page = page
        self.resources = page.get("/Resources", Dictionary())
        fonts = self.resources.get("/Font", Dictionary())
        self.signs = {key[1:].encode("latin-1"): signs_of_font(font) for key, font in fonts.items()}
        self.found = Spoken()
        self.ink = b""  # of the run of texts being collected
        self.starts: list[tuple[float, float]] = []
        self.sizes: list[float] = []

    def read(self) -> Spoken:
        content = content_of(self.page)
        if b"/ActualText" in content:
            content = WITH_WORDS.sub(_as_note, content)
        *parts, rest = content.split(END)
        note, hear, match = self.found.stretches.append, self.found.words.append, WRITTEN.fullmatch
        for part in parts:
            if written := match(part):
                mark, x, y, ink, font, size, shown = written.groups()
                said = self._block(x, y, ink, font, size, shown)
                hear(said)
                note(Stretch(int(mark), said))
            elif part.strip():
                self._take_other(part)
        self.found.loose |= bool(rest.strip())
        self._end_run()
        return self.found

    def _block(self, x: bytes, y: bytes, ink: bytes, font: bytes, size: bytes, shown: bytes) -> str:
        """Note where a text stands and in which colour; its words."""
        if ink != self.ink:
            self._end_run()
            self.ink = ink
        self.starts.append((float(x), float(y)))
        self.sizes.append(float(size))
        return decoded(shown_strings(shown), self.signs.get(font, {}))

    def _end_run(self) -> None:
        """Note the texts of one colour that stand after each other: together, unless they are white."""
        if not self.starts:
            return
        ink = _taken_away(self.ink)
        placed = list(zip(self.starts, self.sizes, strict=True))
        for run in [placed] if sum(ink) else [[one] for one in placed]:
            starts, sizes = zip(*run, strict=True)
            across, down = zip(*starts, strict=True)
            box = (min(across), min(down), max(across), max(down))
            self.found.marks.append(Mark(PLAIN if sum(ink) else TEXT, box, ink, starts=starts, sizes=sizes))
        self.starts, self.sizes, self.ink = [], [], b""

    def _take_other(self, part: bytes) -> None:
        """A stretch with pictures, rules, several texts or texts of another wording, or decoration."""
        marked, decoration = MARKED.match(part), DECORATION.match(part)
        head = marked or decoration
        if head is None:
            self.found.loose = True
            return
        inside = part[head.end() :].lstrip()
        words, pictures = self._look_into(inside)
        self.found.words.append(words)
        if marked:
            self.found.instead |= bool((INSTEAD if pictures else ANY_INSTEAD).search(marked[2]))
            self.found.stretches.append(Stretch(int(marked[1]), words, pictures))
        else:
            self.found.hidden += pictures

    def _look_into(self, inside: bytes) -> tuple[str, list[Mark]]:
        """The words of a stretch, and its pictures."""
        words, at = [], 0
        while at < len(inside):
            if found := TEXT_BLOCK.match(inside, at):
                words.append(self._block(*found.groups()))
            elif found := RECTANGLE.match(inside, at):
                self._end_run()
                x, y, width, height = (float(found[group]) for group in (1, 2, 4, 5))
                box = (x, y - height, x + width, y)
                self.found.marks.append(Mark(FILL, box, _taken_away(found[3]), whole=True))
            elif not (found := SHAPE.match(inside, at)):
                break
            at = found.end()
        self._end_run()
        rest = inside[at:]
        drawn: list[Mark] = []
        if rest.strip():
            made = painted(rest, self.resources)
            drawn = made.marks
            self.found.foreign |= made.foreign | ({"gs"} if b" gs" in rest else set())
        self.found.marks += drawn
        words.append(self._words(rest))
        return "".join(words), [mark for mark in drawn if mark.kind == IMAGE]

    def _words(self, operators: bytes) -> str:
        found, signs = [], {}
        for beside, font, shown in FONT_OR_SHOWN.findall(operators):
            if beside:
                found.append(bytes.fromhex(beside.decode()).decode("utf-16-be"))
            elif font:
                signs = self.signs.get(font, {})
            else:
                found.append(decoded(shown_strings(shown), signs))
        return "".join(found)


def _as_note(found: re.Match[bytes]) -> bytes:
    """Words beside a glyph as a comment before it, and one after it."""
    words = words_beside(found[1]).encode("utf-16-be").hex().encode()
    return b"\n%%FEFF%s\n%s\n%%\n" % (words, found[2])


def _taken_away(light: bytes) -> Ink:
    """A colour of light as the ink that would take as much away."""
    red, green, blue = map(float, light.split())
    return (1 - red, 1 - green, 1 - blue, 0.0)
