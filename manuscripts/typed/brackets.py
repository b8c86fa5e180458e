"""Brackets and quotation marks: what is open at the end of a text, and the bracket a paragraph ends with."""

from __future__ import annotations

OPENERS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "［": "］",
}
CLOSERS = frozenset(OPENERS.values())
_ROUND = {mark: OPENERS[mark] for mark in "（(【〔[［"}
_ROUND_CLOSERS = frozenset(_ROUND.values())
# Scans mix （ with ): brackets of one shape close each other whatever their width.
_SHAPE = {
    "（": "(",
    "(": "(",
    "【": "[",
    "〔": "[",
    "[": "[",
    "［": "[",
    "）": "(",
    ")": "(",
    "】": "[",
    "〕": "[",
    "]": "[",
    "］": "[",
}


def _shape(mark: str) -> str:
    return _SHAPE.get(mark, mark)


def still_open(text: str) -> list[str]:
    """The brackets and quotation marks opened in the text and not closed in it, outermost first."""
    stack: list[str] = []
    for character in text:
        if character in OPENERS:
            stack.append(character)
        elif character in CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if _shape(OPENERS[stack[depth]]) == _shape(character):
                    del stack[depth:]
                    break
    return stack


def is_open(text: str) -> bool:
    """Whether a bracket or quotation mark opened in the text is not closed in it."""
    return bool(still_open(text))


def trailing_bracket(text: str, limit: int = 60) -> tuple[str, str] | None:
    """The text before the bracket it ends with, and what stands in that bracket; None where it ends otherwise.

    Brackets inside brackets are counted, half and full width may be mixed, and a full stop after the bracket is
    passed over. `limit` is the longest content, in characters.
    """
    stripped = text.rstrip().rstrip("。.").rstrip()
    if not stripped or stripped[-1] not in _ROUND_CLOSERS:
        return None
    depth = 0
    for index in range(len(stripped) - 1, max(-1, len(stripped) - limit - 3), -1):
        if stripped[index] in _ROUND_CLOSERS:
            depth += 1
        elif stripped[index] in _ROUND:
            depth -= 1
            if depth == 0:
                return stripped[:index].rstrip(), stripped[index + 1 : -1].strip()
    return None
