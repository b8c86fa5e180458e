"""Short items with a photo that stands beside less text than it is high."""

from __future__ import annotations

import random

import pytest

from tests.typesetting.composition.samples import article, figure, manifest, paragraph, photo, sentence_text
from typesetting.composition import layouts
from typesetting.composition.compositor import compose
from typesetting.composition.layouts import HOLE, Layouts
from typesetting.composition.pages import Issue


def news(seed: int) -> dict:
    rng = random.Random(seed)
    made = [
        article(
            number,
            [
                paragraph(sentence_text(rng, rng.randrange(100, 300))),
                figure("p", "工人在车间。"),
                paragraph(sentence_text(rng, rng.randrange(150, 400))),
            ],
        )
        for number in range(14)
    ]
    return manifest([("市州动态", "news", made)], {"p": photo(3000, 2000)})


@pytest.fixture
def holes(monkeypatch) -> list[int]:
    """By how many rows the last columns of each item that was placed differ."""
    placed, found = {}, []
    try_one, adopt = Layouts._draft_item, Issue.adopt

    def note(self, *args, **more):
        made = try_one(self, *args, **more)
        placed[id(made.draft)] = made
        return made

    def chosen(self, draft):
        found.append(placed[id(draft)].placed.hole)
        adopt(self, draft)

    monkeypatch.setattr(Layouts, "_draft_item", note)
    monkeypatch.setattr(Issue, "adopt", chosen)
    return found


def test_photos_and_lines_give_way_to_even_columns_and_no_page_is_added(holes, monkeypatch):
    large, pages = {}, {}
    for most in (True, False):
        if not most:
            monkeypatch.setattr(layouts, "MOST_KEPT_BACK", 0)
            monkeypatch.setattr(layouts, "MOST_LOWER", 0)
            monkeypatch.setattr(layouts, "SMALL_HOLE", 99)
        holes.clear()
        pages[most] = [len(compose(news(seed)).pages) for seed in range(6)]
        large[most] = sum(hole for hole in holes if hole >= HOLE)
    assert pages[True] == pages[False]
    assert large[True] < 0.4 * large[False]
