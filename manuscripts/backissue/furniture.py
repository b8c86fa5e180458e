"""What the page carries besides articles: running heads, folios, column names, the masthead."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from manuscripts.backissue.entry_lines import KNOWN_COLUMNS, bare, half_width
from manuscripts.backissue.keys import HAN, title_key
from manuscripts.backissue.lines import Line

_NUMERALS = {character: index for index, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][一二三四五六七八九〇零○]{3})"
_NUMBER = r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})"
_ISSUES = (
    re.compile(rf"{_YEAR}\s*年\s*[·.\s]?\s*第\s*{_NUMBER}\s*期"),
    re.compile(rf"{_YEAR}\s*年\s*[·.]?\s*{_NUMBER}\s*期"),
    re.compile(rf"(?<!总)第\s*{_NUMBER}\s*期\D{{0,4}}{_YEAR}\s*年"),
    re.compile(rf"(?<![\d.]){_YEAR}\s*[·・•./-]\s*(?P<number>\d{{1,2}})(?![\d.·/-])"),
)
_TOTAL = re.compile(r"[（(]?\s*总\s*第?\s*[\d一二三四五六七八九十百〇零]+\s*期\s*[)）]?")
_LABEL_WORDS = re.compile(
    r"内部资料|免费交流|双月刊|季刊|月刊|半年刊|准印证号?|主办|编印|本期|责任编辑|QINGHAI|GONGYUN|qinghai|gongyun|[Pp]age|页"
)
_PERIODICAL = re.compile(rf"^[{HAN}]{{2,8}}$")
_DIGIT = re.compile(r"\d")
_FOLIO_BESIDE = re.compile(r"(?<=^)\W*\d{1,3}(?=[\s\u3000·•—|]+\D)|(?<=[\s\u3000·•—|])\d{1,3}(?=\W*$)")
_RUNNING_LIMIT = 40  # characters of a running head


def chinese_number(text: str) -> int | None:
    """The value of 12, 十二 or 二〇二三; None where the text is no number."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, units = text.partition("十")
        return _NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(units, 0)
    digits = [_NUMERALS.get(character) for character in text]
    return None if None in digits else int("".join(map(str, digits)))


def issue_of(text: str) -> tuple[int, int] | None:
    """Year and number a short line names: 2023年第1期, 二〇二三年第一期, 第1期 2023年, 2023·1."""
    if "年" not in text and not _DIGIT.search(text):
        return None
    text = half_width(text)
    for pattern in _ISSUES:
        if match := pattern.search(text):
            year, number = chinese_number(match["year"]), chinese_number(match["number"])
            if year and number and 1900 < year < 2100 and 0 < number < 100:
                return year, number
    return None


def read_masthead(lines: list[Line]) -> tuple[int | None, int | None, str]:
    """Year, number and name of the periodical, as the short lines of the issue give them most often.

    Lines earlier in the file count more: a title far behind may name another periodical's issue.
    """
    issues: Counter[tuple[int, int]] = Counter()
    names: Counter[str] = Counter()
    for index, line in enumerate(lines):
        if line.kind == "table" or not 2 < len(line.plain) < _RUNNING_LIMIT or line.plain[0] in "（(":
            continue
        found = issue_of(line.plain)
        if not found:
            continue
        rest = _leftover(line.plain)
        name = bare(re.sub(r"\s", "", rest))
        if len(name) > 8 or "《" in rest and not rest.strip().startswith("《"):
            continue
        issues[found] += 5 if index < 200 else 1
        if _PERIODICAL.match(name):
            names[name] += 1
    year, number = issues.most_common(1)[0][0] if issues else (None, None)
    name = names.most_common(1)[0][0] if names else _titled(lines[:40])
    return year, number, name


def _titled(lines: list[Line]) -> str:
    """The periodical's name where it stands alone on the cover, as other lines of the issue repeat it."""
    for line in lines:
        if re.fullmatch(r"《?青海工运》?", line.plain.replace(" ", "")):
            return "青海工运"
    return ""


