"""What people type into fields of one line."""

from __future__ import annotations


def on_one_line(text: str) -> str:
    """The text without what cannot be seen, any white space a single space.

    Copied from a web page or a chat, words are full of marks of no width: they go, and no space comes in their place.
    """
    visible = "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text)
    return " ".join(visible.split())
