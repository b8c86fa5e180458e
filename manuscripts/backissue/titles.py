"""Where each title of the contents may stand in the running text: windows of short lines, scored by likeness and form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from manuscripts.backissue.entries import Entry
from manuscripts.backissue.entry_lines import bare, is_union
from manuscripts.backissue.keys import bigrams, similarity, title_key
from manuscripts.backissue.lines import TITLE_LIMIT, Line

WINDOW = 6  # lines a title may be broken into
_SEEDS = 16  # lines looked at for one title
_COMMON = 800  # lines: a pair of characters found in more says little
_STOP = re.compile(r"[。；]")
_DATED = re.compile(r"^[（(][^（()）]{0,4}(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s*年[^（()）]{2,14}[)）]$")


@dataclass(frozen=True)
class Candidate:
    """A run of lines that may be a title: indices of its lines, and how well it would do (about 0–1.2)."""

    lines: tuple[int, ...]
    score: float
    likeness: float
    scattered: bool = False  # whether other text stands between its lines
    untitled: bool = False  # whether the page's title was not read at all: its line is the article's first

    @property
    def first(self) -> int:
        """The index of its first line."""
        return self.lines[0]

    @property
    def last(self) -> int:
        """The index of its last line."""
        return self.lines[-1]


def is_display(line: Line) -> bool:
    """Whether a line may be a title or part of one: short, and no sentence unless set as a heading."""
    if line.kind != "text" or line.caption or len(line.plain) > TITLE_LIMIT or _DATED.match(line.plain):
        return False
    return bool(line.level or line.bold) or not _STOP.search(line.plain)


class Display:
    """The short lines of the running text, found again by the pairs of characters they hold."""

    def __init__(self, lines: list[Line], start: int, furniture: set[int]) -> None:
        self.lines = lines
        self.start = start
        self.furniture = furniture
        self.shown = [i for i in range(start, len(lines)) if i not in furniture and is_display(lines[i])]
        self.shown = [index for index in self.shown if lines[index].key]
        self.place = {index: place for place, index in enumerate(self.shown)}
        self.keys = [lines[index].key for index in self.shown]
        self.pairs: list[int] = []  # how many pairs of characters each line has
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.exact: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(self.keys):
            self.exact[key].append(place)
            pairs = bigrams(key)
            self.pairs.append(len(pairs))
            for pair in pairs:
                self.postings[pair].append(place)
        self.offsets = self._offsets()

    def _offsets(self) -> list[float]:
        """How far into the running text each line stands, from 0 to 1."""
        sizes = [len(line.plain) if index >= self.start else 0 for index, line in enumerate(self.lines)]
        total = sum(sizes) or 1
        found, passed = [], 0
        for size in sizes:
            found.append(passed / total)
            passed += size
        return found

    def neighbour(self, index: int, step: int) -> int | None:
        """The next line (step 1) or the one before (step -1) that is neither furniture nor a picture."""
        index += step
        while self.start <= index < len(self.lines):
            if index not in self.furniture and self.lines[index].kind in ("text", "table"):
                return index
            index += step
        return None

    def together(self, indices: tuple[int, ...]) -> list[int]:
        """The first of the given lines and those that follow it without other text between."""
        found = [indices[0]]
        for index in indices[1:]:
            if self.neighbour(found[-1], 1) != index:
                break
            found.append(index)
        return found

    def run(self, index: int) -> list[int]:
        """The short lines from this one on that stand together, WINDOW at most."""
        found = [index]
        while len(found) < WINDOW:
            following = self.neighbour(found[-1], 1)
            if following is None or following not in self.place:
                break
            found.append(following)
        return found

    def seeds(self, key: str) -> list[int]:
        """The places (in `shown`) of lines that share much with a title, the likest first."""
        pairs = bigrams(key)
        rare = [pair for pair in pairs if len(self.postings.get(pair, ())) <= _COMMON]
        shared: Counter[int] = Counter(self.exact.get(key, ()))
        for pair in rare:
            shared.update(self.postings.get(pair, ()))
        scored = []
        least = 1 if len(shared) < _COMMON else 3
        for place, count in shared.items():
            if count < least and self.keys[place] != key:
                continue
            own = self.pairs[place]
            of_line, of_title = count / own, count / len(pairs)
            of_title = 1.0 if self.keys[place] == key else of_title
            if of_line >= 0.5 or of_title >= 0.4:
                scored.append((max(of_line * min(1.0, own / 4), of_title), -place, place))
        scored.sort(reverse=True)
        return [place for _, _, place in scored[:_SEEDS]]


def candidates(entry: Entry, display: Display, span: range, floor: float) -> list[Candidate]:
    """The windows of lines in `span` that may be an entry's title, each with at least the score `floor`."""
    key = entry.key
    places = (
        display.seeds(key) if len(key) > 1 else [p for p, other in enumerate(display.keys) if other == key][:_SEEDS]
    )
    found: dict[tuple[int, ...], Candidate] = {}
    tried: set[tuple[int, ...]] = set()
    for seed in (display.shown[place] for place in places):
        for start in _starts(seed, display):
            run = display.run(start)
            together = ""
            for size, last in enumerate(run, 1):
                together += display.lines[last].key
                window = tuple(run[:size])
                if last not in span or start not in span or len(together) > 1.6 * len(key) + 12:
                    break
                if last < seed or window in tried:
                    continue
                tried.add(window)
                likeness = similarity(together, key)
                score = likeness + _bonus(entry, display, window, likeness) if likeness > floor - 0.2 else 0.0
                if score >= floor:
                    found[window] = Candidate(window, score, likeness)
    return sorted(found.values(), key=lambda one: (-one.score, one.first))[:12]


def _starts(seed: int, display: Display) -> list[int]:
    """Where a window that holds the line may begin: at it, or at the short lines right before it."""
    found = [seed]
    while len(found) < 3:
        before = display.neighbour(found[-1], -1)
        if before is None or before not in display.place:
            break
        found.append(before)
    return found


def _bonus(entry: Entry, display: Display, window: tuple[int, ...], likeness: float) -> float:
    """What the form of the lines and their surroundings say for or against a title."""
    lines = display.lines
    rank = min(lines[index].rank for index in window)
    bonus = 0.06 if rank < 7 else 0.04 if rank == 7 else 0.0
    before, after = display.neighbour(window[0], -1), display.neighbour(window[-1], 1)
    if after is not None and _DATED.match(lines[after].plain):
        after = display.neighbour(after, 1)
    if after is not None:
        named = lines[after].signed
        if named:
            bonus += 0.06
        if entry.author and title_key(entry.author)[-3:] in lines[after].key:
            bonus += 0.04
    if before is not None:
        closed = lines[before].plain[-1:] in "。！？…”）)" or before in display.place
        bonus += 0.02 if closed else -0.12 if rank == 8 else -0.02
        if is_union(bare(lines[before].plain[:30])) and title_key(entry.union) == lines[before].key:
            bonus += 0.04
    if rank == 8 and likeness < 0.75:
        bonus -= 0.08
    return bonus
