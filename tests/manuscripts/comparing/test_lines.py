"""How the words of a line are compared: what is never cut, and what a reader is spared."""

import random

import pytest

from manuscripts.comparing import compare_lines

SIGNS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def drawn(before: str, after: str, names=()) -> str:
    return "".join(SIGNS[run.op].format(run.text) for run in compare_lines(before, after, names=names))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("增收1200元", "增收1350元", "增收[-1200元-]{+1350元+}"),
        ("强化思想武装", "强化理论武装", "强化[-思想-]{+理论+}武装"),
        ("2026年3月5日开班", "2027年3月6日开班", "[-2026年-]{+2027年+}3月[-5日-]{+6日+}开班"),
        ("投入3.5万元，增长12.5%", "投入3.6万元，增长12.8%", "投入[-3.5万元-]{+3.6万元+}，增长[-12.5%-]{+12.8%+}"),
        ("共１２００人", "共１３００人", "共[-１２００-]{+１３００+}人"),
        ("第十八届", "第十九届", "第[-十八-]{+十九+}届"),
        ("定于8:30开会", "定于8:45开会", "定于[-8:30-]{+8:45+}开会"),
        ("使用App报名", "使用APP报名", "使用[-App-]{+APP+}报名"),
        ("等待……", "等待…", "等待[-……-]{+…+}"),
        ("全文相同", "全文相同", "全文相同"),
        ("", "新的", "{+新的+}"),
        ("旧的", "", "[-旧的-]"),
    ],
)
def test_numbers_words_and_pairs_of_marks_are_replaced_whole(before, after, expected):
    assert drawn(before, after) == expected


def test_a_given_name_is_replaced_whole():
    assert drawn("作者马吉孝到场", "作者马吉寿到场", ["马吉孝", "马吉寿"]) == "作者[-马吉孝-]{+马吉寿+}到场"


def test_a_name_known_on_one_side_only_is_whole_there():
    assert drawn("作者马吉孝到场", "作者马吉寿到场", ["马吉孝"]) == "作者[-马吉孝-]{+马吉寿+}到场"


def test_a_name_behind_a_post_needs_not_be_given():
    assert drawn("副主席马吉孝，到会", "副主席马吉寿，到会") == "副主席[-马吉孝-]{+马吉寿+}，到会"


def test_a_name_with_a_dot_is_whole():
    assert drawn("职工才让·多杰", "职工才让·卓玛", ["才让·多杰"]) == "职工[-才让·多杰-]{+才让·卓玛+}"


def test_a_latin_name_is_not_found_inside_a_longer_word():
    assert drawn("Lisa来访", "Lina来访", ["Li"]) == "[-Lisa-]{+Lina+}来访"


@pytest.mark.parametrize("seed", range(80))
def test_no_cut_falls_inside_a_number_or_a_name(seed):
    dice = random.Random(seed)
    names = ["马吉孝", "马吉", "吉孝仁", "万福"]
    pieces = [*names, "12", "3.5", "1,200", "的", "马", "孝", "一", "十", "工会"]
    before, after = ("".join(dice.choice(pieces) + dice.choice("，、工") for _ in range(15)) for _ in range(2))
    runs = compare_lines(before, after, names=names)
    for text, gone in ((before, "insert"), (after, "delete")):
        cuts, at = set(), 0
        for run in runs:
            if run.op != gone:
                at += len(run.text)
                cuts.add(at)
        assert not [cut for cut in cuts if text[cut - 1 : cut].isdigit() and text[cut : cut + 1].isdigit()]
        for start in range(len(text)):
            if text.startswith("马吉孝", start):
                assert not cuts & {start + 1, start + 2}


def test_a_common_character_is_no_island_between_two_changes():
    assert drawn("丰富的活动", "精彩的节目") == "[-丰富的活动-]{+精彩的节目+}"


def test_words_kept_between_small_changes_stay():
    assert drawn("深入学习贯彻会议精神", "认真学习会议精神") == "[-深入-]{+认真+}学习[-贯彻-]会议精神"


def test_an_inserted_sentence_begins_where_sentences_begin():
    assert drawn("开展活动。组织培训", "开展活动。开展慰问。组织培训") == "开展活动。{+开展慰问。+}组织培训"


def test_an_inserted_clause_is_marked_with_its_comma():
    assert drawn("今年，积极推进改革", "今年，积极推进，积极推进改革") == "今年，{+积极推进，+}积极推进改革"


def test_a_line_written_anew_is_replaced_whole():
    before, after = "高原上的风吹过草场，牧工骑马出门", "城里的灯照着车间，工人换上了工装"
    assert drawn(before, after) == f"[-{before}-]{{+{after}+}}"
