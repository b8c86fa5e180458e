"""What each page must show, in little: its words in the order they are drawn, the rows its texts stand in, its photos' boxes.

The plan with every item is too much to hand to another process; this is what the checks of a finished page need of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from typesetting.composition.plan import Cover, Image, Item, Piece, Plan, Run, Table, Text
from typesetting.making.missing import GETA
from typesetting.making.reading_order import place_of, words_in
from typesetting.preflight.findings import Findings
from typesetting.preflight.painting import Box
from typesetting.preflight.reading import alike, bare

SHOWN = 12  # characters of what differs
BASELINE = 0.88  # em below the top of a line's box
FINE = 4  # parts of a point by which rows are told apart


@dataclass
class Facts:
    """A page as it must be, in points from the trimmed page's bottom left. A `cover` is drawn by its design, and only its
    photo is known. `rows` are (baseline in parts of a point, size in tenths), `lines` where each line begins (x, baseline in
    parts of a point), `tables` the places where texts stand freely.
    """

    cover: bool = False
    words: str = ""
    rows: set[tuple[int, int]] = field(default_factory=set)
    lines: list[tuple[float, int]] = field(default_factory=list)
    tables: list[Box] = field(default_factory=list)
    photos: list[Box] = field(default_factory=list)

    def add_row(self, y: float, size: float) -> None:
        """Note that texts of this size stand on this baseline, or a hair above or below it."""
        row, tenths = round(y * FINE), round(size * 10)
        self.rows |= {(row - 1, tenths), (row, tenths), (row + 1, tenths)}


def facts_of(plan: Plan) -> list[Facts]:
    """The facts of every page."""
    return [_of_page(page.items, plan) for page in plan.pages]


def _of_page(items: list[Item], plan: Plan) -> Facts:
    found = Facts(cover=any(isinstance(item, Cover) for item in items))
    words: list[str] = []
    for item in items:
        if isinstance(item, Text | Table):
            words += words_in(item)
        if isinstance(item, Text):
            _note_rows(item, plan, found)
        elif isinstance(item, Table | Image):
            left, top, right, bottom = place_of(item, plan)
            box = (left, plan.height - bottom, right, plan.height - top)
            (found.tables if isinstance(item, Table) else found.photos).append(box)
    found.words = bare("".join(words))
    return found


def _note_rows(item: Text, plan: Plan, facts: Facts) -> None:
    style = plan.styles[item.style]
    first = plan.height - item.y - (style.leading - style.size) / 2 - BASELINE * style.size
    for number, line in enumerate(item.lines):
        y = first - number * style.leading
        facts.add_row(y, style.size)
        if (begins := _beginning(line)) is not None:
            facts.lines.append((item.x + begins * style.size, round(y * FINE)))
        for piece in line:
            if isinstance(piece, Run):
                size = plan.styles[piece.style].size if piece.style else style.size
                facts.add_row(y + piece.rise * size, size)


def _beginning(line: list[Piece]) -> float | None:
    """How far into its line the first sign stands, in em; None where that is no plain text."""
    begins = 0.0
    for piece in line:
        if isinstance(piece, str):
            return begins if piece[:1].strip() else None
        if isinstance(piece, Run):
            return begins if piece.text[:1].strip() and not piece.rise else None
        begins += piece
    return None


def check_said(said: str, page: Facts, number: int, findings: Findings) -> None:
    """Whether a page says word for word what it must, decoration and all. A table's cells are drawn in an order of their own."""
    if page.cover or alike(said, page.words):
        return
    if page.tables and (sorted(said) == sorted(page.words) or (GETA in said and len(said) == len(page.words))):
        return
    at = next((at for at, pair in enumerate(zip(said, page.words, strict=False)) if len(set(pair)) > 1), 0)
    at = at or min(len(said), len(page.words))
    findings.error(
        "page-words",
        f"第{number}页的字与排好的不同：“{page.words[at : at + SHOWN]}”处印的是“{said[at : at + SHOWN]}”。"
        "请重新排版，仍不对时告诉管理员。",
        number,
        subject="words",
    )
