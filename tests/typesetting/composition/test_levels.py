"""Columns that end in a photo or a table: it does not hang a row below the text beside it."""

from __future__ import annotations

import random

import pytest

from tests.typesetting.composition.samples import article, figure, manifest, paragraph, photo, sentence_text
from tests.typesetting.composition.test_compose import line_text
from typesetting.composition import compose
from typesetting.composition.balancing import balance
from typesetting.composition.design import ROW, TWO, row_y
from typesetting.composition.fits import Cursor, Fit
from typesetting.composition.flow import Placed
from typesetting.composition.levels import HANGS_BY, lowered, slipped
from typesetting.composition.marks import han_count
from typesetting.composition.material import Drawing, Paragraph
from typesetting.composition.pages import Issue
from typesetting.composition.plan import Image, Text
from typesetting.composition.tries import STRANDED, Try


def lines(*lengths: int) -> Paragraph:
    """A paragraph of lines of so many Han."""
    return Paragraph([["一" * length] for length in lengths], "body")


def photo_of(rows: int) -> Drawing:
    """A photo that can be made lower."""
    return Drawing(rows=rows, paint=lambda sheet, x, y: None, lower=photo_of)


def columns(*ends: tuple[int, int]) -> list[Fit]:
    """Columns that end before the pieces of these numbers, so many rows high."""
    return [Fit(Cursor(index), used, 0.0) for index, used in ends]


@pytest.mark.parametrize(("last", "hangs"), [((22, 22), False), ((22, 3), True)])
def test_a_photo_level_with_a_short_last_line_hangs_below_the_text(last, hangs):
    stream = [photo_of(8), lines(22, 22, 22, 22, 22, 22, *last)]
    assert (slipped(stream, Cursor(0), columns((1, 8), (2, 8))) == 0) is hangs


def test_a_photo_far_below_the_text_and_one_above_its_foot_do_not_hang():
    stream = [photo_of(8), lines(*[22] * 4)]
    assert slipped(stream, Cursor(0), columns((1, 8), (2, 4))) is None
    assert slipped([photo_of(3), *stream[1:]], Cursor(0), columns((1, 3), (2, 4))) is None


def test_a_photo_that_hangs_is_made_a_row_lower():
    stream = [photo_of(8), lines(*[22] * 7)]
    found = lowered(stream, Cursor(0), columns((1, 8), (2, 7)))
    assert [fit.used for fit in found] == [7, 7] and stream[0].rows == 7


def test_balanced_columns_leave_no_photo_hanging():
    for rows in range(5, 20):
        stream = [lines(*[22] * 9), lines(*[22] * 8, 2), photo_of(rows)]
        found = balance(stream, Cursor(0), 40)
        fits = [Fit(end, 0, 0.0) for end in found.ends]
        assert found.height >= max(fit.used for fit in fits)
        assert stream[2].rows in (rows, rows - 1, rows - 2)


def captions_and_floor(page) -> tuple[list[float], float]:
    """Where the captions in the columns of a page end, and its lowest long line of text."""
    feet, floor = [], 0.0
    for item in page.items:
        if not isinstance(item, Text):
            continue
        if item.role == "caption":
            feet.append(item.y + len(item.lines) * ROW * 0.75)
        elif item.style == "body":
            long = [index for index, line in enumerate(item.lines) if han_count(line_text(line)) >= 8]
            floor = max([floor, *(item.y + (index + 1) * ROW for index in long)])
    return feet, floor


@pytest.mark.parametrize("seed", range(4))
def test_no_caption_of_an_issue_stands_just_below_the_foot_of_the_text(seed):
    rng = random.Random(seed)
    made = [
        article(
            number,
            [paragraph(sentence_text(rng, rng.randrange(60, 300))) for _ in range(rng.randrange(2, 9))]
            + [figure("p", "工人在车间。"), paragraph(sentence_text(rng, rng.randrange(20, 200)))],
            layout={"photo_size": "column"},
        )
        for number in range(8)
    ]
    plan = compose(manifest([("学习", "feature", made)], {"p": photo(1200, 800)}))
    assert any(isinstance(item, Image) and item.x == round(TWO.x(1), 2) for page in plan.pages for item in page.items)
    for page in plan.pages:
        feet, floor = captions_and_floor(page)
        assert not any(0.5 < foot - floor < max(HANGS_BY) * ROW - 6 for foot in feet if floor), page.number


@pytest.mark.parametrize(("long", "slips"), [(31, False), (30, True), (29, True), (27, False)])
def test_columns_that_cannot_be_levelled_are_told(long, slips):
    table = Drawing(rows=31, paint=lambda sheet, x, y: None)
    found = balance([lines(*[22] * long), table], Cursor(0), 31)
    assert found.slips is slips


def test_a_try_with_an_object_just_below_its_text_or_a_row_left_alone_is_not_good_enough():
    issue = Issue()
    sheets = [issue.new_sheet("市州动态") for _ in range(2)]
    issue.touch("1", sheets[0])
    assert not Try(issue, Placed(sheets[0], 20), 0.0).faulty("1")
    assert Try(issue, Placed(sheets[0], 20, slips=1), 0.0).faulty("1")
    issue.touch("1", sheets[1])
    assert Try(issue, Placed(sheets[1], STRANDED), 0.0).faulty("1")
    assert not Try(issue, Placed(sheets[1], STRANDED + 1), 0.0).faulty("1")


@pytest.mark.parametrize("seed", range(3))
def test_no_item_leaves_a_row_or_two_alone_on_a_page_where_lines_or_photos_can_give_way(seed, monkeypatch):
    rng = random.Random(seed)
    made = [
        article(
            number,
            [paragraph(sentence_text(rng, rng.randrange(150, 500))) for _ in range(2)] + [figure("p", "工人在车间。")],
        )
        for number in range(30)
    ]
    printed = manifest([("市州动态", "news", made)], {"p": photo(1200, 800)})
    mended = alone(compose(printed))
    monkeypatch.setattr(Try, "faulty", lambda made, article: False)
    assert mended <= 1 and mended <= alone(compose(printed))


def alone(plan) -> int:
    """How many items leave no more than two rows of text on their last page."""
    found = 0
    for name, (first, last) in plan.page_map.items():
        if first == last:
            continue
        own = [item for item in plan.pages[last - 1].items if isinstance(item, Text) and item.id.startswith(f"{name}.")]
        found += max(item.y + len(item.lines) * ROW for item in own) < row_y(STRANDED) + 1
    return found
