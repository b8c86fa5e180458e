"""Near-duplicates: found among thousands, their share counted exactly."""

import pytest

from submissions.likeness import fingerprint, letters_of, share_in_common

ONE = (
    "青稞加工车间的女工们每天清晨六点到岗，先把前一夜晾好的原料翻一遍，再按批次称重、登记、送进蒸锅，一天要走两万多步。"
)
OTHER = "水电站检修班在零下二十度的坝顶连续干了九天，更换了三台启闭机的密封件，没有一个人提前下山，食堂把热饭送到坝上。"


def test_a_text_is_wholly_in_itself_and_not_at_all_in_another():
    assert share_in_common(ONE, ONE) == 1
    assert share_in_common(ONE, OTHER) == 0


def test_punctuation_spaces_and_wide_figures_make_no_difference():
    assert share_in_common(ONE, ONE.replace("，", ", ").replace("六", "六 ")) == 1
    assert letters_of("１２３　Ａ，") == "123A"


def test_a_report_within_a_longer_one_is_wholly_in_common_but_not_the_other_way_round():
    merged = OTHER + ONE
    assert share_in_common(ONE, merged) == 1
    assert share_in_common(merged, ONE) == pytest.approx(len(letters_of(ONE)) / len(letters_of(merged)))


def test_moved_sentences_count_as_common():
    first, _, second = ONE.partition("，")
    assert share_in_common(ONE, f"{second}{first}") > 0.9


def test_short_and_empty_texts_have_nothing_in_common():
    assert share_in_common("", ONE) == 0
    assert share_in_common("工会", ONE) == 0
    assert fingerprint("工会") == []


def test_a_fingerprint_is_a_sample_that_a_longer_text_shares():
    assert 0 < len(fingerprint(ONE * 1)) < len(ONE) / 2
    assert set(fingerprint(ONE)) <= set(fingerprint(f"{OTHER}{ONE}"))
    assert all(0 <= value < 2**63 for value in fingerprint(OTHER))
