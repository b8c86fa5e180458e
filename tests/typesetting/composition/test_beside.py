"""A short item's photo: beside all of its text where it would leave a hole, under its text rather than on a page alone."""

from __future__ import annotations

import random

import pytest

from tests.typesetting.composition.samples import article, figure, manifest, paragraph, photo, sentence_text
from tests.typesetting.composition.test_compose import check_geometry, check_no_overlap, line_text
from typesetting.composition import compose
from typesetting.composition.beside import LEAST_AREA
from typesetting.composition.design import BODY_SIZE, ROW, ROWS, TEXT_WIDTH, row_y
from typesetting.composition.marks import han_count
from typesetting.composition.plan import Image, Text

SHAPES = {"wide": photo(2400, 800), "usual": photo(1500, 1000), "square": photo(1000, 1000), "tall": photo(700, 1400)}


def item(name: str, length: int, seed: int = 1, **more) -> dict:
    said = sentence_text(random.Random(seed), length)
    return article(1, [paragraph(said), figure(name, "工人在车间。")], contributor="马建国", **more)


def placed(made: dict) -> tuple[Image, list[Text]]:
    plan = compose(manifest([("图片新闻", "news", [made])], SHAPES))
    check_geometry(plan)
    check_no_overlap(plan)
    items = [item for page in plan.pages for item in page.items]
    photos = [item for item in items if isinstance(item, Image)]
    assert len(photos) == 1
    return photos[0], [
        item for item in items if isinstance(item, Text) and item.style == "body" and item.id[:2] == "1."
    ]


@pytest.mark.parametrize("name", ["usual", "square", "tall"])
@pytest.mark.parametrize("length", [60, 100, 140])
def test_the_text_of_a_short_item_stands_whole_beside_its_photo(name, length):
    shown, texts = placed(item(name, length))
    assert len({text.x for text in texts}) == 1
    assert min(text.x for text in texts) >= shown.x + shown.width + BODY_SIZE
    assert shown.width * shown.height >= 0.5 * LEAST_AREA
    assert texts[0].y <= shown.y + ROW
    assert texts[0].width % BODY_SIZE == pytest.approx(0, abs=0.01) and texts[0].width < TEXT_WIDTH


def test_a_longer_item_fills_two_columns():
    _, texts = placed(item("usual", 700))
    assert len({text.x for text in texts}) == 2


@pytest.mark.parametrize("layout", [{"photo_size": "column"}, {"photo_place": "end"}, {"columns": 2}, {"lines": 1}])
def test_what_the_desk_asked_for_is_done_instead(layout):
    shown, texts = placed(item("tall", 120, layout=layout))
    assert all(text.width == 22 * BODY_SIZE for text in texts)


def test_the_words_of_such_an_item_are_all_there():
    made = item("tall", 160)
    _, texts = placed(made)
    said = "".join(line_text(line) for text in texts for line in text.lines)
    assert said.replace(" ", "") == made["blocks"][0]["spans"][0]["text"].replace(" ", "")


def test_a_photo_that_no_longer_fits_under_its_text_is_made_lower_instead_of_standing_alone():
    rng = random.Random(5)
    texts = [paragraph(sentence_text(rng, 130)) for _ in range(7)]
    plan = compose(
        manifest([("学习", "feature", [article(1, [*texts, figure("big")], layout={"photo_size": "wide"})])], {"big": photo(3000, 2000, "")})
    )  # fmt: skip
    first, last = plan.page_map["1"]
    assert first == last


@pytest.mark.parametrize("length", [780, 840, 900, 960])
def test_a_broad_photo_does_not_stand_alone_on_a_page_behind_a_short_article(length):
    said = [paragraph(sentence_text(random.Random(length), length // 4)) for _ in range(4)]
    made = article(1, [*said, figure("broad", "工人在车间。")], kicker="走笔", subtitle="一张清单")
    plan = compose(manifest([("学习强会", "feature", [made])], {"broad": photo(2400, 1600)}))
    check_geometry(plan)
    check_no_overlap(plan)
    pages = [page for page in plan.pages if any(isinstance(item, Image) for item in page.items)]
    assert all(any(isinstance(item, Text) and item.style == "body" for item in page.items) for page in pages)


def test_a_group_is_not_pressed_to_strips_to_stand_under_its_text():
    rng = random.Random(5)
    shapes = {"a": photo(600, 1300, "工人在车间里检修设备。"), "b": photo(1500, 500, "工人在车间里检修设备。")}
    for length in range(900, 1500, 40):
        texts = [paragraph(sentence_text(rng, length // 5)) for _ in range(5)]
        plan = compose(
            manifest([("学习", "feature", [article(1, [*texts, *(figure(name) for name in "aabba")])])], shapes)
        )
        for page in plan.pages:
            assert all(item.width > 40 and item.height > 40 for item in page.items if isinstance(item, Image))
            captions = [item for item in page.items if isinstance(item, Text) and item.role == "caption"]
            assert all(item.y + len(item.lines) * ROW * 0.75 < row_y(ROWS) for item in captions)


@pytest.mark.parametrize("length", range(60, 260, 10))
def test_a_caption_beside_the_text_does_not_stand_a_row_below_it(length):
    shown, texts = placed(item("usual", length))
    foot = max(text.y + len(text.lines) * ROW for text in texts)
    caption_foot = shown.y + shown.height + 4.0 + ROW * 0.75
    if len({text.x for text in texts}) == 1 and han_count(line_text(texts[-1].lines[-1])) >= 8:
        assert not 0.5 * ROW < caption_foot - foot < 1.6 * ROW


def test_who_sent_an_item_in_is_named_under_its_text_and_not_under_the_photo_after_it():
    made = item("usual", 700, layout={"photo_size": "column"})
    plan = compose(manifest([("学习", "feature", [made])], SHAPES))
    items = [item for page in plan.pages for item in page.items]
    named = next(n for n, item in enumerate(items) if isinstance(item, Text) and "马建国" in line_text(item.lines[-1]))
    shown = next(n for n, item in enumerate(items) if isinstance(item, Image))
    assert named < shown
