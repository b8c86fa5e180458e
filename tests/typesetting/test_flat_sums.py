"""The account of an issue's pages, what moved between two settings, and offers that do what they say."""

from __future__ import annotations

import random

from tests.typesetting.composition.samples import article, manifest, paragraph, sentence_text
from typesetting.composition import compose
from typesetting.flatplan.changes import moved
from typesetting.flatplan.digests import picture_digests
from typesetting.flatplan.measuring import PAGE_ROWS, facts_of, sums_of
from typesetting.flatplan.offers import offers_for


def issue(*counts: int, **layout) -> dict:
    """Features of so many paragraphs each."""
    made = [
        article(number, blocks=[paragraph(sentence_text(random.Random(at), 110)) for at in range(count)])
        for number, count in enumerate(counts, 1)
    ]
    made[-1]["layout"] = layout
    return manifest([("工作研究", "feature", made)])


def test_the_account_adds_up_and_names_the_shortest_tails():
    plan = compose(issue(30, 34, 9))
    facts = facts_of(plan)
    sums = sums_of(plan, facts)
    assert sums.pages == len(plan.pages) == sums.content + sums.fillers
    assert sums.pages % 4 == 0
    assert (sums.short, sums.over) == (-sums.content % 4, sums.content % 4)
    assert [tail.lines for tail in sums.tails] == sorted(tail.lines for tail in sums.tails)
    assert all(0 < tail.lines <= PAGE_ROWS for tail in sums.tails)
    kinds = [page.kind for page in facts]
    assert (kinds[0], kinds[-1], kinds.count("filler")) == ("cover", "back", sums.fillers)
    assert all(page.articles for page in facts if page.kind == "text")


def test_pages_before_an_edit_keep_their_pictures():
    before, after = issue(20, 20), issue(20, 40)
    first, second = compose(before), compose(after)
    old, new = picture_digests(first, before), picture_digests(second, after)
    change = moved(old, first.page_map, new, second.page_map)
    begins = second.page_map["2"][0]
    assert [row["id"] for row in change["articles"]] == ["2"]
    assert begins in change["pages"] or first.page_map["2"] != second.page_map["2"]
    assert not {number for number in change["pages"] if 3 < number < begins}
    assert picture_digests(compose(before), before) == old


def test_an_article_that_need_not_open_a_page_is_offered_to_run_on():
    made = [article(number, blocks=[paragraph("会员在车间里读报。" * 12)]) for number in (1, 2)]
    made[1]["layout"] = {"own_page": True}
    whole = manifest([("基层活动", "news", made)])
    plan = compose(whole)
    facts = facts_of(plan)
    sums = sums_of(plan, facts)
    found = [offer for offer in offers_for(whole, sums, facts) if offer]
    (offer,) = [offer for offer in found if offer["change"] == {"own_page": False}]
    assert (offer["article"], offer["content"]) == ("2", sums.content - 1)
    assert all(0 < sums.content - one["content"] <= sums.over or sums.content < one["content"] for one in found)
