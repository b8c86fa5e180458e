"""Photo pages: an article of photos alone that is to fill a page."""

from __future__ import annotations

import random

import pytest

from tests.typesetting.composition.samples import article, figure, han, manifest, paragraph, photo
from tests.typesetting.composition.test_compose import line_text, texts
from typesetting.composition import compose
from typesetting.composition.design import BLEED, BOTTOM, TRIM_WIDTH
from typesetting.composition.plan import Image

PHOTOS = {
    "broad": photo(3000, 2000, ""),
    "tall": photo(2000, 3000, ""),
    "strip": photo(4000, 1000, ""),
    "thin": photo(1000, 3000, ""),
}


def plan_of(keys: list[str], *, layout: str = "feature", **fields):
    rng = random.Random(len(keys))
    blocks = [figure(key, f"图为{han(rng, 12)}") for key in keys]
    usual = {"title": "高原一日", "contributor": "某州总工会", "layout": {"photo_size": "page"}}
    made = article(1, blocks, **usual | fields)
    return compose(manifest([("光影", layout, [made])], PHOTOS))


def page_of(plan):
    first, last = plan.page_map["1"]
    assert first == last
    return plan.pages[first - 1]


@pytest.mark.parametrize("keys", [["broad"], ["broad", "broad"], ["broad", "tall", "broad"], ["strip"], ["broad"] * 6])
def test_photos_run_from_edge_to_edge_and_over_the_top(keys):
    images = [item for item in page_of(plan_of(keys)).items if isinstance(item, Image)]
    assert len(images) == len(keys)
    assert min(image.y for image in images) == round(-BLEED, 2)
    assert min(image.x for image in images) == round(-BLEED, 2)
    assert max(image.x + image.width for image in images) == pytest.approx(TRIM_WIDTH + BLEED, abs=0.1)


@pytest.mark.parametrize("keys", [["broad"], ["thin"], ["tall", "tall"], ["broad", "tall", "strip", "thin"]])
def test_words_stand_under_the_photos_and_within_the_page(keys):
    plan = plan_of(keys, editors_note=[paragraph("一天的高原，从清晨到夜里。" * 4)])
    page = page_of(plan)
    foot = max(item.y + item.height for item in page.items if isinstance(item, Image))
    said = [text for on, text in texts(plan) if on is page and text.role != "artifact"]
    assert all(
        text.y >= foot and text.y + len(text.lines) * plan.styles[text.style].leading <= BOTTOM + 0.05 for text in said
    )
    whole = "".join(line_text(line) for text in said for line in text.lines)
    assert "高原一日" in whole and "某州总工会" in whole and whole.count("图为") == len(keys)


def test_each_caption_says_which_photo_it_is_of():
    page = page_of(plan_of(["broad", "tall", "tall"]))
    (said,) = ("".join(map(line_text, item.lines)) for item in page.items if getattr(item, "role", "") == "caption")
    assert "上图：图为" in said and "左下图：图为" in said and "右下图：图为" in said


def test_folio_and_running_head_stand_at_the_foot():
    page = page_of(plan_of(["broad"]))
    furniture = [item for item in page.items if getattr(item, "role", "") == "artifact"]
    assert len(furniture) == 2 and all(item.y > BOTTOM for item in furniture)


def test_an_article_with_text_or_of_more_photos_than_a_page_holds_is_set_as_ever():
    plan = plan_of(["broad"] * 7)
    assert all(item.x >= 0 for page in plan.pages for item in page.items if isinstance(item, Image))


def test_words_that_leave_no_room_for_photos_go_elsewhere():
    plan = plan_of(["broad"], title="长" * 900)
    assert all(item.x >= 0 for page in plan.pages for item in page.items if isinstance(item, Image))


def test_a_short_item_of_photos_has_a_page_of_its_own_too():
    assert page_of(plan_of(["broad", "broad"], layout="news"))
