"""The items of a contents page put together into columns and entries."""

from __future__ import annotations

import re
from itertools import groupby

from manuscripts.backissue.entries import NO_COLUMN, Contents, Entry
from manuscripts.backissue.entry_lines import KNOWN_COLUMNS, Item, bare, is_union
from manuscripts.backissue.evidence import Evidence
from manuscripts.backissue.keys import title_key
from manuscripts.typed.brackets import is_open

_COLUMN_LIMIT = 18  # characters of a column's name
_HALF_LIMIT = 10  # characters of one half of a couplet
_PLAIN_COLUMN = re.compile(r"^[^，。：；“”—！？、（）/ ]{2,14}$")
_OF_UNIONS = re.compile(
    r"市州|州市|县区|区县|地区|各地|基层|产业|动态|信息|简讯|之窗|活动|^(?!.*(?:劳模|先进|工匠)).*风采"
)
_SPLIT_KICKER = re.compile(r"(?:强调|指出|要求|表示)$")
_VERB = re.compile(
    r"(?:开展|举办|举行|召开|组织|扎实|积极|深入|认真|赴|走访|慰问|启动|多措并举|持续|全面|着力|大力|聚力|用心|倾情|全力|成功|荣获|获|为|在|与|联合|推进|推动|落实|学习|传达|宣讲)"
)


class EntryReader:
    """Puts the items of a contents page together into columns and entries."""

    def __init__(self, contents: Contents, evidence: Evidence) -> None:
        self.contents = contents
        self.evidence = evidence
        self.pending: list[Item] = []
        self.union = ""
        self.column = 0
        self.next_page: int | None = None

    def read(self, items: list[Item], *, pages_first: bool) -> Contents:
        items = self._distributed(items)
        paged = sum(item.page is not None for item in items)
        titles = sum(item.kind != "page" for item in items)
        self.pages_first = pages_first
        self.unpaged = paged < max(2, titles * 0.2)
        self.pages_before = self._numbers_stand_before(items)
        # Only then does a line without a page belong to the entry whose page is still to come.
        self.pages_behind = not (self.pages_first or self.pages_before or self.unpaged)
        names = [item for item in items if item.kind == "text" and item.marked and not is_union(bare(item.text))]
        self.columns_marked = len(names) >= 2
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

    def _distributed(self, items: list[Item]) -> list[Item]:
        """Where a scan gives a column of titles and then a column of pages, each title with its page."""
        runs = [(kind == "page", list(run)) for kind, run in groupby(items, key=lambda item: item.kind)]
        found: list[Item] = []
        for number, (is_pages, run) in enumerate(runs):
            before = runs[number - 1][1] if number else []
            if not is_pages or len(run) < 2 or len(before) < len(run) or before[0].kind != "text":
                found += run
                continue
            following = zip(before, [*before[1:], None], strict=True)
            titles = [item for item, after in following if not self._names_group(item, after)]
            while len(titles) > len(run) and (broken := self._broken(titles)) is not None:
                titles[broken].text += titles.pop(broken + 1).text
            if len(titles) != len(run):
                found += run
                continue
            kept = {id(item) for item in titles}
            parts = [item for item in before if id(item) in kept or self._names_group(item, None)]
            for item, page in zip(titles, run, strict=True):
                item.kind, item.page = "entry", page.page
            found[len(found) - len(before) :] = parts
        return found

    def _names_group(self, item: Item, following: Item | None) -> bool:
        """Whether an item names a column or a union rather than an article."""
        name = bare(item.text)
        return title_key(name) in KNOWN_COLUMNS or is_union(name) or (item.marked and len(title_key(name)) <= 10)

    def _broken(self, titles: list[Item]) -> int | None:
        """The place of a title that goes on in the next line, as the running text shows."""
        for place in range(len(titles) - 1):
            left, right = title_key(titles[place].text), title_key(titles[place + 1].text)
            if self.evidence.together(left[-6:] + right[:6]):
                return place
        return None

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
        return item.text.startswith(("——", "—")) or self.evidence.together(before[-6:] + title_key(item.text)[:4])

    def _continues(self, item: Item, following: Item | None) -> bool:
        """Whether a line that reads as a union's name is part of a title broken over lines."""
        own = title_key(item.text)
        if self.pending and self.pages_behind:
            return not item.marked
        if self.pending:
            before = title_key("".join(one.text for one in self.pending))
            return not item.marked and self.evidence.together(before[-6:] + own[:5])
        if not following or following.kind == "page" or item.marked:
            return False
        after = title_key(following.text)
        if not self.evidence.together(own + after[:6]):
            return False
        return bool(_VERB.match(following.text)) or not self.evidence.begins(after)

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
            return following.marked is False or not self._half_of_title(key, following)
        if self.columns_marked or not _PLAIN_COLUMN.match(name) or self.evidence.heads_text(key):
            return False
        if self.pending:
            before = title_key("".join(one.text for one in self.pending))
            if self.evidence.together(before[-6:] + key[:5]):
                return False
            if self.pages_behind:
                return False
            return not self.unpaged or not self.evidence.line(key)
        return not self._half_of_title(key, following)

    def _half_of_title(self, key: str, following: Item) -> bool:
        """Whether the next line goes on with this one: the page sets both together, and begins no line with the second."""
        after = title_key(following.text)
        return bool(after) and self.evidence.together(key + after[:5]) and not self.evidence.begins(after)

    def _flush(self) -> None:
        """Close what is pending: with its own page, with the page before it, or with none."""
        if self.pending:
            own = next((item.page for item in self.pending if item.page), None)
            self._close(own or self.next_page)

    def _close(self, page: int | None) -> None:
        items, self.pending = self.pending, []
        self.next_page = None
        if (behind := self._lost_page(items)) is not None:
            self.pending = items[:behind]
            self._close(None)
            items = items[behind:]
        title = ""
        for item in items:
            title += (" " if title and _joins_with_space(title, item.text) else "") + item.text
        if not title_key(title):
            return
        if not self.contents.columns:
            self.contents.columns.append(NO_COLUMN)
        unit = next((item.unit for item in items if item.unit), "")
        author = next((item.author for item in reversed(items) if item.author), "")
        if unit and not self.union and not author and not _OF_UNIONS.search(self._column_name()):
            unit, author = "", unit  # 经验交流 and the like: the union signs as an author does
        unit = unit or self.union
        self.contents.entries.append(Entry(title, self.column, items[0].line, page, author, unit))

    def _lost_page(self, items: list[Item]) -> int | None:
        """Where two titles stand in what is taken for one, the first one's page lost in the scan."""
        for place in range(1, len(items)):
            left = title_key("".join(item.text for item in items[:place]))
            right = title_key("".join(item.text for item in items[place:]))
            couplet = len(left) == len(right) <= _HALF_LIMIT
            if couplet or is_open("".join(item.text for item in items[:place])):
                continue  # one title whose halves the columns of its page set apart
            if self.evidence.line(left) and self.evidence.line(right) and not self.evidence.together(left + right):
                return place
        return None


def _joins_with_space(left: str, right: str) -> bool:
    """Whether two lines of a title were two parts of it, not one broken at the line's end."""
    if right.startswith(("—", "-")) or left.endswith(("—", "，", "、", "“", "《")):
        return False
    couplet = len(title_key(left)) == len(title_key(right)) <= _HALF_LIMIT
    return couplet or bool(_SPLIT_KICKER.search(left))
