"""Articles that go on pages later: （下转第23页） and （上接第12页）, and the text between the two put back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from manuscripts.backissue.lines import Line

_PAGE = r"\s*第?\s*(\d{1,3})\s*[页版]\s*"
_FORWARD = re.compile(rf"\s*(?:[（(\[【]?\s*(?:下转|下接|转接){_PAGE}[）)\]】]?|[（(]\s*转{_PAGE}[）)])\s*$")
_BACK = re.compile(rf"^\s*(?:[（(\[【]?\s*(?:上接|紧接|上转){_PAGE}[）)\]】]?|[（(]\s*接{_PAGE}[）)])\s*")


def is_note(text: str) -> bool:
    """Whether a line is nothing but （下转第×页） or （上接第×页）."""
    return len(text) < 20 and any(not mark.sub("", text, count=1).strip() for mark in (_FORWARD, _BACK))


@dataclass
class Stretch:
    """The lines of one article as they stand, and the pages it may fill."""

    lines: list[Line]
    page: int | None = None
    title: str = ""
    goes_on: bool = field(default=False, init=False)  # whether （下转第×页） stands in it, its rest not met yet


def put_back(stretches: list[Stretch]) -> list[str]:
    """Move what stands behind （上接第×页） to the article it belongs to, in place; the two notes are taken out.

    The article is the one whose （下转…） waits: if several wait, the last that begins no later than the page named.
    Gives a sentence for each stretch moved, and for each whose beginning is not found, which stays where it is.
    """
    warnings: list[str] = []
    for number, one in enumerate(stretches):
        kept: list[Line] = []
        receiver = kept
        for line in one.lines:
            back = _BACK.match(line.plain) if "接" in line.plain[:8] or "上转" in line.plain[:8] else None
            if back:
                page = int(back[1] or back[2])
                giver = _waiting(stretches[: number + 1], page)
                receiver = kept if giver in (None, one) else giver.lines
                warnings.append(_sentence(line, one, giver))
                if giver:
                    giver.goes_on = False
                line = _without(line, _BACK)
            if _FORWARD.search(line.plain[-24:]):
                (one if receiver is kept else giver).goes_on = True
                line = _without(line, _FORWARD)
            if line.text:
                receiver.append(line)
        one.lines = kept
    return [warning for warning in warnings if warning]


def _waiting(before: list[Stretch], page: int) -> Stretch | None:
    waiting = [one for one in before if one.goes_on]
    reached = [one for one in waiting if one.page is None or one.page <= page]
    return (reached or waiting or [None])[-1]


def _without(line: Line, mark: re.Pattern) -> Line:
    """The line without the note; its text is plain then where the note stood in bold or a heading."""
    text = mark.sub("", line.text) if mark.search(line.text) else mark.sub("", line.plain)
    return replace(line, text=text.strip("* ") if not text.replace("*", "").strip() else text)


def _sentence(line: Line, one: Stretch, giver: Stretch | None) -> str:
    note = line.plain[:12]
    if giver is None:
        return f"第 {line.number} 行：“{note}”之前没有找到相应的“下转”，这一段留在“{one.title}”里，请核对。"
    if giver is one:
        return ""
    return f"第 {line.number} 行：“{note}”之后的文字已接回“{giver.title}”，请核对。"
