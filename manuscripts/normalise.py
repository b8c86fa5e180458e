"""One spelling for texts that differ only in how they were typed or scanned, so that they can be compared.

Full-width and half-width forms, the several quotation marks, dashes, brackets and middle dots of Chinese typing become
one character each; spaces and invisible characters go. The words themselves are never touched.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_QUOTES = "“”„‟‘’‚‛「」『』﹁﹂﹃﹄〝〞〟\"'`´«»"
_DASHES = "-‐‑‒–—―─━⸺⸻﹘－ー−"
_DOTS = "·•・‧∙⋅･‥᛫"
_OPENING, _CLOSING = "[【〔〖〘｟［﹝", "]】〕〗〙｠］﹞"
_SAME = (
    dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_DOTS, "·")
    | dict.fromkeys(_OPENING, "[")
    | dict.fromkeys(_CLOSING, "]")
    | {"…": "…", "⋯": "…", "〈": "《", "〉": "》", "〜": "~", "∼": "~"}
)
_RUNS = frozenset('-…"')  # marks whose repetition says nothing: —— and —, …… and …


@lru_cache(maxsize=65536)
def _same(character: str) -> str:
    """What one character is compared as: one or more characters, or nothing."""
    if character in _SAME:
        return _SAME[character]
    if unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs"):
        return ""
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":  # variation selectors
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return "".join(_SAME.get(part, part) for part in plain if not part.isspace())


def normalised_positions(text: str) -> tuple[str, list[int]]:
    """The normalised text, and for each of its characters the index in `text` it came from.

    The indices never decrease. A match of `normalised[a:b]` with a < b stands in the original from `positions[a]` to
    `positions[b - 1] + 1`.
    """
    found: list[str] = []
    positions: list[int] = []
    last = ""
    for index, character in enumerate(text):
        for part in _same(character):
            if part == last and part in _RUNS:
                continue
            found.append(part)
            positions.append(index)
            last = part
    return "".join(found), positions


def normalise(text: str) -> str:
    """The form in which titles and texts are compared: see the module. normalise(normalise(x)) == normalise(x)."""
    return normalised_positions(text)[0]
