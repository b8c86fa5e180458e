"""The contents page: where it stands, its columns and entries, whatever interrupts it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from manuscripts.backissue.entry_lines import KNOWN_COLUMNS, Item, bare, is_union, items_of, page_first
from manuscripts.backissue.imprint import Labels, read_labels
from manuscripts.backissue.keys import han_count, similarity, title_key
from manuscripts.backissue.lines import TITLE_LIMIT, Line

NO_COLUMN = "未分栏目"

_HEAD = re.compile(r"^\W*(?:本期)?(?:目\s*[录錄次]|要\s*目)\W*(?:contents?)?\W*$|^\W*contents?\W*$", re.I)
_MASTHEAD = re.compile(r"(?:19|20)\d\d\s*年?\s*[第·.总/-]\s*\d{1,2}\s*期?|总\s*第?\s*\d+\s*期|第\s*\d+\s*期")
_OF_COVER = re.compile(r"^\W*(?:封面|封底|封[二三]|扉页|插页|本期封面)(?:[:：\s/]|摄影|照片|图片|人物|设计|$)")
_PROSE_STOP = re.compile(r"[。；！？]")
_ENTRY_LIMIT = 3000  # characters: a whole contents page read as one line
_GAP = 30  # lines without a page that may stand between two entries
_COLUMN_LIMIT = 18  # characters of a column's name
_VERB = re.compile(
    r"(?:开展|举办|举行|召开|组织|扎实|积极|深入|认真|赴|走访|慰问|启动|多措并举|持续|全面|着力|大力|聚力|用心|倾情|全力|成功|荣获|获|为|在|与|联合|推进|推动|落实|学习|传达|宣讲)"
)
_SPLIT_KICKER = re.compile(r"(?:强调|指出|要求|表示)$")


@dataclass
class Entry:
    """An article as the contents list it."""

    title: str
    column: int
    line: int
    page: int | None = None
    author: str = ""
    union: str = ""

    @property
    def key(self) -> str:
        """What of the title is compared with the page."""
        return title_key(self.title)


@dataclass
class Contents:
    """What the contents page says, and the lines (by index) it stands on."""

    span: range
    columns: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)
    unions: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)


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


def _bears_page(line: Line, last_page: int) -> bool:
    if line.kind not in ("text", "folio", "table") or len(line.plain) > _ENTRY_LIMIT or _is_masthead(line):
        return False
    if line.kind == "text" and is_prose(line) and not re.search(r"[\s.…·/(（]\d{1,3}\s*[)）]?\s*$", line.plain):
        return False
    return any(item.page for item in items_of(line, pages_first=True, last_page=last_page))


def _unheaded(lines: list[Line]) -> int | None:
    """Where a contents page without its heading begins: a run of lines ending in page numbers that never fall."""
    run: list[tuple[int, int]] = []
    for index, line in enumerate(lines[:600]):
        if line.kind == "folio" or not _bears_page(line, 0):
            if run and index - run[-1][0] > 8:
                run = []
            continue
        pages = [item.page for item in items_of(line, pages_first=True, last_page=0) if item.page and item.text]
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
    evidence = _evidence(lines[end:])
    reader = _Reader(Contents(range(start, end), labels=labels), evidence)
    first = page_first(region)
    items: list[Item] = []
    last_page = 0
    for line in region:
        if line.kind in ("image", "rule") or _is_debris(line):
            continue
        new = items_of(line, pages_first=first, last_page=last_page)
        last_page = max([last_page, *(item.page or 0 for item in new)])
        items += [item for item in new if item.text or item.page]
    return reader.read(items, pages_first=first)


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
    reach, gap, prose, last_page = start + 1, 0, 0, 0
    seen: list[str] = []
    unpaged = None
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if index in labels.used or line.kind in ("image", "rule") or _is_debris(line):
            continue
        if line.kind == "folio" and not _may_be_own_page(lines, index, last_page):
            continue
        bears = _bears_page(line, last_page)
        if not bears and _repeats(line, seen):
            unpaged = unpaged or index
            break
        if bears:
            items = items_of(line, pages_first=True, last_page=last_page)
            last_page = max(last_page, *(item.page or 0 for item in items))
            seen += [title_key(item.text) for item in items if item.text and len(item.text) <= TITLE_LIMIT]
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
            seen.append(line.key)
        if gap > _GAP and last_page:
            break
    if not last_page and unpaged:
        return unpaged  # a contents page without page numbers ends where its first title comes again
    for index in sorted(labels.used):  # a board or imprint that follows belongs to the contents' page
        if reach <= index < reach + 3:
            reach = index + 1
    return max(reach, start + 1)


def _may_be_own_page(lines: list[Line], index: int, last_page: int) -> bool:
    """Whether a number alone on its line is an entry's page rather than the folio of a page of running text."""
    before = lines[index - 1]
    number = int(re.search(r"\d+", lines[index].plain)[0])
    return before.kind == "text" and not is_prose(before) and number + 3 >= last_page


