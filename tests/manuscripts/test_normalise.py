"""Texts that differ only in typing compare equal, and a match finds its way back."""

import random
import re

import pytest

from manuscripts.normalise import is_unsaid, normalise, normalised_positions, pattern


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０２４年第３期", "2024年第3期"),
        ("“送清凉” 到一线", "「送清凉」到一线"),
        ("『娘家人』在身边", '"娘家人"在身边'),
        ("服务职工——聚焦一线", "服务职工─聚焦一线"),
        ("服务职工－聚焦一线", "服务职工-聚焦一线"),
        ("工会（职工）之家", "工会(职工)之家"),
        ("乌兰·其其格", "乌兰•其其格"),
        ("乌兰・其其格", "乌兰‧其其格"),
        ("凝心 聚力　促发展", "凝心聚力促发展"),
        ("凝心\u200b聚力\ufeff", "凝心聚力"),
        ("暖心……", "暖心…"),
        ("增长６％", "增长6%"),
        ("【公告】", "〔公告〕"),
        ("WiFi", "ＷｉＦｉ"),
    ],
)
def test_two_ways_of_typing_one_text_compare_equal(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一线职工", "二线职工"),
        ("2024年", "2025年"),
        ("（一）", "（二）"),
        ("《工会法》", "“工会法”"),
        ("第一条", "第-条"),
    ],
)
def test_different_words_stay_different(one, other):
    assert normalise(one) != normalise(other)


def test_a_match_is_mapped_back_to_the_original():
    text = "题为“凝心 聚力——促发展”的讲座"
    plain, positions = normalised_positions(text)
    start = plain.index(normalise("聚力—促"))
    end = start + len(normalise("聚力—促"))
    assert text[positions[start] : positions[end - 1] + 1] == "聚力——促"


def test_positions_never_decrease_and_normalising_twice_changes_nothing():
    rng = random.Random(7)
    alphabet = "工会职 　“”「—－-·•…（(１2aＡ㎡①℃\u200b\u00ad\ufe0f\U00020bb7\ud800½…‥⋯《〈"
    for _ in range(500):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randrange(40)))
        plain, positions = normalised_positions(text)
        assert len(plain) == len(positions)
        assert positions == sorted(positions)
        assert normalise(plain) == plain
        assert plain == normalise(text)


def test_every_character_there_is_normalises_to_a_settled_form():
    for first in range(0, 0x30000, 0x100):
        for code in range(first, first + 0x100):
            plain = normalise(chr(code))
            assert normalise(plain) == plain


@pytest.mark.parametrize(
    ("typed", "text", "hit"),
    [
        ("仁青扎西", "记者仁青·扎西报道", "仁青·扎西"),
        ("仁青扎西", "记者仁青 • 扎西报道", "仁青 • 扎西"),
        ("仁青·扎西", "记者仁青扎西报道", "仁青扎西"),
        ("王刚", "王　刚", "王　刚"),
        ("“工匠”", "青海「工匠」学院", "工匠"),
        ("工匠学院", "青海“工匠”学院", "工匠”学院"),
        ("ＧＤＰ", "全省gdp", "gdp"),
        ("gdp", "全省ＧＤＰ", "ＧＤＰ"),
        ("(职工)", "工会（职工）之家", "（职工）"),
        ("一线——职工", "一线－职工", "一线－职工"),
        ("Ⅱ期", "Ⅱ期工程", "Ⅱ期"),
        ("38节", "3·8 节", "3·8 节"),
        ("·", "仁青·扎西", "·"),
        ("C:\\car[1]", "C:\\car[1]", "C:\\car[1]"),
    ],
)
def test_a_pattern_finds_the_words_however_they_were_typed(typed, text, hit):
    assert re.search(pattern(typed), text).group() == hit


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("heart", "he art"),
        ("工会", "工。会"),
        ("工会", "工\n会"),
        ("a.b", "axb"),
        ("一线职工", "一线——职工"),
        ("3.5", "35"),
    ],
)
def test_a_pattern_finds_no_other_words(typed, text):
    assert re.search(pattern(typed), text) is None


def test_every_text_is_found_by_its_own_pattern():
    rng = random.Random(11)
    alphabet = "工会 “」—－·…（(１2aＡ㎡①\\^$.|?*+[]{}-&~#'\"\u200b½《〈éß\U0001f600"
    for _ in range(2000):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randrange(1, 12)))
        assert re.search(pattern(text), text), text


def test_marks_alone_are_unsaid():
    assert [is_unsaid(text) for text in ("·", "“”", " \u200b", "工", "-")] == [True, True, True, False, False]
