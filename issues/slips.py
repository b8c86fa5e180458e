"""What counts as a typing slip: the bounds within which settled words may change without a new review (校改)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from accounts.refusals import NotAllowed
from issues.words import LINES
from manuscripts.comparing import Row, Run, compare, compare_lines
from manuscripts.comparing.result import Cells, CellWords, Content, Grid, Parts, Picture, Words
from manuscripts.parsing import parse_html

MOST = 10  # characters put right in all: a slip or two, not a sentence
OTHERWISE = "这样的改动要重新审稿：请选“改动文字”。"
_DIGITS = frozenset("0123456789０１２３４５６７８９")


def check_is_slip(before: dict, after: dict) -> None:
    """Raise NotAllowed, saying which bound is passed, unless `after` differs from `before` by typing slips alone.

    Both are words as `issues.words.words_of` gives. At most MOST characters are put right in all; paragraphs, photos and
    tables stay as they are, and so do digits and the names and posts of authors: these are facts that were reviewed.
    """
    if before["bylines"] != after["bylines"]:
        raise NotAllowed(f"校改不能改署名。{OTHERWISE}")
    runs = [run for name in LINES for run in compare_lines(before[name], after[name])]
    for name in ("editors_note", "body"):
        comparison = compare(parse_html(before[name]), parse_html(after[name]))
        for row in comparison.rows:
            runs.extend(_runs(row))
    changed = [run for run in runs if run.op in ("insert", "delete")]
    if any(_DIGITS & set(run.text) for run in changed):
        raise NotAllowed(f"校改不能改数字：数字是审过的事实。{OTHERWISE}")
    total = characters_put_right(runs)
    if total > MOST:
        raise NotAllowed(f"校改只改错字，一次最多 {MOST} 个字，这里改了 {total} 个字。{OTHERWISE}")


def characters_put_right(runs: list[Run]) -> int:
    """How many characters were changed: of a stretch replaced by another, the longer one counts."""
    total = 0
    for is_change, stretch in groupby(runs, key=lambda run: run.op in ("insert", "delete")):
        if is_change:
            lengths = {"insert": 0, "delete": 0}
            for run in stretch:
                lengths[run.op] += len(run.text)
            total += max(lengths.values())
    return total


def _runs(row: Row) -> Iterator[Run]:
    """The runs of a row and of its parts, each row's parted from the next. Raises NotAllowed where more than words differ."""
    if row.kind not in ("same", "changed"):
        raise NotAllowed(f"校改不能增减或移动段落、照片和表格。{OTHERWISE}")
    if row.kind == "same":
        yield Run("equal", "\n")
        return
    yield from _changed(row.content)
    yield Run("equal", "\n")


def _changed(content: Content) -> Iterator[Run]:
    match content:
        case Words(runs=runs, form_before=old, form_after=new):
            if old != new:
                raise NotAllowed(f"校改不能把段落改成小标题，或者反过来。{OTHERWISE}")
            yield from runs
        case Parts(rows=rows, form_before=old, form_after=new):
            if old != new:
                raise NotAllowed(f"校改不能改变引文和列表的样式。{OTHERWISE}")
            for row in rows:
                yield from _runs(row)
        case Picture(photo_before=old, photo_after=new, alt=alt, caption=caption):
            _check_photo_same(old, new)
            yield from (*alt, *caption)
        case Grid(caption=caption, rows=rows):
            yield from caption
            for row in rows:
                yield from _runs(row)
        case Cells(rows=rows):
            for row in rows:
                yield from _runs(row)
        case CellWords(runs=runs, shape_before=old, shape_after=new):
            if old != new:
                raise NotAllowed(f"校改不能改变表格的样子。{OTHERWISE}")
            yield from runs


def _check_photo_same(before: str, after: str) -> None:
    if before != after:
        raise NotAllowed(f"校改不能换照片。{OTHERWISE}")
