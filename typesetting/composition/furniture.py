"""Running heads, folios, covers, and the pages that make the number a multiple of four."""

from __future__ import annotations

from typesetting.composition.covers import front_cover
from typesetting.composition.design import (
    FOOT_ROW,
    HEAD_BASELINE_ROW,
    HEAD_RULE,
    LEFT,
    ROWS,
    TEXT_WIDTH,
    row_y,
)
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Box, Cover, Piece, Text
from typesetting.composition.typesetter import Typesetter, plain


class Furniture:
    """Dresses the pages once all are there."""

    def __init__(self, setter: Typesetter, issue: Issue, manifest: dict):
        self.setter, self.issue, self.manifest = setter, issue, manifest
        self.title = manifest["periodical"]["title"]
        self.label = manifest["issue"]["label"]

    def cover(self, side: str) -> None:
        """A page of its own for a cover."""
        made = front_cover(self.setter, self.issue, self.manifest) if side == "front" else Cover("back")
        self.issue.new_sheet(furniture=False).items.append(made)

    def fillers(self) -> int:
        """Pages for notes until the back cover makes a multiple of four; how many."""
        count = -(len(self.issue.sheets) + 1) % 4
        for _ in range(count):
            sheet = self.issue.new_sheet("读刊札记")
            lines = self.setter.set(plain("读刊札记"), "filler", TEXT_WIDTH, align="centre").lines
            sheet.add(Text(LEFT, row_y(0), TEXT_WIDTH, "filler", lines, "artifact"))
            for row in range(4, ROWS + 1, 2):
                sheet.add(Box(LEFT, row_y(row), TEXT_WIDTH, 0.4, fill="rule"))
        if count:
            self.issue.note(f"全书页数须是4的倍数，已在封底前加{count}页“读刊札记”空白页。")
        return count

    def dress(self) -> None:
        """Running head and folio on every page that has any: outside, left pages the title, right pages the column."""
        for sheet in self.issue.sheets:
            if sheet.furniture:
                self._head(sheet)
                self._folio(sheet)

    def _head(self, sheet: Sheet) -> None:
        left = sheet.number % 2 == 0
        text = f"{self.title}\u3000{self.label}" if left else sheet.column or self.title
        if sheet.bleeds:
            self._at_edge(sheet, text, "head", FOOT_ROW, outside=False)
            return
        self._at_edge(sheet, text, "head", HEAD_BASELINE_ROW)
        sheet.add(Box(LEFT, HEAD_RULE, TEXT_WIDTH, 0.4, fill="rule"))
        sheet.add(Box(LEFT if left else LEFT + TEXT_WIDTH - 24, HEAD_RULE - 0.6, 24, 1.2, fill="accent"))

    def _folio(self, sheet: Sheet) -> None:
        self._at_edge(sheet, str(sheet.number), "folio", FOOT_ROW)

    def _at_edge(self, sheet: Sheet, text: str, style: str, y: float, *, outside: bool = True) -> None:
        align = "left" if (sheet.number % 2 == 0) == outside else "right"
        lines: list[list[Piece]] = self.setter.set(plain(text), style, TEXT_WIDTH, align=align).lines[:1]
        sheet.add(Text(LEFT, y, TEXT_WIDTH, style, lines, "artifact"))
