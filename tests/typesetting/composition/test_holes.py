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

    def note(self, *args):
        made = try_one(self, *args)
        placed[id(made[0])] = made
        return made

    def chosen(self, draft):
        found.append(placed[id(draft)][1].hole)
        adopt(self, draft)

    monkeypatch.setattr(Layouts, "_draft_item", note)
    monkeypatch.setattr(Issue, "adopt", chosen)
    return found


def test_text_is_kept_back_for_a_photo_on_the_next_page_and_no_page_is_added(holes, monkeypatch):
    large, pages = {}, {}
    for most in (layouts.MOST_KEPT_BACK, 0):
        monkeypatch.setattr(layouts, "MOST_KEPT_BACK", most)
        holes.clear()
        pages[most] = [len(compose(news(seed)).pages) for seed in range(6)]
        large[most] = sum(hole for hole in holes if hole >= HOLE)
    assert pages[0] == pages[2]
    assert large[2] < 0.7 * large[0]
