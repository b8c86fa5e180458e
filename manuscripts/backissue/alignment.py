"""Which place each title takes: the assignment in reading order that fits best as a whole, then the stragglers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from manuscripts.backissue.entries import Entry
from manuscripts.backissue.halves import complete, reunite
from manuscripts.backissue.keys import bigrams, matched, similarity, title_key
from manuscripts.backissue.lines import TITLE_LIMIT, Line
from manuscripts.backissue.titles import Candidate, Display, candidates
from manuscripts.typed import source_line, trailing_unit

_BYLINE_NEAR = 5  # lines under a title that may hold its own byline
_SURE, _LOOSE, _WORTH = 0.62, 0.5, 0.4
_OPENING = 0.75  # the share of a lost title that its article's first words must say again
_OPENING_LENGTH, _SHORTEST_OPENING = 80, 40  # characters of those words; of the paragraph they begin
_PAGE_WEIGHT = 0.08  # what standing a whole issue away from its page costs a candidate


@dataclass
class Alignment:
    """The place of each title found (by index of its entry), and how far each was sought."""

    places: dict[int, Candidate] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)  # found by the form of the page, not by their words
    moved: set[int] = field(default_factory=set)  # found out of the contents' order
    doubled: dict[int, list[Candidate]] = field(default_factory=dict)  # other places as good as the one taken


def align(entries: list[Entry], display: Display) -> Alignment:
    """Give each entry a place in the running text, none overlapping, in an order the contents explain."""
    whole = range(display.start, len(display.lines))
    options = {index: candidates(entry, display, whole, _SURE) for index, entry in enumerate(entries)}
    options = _weigh_pages(entries, options, display)
    orders = [list(range(len(entries)))]
    if all(entry.page for entry in entries):
        by_page = sorted(orders[0], key=lambda index: entries[index].page)
        orders += [by_page] if by_page != orders[0] else []
    solved = [(_solve(order, options), order) for order in orders]
    (_, places), order = max(solved, key=lambda one: one[0][0])
    found = Alignment(places)
    _seek_between(entries, display, found, order)
    _seek_anywhere(entries, options, found)
    _seek_by_form(entries, display, found, order)
    _seek_by_opening(entries, display, found, order)
    reunite(entries, display, found.places)
    complete(entries, display, found.places)
    for index, place in found.places.items():
        found.doubled[index] = [
            one for one in options[index] if one.likeness > 0.97 and place.likeness > 0.97 and not _overlap(one, place)
        ]
    return found


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.first <= other.last and other.first <= one.last


def _weigh_pages(
    entries: list[Entry], options: dict[int, list[Candidate]], display: Display
) -> dict[int, list[Candidate]]:
    """Candidates far from where their printed page must be lose a little, so that page decides between equals."""
    pages = [entry.page for entry in entries if entry.page]
    if not pages or max(pages) == min(pages):
        return options
    first, length = min(pages), max(pages) - min(pages) + 1

    def weighed(entry: Entry, one: Candidate) -> Candidate:
        away = abs((entry.page - first) / length - display.offsets[one.first])
        return replace(one, score=one.score - _PAGE_WEIGHT * away)

    return {
        index: [weighed(entries[index], one) for one in found] if entries[index].page else found
        for index, found in options.items()
    }


def _solve(order: list[int], options: dict[int, list[Candidate]]) -> tuple[float, dict[int, Candidate]]:
    """The choice of strictly following places with the greatest sum of scores above _WORTH."""
    ends = sorted({one.last for found in options.values() for one in found})
    slot = {end: position + 1 for position, end in enumerate(ends)}
    # A Fenwick tree of prefix maxima: best sum of a chain that ends at or before a line.
    tree: list[tuple[float, tuple | None]] = [(0.0, None)] * (len(ends) + 1)

    def best_before(line: int) -> tuple[float, tuple | None]:
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if ends[middle] < line:
                low = middle + 1
            else:
                high = middle
        best: tuple[float, tuple | None] = (0.0, None)
        while low > 0:
            if tree[low][0] > best[0]:
                best = tree[low]
            low -= low & -low
        return best

    for index in order:
        reached = []
        for one in options[index]:
            total, chain = best_before(one.first)
            reached.append((total + one.score - _WORTH, (index, one, chain), slot[one.last]))
        for total, chain, position in reached:
            while position <= len(ends):
                if total > tree[position][0] + 1e-9:
                    tree[position] = (total, chain)
                position += position & -position
    total, chain = best_before(10**12)
    places: dict[int, Candidate] = {}
    while chain:
        index, one, chain = chain
        places[index] = one
    return total, places


def _gaps(order: list[int], found: Alignment, end: int, start: int) -> list[tuple[list[int], range]]:
    """Runs of entries not found, each with the lines between its found neighbours."""
    gaps: list[tuple[list[int], range]] = []
    missing: list[int] = []
    after = start
    for index in [*order, -1]:
        place = found.places.get(index)
        if index != -1 and (place is None or index in found.moved):
            missing += [index] if place is None else []
            continue
        stop = place.first if place else end
        if missing:
            gaps.append((missing, range(after, max(after, stop))))
            missing = []
        after = place.last + 1 if place else end
    return gaps


def _seek_between(entries: list[Entry], display: Display, found: Alignment, order: list[int]) -> None:
    """A second look for titles not found, with a lower bar, between the neighbours that were."""
    for missing, span in _gaps(order, found, len(display.lines), display.start):
        options = {index: candidates(entries[index], display, span, _LOOSE) for index in missing}
        found.places.update(_solve(missing, options)[1])


def _seek_anywhere(entries: list[Entry], options: dict[int, list[Candidate]], found: Alignment) -> None:
    """A title that stands word for word on another page than the contents' order says is taken there."""
    for index in range(len(entries)):
        if index in found.places:
            continue
        for one in options[index]:
            if one.likeness > 0.9 and not any(_overlap(one, other) for other in found.places.values()):
                found.places[index] = one
                found.moved.add(index)
                break


