"""What a comparison comes to: numbers, and one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from manuscripts.comparing.result import (
    Break,
    Cells,
    CellWords,
    Content,
    Counts,
    Grid,
    Parts,
    Picture,
    Row,
    Run,
    Runs,
    Words,
)
from manuscripts.counting import count_characters


def count(rows: Iterable[Row]) -> Counts:
    """Add up the rows of a comparison."""
    total: Counter[str] = Counter()
    for row in rows:
        if row.kind == "same":
            continue
        total.update(_of_kind(row))
        if row.kind != "moved":
            total.update(_of_words(row.content))
    return Counts(**total)


def _of_kind(row: Row) -> Iterator[str]:
    """The fields of `Counts` that a row adds one to, by what became of it."""
    if isinstance(row.content, Break):
        yield "rules"
        return
    name = {Picture: "photos", Grid: "tables"}.get(type(row.content), "paragraphs")
    if row.kind in ("added", "removed"):
        yield f"{name}_{row.kind}"
        return
    if row.kind in ("moved", "moved_and_changed"):
        yield f"{name}_moved"
    if row.kind == "moved":
        return
    if isinstance(row.content, Picture):
        if row.content.replaced:
            yield "photos_replaced"
        if any(run.op != "equal" for run in (*row.content.alt, *row.content.caption)):
            yield "captions"
    elif name == "tables" or _has_other_words(row.content):
        yield f"{name}_changed"


def _has_other_words(content: Content) -> bool:
    return any(run.op in ("insert", "delete") for runs in _texts(content) for run in runs) or (
        isinstance(content, Parts) and any(row.kind not in ("same", "changed") for row in content.rows)
    )


def _of_words(content: Content) -> Counter[str]:
    total: Counter[str] = Counter()
    for runs in _texts(content):
        for op, stretch in groupby(runs, key=_op):
            text = "".join(run.text for run in stretch)
            if op == "insert":
                total["characters_added"] += count_characters(text)
            elif op == "delete":
                total["characters_removed"] += count_characters(text)
        total["formats"] += sum(run.op == "format" for run in runs)
    if isinstance(content, Words | Parts) and content.form_before and content.form_after:
        total["formats"] += content.form_before != content.form_after
    return total


def _op(run: Run) -> str:
    return run.op


def _texts(content: Content) -> Iterator[Runs]:
    """All runs of a content that a reader sees: alternative texts are left out."""
    match content:
        case Words(runs=runs) | CellWords(runs=runs):
            yield runs
        case Picture(caption=runs):
            yield runs
        case Grid(caption=runs, rows=rows):
            yield runs
            yield from _texts_of(rows)
        case Parts(rows=rows) | Cells(rows=rows):
            yield from _texts_of(rows)


def _texts_of(rows: Iterable[Row]) -> Iterator[Runs]:
    for row in rows:
        if row.kind != "moved":
            yield from _texts(row.content)
