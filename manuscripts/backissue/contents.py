"""The contents page: where it stands, its columns and entries, whatever interrupts it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from manuscripts.backissue.entries import Contents
from manuscripts.backissue.entry_lines import KNOWN_COLUMNS, Item, Style, bare, is_union, items_of, style_of
from manuscripts.backissue.entry_reading import EntryReader
from manuscripts.backissue.evidence import Evidence
from manuscripts.backissue.imprint import read_labels
from manuscripts.backissue.jumps import is_note
from manuscripts.backissue.keys import bigrams, han_count, similarity, title_key
from manuscripts.backissue.lines import TITLE_LIMIT, Line
from manuscripts.typed import source_line

_HEAD = re.compile(r"^[\W\d年第期总]*(?:本期)?(?:目\s*[录錄次]|要\s*目)\W*(?:contents?)?\W*$|^\W*contents?\W*$", re.I)
_MASTHEAD = re.compile(r"(?:19|20)\d\d\s*年?\s*[第·.总/-]\s*\d{1,2}\s*期?|总\s*第?\s*\d+\s*期|第\s*\d+\s*期")
_OF_COVER = re.compile(r"^\W*(?:封面|封底|封[二三]|扉页|插页|本期封面)(?:[:：\s/]|摄影|照片|图片|人物|设计|$)")
_PROSE_STOP = re.compile(r"[。；！？]")
_ENTRY_LIMIT = 3000  # characters: a whole contents page read as one line
_AHEAD = 8  # lines behind a title that say whether it still stands in the contents
_BACKWARDS = 3  # pages an entry may go back behind the one before it
_SAMPLE = 150  # lines that show a contents page's style
_GAP = 30  # lines without a page that may stand between two entries


def is_prose(line: Line) -> bool:
    """Whether a line is running text: long, with sentences in it."""
    return (
        line.kind == "text"
        and len(line.plain) > 24
        and bool(_PROSE_STOP.search(line.plain[:-1] or line.plain))
        or (line.kind == "text" and len(line.plain) > TITLE_LIMIT)
    )


def find_contents(lines: list[Line]) -> Contents | None:
    """The contents page of an issue, or None where it has none. Its first article is looked for behind `span`."""
    heads = [
        index
        for index, line in enumerate(lines)
        if line.kind == "text" and len(line.plain) < 30 and _HEAD.match(line.plain)
    ]
    for head in [index for index in heads if index <= max(400, len(lines) // 2)][:3]:
        found = _read(lines, head)
        if len(found.entries) >= 2:
            return found
    start = _unheaded(lines)
    found = _read(lines, start) if start is not None else None
    return found if found and len(found.entries) >= 4 else None


def _bears_page(line: Line, style: Style, last_page: int) -> bool:
    if line.kind not in ("text", "folio", "table") or len(line.plain) > _ENTRY_LIMIT or _is_masthead(line):
        return False
    if is_note(line.plain):
        return False
    if (
        line.kind == "text"
        and is_prose(line)
        and (not re.search(r"[\s.…·/(（]\d{1,3}\s*[)）]?\s*$", line.plain) or source_line(line.plain))
    ):
        return False
    least = last_page - _BACKWARDS if is_prose(line) else 1  # running text that a column cuts at a number is no entry
    return any(item.page and item.page >= least for item in items_of(line, style, last_page))


def _unheaded(lines: list[Line]) -> int | None:
    """Where a contents page without its heading begins: a run of lines ending in page numbers that never fall."""
    run: list[tuple[int, int]] = []
    style = style_of(lines[:300])
    for index, line in enumerate(lines[:600]):
        if line.kind == "folio" or not _bears_page(line, style, 0):
            if run and index - run[-1][0] > 8:
                run = []
            continue
        pages = [item.page for item in items_of(line, style, 0) if item.page and item.text]
        if not pages or (run and pages[0] < run[-1][1]):
            run = []
        run += [(index, page) for page in pages]
        if len(run) >= 5:
            first = run[0][0]
            return max(0, first - 2) if not any(is_prose(line) for line in lines[max(0, first - 2) : first]) else first
    return None


def _is_masthead(line: Line) -> bool:
    return (
        len(line.plain) < 40 and bool(_MASTHEAD.search(line.plain)) and han_count(_MASTHEAD.sub("", line.plain)) <= 10
    )


def _read(lines: list[Line], start: int) -> Contents:
    end = _reach(lines, start)
    labels = read_labels(lines, range(start, end), everywhere=True)
    region = [lines[index] for index in range(start, end) if index not in labels.used]
    text = [line for line in lines[end:] if line.kind == "text"]
    evidence = Evidence(("" if is_prose(line) else line.key, line.rank < 8) for line in text)
    reader = EntryReader(Contents(range(start, end), labels=labels), evidence)
    style = style_of(region)
    items: list[Item] = []
    first_page = last_page = 0
    for index in range(start, end):
        line = lines[index]
        if index in labels.used:
            continue
        if line.kind in ("image", "rule") or _is_debris(line):
            reader.contents.lines.add(index)
            continue
        new = items_of(line, style, last_page)
        if line.kind == "folio" and new[0].page and new[0].page + _BACKWARDS < first_page:
            reader.contents.lines.add(index)  # the contents page's own folio, before all it lists
            continue
        first_page = first_page or next((item.page for item in new if item.page), 0)
        last_page = max([last_page, *(item.page or 0 for item in new)])
        if is_prose(line) and not any(item.page for item in new):
            continue  # a remark between the entries: kept as a leftover
        reader.contents.lines.add(index)
        items += [item for item in new if item.text or item.page or item.author]
    return reader.read(items, pages_first=style.pages_first)


def _is_debris(line: Line) -> bool:
    """Lines of a contents page that are no entry: its heading, the masthead, notes on the cover, Latin ornaments."""
    if line.kind == "table":
        return False
    plain = line.plain
    if _HEAD.match(plain) or _OF_COVER.match(plain) or _is_masthead(line):
        return True
    return not han_count(plain) and not any(character.isdigit() for character in plain)


def _reach(lines: list[Line], start: int) -> int:
    """The line behind the contents page: behind its last entry, where the running text has not begun."""
    labels = read_labels(lines, range(start, min(len(lines), start + 1500)), everywhere=True)
    style = style_of(lines[start : start + _SAMPLE])
    reach, gap, prose, last_page = start + 1, 0, 0, 0
    seen = _Seen()
    unpaged = None
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if index in labels.used or line.kind in ("image", "rule") or _is_debris(line):
            continue
        if line.kind == "folio" and not _may_be_own_page(lines, index, last_page):
            continue
        bears = _bears_page(line, style, last_page)
        if not bears and seen.repeats(line) and not _goes_on(lines, index, style, last_page):
            unpaged = unpaged or index
            break
        if bears:
            items = items_of(line, style, last_page)
            last_page = max(last_page, *(item.page or 0 for item in items))
            for item in items:
                seen.add(title_key(item.text[:TITLE_LIMIT]))
            reach, gap, prose = index + 1, 0, 0
            continue
        if is_prose(line):
            prose += 1
            unpaged = unpaged or index
            if prose >= 3:
                break
            continue
        gap += 1
        if line.kind == "text" and not prose:
            seen.add(line.key)
        if gap > _GAP and last_page:
            break
    if not last_page and unpaged:
        return unpaged  # a contents page without page numbers ends where its first title comes again
    for index in sorted(labels.used):  # a board or imprint that follows belongs to the contents' page
        if reach <= index < reach + 3:
            reach = index + 1
    return max(reach, start + 1)


def _goes_on(lines: list[Line], index: int, style: Style, last_page: int) -> bool:
    """Whether entries with pages still follow a line, before any running text."""
    for line in lines[index + 1 : index + 1 + _AHEAD]:
        if is_prose(line):
            return False
        items = items_of(line, style, last_page) if line.kind in ("text", "folio", "table") else []
        if any(item.page and item.page + _BACKWARDS * bool(item.text) >= last_page for item in items):
            return True
    return False


def _may_be_own_page(lines: list[Line], index: int, last_page: int) -> bool:
    """Whether a number alone on its line is an entry's page rather than the folio of a page of running text."""
    before = next(line for line in reversed(lines[:index]) if line.kind != "folio")
    number = int(re.search(r"\d+", lines[index].plain)[0])
    return before.kind == "text" and not is_prose(before) and number + _BACKWARDS >= last_page


class _Seen:
    """Titles read so far, asked whether a line gives one of them again: the running text has begun."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.postings: dict[str, list[int]] = defaultdict(list)

    def add(self, key: str) -> None:
        for pair in bigrams(key):
            self.postings[pair].append(len(self.keys))
        self.keys.append(key)

    def repeats(self, line: Line) -> bool:
        key = line.key
        if len(key) < 5 or title_key(bare(line.plain)) in KNOWN_COLUMNS or is_union(bare(line.plain)):
            return False
        shared = Counter(place for pair in bigrams(key) for place in self.postings.get(pair, ())[:200])
        for place, _ in shared.most_common(3):
            other = self.keys[place]
            if key == other or (len(key) >= 6 and similarity(key, other[: len(key) + 2]) > 0.75):
                return True
        return False
