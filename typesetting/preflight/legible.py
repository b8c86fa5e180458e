"""Whether what is printed can be read: every text on the trimmed page, under nothing, and not white on white."""

from __future__ import annotations

from collections.abc import Iterable

from typesetting.preflight.findings import Findings
from typesetting.preflight.inking import NONE, Sheet
from typesetting.preflight.painting import FILL, IMAGE, PLAIN, TEXT, Mark

BEYOND = 1.0  # points that a text may begin outside of the trimmed page: a sign's own white
LEAST_GROUND = 0.2  # ink of a surface on which white can be read
RULE = 3.0  # points: what is thinner covers no text
AGAIN = "请重新排版，仍不对时告诉管理员。"


def check_legible(sheet: Sheet, marks: Iterable[Mark], findings: Findings) -> None:
    """The texts of a page in the order things are painted. Of each fault a page is told once, at its first place."""
    left, bottom, right, top = sheet.trim
    page = (left - BEYOND, bottom - BEYOND, right + BEYOND, top + BEYOND)
    texts: list[Mark] = []
    grounds: list[Mark] = []
    told: set[str] = set()

    def tell(code: str, words: str, mark: Mark) -> None:
        if code not in told:
            told.add(code)
            findings.error(
                code, f"第{sheet.number}页{words}{AGAIN}", sheet.number, box=sheet.place(mark.box), subject=code
            )

    for mark in marks:
        if mark.kind in (TEXT, PLAIN):
            if mark.hidden or not all(_in(start, page) for start in mark.starts):
                tell("text-off", "有字排到了成品以外，裁切后就没有了。", mark)
            elif mark.kind == TEXT and mark.ink is not None and sum(mark.ink) < NONE and not _on(mark, grounds):
                tell("white-text", "有白字印在白纸上，看不见。", mark)
            texts.append(mark)
        elif mark.kind == IMAGE or (mark.kind == FILL and mark.whole):
            if min(mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]) < RULE:
                continue
            if any(_covers(mark, text) for text in texts):
                tell("text-covered", "有字被后画的色块或照片盖住了。", mark)
            grounds.append(mark)


def _in(start: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return box[0] <= start[0] <= box[2] and box[1] <= start[1] <= box[3]


def _on(text: Mark, grounds: list[Mark]) -> bool:
    """Whether the text begins on the last surface under it that has ink."""
    under = [ground for ground in grounds if _in(text.starts[0], ground.box)]
    return bool(under) and (under[-1].kind == IMAGE or under[-1].ink is None or sum(under[-1].ink) >= LEAST_GROUND)


def _covers(mark: Mark, text: Mark) -> bool:
    box = mark.box
    if text.box[0] > box[2] or text.box[2] < box[0] or text.box[1] > box[3] or text.box[3] < box[1]:
        return False
    return any(_in(start, box) for start in text.starts)
