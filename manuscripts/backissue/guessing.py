"""Articles of an issue without a contents page: found by headings, bylines and end marks."""

from __future__ import annotations

import re

from manuscripts.backissue.bodies import has_end_mark
from manuscripts.backissue.contents import is_prose
from manuscripts.backissue.entry_lines import KNOWN_COLUMNS, bare, is_union
from manuscripts.backissue.headers import DATE, KICKER
from manuscripts.backissue.keys import HAN, title_key
from manuscripts.backissue.lines import Line
from manuscripts.backissue.titles import Candidate, Display
from manuscripts.typed import heading_level

_SPACED_NAME = re.compile(rf"^[{HAN}](?:[ \u3000]+[{HAN}]){{1,3}}$")
_TITLE_LINES = 4
_SHORTEST = 5  # characters of a title


def guess_places(display: Display) -> list[Candidate]:
    """The places of titles, in order: lines before a byline, headings behind an end mark, headings of titles' rank."""
    runs = _runs(display)
    sure = [
        run for run in runs if _is_signed(run, display) or _is_ended(run, display) or _is_under_unit(run[0], display)
    ]
    firsts = {run[0] for run in sure}
    ranks = [min(display.lines[index].rank for index in run) for run in sure]
    usual = max((rank for rank in set(ranks) if rank < 7 and ranks.count(rank) * 5 >= len(ranks)), default=0)
    if not sure:
        usual = min((display.lines[index].level for index in display.shown if display.lines[index].level), default=0)
    found: list[Candidate] = []
    for run in runs:
        rank = min(display.lines[index].rank for index in run)
        headed = rank <= min(usual, 2) and _is_closed(run, display) and _has_text(run, display)
        if run[0] in firsts or headed:
            found.append(Candidate(tuple(run), 1.0, 1.0))
    return found


def _runs(display: Display) -> list[list[int]]:
    """The groups of short lines that may be titles: headings of which none is numbered, names a unit or a column."""
    found: list[list[int]] = []
    index = display.start
    while index < len(display.lines):
        if index in display.place and _may_be_title(display.lines[index], display, index):
            run = [index]
            for following in display.run(index)[1:_TITLE_LINES]:
                line = display.lines[following]
                under = line.rank < 8 or line.plain.startswith("—") or display.lines[index].rank == 8
                if not _may_be_title(line, display, following) and not line.plain.startswith("—") or not under:
                    break
                run.append(following)
            found.append(run)
            index = run[-1] + 1
        else:
            index += 1
    return found


def _may_be_title(line: Line, display: Display, index: int) -> bool:
    key = line.key
    if len(key) < _SHORTEST or heading_level(line.plain) is not None or line.signed:
        return False
    if line.plain[-1] in "。；，、：:;,.":
        return False
    name = bare(line.plain)
    if is_union(name) or title_key(name) in KNOWN_COLUMNS or DATE.match(line.plain):
        return False
    return line.rank < 8 or _heads_text(index, display)


def _heads_text(index: int, display: Display) -> bool:
    """Whether a line of plain text stands where only a title can: over a byline or date, a subtitle between or not,
    over a heading it introduces (……强调), or under a unit's name behind an end mark."""
    if _is_under_unit(index, display):
        return True
    line = display.lines[index]
    after = display.neighbour(index, 1)
    if after is not None and KICKER.search(line.plain):
        return display.lines[after].rank < 8
    if after is not None and display.lines[after].plain.startswith("—") and after in display.place:
        after = display.neighbour(after, 1)
    return after is not None and _is_under_title(display.lines[after])


def _is_under_unit(index: int, display: Display) -> bool:
    """Whether a line stands under a unit's name behind an end mark, or second in a title that does."""
    before = display.neighbour(index, -1)
    for _ in range(2):
        if before is None:
            return False
        if is_union(bare(display.lines[before].plain[:40])):
            above = display.neighbour(before, -1)
            return above is None or has_end_mark(display.lines[above].plain)
        if before not in display.place:
            return False
        before = display.neighbour(before, -1)
    return False


def _is_under_title(line: Line) -> bool:
    """A byline, a date in brackets, or a name set with spaces."""
    return bool(line.signed or DATE.match(line.plain) or (len(line.plain) < 12 and _SPACED_NAME.match(line.plain)))


def _is_signed(run: list[int], display: Display) -> bool:
    after = display.neighbour(run[-1], 1)
    for _ in range(2):  # a subtitle may stand between
        if after is None:
            return False
        line = display.lines[after]
        if _is_under_title(line):
            return _is_closed(run, display)
        after = display.neighbour(after, 1)
    return False


def _before(run: list[int], display: Display) -> Line | None:
    index = display.neighbour(run[0], -1)
    while index is not None and is_union(bare(display.lines[index].plain[:40])):
        index = display.neighbour(index, -1)
    return display.lines[index] if index is not None else None


def _is_ended(run: list[int], display: Display) -> bool:
    before = _before(run, display)
    if display.lines[run[0]].rank == 8:
        return False
    return before is None or (before.kind == "text" and has_end_mark(before.plain))


def _is_closed(run: list[int], display: Display) -> bool:
    before = _before(run, display)
    return before is None or before.kind == "table" or before.plain[-1:] in "。！？…”）)"


def _has_text(run: list[int], display: Display) -> bool:
    after = display.neighbour(run[-1], 1)
    if after is None:
        return False
    line = display.lines[after]
    return is_prose(line) or len(line.plain) < 40 or line.plain[-1] in "。！？…"
