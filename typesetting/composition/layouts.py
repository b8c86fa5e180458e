"""The layouts of columns: feature, news, profiles, letter. Each places a whole column of the issue."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from typesetting.composition.arranging import with_lower_photos, with_photos_elsewhere
from typesetting.composition.beside import beside, may_stand_beside
from typesetting.composition.body import Body, BodyBuilder
from typesetting.composition.briefs import build_brief, runs_of
from typesetting.composition.choices import MOST_LINES, Choices
from typesetting.composition.concessions import note_concessions
from typesetting.composition.design import COLUMN, LEFT, ROW, ROWS, TEXT_WIDTH, row_y
from typesetting.composition.endings import add_endings
from typesetting.composition.figures import Figures
from typesetting.composition.fitting import change_lines
from typesetting.composition.flow import Flow
from typesetting.composition.heads import Head, HeadBuilder
from typesetting.composition.letters import Letter
from typesetting.composition.material import Drawing, Gap, Material, Paragraph
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.photopages import PhotoPage, is_photo_page
from typesetting.composition.plan import Box
from typesetting.composition.profiles import build_profile
from typesetting.composition.tries import (
    CLOSER,
    HANGING_PRICE,
    KEPT_PRICE,
    LINE_PRICE,
    LOWER_PRICE,
    MEDIUM_TAIL,
    MOST_LOWER,
    MOST_TIGHTENED,
    ROOMY,
    SHORT_TAIL,
    SLIP_PRICE,
    Closeness,
    Laid,
    Try,
    nearest,
)
from typesetting.composition.typesetter import Typesetter

LEAST_UNDER_HEAD = 3  # rows of text that must stand under a title on its page
LEAST_FOR_COLUMN = 12  # a column of news begins on a page already begun only where so many rows are free
NEWS_GAP = 1
# A short item whose last two columns differ by so many rows is tried again with a few rows less at the foot of its first page.
HOLE, MOST_KEPT_BACK = 3, 4
SMALL_HOLE = 2  # from here on it is tried with a line more or less


class Layouts:
    """Places columns one after another. `row` is the first free row of the last page, ROWS where it is closed."""

    def __init__(self, setter: Typesetter, issue: Issue, photos: dict):
        self.setter, self.issue, self.photos = setter, issue, photos
        self.heads = HeadBuilder(setter, issue)
        self.row = ROWS
        self._bodies: dict[tuple[str, bool], Body] = {}
        self._lines_given: dict[str, int] = {}
        self._missing: dict[str, list[str]] = {}  # characters without a glyph, of articles set before they are placed

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
        """After an article is placed: what no font could set, and what could not be done as asked."""
        name = article["id"]
        missing = [*self._missing.pop(name, ()), *self.setter.take_missing()]
        note_concessions(self.issue, article, missing, self._lines_given.pop(name, 0))

    # -- articles that open a page ------------------------------------------------------------------------------------

    def _feature(self, column: dict) -> None:
        opener = column["name"]
        for article in column["articles"]:
            self._one_feature(article, column["name"], opener)
            self._noted(article)
            opener = ""

    def _one_feature(self, article: dict, column: str, opener: str) -> None:
        """Lay the article out, with the lines more or less that were asked for; photos alone as a page of them."""
        if is_photo_page(article):
            page = PhotoPage(self.setter, self.issue, self.heads, self.photos, article)
            if page.place(column, opener):
                self.row = ROWS
                return
        made = self._with_lines(article, lambda given: self._closest(article, column, opener, given))
        self.issue.adopt(made.draft)
        self.row = ROWS

    def _with_lines(self, article: dict, attempt: Callable[[int], Laid | None]) -> Laid:
        """The article as `attempt(0)` lays it, or with the lines it should have more or less than that.

        Filling columns gives and takes lines too, so that what is asked of the paragraphs is tried until the sum is right.
        `attempt` gives None where they cannot give so many.
        """
        usual = attempt(0)
        wanted = Choices.of(article).lines
        best, farthest = usual, 2 * MOST_LINES
        for asked in sorted(range(-farthest, farthest + 1), key=lambda asked: abs(asked - wanted)) if wanted else ():
            made = attempt(asked) if asked else None
            if made and abs(made.lines - usual.lines - wanted) < abs(best.lines - usual.lines - wanted):
                best = made
            if best.lines - usual.lines == wanted:
                break
        self._lines_given[article["id"]] = best.lines - usual.lines
        return best

    def _closest(self, article: dict, column: str, opener: str, given: int) -> Laid | None:
        """The article laid out; where its last page is all but empty or holds a photo alone, by closer settings if one of them
        saves a page.
        """
        made = self._draft(article, column, opener, ROOMY, given)
        if made is None:
            return None
        if made.placed.slips and not given and not Choices.of(article).lines:
            made = self._without_slip(article, column, opener, made)
        draft, placed = made
        pages = len(draft.sheets)
        if pages - len(self.issue.sheets) > 1:
            kept = Choices.of(article).keep_together and pages - len(self.issue.sheets) == 2
            for closeness in CLOSER:
                alone = not closeness.broad and not draft.sheets[-1].has_text()
                if placed.row > (SHORT_TAIL if closeness.broad else MEDIUM_TAIL) and not kept and not alone:
                    continue
                other = self._draft(article, column, opener, closeness, given)
                if other and len(other.draft.sheets) < pages:
                    return other
        return made

    def _without_slip(self, article: dict, column: str, opener: str, made: Laid) -> Laid:
        """The article a line or two longer or shorter, where then no object hangs just below the text at its end."""
        for by in (1, -1, 2, -2):
            other = self._draft(article, column, opener, ROOMY, by)
            if other and not other.placed.slips and len(other.draft.sheets) <= len(made.draft.sheets):
                return other
        return made

    def _draft(self, article: dict, column: str, opener: str, closeness: Closeness, given: int) -> Laid | None:
        """A try at the article on a copy of the issue, `given` lines longer; None where its paragraphs cannot give them."""
        draft = self.issue.draft()
        body = self._bodies.get((article["id"], closeness.broad))
        if body is None:
            body = self._body(article, end_mark=True, broad=closeness.broad)
            self._bodies = {(article["id"], closeness.broad): body}
        body = body.copy()
        if change_lines(body.stream, given) != given:
            return None
        columns = Choices.of(article).columns
        head = HeadBuilder(self.setter, draft, columns.width).feature(article, opener, closeness.head)
        body.stream[:0] = head.overflow
        if closeness.tighten:
            _tighten(body.stream)
        sheet = draft.new_sheet(column)
        head.draw(sheet, row_y(0))
        return Laid(draft, Flow(body.stream, body.floats, draft, sheet, head.rows, column, columns=columns).run())

    # -- short items that run on --------------------------------------------------------------------------------------

    def _news(self, column: dict) -> None:
        opener = column["name"]
        if self.row + LEAST_FOR_COLUMN > ROWS:
            self.row = ROWS
        for brief, run in runs_of(column["articles"]):
            if brief:
                self._briefs(run, column["name"], opener)
            else:
                self._one_item(run[0], column["name"], opener)
            for article in run:
                self._noted(article)
            opener = ""

    def _briefs(self, articles: list[dict], column: str, opener: str) -> None:
        """Items of a few lines run on down the columns, a hairline between them."""
        stream: list[Material] = []
        for article in articles:
            stream += [*([_hairline()] if stream else []), *build_brief(self.setter, self.issue, self.photos, article)]
            self._missing[article["id"]] = self.setter.take_missing()
        head = Head(self.issue, articles[0]["id"])
        if opener:
            self.heads.opener(head, opener)
            head.space(1)
        rows = head.rows
        sheet, row = self._sheet_for(column, bool(opener), rows + LEAST_FOR_COLUMN)
        if opener:
            head.draw(sheet, row_y(row))
        self.row = Flow(stream, [], self.issue, sheet, row + rows, column).run().row

    def _sheet_for(self, column: str, opens: bool, rows: int) -> tuple[Sheet, int]:
        """The last page and the row on it where the next item may begin, or a new page where so many rows are not free."""
        gap = NEWS_GAP + (1 if opens else 0)
        if self.row + gap + rows > ROWS:
            return self.issue.new_sheet(column), 0
        sheet = self.issue.sheets[-1]
        if not opens:
            sheet.add(_rule_across(self.row))
        return sheet, self.row + gap

    def _one_item(self, article: dict, column: str, opener: str) -> None:
        """Place the item with its photos where they were put, or before the text where that ends it sooner.

        Where its columns then end at different heights, the item is tried with a line or two more or less, and with some text
        kept back for a photo on the next page: a page that ends a row or two early is less of a fault than a hole in it.
        """
        choices = Choices.of(article)
        if is_photo_page(article):
            self._one_feature(article, column, opener)
            return
        if choices.own_page:
            self.row = ROWS

        def attempt(given: int) -> Laid | None:
            return self._best_item(article, choices, column, opener, given)

        made = self._with_lines(article, attempt)
        if choices.keep_together and made.parted(article["id"]) and self.row < ROWS:
            row, self.row = self.row, ROWS
            other = self._with_lines(article, attempt)
            made = made if other.parted(article["id"]) else other
            self.row = row
        self.issue.adopt(made.draft)
        self.row = made.placed.row

    def _best_item(self, article: dict, choices: Choices, column: str, opener: str, given: int) -> Laid | None:
        """The best of the tries at an item `given` lines longer; None where its paragraphs cannot give them."""
        body = self._body(article, end_mark=False, broad=False)
        if change_lines(body.stream, given) != given:
            return None
        moved = iter(()) if choices.photos.place else with_photos_elsewhere(body)
        bodies = [body, *islice(moved, 1)]

        def attempt(trial: Body, **how) -> None:
            tries.append(self._draft_item(article, trial.copy(), column, opener, **how))

        def uneven(rows: int) -> bool:
            best = min(tries, key=nearest)
            return best.placed.hole >= rows or best.faulty(article["id"])

        tries: list[Try] = []
        for trial in bodies:
            attempt(trial)
        if uneven(SMALL_HOLE):
            others = list(moved)
            bodies += others
            for trial in others:
                attempt(trial)
        if uneven(SMALL_HOLE) and not given:
            for by in (1, -1, 2, -2):
                for trial in map(Body.copy, bodies):
                    if change_lines(trial.stream, by) == by:
                        attempt(trial, price=abs(by) * LINE_PRICE)
        if uneven(HOLE) and choices == Choices() and may_stand_beside(article):
            made = beside(self.setter, self.issue, self.photos, article)
            if made:
                attempt(made[0], hole=made[1])
        if uneven(HOLE):
            for by in range(1, MOST_LOWER + 1):
                for trial in with_lower_photos(bodies, by):
                    attempt(trial, price=by * LOWER_PRICE)
        if uneven(HOLE):
            for kept_back in range(1, MOST_KEPT_BACK + 1):
                for trial in bodies:
                    attempt(trial, kept_back=kept_back)
        best = min(tries, key=nearest)
        return Laid(best.draft, best.placed)

    def _draft_item(
        self,
        article: dict,
        body: Body,
        column: str,
        opener: str,
        *,
        kept_back: int = 0,
        price: float = 0.0,
        hole: int | None = None,
    ) -> Try:
        """A try at a short item on a copy of the issue, under what stands on its last page or on a new one.

        `kept_back` rows stay empty at the foot of a page on which it does not end; `price` is what the
        body was bent for it; with `hole`, the rows its own columns differ by, it is one object across the page.
        """
        draft = self.issue.draft(go_on=self.row < ROWS)
        sheet, row = draft.sheets[-1], self.row
        columns = Choices.of(article).columns
        head = HeadBuilder(self.setter, draft, columns.width).news(article, opener)
        body.stream[:0] = head.overflow
        gap = NEWS_GAP + (1 if opener else 0) if row < ROWS else 0
        text = min(sum(piece.rows for piece in body.stream), columns.count * LEAST_UNDER_HEAD)
        least = -(-text // columns.count) if hole is None else body.floats[0].drawing.rows
        if row + gap + head.rows + least > ROWS - kept_back:
            sheet, row = draft.new_sheet(column), 0
        elif gap:
            if not opener:
                sheet.add(_rule_across(row))
            row += gap
        head.draw(sheet, row_y(row))
        foot = ROWS - kept_back
        flow = Flow(body.stream, body.floats, draft, sheet, row + head.rows, column, foot, columns)
        placed = flow.run()
        if hole is not None:
            placed.hole = hole
        price += kept_back * KEPT_PRICE + flow.hanging * HANGING_PRICE + flow.slips * SLIP_PRICE
        return Try(draft, placed, price)

    # -- portraits ----------------------------------------------------------------------------------------------------

    def _profiles(self, column: dict) -> None:
        """All profiles of the column run on down its two columns."""
        if not column["articles"]:
            return
        head = Head(self.issue, column["articles"][0]["id"])
        self.heads.opener(head, column["name"])
        head.space(1)
        streams: list[list[Material]] = [[]]
        for article in column["articles"]:
            choices = Choices.of(article)
            if choices.own_page and streams[-1]:
                streams.append([])
            if streams[-1]:
                streams[-1].extend([Gap(1), _hairline(), Gap(1)])
            figures = Figures(self.setter, self.photos, article["id"])
            builder = build_profile(self.setter, figures, article)
            self._lines_given[article["id"]] = change_lines(builder.body.stream, choices.lines)
            add_endings(self.setter, self.issue, builder, article)
            self.issue.concede(article["id"], builder.tables.conceded)
            streams[-1].extend(builder.body.stream)
        for number, stream in enumerate(streams):
            sheet = self.issue.new_sheet(column["name"])
            if number == 0:
                head.draw(sheet, row_y(0))
            Flow(stream, [], self.issue, sheet, 0 if number else head.rows, column["name"]).run()
        for article in column["articles"]:
            if Choices.of(article).asked_columns not in (0, 2):
                self.issue.note("人物栏目固定排两栏，没有按要求的栏数排。", None, article["id"])
            self._noted(article)

    # -- letters ------------------------------------------------------------------------------------------------------

    def _letter(self, column: dict) -> None:
        opener = column["name"]
        for article in column["articles"]:
            letter = Letter(self.setter, self.issue, self.heads, article, opener)
            if Choices.of(article).asked_columns > 1 or letter.place(column["name"]) is None:
                self._one_feature(article, column["name"], opener)
            self._noted(article)
            opener = ""

    # -- what all have in common ----------------------------------------------------------------------------------------

    def _body(self, article: dict, *, end_mark: bool, broad: bool) -> Body:
        choices = Choices.of(article)
        figures = Figures(self.setter, self.photos, article["id"])
        builder = BodyBuilder(
            self.setter, article["id"], figures, width=choices.columns.width, broad=broad, choice=choices.photos
        )
        body = builder.build(article["blocks"])
        last = add_endings(self.setter, self.issue, builder, article)
        if end_mark and last is not None:
            last.ends_article = True
        self.issue.concede(article["id"], builder.tables.conceded)
        return body


def _tighten(stream: list[Material]) -> None:
    """Set a number of paragraphs a line shorter, those that can stand it, from the end back."""
    done = 0
    for piece in reversed(stream):
        if isinstance(piece, Paragraph) and done < MOST_TIGHTENED and piece.variant(-1):
            piece.adopt(-1)
            done += 1


def _rule_across(row: int) -> Box:
    """The rule between two items, in the middle of a row."""
    return Box(LEFT, row_y(row) + ROW / 2 - 0.2, TEXT_WIDTH, 0.4, fill="rule")


def _hairline() -> Drawing:
    def paint(sheet: Sheet, x: float, y: float) -> None:
        sheet.add(Box(x, y + ROW / 2 - 0.2, COLUMN, 0.4, fill="rule"))

    return Drawing(rows=1, paint=paint, fades=True)
