"""Titles as they are compared: the letters, digits and Han characters alone, years in Arabic digits."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from manuscripts.normalise import normalise

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN_CHARACTER = re.compile(f"[{HAN}]")

_YEAR = re.compile("[一二三四五六七八九〇零○O0]{4}(?=年)")
_DIGITS = str.maketrans("一二三四五六七八九〇零○O", "1234567890000")
_NO_WORD = re.compile(rf"[^{HAN}A-Za-z0-9]")


@lru_cache(maxsize=20000)
def title_key(text: str) -> str:
    """What of a title is compared: “2023年·新春” and 二〇二三年 新春 give the same key. Ask for short texts only."""
    plain = _YEAR.sub(lambda match: match[0].translate(_DIGITS), normalise(text))
    return _NO_WORD.sub("", plain).casefold()


def han_count(text: str) -> int:
    """How many Han characters the text holds."""
    return len(HAN_CHARACTER.findall(text))


def bigrams(key: str) -> set[str]:
    """The pairs of neighbouring characters of a key; the key itself where it has one character."""
    return {key[index : index + 2] for index in range(len(key) - 1)} or {key}


def matched(found: str, wanted: str) -> float:
    """How many characters of two keys stand in common runs; a lone common character counts half."""
    blocks = SequenceMatcher(None, found, wanted, autojunk=False).get_matching_blocks()
    return sum(block.size if block.size > 1 else block.size / 2 for block in blocks)


def similarity(found: str, wanted: str) -> float:
    """From 0 to 1: how well the key found on the page stands for the key wanted by the contents.

    A page that prints only part of the title, or more than the contents give, scores from 0.5 up by the share covered.
    """
    if not found or not wanted:
        return 0.0
    if found == wanted:
        return 1.0
    score = 2 * matched(found, wanted) / (len(found) + len(wanted))
    shorter, longer = sorted((found, wanted), key=len)
    if len(shorter) >= 5 and shorter in longer:
        score = max(score, 0.5 + 0.5 * len(shorter) / len(longer))
    return score
