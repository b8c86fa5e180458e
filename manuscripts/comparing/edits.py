"""Where two runs of words differ, tidied so that a reader of Chinese sees what was done."""

from __future__ import annotations

from collections.abc import Sequence

from manuscripts.comparing.sequences import common_pairs, gaps

# A stretch that replaces words [left, left_end) by [right, right_end); between two edits the words are equal.
Edit = tuple[int, int, int, int]

_LIGHT = frozenset("的了和与及在是等地得着为对将把被这其之并而也都就又有从到以于中上下、“”（）《》 　")
_KEEPS = 6  # an equal stretch that weighs as much is no chance find
_KEPT_AT_LEAST = 0.2  # where less than this share of the shorter text is kept, the whole is replaced
_SENTENCE_ENDS = frozenset("。！？…\n")
_CLAUSE_ENDS = frozenset("，；：、—")
_OPENING = frozenset("“‘《〈（【「『(")
_CLOSING = frozenset("”’》〉）】」』)")


def edits(before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    """The edits that turn one run of words into the other, ascending, never touching each other.

    Turning back gives the same edits turned round: ties are broken without regard to which text is the old one.
    """
    if list(before) > list(after):
        return [(left, left_end, right, right_end) for right, right_end, left, left_end in edits(after, before)]
    found = [(a.start, a.stop, b.start, b.stop) for a, b in gaps(common_pairs(before, after), len(before), len(after))]
    found = _join_over_islands(found, before)
    if _kept(found, before, after) < _KEPT_AT_LEAST:
        return [(0, len(before), 0, len(after))]
    return _slide_all(found, before, after)


def _weight(words: Sequence[str]) -> float:
    return sum(0.5 if word in _LIGHT else len(word) for word in words)


def _join_over_islands(found: list[Edit], before: Sequence[str]) -> list[Edit]:
    """Join two edits where the equal words between them are few beside both: 的 between two rewritten phrases."""
    joined: list[Edit] = []
    for edit in found:
        joined.append(edit)
        while len(joined) > 1 and _is_island(joined[-2], joined[-1], before):
            last, first = joined.pop(), joined.pop()
            joined.append((first[0], last[1], first[2], last[3]))
    return joined


def _is_island(first: Edit, last: Edit, before: Sequence[str]) -> bool:
    weight = _weight(before[first[1] : last[0]])
    smaller = min(_size(first), _size(last))
    return weight < _KEEPS and 2 * weight <= smaller


def _size(edit: Edit) -> int:
    """How much was rewritten: words, so that a long number counts as one."""
    left, left_end, right, right_end = edit
    return max(left_end - left, right_end - right)


def _kept(found: list[Edit], before: Sequence[str], after: Sequence[str]) -> float:
    """What share of the shorter text is kept, by weight; 1 where either is empty or all is equal."""
    whole = min(_weight(before), _weight(after))
    if not found or not whole:
        return 1.0
    gone, come = (
        sum(_weight(side[edit[at] : edit[at + 1]]) for edit in found) for side, at in ((before, 0), (after, 2))
    )
    return 1 - min(gone / (_weight(before) or 1), come / (_weight(after) or 1))


def _slide_all(found: list[Edit], before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    """Slide each pure insertion or deletion, without changing what it says, to where a sentence or clause begins."""
    slid: list[Edit] = []
    following = [*(edit[0] for edit in found[1:]), len(before)]
    for (left, left_end, right, right_end), next_left in zip(found, following, strict=True):
        equal_before = left - (slid[-1][1] if slid else 0)
        equal_after = next_left - left_end
        step = 0
        if left == left_end:
            step = _best_slide(after, right, right_end, equal_before, equal_after)
        elif right == right_end:
            step = _best_slide(before, left, left_end, equal_before, equal_after)
        slid.append((left + step, left_end + step, right + step, right_end + step))
    return _apart(slid)


def _best_slide(words: Sequence[str], start: int, end: int, most_left: int, most_right: int) -> int:
    """How far to slide words[start:end], by at most so many words to the left (negative) or right."""
    lowest = 0
    while -lowest < most_left and words[start + lowest - 1] == words[end + lowest - 1]:
        lowest -= 1
    highest = 0
    while highest < most_right and words[start + highest] == words[end + highest]:
        highest += 1
    return max(range(lowest, highest + 1), key=lambda step: (_seams(words, start + step, end + step), -step))


def _seams(words: Sequence[str], start: int, end: int) -> int:
    return _seam(words, start) + _seam(words, end)


def _seam(words: Sequence[str], at: int) -> int:
    """How natural it is to cut before words[at]."""
    if at in (0, len(words)):
        return 6
    last, first = words[at - 1][-1], words[at][0]
    if last in _SENTENCE_ENDS:
        return 1 if first in _CLOSING else 5
    if last in _CLAUSE_ENDS:
        return 4
    if first in _OPENING or last in _CLOSING:
        return 3
    if first in _SENTENCE_ENDS or first in _CLAUSE_ENDS:
        return 1
    return 0


def _apart(found: list[Edit]) -> list[Edit]:
    """Join edits that slid against each other."""
    apart: list[Edit] = []
    for edit in found:
        if apart and (apart[-1][1], apart[-1][3]) == (edit[0], edit[2]):
            last = apart.pop()
            edit = (last[0], edit[1], last[2], edit[3])
        apart.append(edit)
    return apart
