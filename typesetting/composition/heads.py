"""What stands over an article across the page: column opener, kicker, title, subtitle, bylines."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from typesetting.composition.body import INDENT
from typesetting.composition.design import COLUMN, LEFT, ROW, TEXT_WIDTH
from typesetting.composition.material import Material, Paragraph
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Box, Piece, Text
from typesetting.composition.titles import set_title, shifted
from typesetting.composition.typesetter import Typesetter, plain, spans_text

FEATURE_SIZES = (("title-26", 1), ("title-24", 2), ("title-22", 2), ("title-20", 3), ("title-17", 4), ("title-14", 8))
NEWS_SIZES = (("title-17", 2), ("title-14", 4))
LAST_SIZE = "title-11"
MOST_TITLE_ROWS = 24
MOST_NOTE_ROWS = 16
MOST_BYLINES = 12
NOTE_INSET = 21.0
NARROWER = 0.92  # a title does not run from edge to edge


@dataclass
class Head:
    """Lines to be stacked across the page. `y` of each part is points below the head's top."""

    issue: Issue
    article: str
    overflow: list[Material] = field(default_factory=list)  # what is too long for a head and opens the text instead
    parts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    height: float = 0.0

    def stack(self, lines: list[list[Piece]], style: str, leading: float, *, role: str = "paragraph", **more) -> None:
        """Put lines under what is there already."""
        if lines:
            self.parts.append(Text(LEFT, self.height, TEXT_WIDTH, style, lines, role=role, **more))
            self.height += leading * len(lines)

    def space(self, rows: float) -> None:
        """Leave room."""
        self.height += rows * ROW

    @property
    def rows(self) -> int:
        """Whole rows of the grid the head takes."""
        return ceil(round(self.height / ROW, 4))

    def draw(self, sheet: Sheet, y: float) -> None:
        """Place it with its top at y."""
        for number, part in enumerate(self.parts):
            part.id = part.id or f"{self.article}.head{number}"
        for item in (*self.boxes, *self.parts):
            item.y += y
            sheet.add(item)
        self.issue.touch(self.article, sheet)


