"""A page's operators as bytes: strings in them, and the text in black alone that most of a page is.

Such text, in the drawing's own wording, is recognised as a whole: only what is worth a look is taken apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pikepdf
from pikepdf import Array

DEEPEST_BRACKETS = 6


def _string() -> bytes:
    """The pattern of a string: brackets in it are escaped, or stand in pairs."""
    inner = rb"[^\\()]++|\\."
    pattern = rb"\((?:" + inner + rb")*+\)"
    for _ in range(DEEPEST_BRACKETS):
        pattern = rb"\((?:" + inner + rb"|" + pattern + rb")*+\)"
    return pattern


STRING = _string()
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPED = {b"\\n": b"\n", b"\\r": b"\r", b"\\t": b"\t", b"\\b": b"\b", b"\\f": b"\f", b"\\\n": b""}
# Text in black that overprints, or in a tint of black, as the drawing writes it: of its colour nothing can be wrong in print.
PLAIN = re.compile(
    rb"(?:/Span<</MCID \d++>>BDC\n)?"
    rb"q 1 0 0 -1 ([-\d.]++) ([-\d.]++) cm(?:/OverF gs 0 0 0 1| 0 0 0 (0\.\d*[1-9]\d*)) k\n"
    rb"BT 0 Tr(/f\d++) ([\d.]++) Tf 1 0 0 -1 0 0 Tm(?:(?:" + STRING + rb"|<[0-9A-F]*+>)Tj"
    rb"|\[(?:" + STRING + rb"|<[0-9A-F]*+>|-?[\d.]++)*+\]TJ)\nET\nQ\n"
    rb"(?:EMC)?",
    re.DOTALL,
)
PLACE = b"~"  # stands where a run of such text was; no operator


class Rest(NamedTuple):
    """What is left of a page's operators, with a PLACE where each run of plain text was; where the texts of each run begin
    and their sizes, the fonts they are in, and the tints of black that some are in.
    """

    content: bytes
    runs: list[list[tuple[float, float, float]]]
    fonts: set[str]
    tints: set[float]


def without_plain(content: bytes) -> Rest:
    """Take the plain text out of a page's operators."""
    runs: list[list[tuple[float, float, float]]] = []
    fonts: set[bytes] = set()
    tints: set[bytes | None] = set()
    last = -1

    def note(found: re.Match[bytes]) -> bytes:
        nonlocal last
        x, y, tint, font, size = found.groups()
        tints.add(tint)
        fonts.add(font)
        goes_on, last = found.start() == last, found.end()
        if goes_on:
            runs[-1].append((float(x), float(y), float(size)))
            return b""
        runs.append([(float(x), float(y), float(size))])
        return PLACE

    rest = PLAIN.sub(note, content)
    return Rest(rest, runs, {font.decode() for font in fonts}, {float(tint) for tint in tints if tint})


def content_of(page: pikepdf.Page) -> bytes:
    """All of a page's operators."""
    contents = page.get("/Contents")
    if contents is None:
        return b""
    return b"\n".join(part.read_bytes() for part in contents) if isinstance(contents, Array) else contents.read_bytes()


def unescaped(string: bytes) -> bytes:
    """The bytes of a PDF literal string, without its brackets."""
    return ESCAPE.sub(_escaped, string[1:-1])


def _escaped(match: re.Match[bytes]) -> bytes:
    """The byte that a backslash and what follows it stand for. A page has thousands of them, and few that differ."""
    escape = match[0]
    if escape not in ESCAPED:
        code = escape[1:]
        ESCAPED[escape] = bytes([int(code, 8) & 255]) if code.isdigit() else code
    return ESCAPED[escape]