def _leftover(text: str) -> str:
    """What a running head says besides year, number, total number and page."""
    for pattern in _ISSUES:
        text = pattern.sub(" ", text)
    return _LABEL_WORDS.sub(" ", re.sub(r"\d{1,3}", " ", _TOTAL.sub(" ", text))).strip()


def find_furniture(lines: list[Line], columns: list[str], titles: set[str], periodical: str) -> set[int]:
    """The indices of lines that are running heads, folios or column names and belong to no article.

    `columns` are the contents' own; a column whose name is also an article's title (`titles`, as keys) stays.
    """
    names = {title_key(name) for name in columns} - titles
    own = title_key(periodical)
    usual = KNOWN_COLUMNS - titles
    found = {index for index, line in enumerate(lines) if line.kind in ("folio", "rule")}
    for index, line in enumerate(lines):
        if line.kind != "text" or len(line.plain) >= _RUNNING_LIMIT:
            continue
        key = line.key
        if _DIGIT.search(line.plain):
            key = title_key(bare(re.sub(r"^\s*\d{1,3}\s+|\s+\d{1,3}\s*$", "", line.plain)))
        if (
            key in usual
            and (line.level or line.bold or line.plain[0] in "【〖◆■")
            or not key
            or key in names
            or (own and key == own)
            or _is_masthead(line.plain, names, own)
        ):
            found.add(index)
    return found | _upright(lines, names | usual) | _repeated(lines, found, names, titles)


def _upright(lines: list[Line], names: set[str]) -> set[int]:
    """Column names set upright down the margin, which a scan gives one character to the line."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, Line(0, "", kind="rule")]):
        if line.kind == "text" and len(line.plain) == 1 and line.key:
            run.append(index)
            continue
        if len(run) > 1 and "".join(lines[one].key for one in run) in names:
            found.update(run)
        run = []
    return found


def _is_masthead(text: str, names: set[str], periodical: str) -> bool:
    """Whether a line holds nothing but year and number, the periodical's name and a column's."""
    if not issue_of(text) and not _TOTAL.search(text) and not (periodical and periodical in title_key(text)):
        return False
    rest = title_key(_leftover(text)).replace(periodical, "", 1) if periodical else title_key(_leftover(text))
    return not rest or rest in names


def _repeated(lines: list[Line], known: set[int], names: set[str], titles: set[str]) -> set[int]:
    """Running heads of another wording: short lines that come again with a rising number, or where pages cut a text."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        short = index not in known and line.kind == "text" and 3 < len(line.plain) < _RUNNING_LIMIT
        if short and line.plain[-1] not in "。！？；：，、”）)" and not line.level:
            key = title_key(_FOLIO_BESIDE.sub("", line.plain)) if _DIGIT.search(line.plain) else line.key
            key = next((key.replace(name, "") for name in names if name in key and name != key), key)
            if key and key not in titles:
                places[key].append(index)
    found: set[int] = set()
    for indices in places.values():
        if len(indices) < 3:
            continue
        numbers = [
            int(re.sub(r"\D", "", digits[0])) for i in indices if (digits := _FOLIO_BESIDE.search(lines[i].plain))
        ]
        rising = len(numbers) == len(indices) and numbers == sorted(set(numbers))
        if rising or sum(_cuts(lines, index, known) for index in indices) * 2 > len(indices):
            found.update(indices)
    return found


def _cuts(lines: list[Line], index: int, known: set[int]) -> bool:
    """Whether the paragraph before the line stops in mid-sentence, or a folio stands beside it."""
    beside = {index - 1, index + 1}
    if any(0 <= near < len(lines) and lines[near].kind == "folio" for near in beside):
        return True
    before = index - 1
    while before >= 0 and (before in known or lines[before].kind != "text"):
        before -= 1
    return before >= 0 and len(lines[before].plain) > 20 and lines[before].plain[-1] not in "。！？…；：”）)"