def _seek_by_form(entries: list[Entry], display: Display, found: Alignment, order: list[int]) -> None:
    """Titles the page words otherwise or the scan lost: taken by bylines, end marks and headings of the page."""
    for missing, span in _gaps(order, found, len(display.lines), display.start):
        if len(span) < 2:
            continue
        begins = _beginnings(display, span, span.start > display.start)
        for index, window in _paired(entries, missing, begins, display):
            if any(set(window) & set(place.lines) for place in found.places.values()):
                continue
            key = "".join(display.lines[one].key for one in window)
            untitled = not window or display.lines[window[0]].key == "" or window[0] not in display.place
            untitled = untitled or bool(display.lines[window[0]].signed)
            found.places[index] = Candidate(tuple(window), 0.3, similarity(key, entries[index].key), untitled=untitled)
            found.guessed.add(index)


def _seek_by_opening(entries: list[Entry], display: Display, found: Alignment, order: list[int]) -> None:
    """Titles printed as pictures: a report's first sentence mostly says again what its title says."""
    for missing, span in _gaps(order, found, len(display.lines), display.start):
        under_title = span.start > display.start  # the text right under a title is that title's
        openings = _openings(display, span[1:] if under_title else span)
        postings: dict[str, list[int]] = defaultdict(list)
        for line, key in openings.items():
            for pair in bigrams(key):
                postings[pair].append(line)
        floor = span.start
        for index in missing:
            key = entries[index].key
            pairs = bigrams(key)
            shared = Counter(line for pair in pairs for line in postings.get(pair, ()) if line >= floor)
            told = [
                (matched(openings[line], key) / len(key), line)
                for line, count in shared.most_common(3)
                if len(key) >= 8 and count >= len(pairs) / 2
            ]
            told.sort(reverse=True)
            if not told or told[0][0] < _OPENING or (len(told) > 1 and told[1][0] > told[0][0] - 0.1):
                continue
            line = told[0][1]
            found.places[index] = Candidate((line,), 0.3, 0.0, untitled=True)
            found.guessed.add(index)
            floor = line + 1


