"""Numbers that Word itself puts before paragraphs, turned into the numbers as they would be typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from manuscripts.word.package import W
from manuscripts.word.values import value, whole_number

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand "
    "chineseLegalSimplified ideographTraditional".split()
)
_CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_LONGEST = 40  # characters of the pattern of a number; Word itself takes no more than 31
_MOST = 9999  # no list is longer; a start beyond it is damage


@dataclass
class _Level:
    kind: str
    text: str
    start: int


class Numbering:
    """Counts as Word does. `root` is the numbering part, or None where the document has none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {_bounded(level.get(f"{W}ilvl")): _read_level(level) for level in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for listed in root.iter(f"{W}num"):
            name = listed.get(f"{W}numId", "")
            self._abstract[name] = value(listed, "abstractNumId")
            self._restarts[name] = {
                _bounded(one.get(f"{W}ilvl")): _bounded(value(one, "startOverride"))
                for one in listed.iter(f"{W}lvlOverride")
                if one.find(f"{W}startOverride") is not None
            }

    def label(self, number: str, depth: int) -> str | None:
        """What stands before the next paragraph of this numId and level: 一、; "" for a bullet; None for no number."""
        abstract = self._abstract.get(number, "")
        level = self._levels.get(abstract, {}).get(depth)
        if level is None or level.kind == "none":
            return None
        if level.kind == "bullet":
            return ""
        counts = self._counts.setdefault(abstract, {})
        if number not in self._seen:
            self._seen.add(number)
            for place, start in self._restarts.get(number, {}).items():
                counts[place] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        return re.sub(r"%([1-9])", lambda match: self._at(abstract, counts, int(match[1]) - 1), level.text).strip()

    def _at(self, abstract: str, counts: dict[int, int], depth: int) -> str:
        level = self._levels[abstract].get(depth)
        return _written(level.kind, counts.get(depth, level.start)) if level else ""


def _read_level(level: etree._Element) -> _Level:
    start = level.find(f"{W}start")
    return _Level(
        value(level, "numFmt") or "decimal",
        value(level, "lvlText")[:_LONGEST],
        _bounded(value(level, "start")) if start is not None else 1,
    )


def _bounded(text: str | None) -> int:
    return min(max(whole_number(text) or 0, 0), _MOST)


def _written(kind: str, number: int) -> str:
    if kind in _CHINESE:
        return chinese(number)
    if kind in _CIRCLED and 1 <= number <= 20:
        return chr(0x245F + number)
    if kind in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((64 if kind == "upperLetter" else 96) + number)
    if kind in ("upperRoman", "lowerRoman") and 1 <= number < 40:
        roman = "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        return roman if kind == "upperRoman" else roman.lower()
    if kind == "decimalZero":
        return f"{number:02d}"
    return str(number)


def chinese(number: int) -> str:
    """A number below 100 in Chinese: 12 is 十二, 30 is 三十. Larger ones are written digit by digit."""
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
