"""The typed levels of Chinese headings: 一、 then （一） then 1., and the lead-in sentences that begin like them."""

from __future__ import annotations

import re

from manuscripts.typed.brackets import is_open

HEADING_LIMIT = 45  # characters; a heading of the journal fills two lines of a column at most
LEAD_IN_LIMIT = 40  # characters, the number and the full stop not counted

_NUMERAL = "一二三四五六七八九十百〇零"
_LEVELS = (
    # 一、二、三产业 and 一、三产业增加值 enumerate in the text; they number nothing.
    (
        1,
        re.compile(
            rf"^(?:第?[{_NUMERAL}]{{1,3}}\s*[、．.](?![{_NUMERAL}]{{1,3}}(?:[、产类者线]|$))|第[{_NUMERAL}]{{1,3}}(?:部分|章|编)[\s:：、]?)"
        ),
    ),
    (2, re.compile(rf"^(?:[（(]\s*[{_NUMERAL}]{{1,3}}\s*[）)]|第[{_NUMERAL}]{{1,3}}节(?=[\s:：、]))")),
    (3, re.compile(r"^[0-9０-９]{1,2}\s*(?:[、．]|[.](?!\s*[0-9０-９]))(?![0-9０-９])")),
)
_DEEPER = re.compile(r"^(?:[（(]\s*[0-9０-９]{1,2}\s*[）)]|[0-9０-９]{1,2}[）)]|[①-⑳⑴-⒇])")
_ANNOUNCED = 12  # characters of a heading that ends with a colon
_COLON = re.compile("[^是为有下括即][：:]$")  # 主要做法是： begins a sentence
_STOPS = "。！？!?"


def numbering(text: str) -> tuple[int, str] | None:
    """The level a paragraph's number belongs to and the number as typed: (2, "（一）"). Level 4 is （1） and ①.

    It says nothing about whether the paragraph is a heading.
    """
    stripped = text.strip()
    for level, pattern in _LEVELS:
        if match := pattern.match(stripped):
            return level, match[0].rstrip()
    if match := _DEEPER.match(stripped):
        return 4, match[0]
    return None


def heading_level(text: str) -> int | None:
    """The level of a paragraph that is a typed heading: 1 for 一、, 2 for （一）, 3 for 1. or 1、; else None.

    A heading is of one sentence, at most HEADING_LIMIT characters, and ends without 。 ， ；; with ： where it is short.
    """
    stripped = text.strip()
    if len(stripped) > HEADING_LIMIT or "\n" in stripped:
        return None
    found = numbering(stripped)
    if found is None or found[0] > 3:
        return None
    title = stripped[len(found[1]) :].strip()
    if found[0] < 3 and len(title) <= _ANNOUNCED and _COLON.search(title):
        title = title[:-1]  # 一、主要做法：
    if not title or "。" in title or title[-1] in "；;：:，,、…":
        return None
    if any(stop in title[:-1] for stop in "！？!?；;") and title[-1] not in _STOPS + "”）)":
        return None
    return found[0]


def lead_in(text: str) -> tuple[str, str] | None:
    """The lead-in of a numbered paragraph and the rest of it, or None.

    "（一）深入一线，摸清实情。要组织……" gives ("（一）深入一线，摸清实情。", "要组织……"). The lead-in is the first
    sentence with its full stop, of at most LEAD_IN_LIMIT characters; the two parts join to the text, outer spaces off.
    """
    stripped = text.strip()
    found = numbering(stripped)
    if found is None:
        return None
    start = len(found[1])
    for index in range(start, min(len(stripped), start + LEAD_IN_LIMIT + 1)):
        if stripped[index] in _STOPS and not is_open(stripped[start:index]):
            lead, rest = stripped[: index + 1], stripped[index + 1 :].lstrip()
            return (lead, rest) if rest and index > start else None
    return None
