"""Titles break where sense allows."""

import pytest

from typesetting.composition.cohesion import Cohesion
from typesetting.composition.metrics import standard_fonts
from typesetting.composition.shaping import EM, shape
from typesetting.composition.titles import break_title


def lines_of(text, ems, most=6):
    shaped = shape(text, "song-bold", standard_fonts(), narrowest=ems * EM)
    return [text[line.start : line.end].strip() for line in break_title(shaped, ems * EM, most)]


def test_a_title_that_fits_stays_on_one_line():
    assert lines_of("把每一盏灯点到路口", 20) == ["把每一盏灯点到路口"]


def test_a_title_breaks_at_its_blank():
    assert lines_of("守住山口的灯火 走好赶路的夜晚", 12) == ["守住山口的灯火", "走好赶路的夜晚"]


def test_a_title_breaks_after_its_dash_or_comma():
    assert lines_of("一盏灯照亮山口，一碗面暖了行人", 12) == ["一盏灯照亮山口，", "一碗面暖了行人"]


def test_a_quotation_a_book_title_and_a_number_stay_whole():
    for ems in range(12, 18):
        for whole in ("“送万福进万家”", "2023年"):
            assert any(whole in line for line in lines_of("省总工会2023年开展“送万福进万家”文艺志愿服务活动", ems)), ems


def test_numerals_in_han_stay_together():
    lines = lines_of("在全省工会二〇二三年新春团拜会上的讲话", 12)
    assert any("二〇二三年" in line for line in lines)


def test_words_of_the_issue_are_not_torn():
    text = "数字化条件下技能形成的新变化与工会作用"
    cohesion = Cohesion(["技能形成要讲形成条件，变化形成新的作用", "工会作用在于变化", "数字化条件，作用形成"])
    shaped = shape(text, "song-bold", standard_fonts())
    lines = [text[line.start : line.end] for line in break_title(shaped, 14 * EM, 3, cohesion)]
    for word in ("形成", "变化", "工会", "作用", "条件"):
        assert any(word in line for line in lines), lines


def test_pairs_always_seen_together_hold_firmest():
    cohesion = Cohesion(["工会工会工会，人人，会人"])
    assert cohesion.between("工", "会") > cohesion.between("会", "工") > 0
    assert cohesion.between("工", "人") == 0


@pytest.mark.parametrize("length", range(13, 40))
def test_no_line_of_a_title_is_one_character_alone(length):
    assert min(len(line) for line in lines_of("职" * length, 12, 9)) >= 3


def test_a_title_that_needs_too_many_lines_is_refused():
    shaped = shape("工" * 60, "song-bold", standard_fonts())
    assert break_title(shaped, 20 * EM, 2) is None
