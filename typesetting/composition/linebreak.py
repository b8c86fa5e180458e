"""Breaking a paragraph into lines on a grid of characters, the whole paragraph at once.

The measure is a whole number of ems, so a line of Han alone fits exactly. Where Latin, figures or squeezed marks put a line
off the grid, the blanks between them give and take first (CLREQ 3.3); the advance of Han itself is stretched only when
nothing else is left, and never by more than MOST_HAN_STRETCH: beyond that the line stays short.

At a line's edges the blank half of a mark is kept where the grid wants it and cut where the line is too long; an opening
mark after the first line's indent keeps it. A dash or an ellipsis never begins a line but a paragraph's first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from math import inf
from typing import NamedTuple

from typesetting.composition.junctions import ANYWHERE, EM, IN_ADDRESS, RELUCTANTLY, SHRINK_GAP, STRETCH_MARK
from typesetting.composition.marks import han_count
from typesetting.composition.shaping import Shaped

MOST_HAN_STRETCH = 60  # thousandths of an em for each character
MOST_HAN_SQUEEZE = 26  # the same where a paragraph would otherwise end in one character
EXTRA_STRETCH = 250  # what each glue that can widen gives beyond its due before Han itself is touched
FARTHEST_SHRINK = 2600
FARTHEST_STRETCH, WIDE_STRETCH = 1600, 3100
BEAM, LOOSE_BEAM, WIDE_BEAM = 4, 12, 40
TOLERABLE = 250  # a paragraph that costs more is searched again with the wide beam

PENALTY = {RELUCTANTLY: 6.0, IN_ADDRESS: 60.0, ANYWHERE: 12000.0}
RUNT, SHORT_LAST = 9000.0, 15.0
LEFT_SHORT, FORCED = 5000.0, 30000.0

Measure = Callable[[int], int]


class Line(NamedTuple):
    """One line: characters start to end, the room it has (thousandths of an em), how far it is indented, whether it fills it."""

    start: int
    end: int
    room: int
    indent: int
    justified: bool


class _Node(NamedTuple):
    cost: float
    at: int
    room: int
    indent: int
    before: _Node | None


class _Room(NamedTuple):
    """What all glues before a place can give and take together; a line's share is the difference of two of these.

    `soft` and `hard` are what gives way first and last, `gaps` and `marks` what widens first and last, `extra` what those
    that widen take up beyond it.
    """

    soft: int = 0
    hard: int = 0
    gaps: int = 0
    marks: int = 0
    extra: int = 0


def _rooms(shaped: Shaped) -> list[_Room]:
    """The running totals over the paragraph's glues, the first of none."""
    soft = hard = gaps = wide = extra = 0
    found = [_Room()]
    for _, shrink, shrink_class, stretch, stretch_class in shaped.glues:
        if shrink_class < SHRINK_GAP:
            soft += shrink
        else:
            hard += shrink
        if stretch:
            extra += EXTRA_STRETCH
            if stretch_class < STRETCH_MARK:
                gaps += stretch
            else:
                wide += stretch
        found.append(_Room(soft, hard, gaps, wide, extra))
    return found


def _loose_cost(short: int, soft: int, hard: int, extra: int, characters: int) -> float:
    """The cost of filling a line that is `short`, where gaps take `soft`, marks `hard` and both at need `extra` more."""
    if short <= soft:
        return 3.0 * short / EM + 2.0 * (short / soft) ** 2
    rest = short - soft
    if rest <= hard:
        return 6.0 + 14.0 * rest / EM + 6.0 * (rest / hard) ** 2
    rest -= hard
    if rest <= extra:
        return 70.0 + 60.0 * rest / EM
    rest -= extra
    each = rest / max(characters - 1, 1)
    if each <= MOST_HAN_STRETCH:
        return 300.0 + 40.0 * each
    return LEFT_SHORT + 3.0 * rest / EM


def _tight_cost(over: int, soft: int, hard: int) -> float | None:
    """The cost of a line that is `over` long, or None where it cannot be squeezed so far."""
    if over <= soft:
        return 4.0 * over / EM + 2.0 * (over / soft) ** 2
    rest = over - soft
    if rest <= hard:
        return 8.0 + 14.0 * rest / EM + 6.0 * (rest / hard) ** 2
    return None