class HeadBuilder:
    """Builds heads for the layouts."""

    def __init__(self, setter: Typesetter, issue: Issue, column: float = COLUMN):
        self.setter, self.issue, self.column = setter, issue, column

    def feature(self, article: dict, opener: str, tight: int = 0) -> Head:
        """The head of an article that opens a page. `tight` takes so many blank rows out of it (at most 2)."""
        head = Head(self.issue, article["id"])
        if opener:
            self.opener(head, opener)
            head.space(1 if tight < 1 else 0.5)
        else:
            head.space(1 if tight < 1 else 0)
        self.titles(head, article, FEATURE_SIZES)
        self.bylines(head, article["bylines"])
        self.note(head, article)
        head.space(1.5 if tight < 2 else 0.5)
        return head

    def letter(self, article: dict, opener: str) -> Head:
        """The head of a letter; who signs it stands at its end."""
        head = Head(self.issue, article["id"])
        if opener:
            self.opener(head, opener)
        head.space(1.5)
        self.titles(head, article, FEATURE_SIZES)
        self.note(head, article)
        head.space(1.5)
        return head

    def news(self, article: dict, opener: str) -> Head:
        """The head of a short item: the union's label, then the title."""
        head = Head(self.issue, article["id"])
        if opener:
            self.opener(head, opener)
            head.space(0.5)
        if article.get("label"):
            self.label(head, article["label"])
        self.titles(head, article, NEWS_SIZES, small=True)
        self.bylines(head, article["bylines"])
        self.note(head, article)
        head.space(0.25)
        head.space(head.rows - head.height / ROW)
        return head

    def opener(self, head: Head, name: str) -> None:
        """The column's name between a red bar and a hairline across the page."""
        lines = self.setter.set(plain(name), "opener", TEXT_WIDTH - 40, align="left").lines
        width = min(self.setter.width(name, "opener"), TEXT_WIDTH - 40)
        head.boxes.append(Box(LEFT, head.height + 2.4, 4.0, 12.0, fill="accent"))
        head.parts.append(
            Text(LEFT + 10, head.height, TEXT_WIDTH - 10, "opener", lines, "label", anchor=f"c-{head.article}")
        )
        head.boxes.append(Box(LEFT + width + 20, head.height + 8.2, TEXT_WIDTH - width - 20, 0.4, fill="accent"))
        head.space(len(lines))

    def label(self, head: Head, name: str) -> None:
        """A union's name over its item, after a red square."""
        lines = self.setter.set(plain(name), "label", TEXT_WIDTH, align="centre").lines
        left = LEFT + (TEXT_WIDTH - self.setter.width(name, "label")) / 2
        if len(lines) == 1:
            head.boxes.append(Box(left - 10, head.height + 6.0, 5.0, 5.0, fill="accent"))
        head.parts.append(Text(LEFT, head.height, TEXT_WIDTH, "label", lines, "label"))
        head.space(len(lines))

    def titles(self, head: Head, article: dict, sizes: tuple[tuple[str, int], ...], *, small: bool = False) -> None:
        """Kicker, title and subtitle, centred."""
        if article.get("kicker"):
            self._line(head, article["kicker"], "small-subtitle" if small else "kicker")
        style, lines = self._title(article, sizes)
        leading = self.setter.styles[style].leading
        most = int(MOST_TITLE_ROWS * ROW / leading)
        place = {"role": "title", "level": 1, "anchor": f"a-{article['id']}", "id": f"{article['id']}.title"}
        if len(lines) <= most:
            head.stack(lines, style, leading, **place)
        else:
            self.issue.note("标题太长，标题区排不下，已排进正文栏。请缩短标题。", None, article["id"])
            lines = self.setter.set(plain(article["title"]), LAST_SIZE, self.column, align="left").lines
            head.overflow.append(Paragraph(lines, LAST_SIZE, article=article["id"], width=self.column, **place))
        if article.get("subtitle"):
            self._line(head, article["subtitle"], "small-subtitle" if small else "subtitle")

    def note(self, head: Head, article: dict) -> None:
        """The editor's note in a tinted box; one too long for it opens the text."""
        paragraphs = note_paragraphs(article)
        if not paragraphs:
            return
        width = TEXT_WIDTH - 2 * NOTE_INSET
        made = [self.setter.set(spans, "kai", width, indent=INDENT).lines for spans in paragraphs]
        rows = sum(len(lines) for lines in made)
        if rows > MOST_NOTE_ROWS:
            for number, spans in enumerate(paragraphs):
                lines = self.setter.set(spans, "kai", self.column, indent=INDENT).lines
                head.overflow.append(
                    Paragraph(lines, "kai", article["id"], f"{article['id']}.note{number}", width=self.column)
                )
            return
        # The note is of the body's size: its lines stand on the grid, the box half a row around them.
        head.space(ceil(head.height / ROW + 0.99) - 0.5 - head.height / ROW)
        head.boxes.append(Box(LEFT, head.height, TEXT_WIDTH, (rows + 1) * ROW, fill="tint"))
        head.boxes.append(Box(LEFT, head.height, 2.4, (rows + 1) * ROW, fill="accent"))
        head.space(0.5)
        for number, lines in enumerate(made):
            head.parts.append(
                Text(LEFT + NOTE_INSET, head.height, width, "kai", lines, id=f"{article['id']}.note{number}")
            )
            head.space(len(lines))
        head.space(0.5)

    def _line(self, head: Head, text: str, style: str) -> None:
        lines = set_title(self.setter, text, style, TEXT_WIDTH * NARROWER, most_lines=4)
        if lines is None:
            lines = self.setter.set(plain(text), "kai", self.column, indent=INDENT).lines
            head.overflow.append(
                Paragraph(lines, "kai", head.article, f"{head.article}.{len(head.overflow)}", width=self.column)
            )
            return
        shift = TEXT_WIDTH * (1 - NARROWER) / 2 / self.setter.styles[style].size
        head.stack(shifted(lines, shift), style, self.setter.styles[style].leading)

    def _title(self, article: dict, sizes: tuple[tuple[str, int], ...]) -> tuple[str, list[list[Piece]]]:
        text = article["title"].strip() or "（无题）"
        for style, most in (*sizes, (LAST_SIZE, 10**6)):
            lines = set_title(self.setter, text, style, TEXT_WIDTH * NARROWER, most_lines=most)
            if lines is not None:
                break
        if style == LAST_SIZE or (sizes is FEATURE_SIZES and style == sizes[-1][0]):
            self.issue.note("标题很长，已缩小字号排下。", None, article["id"])
        return style, shifted(lines, TEXT_WIDTH * (1 - NARROWER) / 2 / self.setter.styles[style].size)

    def bylines(self, head: Head, bylines: list[dict]) -> None:
        """Each author after a square with the post; many authors run on in lines together."""
        if not bylines:
            return
        entries = [_byline(entry) for entry in bylines]
        if len(entries) > MOST_BYLINES:
            lines = self.setter.set(plain("\u3000".join(entries)), "kai", self.column).lines
            head.overflow.append(Paragraph(lines, "kai", head.article, f"{head.article}.bylines", width=self.column))
            return
        head.space(0.5)
        if len(entries) <= 3:
            for entry in entries:
                head.stack(self._centred(entry), "byline", ROW)
        else:
            head.stack(self._centred("\u3000".join(entries)), "byline", ROW)

    def _centred(self, text: str) -> list[list[Piece]]:
        return self.setter.set(plain(text), "byline", TEXT_WIDTH, align="centre").lines


def note_paragraphs(article: dict) -> list[list[dict]]:
    """The paragraphs of the editor's note, whatever blocks it was written in."""
    found: list[list[dict]] = []
    for block in article.get("editors_note") or []:
        parts = [block.get("spans", []), *block.get("paragraphs", []), *block.get("items", [])]
        found.extend(spans for spans in parts if spans_text(spans).strip())
    return found


def _byline(entry: dict) -> str:
    return f"□ {entry['post']}\u3000{entry['name']}" if entry.get("post") else f"□ {entry['name']}"
