"""The layouts of columns: feature, news, profiles, letter. Each places a whole column of the issue."""

from __future__ import annotations

from typesetting.composition.body import BodyBuilder
from typesetting.composition.design import COLUMN, LEFT, ROWS, TEXT_WIDTH, row_y
from typesetting.composition.figures import Figures
from typesetting.composition.flow import Flow
from typesetting.composition.heads import HeadBuilder
from typesetting.composition.material import Paragraph
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Box
from typesetting.composition.typesetter import Typesetter, plain

LEAST_UNDER_HEAD = 3  # rows of text that must stand under a title on its page
NEWS_GAP = 1
CONTRIBUTOR_AIR = 16.0  # points between a last line and the contributor beside it


class Layouts:
    """Places columns one after another. `row` is the first free row of the last page, ROWS where it is closed."""

    def __init__(self, setter: Typesetter, issue: Issue, photos: dict):
        self.setter, self.issue, self.photos = setter, issue, photos
        self.heads = HeadBuilder(setter, issue)
        self.sheet: Sheet | None = None
        self.row = ROWS

    def column(self, column: dict) -> None:
        """Place all articles of a column in its layout."""
        opener = column["name"]
        place = getattr(self, column["layout"])
        for article in column["articles"]:
            self.issue.titles[article["id"]] = article["title"]
            place(article, column["name"], opener)
            self._note_missing(article["id"])
            opener = ""
        if column["layout"] != "news":
            self.row = ROWS

    def feature(self, article: dict, column: str, opener: str) -> None:
        """An article that opens a page."""
        body = self._body(article, end_mark=True)
        head = self.heads.feature(article, opener)
        self.sheet = self.issue.new_sheet(column)
        head.draw(self.sheet, row_y(0))
        placed = Flow(body.stream, body.floats, self.issue, self.sheet, head.rows, column).run()
        self.sheet, self.row = placed.sheet, ROWS

    def news(self, article: dict, column: str, opener: str) -> None:
        """A short item that runs on under the one before."""
        body = self._body(article, end_mark=False)
        head = self.heads.news(article, opener)
        gap = NEWS_GAP if self.row < ROWS else 0
        text = min(sum(piece.rows for piece in body.stream), 2 * LEAST_UNDER_HEAD)
        if self.sheet is None or self.row + gap + head.rows + (text + 1) // 2 > ROWS:
            self.sheet, self.row = self.issue.new_sheet(column), 0
        elif gap:
            if not opener:
                self.sheet.add(Box(LEFT, row_y(self.row) + 8.2, TEXT_WIDTH, 0.4, fill="rule"))
            self.row += gap
        head.draw(self.sheet, row_y(self.row))
        placed = Flow(body.stream, body.floats, self.issue, self.sheet, self.row + head.rows, column).run()
        self.sheet, self.row = placed.sheet, placed.row

    profiles = feature
    letter = feature

    def _body(self, article: dict, *, end_mark: bool):
        figures = Figures(self.setter, self.photos, article["id"])
        builder = BodyBuilder(self.setter, article["id"], figures)
        body = builder.build(article["blocks"])
        if article.get("source"):
            builder.paragraph(plain(f"（{article['source']}）"), "note", indent=0, align="right")
        if article.get("contributor"):
            self._contributor(builder, article["contributor"])
        last = next((piece for piece in reversed(body.stream) if isinstance(piece, Paragraph)), None)
        if end_mark and last is not None:
            last.ends_article = True
        return body

    def _contributor(self, builder: BodyBuilder, name: str) -> None:
        """（海南州总工会） at the right of the last line where there is room, else on a line of its own."""
        text = f"（{name}）"
        last = builder.body.stream[-1] if builder.body.stream else None
        room = COLUMN - self.setter.width(text, "kai") - CONTRIBUTOR_AIR
        if isinstance(last, Paragraph) and last.role == "paragraph" and last.last_width <= room:
            last.tail = self.setter.set(plain(text), "kai", COLUMN, align="right").lines[0]
            last.remake = None
        else:
            builder.paragraph(plain(text), "kai", indent=0, align="right")

    def _note_missing(self, article: str) -> None:
        missing = self.setter.take_missing()
        if missing:
            page = self.issue.spans.get(article, (0, 0))[0]
            sheet = self.issue.sheets[page - 1] if page else None
            self.issue.note(f"字库里没有这些字：{'、'.join(missing)}。请改用别的字，或补上字体。", sheet, article)
