"""What the desk asks for an article's layout is done, or the plan says why not."""

from __future__ import annotations

import random

import pytest
import segno

from tests.typesetting.composition.samples import article, figure, manifest, paragraph, photo, sentence_text
from tests.typesetting.composition.test_compose import check_geometry, check_no_overlap, line_text, texts
from typesetting.composition import compose
from typesetting.composition.choices import Choices
from typesetting.composition.design import COLUMNS, LEFT, ROW, TEXT_WIDTH, TOP
from typesetting.composition.plan import Code, Image

PHOTOS = {"p": photo(3000, 2000, ""), "q": photo(1200, 900, ""), "tall": photo(2000, 3000, "")}


def words(seed: int, count: int = 9, length: int = 260) -> list[dict]:
    rng = random.Random(seed)
    return [paragraph(sentence_text(rng, length)) for _ in range(count)]


def plan_of(layout: str, *articles: dict):
    plan = compose(manifest([("栏目", layout, list(articles))], PHOTOS))
    check_geometry(plan)
    check_no_overlap(plan)
    return plan


def images(plan) -> list[tuple[int, Image]]:
    return [(page.number, item) for page in plan.pages for item in page.items if isinstance(item, Image)]


@pytest.mark.parametrize("layout", ["feature", "news"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_text_runs_in_as_many_columns_as_asked(layout, count):
    plan = plan_of(layout, article(1, words(1, 20), layout={"columns": count}))
    columns = COLUMNS[count]
    lefts = {item.x for page, item in texts(plan, role="paragraph", style="body") if page.folio}
    assert lefts == {round(columns.x(index), 2) for index in range(count)}
    assert {item.width for _, item in texts(plan, style="body", role="paragraph")} == {columns.width}


def test_columns_of_every_number_stand_in_the_middle_of_the_page_and_are_whole_ems():
    for count, columns in COLUMNS.items():
        left, right = columns.x(0) - LEFT, LEFT + TEXT_WIDTH - columns.x(count - 1) - columns.width
        assert abs(left - right) < 0.01 and left > -0.01
        assert columns.width / 10.5 == columns.ems


def test_a_short_item_opens_a_page_where_it_was_asked_to():
    items = [article(number, words(number, 1)) for number in range(3)]
    together = plan_of("news", *items).page_map
    items[1]["layout"] = {"own_page": True}
    apart = plan_of("news", *items).page_map
    assert together["0"][0] == together["1"][0]
    assert apart["1"][0] == apart["0"][0] + 1 and apart["2"][0] == apart["1"][0]


def test_a_profile_opens_a_page_where_it_was_asked_to():
    items = [article(number, words(number, 1)) for number in range(3)]
    items[1]["layout"] = {"own_page": True}
    pages = plan_of("profiles", *items).page_map
    assert pages["0"][0] + 1 == pages["1"][0] == pages["2"][0]


def test_a_short_item_is_kept_on_one_page_where_it_fits_one():
    items = [article(0, words(0, 7)), article(1, words(1, 6))]
    first, last = plan_of("news", *items).page_map["1"]
    assert first < last
    items[1]["layout"] = {"keep_together": True}
    plan = plan_of("news", *items)
    first, last = plan.page_map["1"]
    assert first == last
    assert not [note for note in plan.notes if "不跨页" in note]


def test_an_article_longer_than_a_page_cannot_be_kept_together_and_the_plan_says_so():
    plan = plan_of("feature", article(1, words(1, 30), title="长文", layout={"keep_together": True}))
    (note,) = [note for note in plan.notes if "不跨页" in note]
    assert note.startswith("第3页《长文》：") and "排在第3—" in note


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
def test_an_article_gains_and_loses_lines_and_every_line_stays_within_its_limits(by):
    text = words(3, 30, 200)
    lines = [sum(len(item.lines) for _, item in texts(plan, role="paragraph", style="body")) for plan in (
        plan_of("feature", article(1, text)), plan_of("feature", article(1, text, layout={"lines": by}))
    )]  # fmt: skip
    assert lines[1] - lines[0] == by


def test_lines_that_cannot_be_gained_are_told_with_page_and_article():
    plan = plan_of("feature", article(1, [paragraph("一段很短的话。")], title="短文", layout={"lines": 2}))
    (note,) = [note for note in plan.notes if "增2行" in note]
    assert note.startswith("第3页《短文》：要求增2行，一行也没有做到")


@pytest.mark.parametrize(
    ("size", "narrowest", "widest"),
    [("column", 200, 232), ("wide", TEXT_WIDTH - 1, TEXT_WIDTH + 1), ("page", TEXT_WIDTH - 1, TEXT_WIDTH + 1)],
)
def test_a_photo_is_as_large_as_asked(size, narrowest, widest):
    blocks = words(4, 12)
    blocks.insert(2, figure("p", "说明"))
    ((_, image),) = images(plan_of("feature", article(1, blocks, layout={"photo_size": size})))
    assert narrowest <= image.width <= widest


def test_a_page_photo_that_stands_upright_fills_its_page():
    blocks = words(4, 12)
    blocks.insert(2, figure("tall", "说明"))
    plan = plan_of("feature", article(1, blocks, layout={"photo_size": "page"}))
    ((number, image),) = images(plan)
    assert image.height > 0.9 * 40 * ROW
    assert not [item for page, item in texts(plan, style="body") if page.number == number]


def test_photos_stand_at_the_place_asked_for():
    blocks = words(5, 14)
    blocks[3:3] = [figure("p", "一"), figure("q", "二")]
    at = {}
    for place in ("top", "foot", "end"):
        plan = plan_of("feature", article(1, blocks, layout={"photo_place": place}))
        found = images(plan)
        number, first = found[0]
        below = [item for page, item in texts(plan, style="body") if page.number == number and item.y > first.y]
        at[place] = (number, first.y, bool(below))
    assert at["top"][0] == 3 and at["top"][1] < TOP + 9 * ROW and at["top"][2]
    assert not at["foot"][2]
    assert not at["end"][2] and at["end"][0] == plan.page_map["1"][1]


def test_the_code_of_an_articles_page_closes_it_with_words_beside_it_and_blank_around_it():
    address = "https://gongyun.example.org/articles/12/"
    plan = plan_of("feature", article(1, words(6), layout={"address": address}))
    ((page, code),) = [(page, item) for page in plan.pages for item in page.items if isinstance(item, Code)]
    assert page.number == plan.page_map["1"][1]
    assert len(code.modules) == len(code.modules[0])
    quiet = 4 * code.size / len(code.modules)
    ((_, beside),) = texts(plan, id="1.code")
    assert "扫" in line_text(beside.lines[0])
    assert beside.x >= code.x + code.size + quiet - 0.1
    near = [item for on, item in texts(plan, style="body") if on is page and abs(item.x - code.x) < 9]
    assert all(item.y + len(item.lines) * ROW <= code.y - quiet + 0.1 for item in near if item.y < code.y)
    assert code.modules == ["".join(map(str, map(int, row))) for row in segno.make_qr(address, error="m").matrix]


def test_an_address_too_long_for_a_code_is_told():
    plan = plan_of("feature", article(1, words(6), layout={"address": "https://example.org/" + "长" * 3000}))
    assert any("二维码" in note for note in plan.notes)


def test_odd_choices_are_taken_as_the_usual_ones():
    made = Choices.of(article(1, layout={"columns": 7, "lines": 99, "photo_size": None}))
    assert made.columns is COLUMNS[2] and made.lines == 2 and made.photos.size == ""
    assert Choices.of(article(1)) == Choices()


def test_a_profile_keeps_its_columns_and_the_plan_says_so():
    plan = plan_of("profiles", article(1, words(1), title="某人", layout={"columns": 3}))
    assert any("固定排两栏" in note and "《某人》" in note for note in plan.notes)
