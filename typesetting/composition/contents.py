"""The contents: columns, titles, leaders and true page numbers, with the board and the imprint beside them."""

from __future__ import annotations

from dataclasses import dataclass

from typesetting.composition.design import LEFT, ROW, ROWS, TEXT_WIDTH, row_y
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Box, Link, Piece, Text
from typesetting.composition.typesetter import Typesetter, plain

SIDE = 129.0  # width of the board's and the imprint's column
SIDE_GAP = 24.0
ENTRY_X = LEFT + SIDE + SIDE_GAP
ENTRY_WIDTH = TEXT_WIDTH - SIDE - SIDE_GAP
FOLIO_WIDTH = 24.0
HEAD_ROWS = 6
LEADER = 6.0


@dataclass
class Entry:
    """One line or more of the contents. `article` is empty for a column's or a union's name."""

    rows: int
    style: str
    lines: list[list[Piece]]
    last_end: float = 0.0
    article: str = ""
    author: str = ""
    sticks: bool = False


class Contents:
    """Reserves its pages before the articles are placed and fills them when their pages are known."""

    def __init__(self, setter: Typesetter, issue: Issue, manifest: dict):
        self.setter, self.issue, self.manifest = setter, issue, manifest
        self.pages: list[tuple[Sheet, list[tuple[int, Entry]]]] = []

    def reserve(self) -> None:
        """Break all entries and put them on pages."""
        sheet, row = self._page(), HEAD_ROWS
        entries = self._entries()
        for index, entry in enumerate(entries):
            follower = entries[index + 1].rows if entry.sticks and index + 1 < len(entries) else 0
            if row + entry.rows + follower > ROWS:
                sheet, row = self._page(), 2
            if entry.style == "contents-column" and row not in (2, HEAD_ROWS):
                row += 1
            self.pages[-1][1].append((row, entry))
            row += entry.rows

    def _page(self) -> Sheet:
        sheet = self.issue.new_sheet(furniture=False)
        self.pages.append((sheet, []))
        return sheet

    def _entries(self) -> list[Entry]:
        found = []
        for column in self.manifest["columns"]:
            if not column["articles"]:
                continue
            found.append(Entry(1, "contents-column", [[column["name"]]], sticks=True))
            label = ""
            for article in column["articles"]:
                if article.get("label") and article["label"] != label:
                    found.append(Entry(1, "contents-union", [[article["label"]]], sticks=True))
                label = article.get("label", "")
                found.append(self._article(article))
        return found

    def _article(self, article: dict) -> Entry:
        names = [entry["name"] for entry in article["bylines"]]
        author = " ".join(names[:2]) + (" 等" if len(names) > 2 else "")
        title = " ".join(part for part in (article["title"].strip(), article.get("subtitle", "").strip()) if part)
        author_width = self.setter.width(author, "contents-union") + 12 if author else 0
        width = ENTRY_WIDTH - FOLIO_WIDTH - 3 * LEADER
        set_text = self.setter.set(plain(title or "（无题）"), "contents-entry", width, align="left", hang=1000)
        entry = Entry(len(set_text.lines), "contents-entry", set_text.lines, set_text.last_end, article["id"], author)
        if entry.last_end + author_width > width:
            entry.rows += 1
            entry.last_end = 0.0
        return entry

    def fill(self, spans: dict[str, tuple[int, int]]) -> None:
        """Draw every page of the contents."""
        for index, (sheet, entries) in enumerate(self.pages):
            if index == 0:
                self._masthead(sheet)
            for row, entry in entries:
                self._draw(sheet, row, entry, spans)

    def _masthead(self, sheet: Sheet) -> None:
        title = self.setter.set(plain("目\u3000录"), "contents-title", ENTRY_WIDTH, align="left").lines
        sheet.add(Text(ENTRY_X, row_y(0), ENTRY_WIDTH, "contents-title", title, "title", 1, anchor="contents"))
        label = self.setter.set(plain(self.manifest["issue"]["label"]), "contents-issue", ENTRY_WIDTH, align="left")
        sheet.add(Text(ENTRY_X, row_y(3), ENTRY_WIDTH, "contents-issue", label.lines))
        sheet.add(Box(ENTRY_X, row_y(4.6), ENTRY_WIDTH, 0.8, fill="red"))

    def _draw(self, sheet: Sheet, row: int, entry: Entry, spans: dict[str, tuple[int, int]]) -> None:
        y = row_y(row)
        sheet.add(Text(ENTRY_X, y, ENTRY_WIDTH, entry.style, entry.lines))
        if not entry.article:
            return
        folio = str(spans[entry.article][0])
        last = y + (entry.rows - 1) * ROW
        end = ENTRY_X + ENTRY_WIDTH
        number = self.setter.set(plain(folio), entry.style, FOLIO_WIDTH, align="right").lines
        sheet.add(Text(end - FOLIO_WIDTH, last, FOLIO_WIDTH, entry.style, number))
        sheet.add(Link(ENTRY_X, y, ENTRY_WIDTH, entry.rows * ROW, f"a-{entry.article}"))
