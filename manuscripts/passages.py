"""Finding a passage again in a text that has changed since: by its words and their neighbours, never by its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from os.path import commonprefix

from manuscripts.comparing.sequences import common_pairs

CONTEXT = 30  # characters kept on either side of a passage
_NEAREST = 3  # texts looked into for a passage whose words have changed
_KEPT = 0.5  # what share of a passage's characters must still be there
_GAP = 0.5  # what a character in between costs, of one that is kept


@dataclass(frozen=True)
class Place:
    """A stretch within one text: `text` is its number, `start` and `end` count its characters."""

    text: int
    start: int
    end: int


class Passages:
    """The texts of an article (`manuscripts.blocks.block_texts`, in order), searched for many passages."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)
        self.whole = "\n".join(self.texts)

    def find_exactly(self, quote: str, before: str = "", after: str = "") -> list[Place]:
        """Where `quote` stands, a text it reaches into each; of several occurrences the one with the likest neighbours.

        [] where it does not stand so anywhere.
        """
        best, likest = -1, -1
        at = self.whole.find(quote) if quote else -1
        while at >= 0:
            end = at + len(quote)
            left = commonprefix((before[::-1], self.whole[max(at - len(before), 0) : at][::-1]))
            right = commonprefix((after, self.whole[end : end + len(after)]))
            if len(left) + len(right) > likest:
                best, likest = at, len(left) + len(right)
            at = self.whole.find(quote, at + 1)
        return self._places(best, best + len(quote)) if best >= 0 else []

    def find(self, quote: str, before: str = "", after: str = "") -> list[Place]:
        """As `find_exactly`; where the words themselves have changed, the stretch most like them. [] where they are gone."""
        return self.find_exactly(quote, before, after) or self._find_likest(quote, before, after)

    def neighbours(self, places: Sequence[Place]) -> tuple[str, str]:
        """The text before and after what `find_exactly` gave: what will tell this occurrence from others."""
        start = self._starts[places[0].text] + places[0].start
        end = self._starts[places[-1].text] + places[-1].end
        return self.whole[max(start - CONTEXT, 0) : start], self.whole[end : end + CONTEXT]

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for text in self.texts:
            starts.append(at)
            at += len(text) + 1
        return starts

    def _places(self, start: int, end: int) -> list[Place]:
        found = []
        for number, (text, begins) in enumerate(zip(self.texts, self._starts, strict=True)):
            first, last = max(start - begins, 0), min(end - begins, len(text))
            if first < last:
                found.append(Place(number, first, last))
        return found

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Which texts hold a pair of neighbouring characters."""
        index: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            for pair in _pairs(text):
                index[pair].append(number)
        return index

    def _find_likest(self, quote: str, before: str, after: str) -> list[Place]:
        """The longest line of `quote` in the texts that share most with it; its neighbours speak where words are common."""
        words = max(quote.split("\n"), key=len)
        shared: Counter[int] = Counter()
        for pairs, weight in ((_pairs(words), 2), (_pairs(before) | _pairs(after), 1)):
            for pair in pairs:
                shared.update(dict.fromkeys(self._index.get(pair, ()), weight))
        likely = sorted(shared, key=lambda number: (-shared[number], number))[:_NEAREST]
        found = [place for number in likely if (place := self._likest_within(number, words))]
        return [max(found, key=lambda one: one[0])[1]] if found else []

    def _likest_within(self, number: int, words: str) -> tuple[float, Place] | None:
        """How much of `words` is left in a text, and where."""
        text = self.texts[number]
        at = [right for _, right in common_pairs(words, text)]
        if not at:
            return None
        first, last, kept = _densest(at)
        share = kept / max(len(words), last + 1 - first)
        return (share, Place(number, first, last + 1)) if share >= _KEPT else None


def _pairs(text: str) -> set[str]:
    return {one + other for one, other in pairwise(text)} or ({text} if text else set())


def _densest(at: Sequence[int]) -> tuple[int, int, int]:
    """The stretch from one of the positions to another that holds most of them for its length, and how many it holds."""
    best, found = float("-inf"), (at[0], at[0], 1)
    begin, begin_worth = 0, float("inf")
    for index, position in enumerate(at):
        worth = index - _GAP * position
        if worth < begin_worth:
            begin, begin_worth = index, worth
        if worth - begin_worth > best:
            best, found = worth - begin_worth, (at[begin], position, index - begin + 1)
    return found