def _openings(display: Display, span: range) -> dict[int, str]:
    """The first words, as keys, of the paragraphs in `span` that begin behind a closed one."""
    found: dict[int, str] = {}
    for index in span:
        line, before = display.lines[index], display.neighbour(index, -1)
        if index in display.furniture or line.kind != "text" or line.rank < 8 or len(line.plain) < _SHORTEST_OPENING:
            continue
        if before is None or display.lines[before].plain[-1:] in "。！？…”）)":
            found[index] = title_key(line.plain[:_OPENING_LENGTH])
    return found


def _paired(
    entries: list[Entry], missing: list[int], begins: list[list[int]], display: Display
) -> list[tuple[int, list[int]]]:
    """Missing entries with the beginnings that must be theirs: as many as are missing, or those their authors sign."""
    if len(begins) == len(missing):
        return list(zip(missing, begins, strict=True))
    pairs = []
    for index in missing:
        author = title_key(entries[index].author)
        signed = [window for window in begins if author and _signs(author, window, display)]
        pairs += [(index, signed[0])] if len(signed) == 1 else []
    return pairs


def _signs(author: str, window: list[int], display: Display) -> bool:
    after = display.neighbour(window[-1], 1)
    return any(author in display.lines[index].key for index in (window[-1], after) if index is not None)


def _beginnings(display: Display, span: range, after_article: bool) -> list[list[int]]:
    """Runs of lines in `span` that begin an article by their form: behind an end mark, or before a byline.

    Where no line is set as a title behind an end mark, the paragraph there is itself the beginning.
    """
    found: list[list[int]] = []
    index = span.start
    while index < span.stop:
        if index in display.furniture or display.lines[index].kind != "text" or display.lines[index].caption:
            index += 1
            continue
        line = display.lines[index]
        run = [one for one in display.run(index) if one in span] if index in display.place else [index]
        run = [one for one in run if not display.lines[one].signed] or run[:1]
        before, after = display.neighbour(index, -1), display.neighbour(run[-1], 1)
        ended = before is not None and before >= span.start - 1 and _ends_article(display.lines[before])
        opens = not after_article and index == span.start
        signed = after is not None and bool(display.lines[after].signed)
        headed = line.level > 0 or display.lines[run[-1]].level > 0
        own = bool(line.signed) and not (after_article and index < span.start + _BYLINE_NEAR)
        if (headed and (ended or opens)) or (signed and (headed or ended)) or own or (ended and _is_text(line)):
            found.append(run)
        index = run[-1] + 1
    return found


def _is_text(line: Line) -> bool:
    return len(line.plain) > 40 and line.plain[-1] in "。！？”）)"


def _ends_article(line: Line) -> bool:
    return bool(source_line(line.plain[-80:]) or trailing_unit(line.plain[-80:]))


def split_glued(lines: list[Line], entries: list[Entry], missing: list[int], start: int) -> list[Line]:
    """The lines with each missing title cut loose where a paragraph begins with it on the same line."""
    wanted = {entries[index].key[:6]: entries[index].key for index in missing if len(entries[index].key) >= 6}
    if not wanted:
        return lines
    found: list[Line] = []
    for index, line in enumerate(lines):
        head = line.plain[: 2 * TITLE_LIMIT] if index >= start and line.kind == "text" else ""
        key = wanted.get(title_key(head)[:6], "") if head else ""
        cut = _cut_behind(head, key) if key and title_key(head).startswith(key) else None
        if not cut or len(line.plain) - cut < 6:
            found.append(line)
            continue
        plain = line.plain
        title = replace(line, text=plain[:cut], bold=line.bold or line.text.startswith("**"))
        body = re.sub(r"^[\s\u3000*：:]+", "", line.text.replace("**", "") if line.level else plain[cut:])
        found += [title, replace(line, text=plain[cut:].lstrip() if line.level else body, level=0, bold=False, gap=1)]
    return found


def _cut_behind(text: str, key: str) -> int | None:
    """The index in `text` behind the characters that give `key`, closing marks included."""
    passed = 0
    for index, character in enumerate(text):
        passed += len(title_key(character))
        if passed >= len(key):
            end = index + 1
            while end < len(text) and text[end] in "”’》）)】！？":
                end += 1
            return end
    return None
