"""The layouts of columns: feature, news, profiles, letter. Each places a whole column of the issue."""

from __future__ import annotations

from typing import NamedTuple

from typesetting.composition.body import Body, BodyBuilder
from typesetting.composition.design import COLUMN, LEFT, ROW, ROWS, TEXT_WIDTH, row_y
from typesetting.composition.figures import Figures
from typesetting.composition.flow import Flow, Placed
from typesetting.composition.heads import Head, HeadBuilder
from typesetting.composition.letters import Letter
from typesetting.composition.material import Drawing, Gap, Material, Paragraph
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Box
from typesetting.composition.profiles import build_profile
from typesetting.composition.typesetter import Typesetter, plain

LEAST_UNDER_HEAD = 3  # rows of text that must stand under a title on its page
LEAST_FOR_COLUMN = 12  # a column of news begins on a page already begun only where so many rows are free
NEWS_GAP = 1
# A short item whose last two columns differ by so many rows is tried again with a few rows less at the foot of its first page.
HOLE, MOST_KEPT_BACK = 4, 2
CONTRIBUTOR_AIR = 16.0  # points between a last line and the contributor beside it
# An article's last page with no more rows than these is drawn back to the pages before, if it can be: by less air and
# tighter paragraphs, or at need by setting a photo in one column instead of two.
SHORT_TAIL, MEDIUM_TAIL = 7, 16
MOST_TIGHTENED = 14


class Closeness(NamedTuple):
    """How closely an article is set: blank rows taken out of its head, paragraphs tightened, broad photos allowed."""

    head: int
    tighten: bool
    broad: bool


ROOMY = Closeness(0, False, True)
CLOSER = (
    Closeness(1, False, True),
    Closeness(2, False, True),
    Closeness(2, True, True),
    Closeness(0, False, False),
    Closeness(2, True, False),
)


