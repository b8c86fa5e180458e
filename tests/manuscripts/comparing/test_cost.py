"""Comparing costs what changed. The limits leave room for a slow, busy machine; `make bench` prints the real times."""

import random
import time

import pytest

from manuscripts.blocks import Paragraph, Span
from manuscripts.comparing import compare, sequences
from manuscripts.comparing.sequences import common_pairs, heaviest_chain


def _random_text(dice: random.Random, length: int) -> str:
    return "".join(chr(0x4E00 + dice.randrange(3000)) for _ in range(length))


def _paragraphs(seed: int, number: int, length: int) -> list[Paragraph]:
    dice = random.Random(seed)
    return [Paragraph((Span(_random_text(dice, length)),)) for _ in range(number)]


def _seconds(before, after) -> float:
    started = time.process_time()
    compare(before, after)
    return time.process_time() - started


def test_one_edit_in_thirty_thousand_characters_takes_a_tenth_of_a_second_at_most():
    before = _paragraphs(1, 150, 200)
    after = [*before[:70], Paragraph((Span(before[70].spans[0].text[:90] + "改"),)), *before[71:]]
    assert min(_seconds(before, after) for _ in range(3)) < 0.1


def test_thirty_thousand_characters_written_anew_take_two_seconds_at_most():
    assert _seconds(_paragraphs(1, 150, 200), _paragraphs(2, 150, 200)) < 2


def test_one_paragraph_of_thirty_thousand_characters_written_anew_takes_two_seconds_at_most():
    assert _seconds(_paragraphs(1, 1, 30_000), _paragraphs(2, 1, 30_000)) < 2


def test_two_thousand_tiny_paragraphs_take_two_seconds_at_most():
    before = [Paragraph((Span(f"第{number}段。"),)) for number in range(2000)]
    after = [Paragraph((Span(f"第{number * 7 + 3}条。"),)) for number in range(2000)]
    assert _seconds(before, after) < 2


@pytest.mark.parametrize("seed", range(40))
def test_common_pairs_are_a_longest_common_subsequence(seed):
    dice = random.Random(seed)
    before, after = ("".join(dice.choice("工会职的") for _ in range(dice.randint(0, 25))) for _ in range(2))
    pairs = common_pairs(before, after)
    assert all(before[left] == after[right] for left, right in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in zip(pairs, pairs[1:], strict=False))
    table = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i, left in enumerate(before):
        for j, right in enumerate(after):
            table[i + 1][j + 1] = table[i][j] + 1 if left == right else max(table[i][j + 1], table[i + 1][j])
    assert len(pairs) == table[-1][-1]


def test_what_is_too_large_for_one_table_is_parted_at_elements_found_once(monkeypatch):
    monkeypatch.setattr(sequences, "MOST_BITS", 30)
    before, after = list("甲一二三乙四五六丙七八九"), list("一二三甲x四五六丙y八九z")
    pairs = common_pairs(before, after)
    assert "".join(before[left] for left, _ in pairs) == "一二三四五六丙八九"


def test_the_heaviest_chain_may_be_the_shorter_one():
    assert heaviest_chain([(0, 1, 1), (1, 2, 1), (2, 0, 5)]) == [(2, 0)]
    assert heaviest_chain([(0, 0, 1), (0, 1, 1), (1, 1, 1)]) == [(0, 0), (1, 1)]
    assert heaviest_chain([]) == []
