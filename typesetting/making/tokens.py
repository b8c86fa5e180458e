"""The choices of a periodical's look, read from `typst/tokens.typ`, where they are written.

A manifest's `periodical.look` names a choice for each token it does not leave as usual: {"accent": "navy", "title": "hei"}.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parent.parent / "typst" / "tokens.typ"
TABLE = re.compile(r"^#let (\w+) = \(\n(.*?)^\)$", re.MULTILINE | re.DOTALL)
CHOICE = re.compile(r"^  ([a-z]+): \((.*)\),$", re.MULTILINE)
PART = re.compile(r'([a-z-]+): (?:"([^"]*)"|\(([^)]*)\))')
# What a token is called in tokens.typ, and what at the desk.
TABLES = {"accent": "accents", "title": "titles"}
NAMES = {"accent": "主色", "title": "标题字体"}

Cmyk = tuple[int, int, int, int]


class Accent(NamedTuple):
    """A colour of full strength and the pale one of the same hue: percentages in print, #rrggbb on screen."""

    name: str
    cmyk: Cmyk
    tint: Cmyk
    rgb: str
    rgb_tint: str


class TitleFace(NamedTuple):
    """`face` is one of the plan's FACES, `family` the name Typst knows it by."""

    name: str
    face: str
    family: str


@dataclass(frozen=True)
class Chosen:
    """A look with nothing left open: names of choices."""

    accent: str
    title: str


def _table(name: str) -> dict[str, dict]:
    tables = dict(TABLE.findall(SOURCE.read_text(encoding="utf-8")))
    found = {}
    for key, parts in CHOICE.findall(tables[name]):
        found[key] = {
            part.replace("-", "_"): word if not numbers else tuple(int(number) for number in numbers.split(","))
            for part, word, numbers in PART.findall(parts)
        }
    return found


@lru_cache(maxsize=1)
def accents() -> dict[str, Accent]:
    """The accents by name, the usual one first."""
    return {key: Accent(**parts) for key, parts in _table("accents").items()}


@lru_cache(maxsize=1)
def titles() -> dict[str, TitleFace]:
    """The faces of titles by name, the usual one first."""
    return {key: TitleFace(**parts) for key, parts in _table("titles").items()}


def choices() -> dict[str, dict[str, str]]:
    """For forms: of each token, what may be chosen and what it is called in Chinese; the usual one first."""
    return {
        "accent": {key: accent.name for key, accent in accents().items()},
        "title": {key: face.name for key, face in titles().items()},
    }


def chosen(look: dict | None) -> Chosen:
    """The look with the usual choice for whatever it leaves open or names wrongly."""
    found = {token: (look or {}).get(token) for token in TABLES}
    return Chosen(
        **{token: name if name in choices()[token] else next(iter(choices()[token])) for token, name in found.items()}
    )


def unknown(look: dict | None) -> list[str]:
    """What of a look names no token or no choice, as words for the desk."""
    known = choices()
    return [
        f"{NAMES.get(token, token)}“{name}”"
        for token, name in sorted((look or {}).items())
        if name not in known.get(token, {})
    ]
