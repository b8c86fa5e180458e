"""One spelling for texts that differ only in how they were typed or scanned, so that they can be compared.

Full-width and half-width forms, the several quotation marks, dashes, brackets and middle dots of Chinese typing become
one character each; spaces and invisible characters go. The words themselves are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
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
_UNSAID = frozenset('"·')  # marks that a reader who looks for words need not have typed
_SPACES, _INVISIBLE = "\t \u00a0\u2002\u2003\u2009\u3000", "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TO_FULL_WIDTH = 0xFEE0  # from an ASCII character to its full-width form
_FORMS: defaultdict[str, str] = defaultdict(str)
for _form, _plain in _SAME.items():
    _FORMS[_plain] += _form


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


def pattern(text: str) -> str:
    """A regular expression that finds `text` in a text however the two were typed.

    Width and case of letters do not matter, nor which quotation mark, dash or bracket it is; quotation marks, middle dots,
    spaces and invisible characters may be there or not, but a space never joins two letters or digits. What is typed is
    found as it is in any case. The same in Python's `re` and in PostgreSQL's `~`; there are no groups in it.
    """
    plain = normalise(text)
    said = [char for char in plain if char not in _UNSAID] or list(plain)
    found = "".join(_between(before, char) + _any_form(char) for before, char in zip(["", *said], said, strict=False))
    return found if found and re.search(found, text) else "|".join(filter(None, (found, re.escape(text))))


def is_unsaid(text: str) -> bool:
    """Whether a text is made of nothing but what `pattern` lets be there or not."""
    return _UNSAID.issuperset(normalise(text))


def _between(before: str, char: str) -> str:
    if not before:
        return ""
    joins = before.isascii() and before.isalnum() and char.isascii() and char.isalnum()
    return _one_of((*_QUOTES, *_DOTS, *_INVISIBLE, *("" if joins else _SPACES))) + "*"


@lru_cache(maxsize=4096)
def _any_form(char: str) -> str:
    forms = {char, *(form for form in (char.lower(), char.upper()) if len(form) == 1), *_FORMS.get(char, "")}
    forms |= {chr(ord(form) + _TO_FULL_WIDTH) for form in forms if "!" <= form <= "~"}
    return _one_of(forms) + ("+" if char in _RUNS else "")


def _one_of(chars: Iterable[str]) -> str:
    escaped = [re.escape(char) for char in sorted(chars)]
    return escaped[0] if len(escaped) == 1 else f"[{''.join(escaped)}]"
