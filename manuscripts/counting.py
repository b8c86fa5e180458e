"""字数: how long a text is, as the trade and the word processors count it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from manuscripts.blocks import Block, block_texts

_SPACE, _NOTHING, _WORD, _WORD_MARK, _WIDE, _WIDE_MARK = range(6)
_WIDE_STROKES = frozenset("～〜─━｜￣＿")  # symbols by Unicode's table, punctuation by use


@lru_cache(maxsize=65536)
def _kind(character: str) -> int:
    category = unicodedata.category(character)
    if character.isspace():
        return _SPACE
    if category in ("Cc", "Cf", "Cs", "Mn", "Me"):
        return _NOTHING
    width = unicodedata.east_asian_width(character)
    # Greek and Cyrillic letters are "ambiguous" too, but form words; “ ” — … · ① ℃ take a square of their own.
    wide = width in "WF" or (width == "A" and category[0] not in "LM")
    if category[0] == "P" or character in _WIDE_STROKES:
        return _WIDE_MARK if wide else _WORD_MARK
    if wide:
        return _WIDE
    return _WORD if category[0] in "LN" else _WORD_MARK


def _count(text: str, *, punctuation: bool) -> int:
    total = 0
    in_run = counted = False
    for character in text:
        kind = _kind(character)
        if kind == _NOTHING:
            continue
        if kind in (_WORD, _WORD_MARK):
            if not in_run:
                in_run, counted = True, False
            if not counted and (punctuation or kind == _WORD):
                total += 1
                counted = True
            continue
        in_run = False
        if kind == _WIDE or (kind == _WIDE_MARK and punctuation):
            total += 1
    return total


def count_characters(text: str) -> int:
    """The 字数 of a text, as Word's 字数 and the trade count it.

    * Each Han character counts 1, those beyond the BMP and 〇 included; so does each kana, full-width letter or
      full-width digit.
    * Each full-width or Chinese punctuation mark counts 1: 。 counts 1, —— and …… count 2, “ and ” count 1 each.
    * Any other run of characters without a space counts 1, whatever stands in it: 2023, 3.14%, COVID-19, 8:30, A/B.
      A half-width comma or bracket between two Han characters is such a run.
    * Spaces, line ends, invisible characters, accents and variation selectors count 0.
    """
    return _count(text, punctuation=True)


def count_without_punctuation(text: str) -> int:
    """As `count_characters`, but no punctuation mark counts, nor a run that holds no letter and no digit."""
    return _count(text, punctuation=False)


def count_blocks(blocks: Iterable[Block]) -> int:
    """The 字数 of typed blocks: all their text, captions, list items and table cells included; alt texts not."""
    return sum(count_characters(text) for block in blocks for text in block_texts(block))
