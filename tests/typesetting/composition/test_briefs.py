"""Items of a few lines one after another run on down the columns, each under a title of its own column."""

from __future__ import annotations

import random

import pytest

from tests.typesetting.composition.samples import article, figure, han, manifest, paragraph, photo, sentence_text
from tests.typesetting.composition.test_compose import check_geometry, check_no_overlap
from typesetting.composition import compose
from typesetting.composition.briefs import is_brief, runs_of
from typesetting.composition.design import COLUMN, TEXT_WIDTH
from typesetting.composition.plan import Text


def brief(number: int, rng: random.Random, **more) -> dict:
    said = [paragraph(sentence_text(rng, rng.randrange(20, 80)))]
    return article(number, said, title=han(rng, rng.randrange(6, 24)), **more)


def titles(made: list[dict]) -> dict[str, Text]:
    plan = compose(manifest([("简讯", "news", made)], {"p": photo(1200, 800)}))
    check_geometry(plan)
    check_no_overlap(plan)
    found = [
        item
        for page in plan.pages
        for item in page.items
        if isinstance(item, Text) and item.role == "title" and item.id
    ]
    return {item.id.removesuffix(".title"): item for item in found}


@pytest.mark.parametrize("seed", range(4))
def test_briefs_stand_in_columns_whole(seed):
    rng = random.Random(seed)
    made = [brief(number, rng, label=rng.choice(("", "某州总工会"))) for number in range(30)]
    plan = compose(manifest([("简讯", "news", made)]))
    check_geometry(plan)
    check_no_overlap(plan)
    places = {}
    for page in plan.pages:
        for item in page.items:
            if isinstance(item, Text) and item.role != "label" and item.id.partition(".")[0].isdigit():
                places.setdefault(item.id.split(".")[0], set()).add((page.number, item.x))
    assert len(places) == 30
    assert all(len(found) == 1 for found in places.values())
    assert len({x for found in places.values() for _, x in found}) == 2


def test_fewer_than_three_stand_under_titles_across_the_page():
    rng = random.Random(1)
    long = article(9, [paragraph(sentence_text(rng, 400))])
    made = [brief(1, rng), brief(2, rng), long, *(brief(number, rng) for number in (3, 4, 5))]
    assert [(whether, len(run)) for whether, run in runs_of(made)] == [(False, 1)] * 3 + [(True, 3)]
    widths = {name: title.width for name, title in titles(made).items()}
    assert widths == {name: COLUMN if name in "345" else TEXT_WIDTH for name in "123459"}


@pytest.mark.parametrize(
    "more",
    [
        {"subtitle": "副题"}, {"bylines": [{"name": "马建国", "post": ""}]}, {"layout": {"own_page": True}}, {"layout": {"columns": 1}},
        {"blocks": [figure("p")]}, {"blocks": []}, {"title": "一" * 60}, {"blocks": [paragraph("一" * 130)]},
    ],
)  # fmt: skip
def test_an_item_with_more_to_it_is_no_brief(more):
    made = brief(1, random.Random(1))
    assert is_brief(made)
    assert not is_brief(made | more)


def test_a_character_without_a_glyph_is_told_of_the_brief_that_has_it():
    rng = random.Random(2)
    made = [brief(number, rng) for number in range(4)]
    made[2]["blocks"] = [paragraph("这里有一个没有的字：\U0001f9ff。")]
    notes = [note for note in compose(manifest([("简讯", "news", made)])).notes if "字库里没有" in note]
    assert len(notes) == 1 and made[2]["title"] in notes[0]
