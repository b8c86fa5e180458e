"""Matched units as rows, in the order a reader meets them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manuscripts.comparing.matching import Matching, Unit
from manuscripts.comparing.result import Content, Kind, Row


def arranged(
    matching: Matching,
    before: Sequence[Unit],
    after: Sequence[Unit],
    content: Callable[[int | None, int | None], Content],
) -> tuple[Row, ...]:
    """Rows of matched units in the order of the new side, what was removed behind what it followed on the old side."""
    partner = {right: left for left, right in [*matching.in_order, *matching.moved]}
    moved_to = {right for _, right in matching.moved}
    kept = set(partner.values())
    in_order = {left for left, _ in matching.in_order}
    rows: list[Row] = []

    def removed_from(start: int) -> None:
        for left in range(start, len(before)):
            if left in in_order:
                return
            if left not in kept:
                rows.append(Row("removed", left, None, content(left, None)))

    removed_from(0)
    for right in range(len(after)):
        left = partner.get(right)
        if left is None:
            rows.append(Row("added", None, right, content(None, right)))
            continue
        rows.append(
            Row(_kind(before[left].key == after[right].key, right in moved_to), left, right, content(left, right))
        )
        if right not in moved_to:
            removed_from(left + 1)
    return tuple(rows)


def _kind(equal: bool, moved: bool) -> Kind:
    if moved:
        return "moved" if equal else "moved_and_changed"
    return "same" if equal else "changed"
