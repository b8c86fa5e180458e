"""Drawing a notice: the facts go to `notices.typ` as JSON."""

from __future__ import annotations

from pathlib import Path

from typesetting.making.missing import MissingSorts
from typesetting.office_papers import draw_paper, drawable, named

PROGRAMME = Path(__file__).with_name("notices.typ")


def draw_notice(facts: dict, *, timestamp: int) -> bytes:
    """The PDF of a notice. The same facts and the same `timestamp` (seconds) give the same bytes.

    `facts`, plain JSON: `title`, `number`, `addressee`, `signer`, `date`; `lines`: [{`text`, `level`: 0 for a paragraph, 1 or 2
    for a heading}]; `tables`: [{`name`, `headings`, `widths` in parts, `rows`: [[cell]]}]. Characters no font has stand as 〓
    and are named at the end. Raises PressError with a sentence for the desk.
    """
    sorts = MissingSorts()
    shown = drawable(facts, sorts, 0)
    shown["missing"] = [named(char) for _, char in sorts.found]
    return draw_paper(PROGRAMME, shown, timestamp=timestamp, what="通报")
