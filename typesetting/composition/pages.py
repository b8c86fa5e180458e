"""The growing issue: pages being filled, what stands where, and what had to be conceded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from typesetting.composition.plan import Item, Text

RUNNING = {"paragraph", "heading", "quote", "item"}  # roles of what runs on from page to page


@dataclass
class Sheet:
    """One page in the making. `column` is the name its running head carries; `furniture` says whether it has any, `bleeds`
    whether photos fill its head, so that what would stand there stands at the foot.
    """

    number: int
    column: str = ""
    furniture: bool = True
    bleeds: bool = False
    items: list[Item] = field(default_factory=list)

    def add(self, item: Item) -> None:
        """Place an item, its lengths rounded to a hundredth of a point."""
        for name in ("x", "y", "width", "height"):
            value = getattr(item, name, None)
            if value is not None:
                setattr(item, name, round(value, 2))
        self.items.append(item)

    def has_text(self) -> bool:
        """Whether any of an article's own words stand on it, captions apart."""
        return any(isinstance(item, Text) and item.role in RUNNING for item in self.items)


@dataclass
class Issue:
    """All pages so far. `spans` gives each article's first and last page."""

    sheets: list[Sheet] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    conceded: dict[str, dict[str, None]] = field(default_factory=dict)

    def new_sheet(self, column: str = "", *, furniture: bool = True) -> Sheet:
        """A fresh page after the last one."""
        sheet = Sheet(len(self.sheets) + 1, column, furniture)
        self.sheets.append(sheet)
        return sheet

    def touch(self, article: str, sheet: Sheet) -> None:
        """Note that something of the article stands on the page."""
        if article:
            first, last = self.spans.get(article, (sheet.number, sheet.number))
            self.spans[article] = (min(first, sheet.number), max(last, sheet.number))

    def note(self, sentence: str, sheet: Sheet | None = None, article: str = "") -> None:
        """Record a concession, with its page and article."""
        where = f"第{sheet.number}页" if sheet else ""
        title = self.titles.get(article, "")
        if title:
            where += f"《{title if len(title) <= 24 else title[:23] + '…'}》"
        self.notes.append(f"{where}：{sentence}" if where else sentence)

    def concede(self, article: str, sentences: list[str]) -> None:
        """Record what was conceded within an article before its page is known, each sentence once."""
        for sentence in sentences:
            self.conceded.setdefault(article, {})[sentence] = None

    def draft(self, *, go_on: bool = False) -> Issue:
        """A copy to try an article on: it shares the pages that are there and may add its own.

        With `go_on` the last page is copied too, to be written on.
        """
        sheets = list(self.sheets)
        if go_on:
            sheets[-1] = replace(sheets[-1], items=list(sheets[-1].items))
        return Issue(sheets, dict(self.spans), list(self.notes), self.titles, self.conceded)

    def adopt(self, draft: Issue) -> None:
        """Take over what was tried on a draft."""
        self.sheets, self.spans, self.notes = draft.sheets, draft.spans, draft.notes
