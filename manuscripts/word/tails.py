"""The last lines of a report: the unit in brackets, the source, the signature of a document, lines for the office."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from manuscripts.typed import source_line, trailing_bracket, trailing_byline, trailing_unit
from manuscripts.word.items import Item, cut
from manuscripts.word.labels import distribution
from manuscripts.word.signatures import (
    Signature,
    is_boilerplate,
    is_credit,
    is_name_of_syllables,
    names_unit,
    office_line,
    signature,
)

_DAY = re.compile(r"^[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日$")
_FARTHEST = 16  # lines from the end
_SHORT = 60


@dataclass
class Tail:
    """What the last lines say. `used`: indexes of items that are no part of the body; `cuts`: how much of one is."""

    signed: Signature = field(default_factory=Signature)
    used: set[int] = field(default_factory=set)
    cuts: dict[int, int] = field(default_factory=dict)
    trails: bool = False  # the unit stood in brackets after the text


def read_tail(items: list[Item], body: list[int]) -> Tail:
    """The tail of a report, read from its end. `body` are the indexes of lines that may belong to it, in order."""
    tail = Tail()
    for index in reversed(body[-_FARTHEST:]):
        if _names_below_unit(items, index):
            tail.signed.add(Signature(bylines=[("".join(items[index].text.split()), "")]))
            tail.used.add(index)
            continue
        if not _take_line(tail, items[index], index):
            break
    return tail


def _names_below_unit(items: list[Item], index: int) -> bool:
    """Whether a line on the right, below that of a unit, is a name that has no Chinese surname: 俄 措."""
    above = items[index - 1] if index else None
    if above is None or not above.is_text or not names_unit(above.text.strip()):
        return False
    return above.align == items[index].align == "right" and is_name_of_syllables(items[index].text)


def _take_line(tail: Tail, item: Item, index: int) -> bool:
    """Read one line; whether the one above it may be part of the tail too."""
    text = item.text.strip()
    if is_boilerplate(text):
        tail.used.add(index)
        return True
    if said := distribution(text):
        tail.signed.add(Signature(particulars=[said]))
        tail.used.add(index)
        return True
    if (credit := is_credit(text)) and not _signs_both(text):
        tail.signed.credit = tail.signed.credit or credit
        tail.used.add(index)
        return True
    for found in (office_line(text), _signed_alone(item, text)):
        if found:
            tail.signed.add(found)
            tail.used.add(index)
            tail.trails = tail.trails or bool(found.unit and text[0] in "（(")
            return True
    if item.align == "right" and _DAY.match(text):  # 4月28日, under the unit: no year is needed
        tail.signed.add(Signature(particulars=[("日期", text)]))
        tail.used.add(index)
        return True
    return _cut_bracket(tail, text, index)


def _signs_both(credit: str) -> bool:
    """Whether who took the photos signs the text as well: 张三 文/图, 海南州总工会 张三 摄影报道."""
    found = signature(credit)
    return bool(found and found.bylines)


def _signed_alone(item: Item, text: str) -> Signature | None:
    """A line that is a signature and nothing else: in brackets, on the right, or a source."""
    if len(text) > _SHORT:
        return None
    if (found := source_line(text)) and not found[0]:
        return Signature(source=found[1])
    bracket = trailing_bracket(text)
    if bracket and not bracket[0]:
        return signature(text)
    if item.align in ("right", "center") and not item.look.paragraph.level and not item.emphatic:
        return signature(text) or (Signature(unit=text) if names_unit(text) else None)
    if names_unit(text) and text.endswith("工会"):
        return Signature(unit=text.replace(" ", ""))
    found = signature(text, sure=False)
    labelled = text.startswith(("□", "文/", "文／", "作者", "供稿", "通讯员 ", "本刊记者"))
    return found if found and (labelled or (found.unit and len(text) <= _SHORT // 2)) else None


def _cut_bracket(tail: Tail, text: str, index: int) -> bool:
    """Cut the unit, author or source in brackets off the end of a paragraph. More than one may stand there."""
    rest = text
    for _ in range(3):
        found = _bracket(rest, bool(tail.signed.unit))
        if found is None:
            break
        rest, signed, unit = found
        tail.signed.add(signed)
        tail.trails = tail.trails or unit
    if rest != text:
        tail.cuts[index] = len(rest)
    return False


def _bracket(text: str, unit_known: bool) -> tuple[str, Signature, bool] | None:
    bracket = trailing_bracket(text)
    if bracket is None or (is_credit(f"（{bracket[1]}）") and not _signs_both(bracket[1])):
        return None
    rest, inside = bracket
    if source := source_line(text):
        return source[0], Signature(source=source[1]), False
    sentence_ended = bool(rest) and rest[-1] in "。！？!?…”』」）)"
    named = trailing_unit(text) or trailing_byline(text)
    signed = office_line(inside) or signature(inside, sure=False)
    if signed is None and unit_known and is_name_of_syllables(inside):  # …（求措）, over the line of the unit
        signed = Signature(bylines=[("".join(inside.split()), "")])
    if signed and (signed.unit or signed.bylines or signed.particulars) and (sentence_ended or named):
        return rest, signed, bool(signed.unit)
    return None


def apply_cut(item: Item, end: int) -> None:
    """Shorten a line to its first `end` characters, its outer space not counted."""
    lead = len(item.text) - len(item.text.lstrip())
    item.spans = cut(item.spans, lead + end)
