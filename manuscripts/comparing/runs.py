"""Two texts as one row of runs: what is equal, inserted, deleted, and what only looks different."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from os.path import commonprefix

from manuscripts.blocks import MARKS, Span, Spans
from manuscripts.comparing.edits import edits
from manuscripts.comparing.result import Run, Runs
from manuscripts.comparing.words import cut_both

_SENTENCE_ENDS = "。！？\n"


def compare_lines(before: str, after: str, *, names: Collection[str] = ()) -> list[Run]:
    """The runs of two plain lines, such as titles or bylines. Numbers, Latin words and `names` are never cut."""
    return list(compare_spans((Span(before),), (Span(after),), names))


def compare_spans(before: Spans, after: Spans, names: Collection[str] = ()) -> Runs:
    """The runs of two texts with marks and links. Neighbouring runs never have the same op and formatting.

    The runs that are not insertions make up `before`, those that are not deletions `after`, marks and links included.
    """
    old, new = settled(before), settled(after)
    if old == new:
        return tuple(Run("equal", s.text, s.marks, s.marks, s.href, s.href) for s in old)
    old_text, new_text = "".join(s.text for s in old), "".join(s.text for s in new)
    found: list[Run] = []
    left, right = _Reader(old), _Reader(new)
    for kept, gone, come in _stretches(old_text, new_text, names):
        found.extend(_kept(left.take(kept), right.take(kept)))
        found.extend(Run("delete", s.text, marks_before=s.marks, href_before=s.href) for s in left.take(gone))
        found.extend(Run("insert", s.text, marks_after=s.marks, href_after=s.href) for s in right.take(come))
    return tuple(_joined(found))


def settled(spans: Iterable[Span]) -> Spans:
    """The same text in the fewest spans, with marks in one order: two texts look alike exactly when these are equal."""
    found: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        marks = tuple(sorted(set(span.marks), key=lambda mark: (MARKS.index(mark) if mark in MARKS else 9, mark)))
        if found and (found[-1].marks, found[-1].href) == (marks, span.href):
            found[-1] = Span(found[-1].text + span.text, marks, span.href)
        else:
            found.append(Span(span.text, marks, span.href))
    return tuple(found)


def _stretches(before: str, after: str, names: Collection[str]) -> Iterator[tuple[int, int, int]]:
    """Numbers of characters in turn: kept, then deleted, then inserted; the last kept ones with none of either."""
    if before == after:
        yield len(before), 0, 0
        return
    head, tail = _equal_sentences(before, after)
    old, new = cut_both(before[head : len(before) - tail], after[head : len(after) - tail], names)
    at = 0
    for left, left_end, right, right_end in edits(old, new):
        yield head + _length(old, at, left), _length(old, left, left_end), _length(new, right, right_end)
        at, head = left_end, 0
    yield _length(old, at, len(old)) + tail, 0, 0


def _equal_sentences(before: str, after: str) -> tuple[int, int]:
    """Lengths of the whole sentences with which both texts begin and end alike. No word reaches over a sentence's end.

    Within a long paragraph this keeps the cost to the sentences that changed.
    """
    head = _last_end(commonprefix((before, after))) + 1
    backwards = commonprefix((before[head:][::-1], after[head:][::-1]))
    return head, max(_last_end(backwards), 0)


def _last_end(text: str) -> int:
    return max(text.rfind(mark) for mark in _SENTENCE_ENDS)


def _length(words: list[str], start: int, end: int) -> int:
    return sum(map(len, words[start:end]))


class _Reader:
    """Takes characters off a run of spans."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._index = 0
        self._offset = 0

    def take(self, wanted: int) -> list[Span]:
        """The next `wanted` characters as spans."""
        taken = []
        while wanted:
            span = self._spans[self._index]
            text = span.text[self._offset : self._offset + wanted]
            taken.append(Span(text, span.marks, span.href))
            wanted -= len(text)
            self._offset += len(text)
            if self._offset == len(span.text):
                self._index, self._offset = self._index + 1, 0
        return taken


def _kept(old: list[Span], new: list[Span]) -> Iterator[Run]:
    """Equal text on both sides, parted wherever the formatting of either side changes."""
    left, right = _Reader(tuple(old)), _Reader(tuple(new))
    lengths = _part_lengths([len(s.text) for s in old], [len(s.text) for s in new])
    for length in lengths:
        (was,), (now,) = left.take(length), right.take(length)
        alike = (was.marks, was.href) == (now.marks, now.href)
        yield Run("equal" if alike else "format", now.text, was.marks, now.marks, was.href, now.href)


def _part_lengths(left: list[int], right: list[int]) -> list[int]:
    """Lengths between all the ends of two rows of parts of the same whole: [3, 2] and [1, 4] give [1, 2, 2]."""
    ends: set[int] = set()
    for lengths in (left, right):
        at = 0
        for length in lengths:
            at += length
            ends.add(at)
    found, last = [], 0
    for end in sorted(ends):
        found.append(end - last)
        last = end
    return found


def _joined(runs: list[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if held and _look(held) == _look(run):
            held = Run(held.op, held.text + run.text, *_look(run)[1:])
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _look(run: Run) -> tuple:
    return run.op, run.marks_before, run.marks_after, run.href_before, run.href_after
