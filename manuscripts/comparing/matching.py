"""Which unit of the old text became which of the new: blocks, items of a list, rows of a table.

What is equal is found first and skipped; only the rest is looked at closely, so the cost grows with what changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from manuscripts.comparing.sequences import Pair, common_pairs, gaps, heaviest_chain

_HEAVY = 4  # characters from which an equal unit says by itself that it is the same one
_SIMILAR_HERE = 0.34  # shared pairs of characters, of the shorter text, for units at the same place
_SIMILAR_ELSEWHERE = 0.6  # the same for units that moved
_WORTH_MOVING = 8  # characters
_LEAST_OF_LONGER = 0.15
_NEAREST = 4  # candidates looked at for each unit
_COMMON = 32  # a pair of characters in more units than this tells nothing


@dataclass(frozen=True)
class Unit:
    """A unit to be matched. Equal keys: nothing changed. Only units of one sort become each other.

    Units with the same `identity` (a photo's key) are taken for similar whatever their words;
    `by_place` ones are paired in order where as many of them are left over on both sides of a gap.
    """

    key: Hashable
    text: str
    sort: str = ""
    identity: str = ""
    by_place: bool = False

    @cached_property
    def features(self) -> frozenset[str]:
        """The pairs of neighbouring characters, or the one character; and the identity."""
        pairs = {self.text[at : at + 2] for at in range(max(len(self.text) - 1, 1))} - {""}
        return frozenset(pairs | {f"identity {self.identity}"} if self.identity else pairs)


@dataclass
class Matching:
    """Pairs in order (ascending on both sides), and pairs that moved."""

    in_order: list[Pair] = field(default_factory=list)
    moved: list[Pair] = field(default_factory=list)


def match(before: Sequence[Unit], after: Sequence[Unit]) -> Matching:
    """Match units. Swapping the sides gives the same pairs turned round."""
    if [unit.text for unit in before] > [unit.text for unit in after]:
        turned = match(after, before)
        return Matching(
            sorted((left, right) for right, left in turned.in_order),
            sorted((left, right) for right, left in turned.moved),
        )
    return _Matcher(before, after).run()


class _Matcher:
    def __init__(self, before: Sequence[Unit], after: Sequence[Unit]) -> None:
        self.before = before
        self.after = after
        self.found = Matching()
        self.taken_before: set[int] = set()
        self.taken_after: set[int] = set()

    def run(self) -> Matching:
        self._equal_ones(heavy=True)
        self._moved_unchanged()
        self._similar_in_gaps()
        self._equal_ones(heavy=False)
        self._by_place_in_gaps()
        self._moved_and_changed()
        return self.found

    def _take(self, pairs: Sequence[Pair], *, moved: bool = False) -> None:
        (self.found.moved if moved else self.found.in_order).extend(pairs)
        self.found.in_order.sort()
        self.taken_before.update(left for left, _ in pairs)
        self.taken_after.update(right for _, right in pairs)

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """What is left over on either side between units matched in order; only where something is left on both."""
        left_over = [
            ([at for at in left if at not in self.taken_before], [at for at in right if at not in self.taken_after])
            for left, right in gaps(self.found.in_order, len(self.before), len(self.after))
        ]
        return [(left, right) for left, right in left_over if left and right]

    def _left_over(self) -> tuple[list[int], list[int]]:
        left = [at for at in range(len(self.before)) if at not in self.taken_before]
        right = [at for at in range(len(self.after)) if at not in self.taken_after]
        return left, right

    def _equal_ones(self, *, heavy: bool) -> None:
        """Equal units in order. Light ones (a rule, 略。) wait until their neighbours are known."""
        pairs: list[Pair] = []
        for left, right in self._gaps():
            if heavy:
                left = [at for at in left if _is_heavy(self.before[at])]
                right = [at for at in right if _is_heavy(self.after[at])]
            same = common_pairs([self.before[at].key for at in left], [self.after[at].key for at in right])
            pairs.extend((left[one], right[other]) for one, other in same)
        self._take(pairs)

    def _moved_unchanged(self) -> None:
        left, right = self._left_over()
        places: dict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(right):
            places[self.after[at].key].append(at)
        pairs = []
        for at in left:
            if _is_heavy(self.before[at]) and places.get(self.before[at].key):
                pairs.append((at, places[self.before[at].key].pop()))
        self._take(pairs, moved=True)

    def _similar_in_gaps(self) -> None:
        pairs: list[Pair] = []
        for left, right in self._gaps():
            close = [found for found in self._candidates(left, right) if found[0] >= _SIMILAR_HERE]
            pairs += heaviest_chain([(one, other, round(1000 * share * shared)) for share, shared, one, other in close])
        self._take(pairs)

    def _by_place_in_gaps(self) -> None:
        for sort in sorted({unit.sort for unit in self.before if unit.by_place}):
            pairs: list[Pair] = []
            for left, right in self._gaps():
                ours = [at for at in left if self.before[at].sort == sort]
                theirs = [at for at in right if self.after[at].sort == sort]
                if len(ours) == len(theirs):
                    pairs.extend(zip(ours, theirs, strict=True))
            self._take(pairs)

    def _moved_and_changed(self) -> None:
        left, right = self._left_over()
        worth = [at for at in left if len(self.before[at].text) >= _WORTH_MOVING or self.before[at].identity]
        close = [found for found in self._candidates(worth, right) if found[0] >= _SIMILAR_ELSEWHERE]
        pairs = []
        for _, _, one, other in sorted(close, key=lambda found: (-found[0], -found[1], found[2:])):
            if one not in self.taken_before and other not in self.taken_after:
                pairs.append((one, other))
                self.taken_before.add(one)
                self.taken_after.add(other)
        self._take(pairs, moved=True)

    def _candidates(self, left: list[int], right: list[int]) -> list[tuple[float, int, int, int]]:
        """Similar pairs as (share of the shorter, features shared, left, right): for each unit on the left its nearest.

        An index of the features on the right keeps this from looking at all pairs.
        """
        if not left or not right:
            return []
        index: dict[str, list[int]] = defaultdict(list)
        for at in right:
            for feature in self.after[at].features:
                index[feature].append(at)
        found = []
        for one in left:
            unit = self.before[one]
            shared = Counter(
                at
                for feature in unit.features
                if len(index.get(feature, ())) <= _COMMON
                for at in index.get(feature, ())
            )
            nearest = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_NEAREST]
            found += [(*_likeness(unit, self.after[other]), one, other) for other, _ in nearest]
        return [pair for pair in found if pair[1] and self.before[pair[2]].sort == self.after[pair[3]].sort]


def _is_heavy(unit: Unit) -> bool:
    return len(unit.text) >= _HEAVY or bool(unit.identity)


def _likeness(one: Unit, other: Unit) -> tuple[float, int]:
    """What share of the shorter unit's features both have, and how many; (0, 0) where the longer one is far longer."""
    shared = len(one.features & other.features)
    if one.identity and one.identity == other.identity:
        return 1.0, shared
    shorter, longer = sorted((len(one.features), len(other.features)))
    if not shorter or shared < _LEAST_OF_LONGER * longer:
        return 0.0, 0
    return shared / shorter, shared
