"""Classes of characters for Chinese line composition (CLREQ 3.1, GB/T 15834-2011 part 5)."""

from __future__ import annotations

import re

COMMAS = frozenset("，、；：")
STOPS = frozenset("。？！．")
CLOSERS = frozenset("）》〉」』】〕］｝〗”’")
OPENERS = frozenset("（《〈「『【〔［｛〖“‘")
DASHES = frozenset("—⸺─")
TWO_EM_DASH = "⸺"
ELLIPSES = frozenset("…⋯")
INTERPUNCTS = frozenset("·・‧")
CLOSING = COMMAS | STOPS | CLOSERS

# Wide signs that belong to what stands before them.
TIED_BACK = frozenset("～〜℃℉‰％°′″￠々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
# Wide signs that belong to what follows them.
TIED_ON = frozenset("￥￡＄№＃")

MAY_NOT_BEGIN = CLOSING | DASHES | ELLIPSES | INTERPUNCTS | TIED_BACK
MAY_NOT_END = OPENERS | TIED_ON

# The same within a run of Latin letters and digits.
WESTERN_MAY_NOT_BEGIN = frozenset(",.;:!?)]}%'\"/")
WESTERN_MAY_NOT_END = frozenset("([{$#@")

# A number and these are never parted; 2023年 may break after 年 only.
BOUND_TO_DIGITS = frozenset("年月日号时分秒点元％℃‰")

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
WESTERN = "!-~\u00a1-\u00af\u00b1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u052f\u1e00-\u1fff\u2010-\u2013\u20a0-\u20bf"
TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<western>[{WESTERN}]+)|(?P<dash>[—⸺─]+)|(?P<ellipsis>[…⋯]+)|.", re.DOTALL)
HAN_CHAR = re.compile(f"[{HAN}]")

_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u205f]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def tidy(text: str) -> str:
    """The text with runs of blanks as one space and without characters that have no shape; line feeds stay."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def is_punctuation(char: str) -> bool:
    """Whether a layout engine would take the character for a Chinese mark with a blank half."""
    return char in CLOSING or char in OPENERS or char in INTERPUNCTS or char in DASHES or char in ELLIPSES


def han_count(text: str) -> int:
    """How many Han characters the text holds."""
    return len(HAN_CHAR.findall(text))
