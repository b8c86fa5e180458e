"""The contents: columns, titles, leaders, authors and true page numbers, with the board and the imprint beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from typesetting.composition.design import BLEED, LEFT, ROW, ROWS, TEXT_WIDTH, TRIM_HEIGHT, row_y
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Box, Link, Piece, Text
from typesetting.composition.rolls import spaced
from typesetting.composition.typesetter import Typesetter, plain

SIDE = 122.0  # width of the board's and the imprint's column
PANEL = LEFT + SIDE + 12.0
ENTRY_X = PANEL + 26.0
ENTRY_WIDTH = LEFT + TEXT_WIDTH - ENTRY_X
FOLIO_WIDTH = 26.0
AUTHOR_GAP = 6.0
LEAST_LEADER = 3  # dots groups between a title and what follows it
AIRS = ((6, 1), (5, 1), (5, 0))  # rows for the heading, and above a column's name; the airiest first
RULE_ROW = 3.2  # below the heading
NEXT_ROWS = 1
UNEVEN = (
    8  # rows by which a page of the contents may be longer than need be, so that the next begins with a column's name
)
SIDE_TOP = 6
LONGEST_TITLE = 200


@dataclass
class Entry:
    """A column's name, or an article: its title on one line or more, author and folio on the last of `rows`."""

    rows: int
    style: str
    lines: list[list[Piece]]
    last_end: float = 0.0
    article: str = ""
    author: str = ""


@dataclass
class ContentsPage:
    sheet: Sheet
    entries: list[tuple[int, Entry]] = field(default_factory=list)
    side: list[Text | Box] = field(default_factory=list)


@dataclass
class Side:
    """What stands beside the contents on a page: the board, the imprint or both; `foot` is the row below it."""

    items: list[Text | Box] = field(default_factory=list)
    foot: int = 0


@dataclass(frozen=True)
class Spread:
    """How the contents are opened out, in rows: above the first page's entries, above each column's name, and above the
    entries of the pages that follow.
    """

    head: int
    gap: int
    following: int

    def arranged(self, entries: list[Entry], limit: int = ROWS) -> list[list[tuple[int, Entry]]]:
        """The entries with their rows, page by page, none below row `limit`. A column's name never stands at a page's foot."""
        pages: list[list[tuple[int, Entry]]] = [[]]
        row = self.head
        for index, entry in enumerate(entries):
            heading = not entry.article
            follower = entries[index + 1].rows if heading and index + 1 < len(entries) else 0
            gap = self.gap if heading and pages[-1] else 0
            if row + gap + entry.rows + follower > limit and pages[-1]:
                pages.append([])
                row, gap = self.following, 0
            row += gap
            pages[-1].append((row, entry))
            row += entry.rows
        return pages

    def evenly(self, entries: list[Entry], pages: int) -> list[list[tuple[int, Entry]]]:
        """The entries on `pages` pages of much the same length, or fewer where there are few; pages begin with a column's
        name where that makes none much longer.
        """
        trials = [(limit, self.arranged(entries, limit)) for limit in range(self.head, ROWS + 1)]
        fit = [(limit, trial) for limit, trial in trials if len(trial) <= pages]
        if not fit:
            return self.arranged(entries)
        least, even = fit[0]
        near = (trial for limit, trial in fit if limit <= least + UNEVEN and len(trial) == len(even))
        return next((trial for trial in near if all(not page[0][1].article for page in trial if page)), even)


