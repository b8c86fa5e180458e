"""Passages found again in texts that changed: exactly, by their neighbours, by what is left of their words, or not at all."""

import random
import time

import pytest

from manuscripts.passages import Passages, Place

TEXTS = [
    "清晨六点，班组长已经在车间门口等着大家。",
    "全厂共有职工320人，其中女职工87人。",
    "清晨六点，班组长已经在岗。",
]


def words_at(passages, places):
    return [passages.texts[place.text][place.start : place.end] for place in places]


def test_a_passage_stands_where_its_words_are():
    assert Passages(TEXTS).find_exactly("女职工87人") == [Place(1, 13, 19)]
    assert Passages(TEXTS).find_exactly("没有的话") == []
    assert Passages(TEXTS).find_exactly("") == []


def test_of_several_occurrences_the_one_with_its_own_neighbours_is_meant():
    passages = Passages(TEXTS)
    assert passages.find_exactly("班组长已经", after="在岗")[0].text == 2
    assert passages.find_exactly("班组长已经", after="在车间")[0].text == 0


def test_a_passage_may_reach_over_several_texts():
    passages = Passages(TEXTS)
    places = passages.find_exactly("等着大家。\n全厂")
    assert words_at(passages, places) == ["等着大家。", "全厂"]


def test_neighbours_lead_back_to_the_same_occurrence():
    passages = Passages(["同一句话。"] * 5 + ["尾声"])
    for place in [Place(number, 0, 4) for number in range(5)]:
        before, after = passages.neighbours([place])
        assert passages.find("同一句话", before, after)[0].text in {place.text} | (
            {2, 3} if 1 < place.text < 4 else set()
        )


def test_a_passage_whose_words_were_edited_is_found_by_what_is_left():
    passages = Passages([TEXTS[0], "全厂现有职工332人，其中女职工95人，班组长全部到岗。", TEXTS[2]])
    places = passages.find("共有职工320人，其中女职工87人", "全厂", "。")
    assert places[0].text == 1
    assert "其中女职工" in words_at(passages, places)[0]


def test_a_passage_that_moved_to_another_paragraph_is_found_there():
    passages = Passages(list(reversed(TEXTS)))
    assert passages.find("女职工87人", "其中", "。")[0].text == 1
    assert passages.find("在车间门口等着", "班组长已经", "大家")[0].text == 2


@pytest.mark.parametrize("quote", ["完全没有关系的另一句话", "三", "🙂🙂🙂"])
def test_a_passage_whose_words_are_gone_is_found_nowhere(quote):
    assert Passages(TEXTS).find(quote, "前面的话", "后面的话") == []


def test_there_is_nothing_to_find_in_no_texts():
    assert Passages([]).find("甲") == []
    assert Passages(["", ""]).find("甲") == []


def test_a_hundred_lost_passages_cost_little_in_a_long_article():
    chance = random.Random(7)
    texts = ["".join(chance.choices("高原工会职工班组车间劳动竞赛安全生产服务站点书屋", k=120)) for _ in range(250)]
    passages = Passages(texts)
    began = time.perf_counter()
    for number in range(100):
        passages.find(texts[number][10:60].replace("工", "农"), texts[number][:10], texts[number][60:70])
    assert time.perf_counter() - began < 10
