"""What two sequences have in common, kept in order: for blocks, rows, items and words alike."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

Pair = tuple[int, int]

MOST_BITS = 1 << 28  # of one table: 32 megabytes, two runs of some 16,000 words that share neither beginning nor end


def common_pairs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Index pairs of a longest common subsequence, ascending on both sides.

    Equal beginnings and ends are skipped at once. Where what is left is too large for one table, it is first parted at
    the elements found once on either side; parts too large even then have nothing in common.
    """
    return list(_common(before, after, 0, 0, len(before), len(after), part=True))


def _common(
    before: Sequence[Hashable], after: Sequence[Hashable], i: int, j: int, i_end: int, j_end: int, *, part: bool
) -> Iterator[Pair]:
    while i < i_end and j < j_end and before[i] == after[j]:
        yield i, j
        i, j = i + 1, j + 1
    tail = 0
    while i < i_end - tail and j < j_end - tail and before[i_end - tail - 1] == after[j_end - tail - 1]:
        tail += 1
    i_stop, j_stop = i_end - tail, j_end - tail
    if (i_stop - i) * (j_stop - j) <= MOST_BITS:
        yield from _longest(before, after, i, j, i_stop, j_stop)
    elif part:
        for next_i, next_j in [*_unique_pairs(before, after, i, j, i_stop, j_stop), (i_stop, j_stop)]:
            yield from _common(before, after, i, j, next_i, next_j, part=False)
            if next_i < i_stop:
                yield next_i, next_j
            i, j = next_i + 1, next_j + 1
    yield from zip(range(i_stop, i_end), range(j_stop, j_end), strict=True)


def _longest(
    before: Sequence[Hashable], after: Sequence[Hashable], i: int, j: int, i_end: int, j_end: int
) -> list[Pair]:
    """The longest common subsequence by Hyyrö's bit vectors: one row of the table is one long integer.

    A zero bit in a row says that the length grows at that element. Going back, equal elements are always taken as a
    pair: that is as long as any other way and keeps runs together.
    """
    if i == i_end or j == j_end:
        return []
    masks: dict[Hashable, int] = {}
    for position in range(i, i_end):
        masks[before[position]] = masks.get(before[position], 0) | 1 << (position - i)
    full = (1 << (i_end - i)) - 1
    row, rows = full, []
    for position in range(j, j_end):
        met = row & masks.get(after[position], 0)
        row = ((row + met) | (row - met)) & full
        rows.append(row)
    found = []
    left, right = i_end - 1, j_end - 1
    while left >= i and right >= j:
        if before[left] == after[right]:
            found.append((left, right))
            left, right = left - 1, right - 1
        elif rows[right - j] >> (left - i) & 1:
            left -= 1
        else:
            right -= 1
    return found[::-1]


def _unique_pairs(
    before: Sequence[Hashable], after: Sequence[Hashable], i: int, j: int, i_end: int, j_end: int
) -> list[Pair]:
    """Elements found once on either side that keep their order (the anchors of a patience diff)."""
    on_left, on_right = Counter(before[i:i_end]), Counter(after[j:j_end])
    places = {after[at]: at for at in range(j, j_end) if on_right[after[at]] == 1}
    pairs = [(at, places[before[at]]) for at in range(i, i_end) if on_left[before[at]] == 1 and before[at] in places]
    return heaviest_chain([(left, right, 1) for left, right in pairs])


def heaviest_chain(weighed: list[tuple[int, int, int]]) -> list[Pair]:
    """The pairs of greatest total weight that ascend strictly on both sides, from (left, right, weight) triples."""
    rights = sorted({right for _, right, _ in weighed})
    # Best chain that ends at or below a place on the right: a Fenwick tree of (weight, index of its last triple).
    tree: list[tuple[int, int]] = [(0, -1)] * (len(rights) + 1)
    before_it: list[int] = [-1] * len(weighed)
    # On one left index the larger rights come first, so that none follows another.
    order = sorted(range(len(weighed)), key=lambda index: (weighed[index][0], -weighed[index][1]))
    for index in order:
        _, right, weight = weighed[index]
        place = bisect_left(rights, right)
        best, at = (0, -1), place
        while at > 0:
            best = max(best, tree[at])
            at &= at - 1
        before_it[index] = best[1]
        reached, at = (best[0] + weight, index), place + 1
        while at < len(tree):
            tree[at] = max(tree[at], reached)
            at += at & -at
    last = max(tree)[1] if weighed else -1
    chain = []
    while last >= 0:
        chain.append(weighed[last][:2])
        last = before_it[last]
    return chain[::-1]


def gaps(pairs: Sequence[Pair], left_end: int, right_end: int) -> Iterator[tuple[range, range]]:
    """What lies between ascending pairs, before the first and after the last; nothing where both sides are empty."""
    left = right = 0
    for next_left, next_right in [*pairs, (left_end, right_end)]:
        if next_left > left or next_right > right:
            yield range(left, next_left), range(right, next_right)
        left, right = next_left + 1, next_right + 1
