"""A notice as it is printed, whether as a Word file or as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import UnionKind
from manuscripts.typed.headings import heading_level
from submissions.figures.periods import in_words
from submissions.figures.tables import Figures


@dataclass(frozen=True)
class Line:
    """A paragraph, or a heading of `level` 1 (一、) or 2 (（一）); 0 is a paragraph."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Table:
    """`widths` in parts of the whole; the second column holds names, the others figures."""

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Paper:
    """The whole notice. `number` and `addressee` may be empty."""

    title: str
    number: str
    addressee: str
    lines: Sequence[Line]
    signer: str
    date: str
    tables: Sequence[Table]


HEADINGS = ("名次", "单位", "报送", "采用", "采用率", "约稿未交", "积分")
WIDTHS = (15, 30, 10, 10, 12, 14, 11)
TOGETHER = ("名次", "单位", "报送", "其中县区", "采用", "其中县区", "采用率", "积分")
TOGETHER_WIDTHS = (14, 26, 9, 11, 9, 11, 11, 11)


def paper_of(*, title: str, number: str, addressee: str, text: str, signer: str, day: date, figures: Figures) -> Paper:
    """The notice with the tables of `figures`: a ranking for each kind of union that handed in something."""
    lines = [Line(line, _level(line)) for raw in text.splitlines() if (line := raw.strip())]
    found = [(kind, figures.of_kind(kind)) for kind in UnionKind]
    tables = [
        Table(
            f"附表{number}　{kind.label}稿件报送和采用情况",
            HEADINGS,
            WIDTHS,
            [
                [
                    row.rank_text, row.name, str(row.tally.sent), str(row.tally.adopted), row.tally.rate,
                    str(row.tally.missed or ""), row.tally.points_text,
                ]
                for row in rows
            ],
        )
        for number, (kind, rows) in enumerate(((kind, rows) for kind, rows in found if rows), 1)
    ]  # fmt: skip
    if any(row.below_counts for row in figures.prefectures):
        tables.append(_together(len(tables) + 1, figures))
    addressee = addressee.strip().rstrip("：:")
    return Paper(title, number, f"{addressee}：" if addressee else "", lines, signer, in_words(day), tables)


def _together(number: int, figures: Figures) -> Table:
    rows = [
        [
            row.rank_text, row.name, str(row.tally.sent), str(row.others.sent), str(row.tally.adopted),
            str(row.others.adopted), row.tally.rate, row.tally.points_text,
        ]
        for row in figures.prefectures
    ]  # fmt: skip
    return Table(f"附表{number}　市州工会连同所属县区工会报送和采用情况", TOGETHER, TOGETHER_WIDTHS, rows)


def _level(line: str) -> int:
    level = heading_level(line) or 0
    return level if level <= 2 else 0