class Contents:
    """Reserves its pages before the articles are placed and fills them when their pages are known."""

    def __init__(self, setter: Typesetter, issue: Issue, manifest: dict):
        self.setter, self.issue, self.manifest = setter, issue, manifest
        self.pages: list[ContentsPage] = []

    def reserve(self) -> None:
        """Break all entries and put them on as few pages as they and the board and the imprint beside them need, spread
        evenly over these.
        """
        entries = self._entries()
        spreads = [Spread(head, gap, following) for head, gap in AIRS for following in (head, NEXT_ROWS)]
        fewest = min(len(spread.arranged(entries)) for spread in spreads)
        spread = next(spread for spread in spreads if len(spread.arranged(entries)) == fewest)
        sides = self._side_columns(fewest)
        if fewest < len(sides):
            fewest, spread = len(sides), spreads[0]
        placed = spread.evenly(entries, fewest)
        for number in range(max(fewest, len(placed))):
            page = self._new_page()
            page.entries.extend(placed[number] if number < len(placed) else ())
            if number < len(sides):
                page.side.extend(sides[number].items)
                if sides[number].foot > ROWS + 2:
                    self.issue.note("编委会或版权信息太长，目录页边栏排不下，请精简。", page.sheet)

    def _new_page(self) -> ContentsPage:
        self.pages.append(ContentsPage(self.issue.new_sheet(furniture=False)))
        return self.pages[-1]

    def _entries(self) -> list[Entry]:
        found = []
        for column in self.manifest["columns"]:
            if column["articles"]:
                name = self.setter.set(plain(column["name"]), "contents-column", ENTRY_WIDTH, align="left").lines
                found.append(Entry(len(name), "contents-column", name))
                found.extend(self._article(article) for article in column["articles"])
        return found

    def _article(self, article: dict) -> Entry:
        names = [entry["name"] for entry in article["bylines"]]
        author = "\u3000".join(names[:2]) + ("\u3000等" if len(names) > 2 else "")
        author = author or article.get("label", "")
        author_width = self.setter.width(author, "contents-union") + AUTHOR_GAP if author else 0.0
        title = article["title"].strip() or "（无题）"
        subtitle = article.get("subtitle", "").strip()
        if subtitle:
            title += subtitle if subtitle.startswith("—") else f"——{subtitle}"
        if len(title) > LONGEST_TITLE:
            title = title[: LONGEST_TITLE - 2] + "……"
            self.issue.note("标题太长，目录里只印了开头，请缩短标题。", None, article["id"])
        room = ENTRY_WIDTH - FOLIO_WIDTH
        size = self.setter.styles["contents-entry"].size
        title_width = room - size
        made = self.setter.set(plain(title), "contents-entry", title_width, align="left", hang=1000)
        if not author and made.last_end + LEAST_LEADER * size > room:
            # No folio on a row of its own: the title turns over earlier instead.
            made = self.setter.set(plain(title), "contents-entry", made.last_end - 2 * size, align="left", hang=1000)
        entry = Entry(len(made.lines), "contents-entry", made.lines, made.last_end, article["id"], author)
        if entry.last_end + author_width + LEAST_LEADER * size > room:
            entry.rows += 1
            entry.last_end = 0.0
        return entry

    # -- the board and the imprint ---------------------------------------------------------------------------------

    def _side_columns(self, pages: int) -> list[Side]:
        """The board and the imprint, page by page: on one where the contents need but one and both find room there."""
        panels = [
            self._panel("编委会", [(entry["post"], self._names(entry["names"])) for entry in self._board()]),
            self._panel("版权信息", [(entry["label"], entry["value"]) for entry in self._imprint()]),
        ]
        found: list[Side] = []
        for texts, rows in panels:
            if not texts:
                continue
            row = found[-1].foot + 2 if found else SIDE_TOP
            if not found or pages > 1 or row + rows > ROWS + 1:
                row = SIDE_TOP if not found or SIDE_TOP + rows <= ROWS + 1 else NEXT_ROWS
                found.append(Side())
            for item in texts:
                item.y += row_y(row)
            found[-1].items.extend(texts)
            found[-1].foot = row + rows
        return found

    def _names(self, names: list[str]) -> str:
        """The names with a line feed where the next would run out of the panel: a name is never torn."""
        lines = [""]
        for name in map(spaced, names):
            longer = f"{lines[-1]} {name}" if lines[-1] else name
            if lines[-1] and self.setter.width(longer, "board-name") > SIDE:
                lines.append(name)
            else:
                lines[-1] = longer
        return "\n".join(lines)

    def _board(self) -> list[dict]:
        return [entry for entry in self.manifest["issue"].get("board", []) if entry["names"]]

    def _imprint(self) -> list[dict]:
        return [entry for entry in self.manifest["issue"].get("imprint", []) if entry["value"]]

    def _panel(self, head: str, pairs: list[tuple[str, str]]) -> tuple[list[Text | Box], int]:
        """The texts of a side panel from y = 0, and its height in rows."""
        if not pairs:
            return [], 0
        lines = self.setter.set(plain(head), "board-head", SIDE, align="left").lines
        found: list[Text | Box] = [Text(LEFT, 0.0, SIDE, "board-head", lines, "label")]
        found.append(Box(LEFT, ROW + 2.0, 24.0, 1.2, fill="accent"))
        row = 1.5
        for label, value in pairs:
            for style, text in (("board-post", label), ("board-name", value)):
                lines = self.setter.set(plain(text), style, SIDE, align="left").lines
                leading = self.setter.styles[style].leading
                found.append(Text(LEFT, row * ROW, SIDE, style, lines))
                row += len(lines) * leading / ROW
            row += 0.35
        return found, int(row + 0.999)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def fill(self, spans: dict[str, tuple[int, int]]) -> None:
        """Draw every page of the contents."""
        for index, page in enumerate(self.pages):
            sheet = page.sheet
            sheet.add(Box(-BLEED, -BLEED, PANEL + BLEED, TRIM_HEIGHT + 2 * BLEED, fill="tint"))
            if index == 0:
                self._masthead(sheet)
            elif page.entries and page.entries[0][0] == self.pages[0].entries[0][0]:
                sheet.add(Box(ENTRY_X, row_y(RULE_ROW), ENTRY_WIDTH, 1.2, fill="accent"))
            for row, entry in page.entries:
                self._draw(sheet, row, entry, spans)
            for item in page.side:
                sheet.add(item)

    def _masthead(self, sheet: Sheet) -> None:
        title = self.setter.set(plain("目\u3000录"), "contents-title", ENTRY_WIDTH, align="left").lines
        sheet.add(Text(ENTRY_X, row_y(0) - 8, ENTRY_WIDTH, "contents-title", title, "title", 1, anchor="contents"))
        periodical, issue = self.manifest["periodical"], self.manifest["issue"]
        label = f"{periodical['title']}\u3000{issue['label']}"
        if issue.get("serial"):
            label += f"\u3000总第{issue['serial']}期"
        made = self.setter.set(plain(label), "contents-issue", ENTRY_WIDTH, align="right")
        sheet.add(Text(ENTRY_X, row_y(1.5), ENTRY_WIDTH, "contents-issue", made.lines))
        sheet.add(Box(ENTRY_X, row_y(RULE_ROW), ENTRY_WIDTH, 1.2, fill="accent"))

    def _draw(self, sheet: Sheet, row: int, entry: Entry, spans: dict[str, tuple[int, int]]) -> None:
        y = row_y(row)
        if not entry.article:
            sheet.add(Text(ENTRY_X, y, ENTRY_WIDTH, entry.style, entry.lines, "label"))
            return
        sheet.add(Text(ENTRY_X, y, ENTRY_WIDTH, entry.style, entry.lines, id=f"contents.{entry.article}"))
        last = y + (entry.rows - 1) * ROW
        right = ENTRY_X + ENTRY_WIDTH
        room = ENTRY_WIDTH - FOLIO_WIDTH
        if entry.author:
            made = self.setter.set(plain(entry.author), "contents-union", room - entry.last_end, align="right")
            sheet.add(Text(ENTRY_X + entry.last_end, last, room - entry.last_end, "contents-union", made.lines[:1]))
            room -= self.setter.width(entry.author, "contents-union") + AUTHOR_GAP
        if entry.last_end:
            self._leader(sheet, ENTRY_X + entry.last_end, ENTRY_X + room, last)
        folio = self.setter.set(plain(str(spans[entry.article][0])), entry.style, FOLIO_WIDTH, align="right").lines
        sheet.add(Text(right - FOLIO_WIDTH, last, FOLIO_WIDTH, entry.style, folio))
        sheet.add(Link(ENTRY_X, y, ENTRY_WIDTH, entry.rows * ROW, f"a-{entry.article}"))

    def _leader(self, sheet: Sheet, start: float, end: float, y: float) -> None:
        """Dots from a title to what follows it, all on one raster of the page."""
        size = self.setter.styles["leader"].size
        first = int((start + 4 - ENTRY_X) / size) + 1
        count = int((end - ENTRY_X) / size) - first
        if count > 0:
            lines: list[list[Piece]] = [["…" * count]]
            sheet.add(Text(ENTRY_X + first * size, y, count * size, "leader", lines, "artifact"))