class Breaking:
    """One paragraph to be broken to one measure: the search for its lines, made once however often they are asked for.

    `measure` is the width in thousandths of an em, or a function from the line's index to its width (text beside an inset).
    """

    def __init__(self, shaped: Shaped, measure: int | Measure, indent: int):
        self.shaped, self.measure, self.indent = shaped, measure, indent
        self.rooms = _rooms(shaped)
        self.length = len(shaped.text)
        self.most_lines = self.length + 2
        self.desperate = False

    def lines(self, looseness: int = 0, *, last_full: bool = False) -> list[Line]:
        """The lines that cost least together, or those of the cheapest way to have so many more or fewer."""
        if not self.length:
            return []
        count, best = self._optimum
        if looseness:
            within = best.cost + TOLERABLE / 2
            best = self._search(LOOSE_BEAM, within, upto=count + looseness).get(count + looseness, best)
        return _unwind(best, last_full)

    @cached_property
    def _optimum(self) -> tuple[int, _Node]:
        """The cheapest way to the end and its number of lines."""
        ends = self._search(BEAM, TOLERABLE)
        if not ends:
            self.desperate = True
            ends = self._search(WIDE_BEAM, inf)
        return min(ends.items(), key=lambda entry: entry[1].cost)

    def _search(self, beam: int, within: float, *, upto: int = 0) -> dict[int, _Node]:
        """The cheapest way to the end by number of lines: only the cheapest of all, or every number of them `upto` one.

        Ways that cost more than `within` are left aside.
        """
        layer = [_Node(0.0, 0, 0, 0, None)]
        ends: dict[int, _Node] = {}
        best = inf
        measure = self.measure
        for number in range(upto or self.most_lines):
            indent = self.indent if number == 0 else 0
            room = (measure if isinstance(measure, int) else measure(number)) - indent
            reached: dict[int, _Node] = {}
            for node in layer:
                self._extend(node, room, indent, within, reached)
            end = reached.pop(self.length, None)
            if end is not None:
                ends[number + 1] = end
                best = min(best, end.cost)
                within = within if upto else min(within, best)
            layer = sorted(reached.values(), key=_by_cost)[:beam]
            if not layer or (not upto and layer[0].cost >= best):
                break
        return ends

    def _extend(self, node: _Node, room: int, indent: int, within: float, reached: dict[int, _Node]) -> None:
        """Add to `reached` the places where a line that begins at the node may end."""
        shaped, rooms, length = self.shaped, self.rooms, self.length
        edges, breaks, counts = shaped.edges, shaped.breaks, shaped.glue_before
        blank_end, dropped = shaped.blank_end, shaped.dropped
        start, so_far = node.at, node.cost
        base = edges[start] + shaped.width_at.get(start, 0)
        blank = shaped.blank_start.get(start, 0) if start else 0
        soft0, hard0, gaps0, marks0, extra0 = rooms[counts[start + 1]]
        reach = WIDE_STRETCH if self.desperate else FARTHEST_STRETCH
        full = base + room
        found, may_end = 0, False
        for at in range(bisect_right(edges, full + FARTHEST_SHRINK, start + 1) - 1, start, -1):
            may = breaks[at]
            if not may:
                continue
            short = full - edges[at]
            if at in dropped:
                short += dropped[at]
            cost = 0.0
            if short > 0:
                if short > reach and found and at != length:
                    break
                if at != length:
                    _, _, gaps, marks, extra = rooms[counts[at]]
                    cost = _loose_cost(short, gaps - gaps0, marks - marks0, extra - extra0, at - start)
            elif short:
                over = -short - blank
                if over > 0 and at in blank_end:
                    over -= blank_end[at]
                if over > 0:
                    soft, hard, _, _, _ = rooms[counts[at]]
                    soft -= soft0
                    hard -= hard0
                    squeezed = _tight_cost(over, soft, hard)
                    if squeezed is None and self.desperate:
                        squeezed = self._han_squeeze(over - soft - hard, start, at)
                    if squeezed is None:
                        continue
                    cost = squeezed
            found += may != ANYWHERE
            may_end = True
            if may > 1:
                cost += PENALTY[may]
            if at == length:
                cost += self._last_line_cost(start)
            cost += so_far
            if cost > within:
                continue
            rival = reached.get(at)
            if rival is None or cost < rival[0]:
                reached[at] = _Node(cost, at, room, indent, node)
        if not may_end and so_far + FORCED <= within:
            self._force(node, room, indent, base, reached)

    def _han_squeeze(self, over: int, start: int, at: int) -> float | None:
        """The cost of setting Han themselves closer, or None where they would come too close."""
        if over > MOST_HAN_SQUEEZE * (at - start):
            return None
        each = over / max(han_count(self.shaped.text[start:at]) - 1, 1)
        return 300.0 + 60.0 * each if each <= MOST_HAN_SQUEEZE else None

    def _force(self, node: _Node, room: int, indent: int, base: int, reached: dict[int, _Node]) -> None:
        """Where no lawful break is in reach, take as much as fits, one character at least."""
        at = max(bisect_right(self.shaped.edges, base + room, node.at + 1) - 1, node.at + 1)
        cost = node.cost + FORCED
        if at not in reached or cost < reached[at].cost:
            reached[at] = _Node(cost, at, room, indent, node)

    def _last_line_cost(self, start: int) -> float:
        if start == 0:
            return 0.0
        tail = self.shaped.text[start:]
        if len(tail) >= 12:
            return 0.0
        han = han_count(tail) - self._raised_han(start)
        if han >= 3:
            return 0.0
        width = self.shaped.natural(start, self.length)
        if han == 2:
            return SHORT_LAST
        return RUNT if han == 1 or width < 2 * EM else SHORT_LAST

    def _raised_han(self, start: int) -> int:
        """The Han from there on that are set small and raised or lowered (注1): they hold no line."""
        looks = self.shaped.looks
        if not any(look.script for _, look in looks):
            return 0
        ends = [*(at for at, _ in looks[1:]), self.length]
        parts = ((max(at, start), end) for (at, look), end in zip(looks, ends, strict=True) if look.script)
        return sum(han_count(self.shaped.text[at:end]) for at, end in parts if at < end)


def _by_cost(node: _Node) -> tuple[float, int]:
    return node.cost, -node.at


def _unwind(node: _Node, justify_last: bool = False) -> list[Line]:
    lines: list[Line] = []
    last = True
    while node.before is not None:
        lines.append(Line(node.before.at, node.at, node.room, node.indent, justify_last or not last))
        node, last = node.before, False
    lines.reverse()
    return lines


def break_lines(
    shaped: Shaped, measure: int | Measure, *, indent: int = 2 * EM, looseness: int = 0, last_full: bool = False
) -> list[Line]:
    """Break a paragraph into the lines that cost least together.

    `measure` is as Breaking has it. `looseness` asks for so many lines more (or fewer) than the optimum; the optimum is
    given back where the paragraph cannot stand it. Deterministic; every character stands in exactly one line; an empty
    text gives no lines.
    """
    return Breaking(shaped, measure, indent).lines(looseness, last_full=last_full)
