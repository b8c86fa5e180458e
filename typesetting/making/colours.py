"""The journal's inks: what each colour token of the plan is in print and on screen.

Print values are percentages of cyan, magenta, yellow and black; text is black alone, so that it never shows a
coloured fringe where the plates do not quite register. Screen values are sRGB.
"""

from __future__ import annotations

from typing import NamedTuple

from typesetting.errors import PressError
from typesetting.making.tokens import accents, chosen


class Ink(NamedTuple):
    cmyk: tuple[int, int, int, int]
    rgb: str


INKS: dict[str, Ink] = {
    "text": Ink((0, 0, 0, 100), "#1a1a1a"),
    "grey": Ink((0, 0, 0, 60), "#666666"),
    "rule": Ink((0, 0, 0, 40), "#a6a6a6"),
    "hairline": Ink((0, 0, 0, 22), "#cfcfcf"),
    "tint": Ink((0, 0, 0, 6), "#f3f2f0"),
    "paper": Ink((0, 0, 0, 0), "#ffffff"),
}


def _accent_inks(name: str) -> dict[str, Ink]:
    accent = accents()[name]
    return {"accent": Ink(accent.cmyk, accent.rgb), "accent-tint": Ink(accent.tint, accent.rgb_tint)}


def inks(look: dict | None = None) -> dict[str, Ink]:
    """All inks of a periodical with this look, `accent` and `accent-tint` among them."""
    return INKS | _accent_inks(chosen(look).accent)


def print_palette(look: dict | None = None) -> dict[str, list[int]]:
    """The inks of a look as the drawing data carries them: four percentages."""
    return {name: list(ink.cmyk) for name, ink in inks(look).items()}


def screen_colours() -> dict[tuple[int, ...], tuple[float, ...]]:
    """What stands on the screen for an ink: red, green and blue from 0 to 1, by the ink's parts from 0 to 255.

    The accents of all looks are in it: no two of them are the same in print.
    """
    every = [*INKS.values(), *(ink for name in accents() for ink in _accent_inks(name).values())]
    return {
        tuple((part * 255 + 50) // 100 for part in ink.cmyk): tuple(
            round(part / 255, 4) for part in bytes.fromhex(ink.rgb[1:])
        )
        for ink in every
    }


def check_known(name: str) -> str:
    """The name itself. Raises PressError where the plan asks for a colour the press has no ink for."""
    if name not in inks():
        raise PressError(f"版面用了未定义的颜色“{name}”。请在 typesetting/making/colours.py 里补上它的印刷色和屏幕色。")
    return name