class Layouts:
    """Places columns one after another. `row` is the first free row of the last page, ROWS where it is closed."""

    def __init__(self, setter: Typesetter, issue: Issue, photos: dict):
        self.setter, self.issue, self.photos = setter, issue, photos
        self.heads = HeadBuilder(setter, issue)
        self.row = ROWS
        self._bodies: dict[tuple[str, bool], Body] = {}

    def column(self, column: dict) -> None:
        """Place all articles of a column in its layout."""
        for article in column["articles"]:
            self.issue.titles[article["id"]] = article["title"]
        getattr(self, f"_{column['layout']}")(column)
        if column["layout"] != "news":
            self.row = ROWS

    def set_text(self, article: dict) -> None:
        """Set the article's text as a column asks for it, and place nothing."""
        self._body(article, end_mark=True, broad=True)

    def _noted(self, article: dict) -> None:
        """After an article is placed: what no font could set."""
        missing = self.setter.take_missing()
        if missing:
            page = self.issue.spans.get(article["id"], (0, 0))[0]
            sheet = self.issue.sheets[page - 1] if page else None
            self.issue.note(f"字库里没有这些字：{'、'.join(missing)}。请改用别的字，或补上字体。", sheet, article["id"])

    # -- articles that open a page ------------------------------------------------------------------------------------

    def _feature(self, column: dict) -> None:
        opener = column["name"]
        for article in column["articles"]:
            self._one_feature(article, column["name"], opener)
            self._noted(article)
            opener = ""

    def _one_feature(self, article: dict, column: str, opener: str) -> None:
        """Lay the article out; where its last page is all but empty, try closer settings and keep one that saves a page."""
        draft, placed = self._draft(article, column, opener, ROOMY)
        pages = len(draft.sheets)
        if pages - len(self.issue.sheets) > 1:
            for closeness in CLOSER:
                if placed.row > (SHORT_TAIL if closeness.broad else MEDIUM_TAIL):
                    continue
                other, other_placed = self._draft(article, column, opener, closeness)
                if len(other.sheets) < pages:
                    draft, placed = other, other_placed
                    break
        self.issue.adopt(draft)
        self.row = ROWS

    def _draft(self, article: dict, column: str, opener: str, closeness: Closeness) -> tuple[Issue, Placed]:
        """A try at the article on a copy of the issue."""
        draft = self.issue.draft()
        body = self._bodies.get((article["id"], closeness.broad))
        if body is None:
            body = self._body(article, end_mark=True, broad=closeness.broad)
            self._bodies = {(article["id"], closeness.broad): body}
        body = body.copy()
        head = HeadBuilder(self.setter, draft).feature(article, opener, closeness.head)
        body.stream[:0] = head.overflow
        if closeness.tighten:
            _tighten(body.stream)
        sheet = draft.new_sheet(column)
        head.draw(sheet, row_y(0))
        return draft, Flow(body.stream, body.floats, draft, sheet, head.rows, column).run()

    # -- short items that run on --------------------------------------------------------------------------------------

    def _news(self, column: dict) -> None:
        opener = column["name"]
        if self.row + LEAST_FOR_COLUMN > ROWS:
            self.row = ROWS
        for article in column["articles"]:
            self._one_item(article, column["name"], opener)
            self._noted(article)
            opener = ""

    def _one_item(self, article: dict, column: str, opener: str) -> None:
        """Place the item with its photos where they were put, or before the text where that ends it sooner.

        Where a photo on the next page then stands beside much less text, some text is kept back for it: a page that ends a
        row or two early is less of a fault than a hole in the middle of one.
        """
        body = self._body(article, end_mark=False, broad=False)
        bodies = [body]
        photos_first = body.copy()
        photos_first.stream.sort(key=lambda piece: not piece.movable)
        if photos_first.stream and photos_first.stream[0].movable:
            bodies.append(photos_first)
        tries = [self._draft_item(article, trial.copy(), column, opener) for trial in bodies]
        if min(tries, key=_nearest)[1].hole >= HOLE:
            tries += [
                self._draft_item(article, trial.copy(), column, opener, kept_back)
                for kept_back in range(1, MOST_KEPT_BACK + 1)
                for trial in bodies
            ]
        draft, placed, _ = min(tries, key=_nearest)
        self.issue.adopt(draft)
        self.row = placed.row

    def _draft_item(
        self, article: dict, body: Body, column: str, opener: str, kept_back: int = 0
    ) -> tuple[Issue, Placed, int]:
        """A try at a short item on a copy of the issue, under what stands on its last page or on a new one.

        `kept_back` rows stay empty at the foot of a page on which it does not end. They are given back with the draft.
        """
        draft = self.issue.draft(go_on=self.row < ROWS)
        sheet, row = draft.sheets[-1], self.row
        head = HeadBuilder(self.setter, draft).news(article, opener)
        body.stream[:0] = head.overflow
        gap = NEWS_GAP + (1 if opener else 0) if row < ROWS else 0
        text = min(sum(piece.rows for piece in body.stream), 2 * LEAST_UNDER_HEAD)
        if row + gap + head.rows + (text + 1) // 2 > ROWS - kept_back:
            sheet, row = draft.new_sheet(column), 0
        elif gap:
            if not opener:
                sheet.add(Box(LEFT, row_y(row) + ROW / 2 - 0.2, TEXT_WIDTH, 0.4, fill="rule"))
            row += gap
        head.draw(sheet, row_y(row))
        flow = Flow(body.stream, body.floats, draft, sheet, row + head.rows, column, ROWS - kept_back)
        return draft, flow.run(), kept_back

    # -- portraits ----------------------------------------------------------------------------------------------------

    def _profiles(self, column: dict) -> None:
        """All profiles of the column run on down its two columns."""
        if not column["articles"]:
            return
        head = Head(self.issue, column["articles"][0]["id"])
        self.heads.opener(head, column["name"])
        head.space(1)
        stream: list[Material] = []
        for article in column["articles"]:
            if stream:
                stream.extend([Gap(1), _hairline(), Gap(1)])
            figures = Figures(self.setter, self.photos, article["id"])
            builder = build_profile(self.setter, figures, article)
            self._endings(builder, article)
            stream.extend(builder.body.stream)
        sheet = self.issue.new_sheet(column["name"])
        head.draw(sheet, row_y(0))
        Flow(stream, [], self.issue, sheet, head.rows, column["name"]).run()
        for article in column["articles"]:
            self._noted(article)

    # -- letters ------------------------------------------------------------------------------------------------------

    def _letter(self, column: dict) -> None:
        opener = column["name"]
        for article in column["articles"]:
            letter = Letter(self.setter, self.issue, self.heads, article, opener)
            if letter.place(column["name"]) is None:
                self._one_feature(article, column["name"], opener)
            self._noted(article)
            opener = ""

    # -- what all have in common ----------------------------------------------------------------------------------------

    def _body(self, article: dict, *, end_mark: bool, broad: bool) -> Body:
        figures = Figures(self.setter, self.photos, article["id"])
        builder = BodyBuilder(self.setter, article["id"], figures, broad=broad)
        body = builder.build(article["blocks"])
        self._endings(builder, article)
        last = next((piece for piece in reversed(body.stream) if isinstance(piece, Paragraph)), None)
        if end_mark and last is not None:
            last.ends_article = True
        return body

    def _endings(self, builder: BodyBuilder, article: dict) -> None:
        """Source and contributor, at the right under the text."""
        if article.get("source"):
            source = article["source"]
            text = source if source.startswith(("来源", "（")) else f"来源：{source}"
            text = text if text.startswith("（") else f"（{text}）"
            builder.paragraph(plain(text), "kai", indent=0, align="right")
        if article.get("contributor"):
            self._contributor(builder, article["contributor"])

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


def _nearest(made: tuple[Issue, Placed, int]) -> tuple[int, int, int]:
    """What tells the best of several tries at an item: the one that ends first, then the one with the least left empty."""
    _, placed, kept_back = made
    return placed.sheet.number, placed.row, placed.hole + kept_back


def _tighten(stream: list[Material]) -> None:
    """Set a number of paragraphs a line shorter, those that can stand it, from the end back."""
    done = 0
    for piece in reversed(stream):
        if isinstance(piece, Paragraph) and done < MOST_TIGHTENED and piece.variant(-1):
            piece.adopt(-1)
            done += 1


def _hairline() -> Drawing:
    def paint(sheet: Sheet, x: float, y: float) -> None:
        sheet.add(Box(x, y + ROW / 2 - 0.2, COLUMN, 0.4, fill="rule"))

    return Drawing(rows=1, paint=paint, fades=True)
