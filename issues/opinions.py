"""What people write about an article: opinions, remarks, answers. Plain text of several lines."""

from __future__ import annotations

import unicodedata

from accounts.refusals import NotAllowed

LONGEST = 2000
JOINERS = "\u200c\u200d"  # within a Mongolian word, a family of emoji


def tidied(text: str, name: str) -> str:
    """The text without control characters and empty ends; spaces stay as wide as they were typed.

    Raises NotAllowed where it is too long; `name` is what it is.
    """
    lines = "\n".join(text.splitlines()).expandtabs(2).split("\n")
    found = "\n".join("".join(filter(_is_text, line)).rstrip() for line in lines).strip()
    if len(found) > LONGEST:
        raise NotAllowed(f"{name}有 {len(found)} 个字，最多 {LONGEST} 个字。请写得短些，细处可以写成批注。")
    return found


def _is_text(char: str) -> bool:
    """Whether it says something, or parts words: the full-width space, too, which Python does not call printable."""
    return char.isprintable() or char in JOINERS or unicodedata.category(char) == "Zs"