def _repeats(line: Line, seen: list[str]) -> bool:
    """Whether the line gives again a title that stood in the contents: the running text has begun."""
    key = line.key
    if len(key) < 5 or title_key(bare(line.plain)) in KNOWN_COLUMNS:
        return False
    return any(
        key == other
        or (len(key) >= 6 and min(len(other), 200) >= 6 and (other.startswith(key) or similarity(key, other) > 0.85))
        for other in seen
        if abs(len(other) - len(key)) < 60
    ) and not is_union(line.plain)


def _evidence(lines: list[Line]) -> Callable[[str], bool]:
    """A question to the running text: whether a title's characters stand together in its short lines."""
    display = "".join(line.key for line in lines if line.kind == "text" and len(line.plain) <= TITLE_LIMIT)
    return lambda key: len(key) >= 4 and key in display


class _Reader:
    """Puts the items of a contents page together into columns and entries."""

    def __init__(self, contents: Contents, evidence: Callable[[str], bool]) -> None:
        self.contents = contents
        self.evidence = evidence
        self.pending: list[Item] = []
        self.union = ""
        self.column = 0
        self.next_page: int | None = None

    def read(self, items: list[Item], *, pages_first: bool) -> Contents:
        paged = sum(item.page is not None for item in items)
        titles = sum(item.kind != "page" for item in items)
        self.pages_first = pages_first
        self.unpaged = paged < max(2, titles * 0.2)
        self.pages_before = self._numbers_stand_before(items)
        for index, item in enumerate(items):
            following = items[index + 1] if index + 1 < len(items) else None
            if item.column and bare(item.column) != self._column_name():
                self._open_column(item.column)
            if item.kind == "page":
                self._page(item)
            elif item.kind == "entry":
                self._entry(item)
            else:
                self._text(item, following)
        self._flush()
        return self.contents

    def _numbers_stand_before(self, items: list[Item]) -> bool:
        """Whether pages on lines of their own stand before their titles."""
        alone = [index for index, item in enumerate(items) if item.kind == "page"]
        if not alone or any(item.kind == "entry" for item in items):
            return False
        opening = [
            item for item in items[: alone[0]] if not (item.marked or title_key(bare(item.text)) in KNOWN_COLUMNS)
        ]
        return items[-1].kind != "page" and not [item for item in opening if not is_union(item.text)]

    def _column_name(self) -> str:
        return self.contents.columns[self.column] if self.contents.columns else ""

    def _open_column(self, name: str) -> None:
        self._flush()
        self.union = ""
        name = (
            re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", bare(name))
            if len(name) <= 8
            else bare(name)
        )
        known = [title_key(column) for column in self.contents.columns]
        if title_key(name) in known:  # the column goes on on the second page of the contents
            self.column = known.index(title_key(name))
            return
        self.contents.columns.append(name)
        self.column = len(self.contents.columns) - 1

    def _page(self, item: Item) -> None:
        if self.pages_before:
            self._flush()
            self.next_page = item.page
        elif self.pending:
            self._close(item.page)
        elif self.contents.entries and self.contents.entries[-1].page is None:
            self.contents.entries[-1].page = item.page

    def _entry(self, item: Item) -> None:
        if self.pages_first:
            self._flush()
            self.pending = [item]
            return
        self.pending.append(item)
        self._close(item.page)

    def _text(self, item: Item, following: Item | None) -> None:
        name = bare(item.text)
        if self._is_column(item, name, following):
            self._open_column(name)
            return
        if is_union(name) and not self._continues(item, following):
            self._flush()
            self.union = name
            self.contents.unions.add(name)
            return
        if self.unpaged and self.pending and not self._belongs_together(item):
            self._flush()
        self.pending.append(item)

    def _belongs_together(self, item: Item) -> bool:
        """Without pages: whether this line goes on with the title before it, as the running text shows."""
        before = title_key("".join(one.text for one in self.pending))
        return item.text.startswith(("——", "—")) or self.evidence(before[-6:] + title_key(item.text)[:4])

    def _continues(self, item: Item, following: Item | None) -> bool:
        """Whether a line that reads as a union's name is part of a title broken over lines."""
        own = title_key(item.text)
        if self.pending and not self.pages_first:
            return not item.marked
        if not self.pending and following and following.kind != "page" and not item.marked:
            return bool(_VERB.match(following.text)) and self.evidence(own + title_key(following.text)[:6])
        return False

    def _is_column(self, item: Item, name: str, following: Item | None) -> bool:
        key = title_key(name)
        if not key or item.author or item.unit or is_union(name):
            return False
        if key in KNOWN_COLUMNS:
            return not (following and following.kind == "page" and not self.pages_before and len(key) > 4)
        if len(key) > _COLUMN_LIMIT or (following and following.kind == "page" and not self.pages_before):
            return False
        if self.next_page is not None or following is None:
            return False
        if item.marked:
            return not self._half_of_title(item, following)
        if self.pending and not (self.pages_first or self.unpaged):
            return False
        if re.search(r"[，。：；“”—！？、（）/]", name) or " " in name or len(key) > 14 or len(key) < 2:
            return False
        if self.pages_first or self.unpaged:
            return len(key) <= 6 and not self.evidence(key) and not self._half_of_title(item, following)
        return not self._half_of_title(item, following)

    def _half_of_title(self, item: Item, following: Item) -> bool:
        key, after = title_key(item.text), title_key(following.text)
        return bool(after) and self.evidence(key + after[:5])

    def _flush(self) -> None:
        """Close what is pending: with its own page, with the page before it, or with none."""
        if self.pending:
            own = next((item.page for item in self.pending if item.page), None)
            self._close(own or self.next_page)

    def _close(self, page: int | None) -> None:
        items, self.pending = self.pending, []
        self.next_page = None
        title = ""
        for item in items:
            title += (" " if title and _joins_with_space(title, item.text) else "") + item.text
        if not title_key(title):
            return
        if not self.contents.columns:
            self.contents.columns.append(NO_COLUMN)
        unit = next((item.unit for item in items if item.unit), "") or self.union
        author = next((item.author for item in reversed(items) if item.author), "")
        self.contents.entries.append(Entry(title, self.column, items[0].line, page, author, unit))


def _joins_with_space(left: str, right: str) -> bool:
    """Whether two lines of a title were two parts of it, not one broken at the line's end."""
    if right.startswith(("—", "-")) or left.endswith(("—", "，", "、", "“", "《")):
        return False
    couplet = len(title_key(left)) == len(title_key(right)) and len(title_key(left)) <= 10
    return couplet or bool(_SPLIT_KICKER.search(left))
