"""A text cut into what is compared as one: a Han character, a number with its unit, a Latin word, a person's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from manuscripts.typed.names import HAN, POST, is_person

_JOINED = r"[\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*"  # accents, joiners, variation selectors
_LETTERS = r"0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u0300-\u036f"
_UNIT = r"(?:[十百千万亿]+[元人吨米次]?|%|％|‰|℃|[年月日号时点分秒元期届版岁])"
_WORD = (
    rf"[{_LETTERS}]+(?:(?:(?<=[0-9０-９])[.:,．：](?=[0-9０-９])|(?<=[A-Za-z])['’\-](?=[0-9A-Za-z]))"
    rf"[{_LETTERS}]+)*(?:(?<=[0-9０-９]){_UNIT})?"
)
_HAN_NUMBER = r"[〇零一二三四五六七八九十百千万亿两]{2,}[年月日]?"
_TIBETAN = r"[\u0f40-\u0fbc]+\u0f0b?"
_REST = rf"…+|—+|[^\S\n]+|(?s:.){_JOINED}"
_PLAIN = re.compile(rf"{_WORD}|{_HAN_NUMBER}|{_TIBETAN}|{_REST}")

# 副主席马吉孝， 通讯员 张三） 马吉孝同志: only where the name's end is certain.
_AFTER_POST = re.compile(rf"{POST}[ 　]?([{HAN}]{{2,4}})(?![{HAN}])")
_COMRADE = re.compile(rf"(?:^|(?<![{HAN}]))([{HAN}]{{2,3}})同志")


def names_in(text: str) -> set[str]:
    """Persons' names that stand after a post, or before 同志, so that both their ends are certain."""
    return {name for rule in (_AFTER_POST, _COMRADE) for name in rule.findall(text) if is_person(name, strict=True)}


def cut_both(before: str, after: str, names: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """The words of both texts in order; joined, they are the texts again.

    The given names, and those that either text shows for certain, stay whole wherever they stand.
    """
    known = {name for name in names if len(name) > 1 and (name in before or name in after)}
    known |= names_in(before) | names_in(after)
    return _cut(before, known), _cut(after, known)


def _cut(text: str, names: Iterable[str]) -> list[str]:
    longest_first = sorted(map(_bounded, names), key=lambda name: (-len(name), name))
    if not longest_first:
        return _PLAIN.findall(text)
    found: list[str] = []
    for index, piece in enumerate(re.split(f"({'|'.join(longest_first)})", text)):
        found.extend([piece] if index % 2 else _PLAIN.findall(piece))
    return found


def _bounded(name: str) -> str:
    """A pattern for the name that does not find it inside a longer Latin word."""
    start = rf"(?<![{_LETTERS}])" if re.match(f"[{_LETTERS}]", name) else ""
    end = rf"(?![{_LETTERS}])" if re.search(f"[{_LETTERS}]$", name) else ""
    return f"{start}{re.escape(name)}{end}"
