"""Numbered headings, and numbered sentences that only look like them."""

import pytest

from manuscripts.typed import heading_level, lead_in, numbering


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("一、建家的由来", 1),
        ("　十二、今后的打算", 1),
        ("一．建家的由来", 1),
        ("一、 怎样找到工会？", 1),
        ("第一部分 调研概况", 1),
        ("第三章 会员的权利", 1),
        ("第二节 会费", 2),
        ("（一）摸清底数", 2),
        ("(三) 补齐短板", 2),
        ("（十一)建章立制", 2),
        ("1. 走访企业", 3),
        ("2、走访企业", 3),
        ("３．走访企业", 3),
        ("10.走访企业", 3),
        ("（一）开展“夏送清凉”“冬送温暖”", 2),
    ],
)
def test_a_short_numbered_line_is_a_heading_of_its_level(text, level):
    assert heading_level(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "",
        "建家的由来",
        "一、",
        "（一）",
        "一、二、三产业增加值持续增长",
        "一、三产业占比提高",
        "3.5亿元",
        "2024.1.20",
        "20、30岁的青年职工",
        "1.走访企业；",
        "（二）补齐短板，",
        "一、主要做法是：",
        "（一）摸清底数。",
        "（一）摸清底数。组织干部走进车间。",
        "一是摸清底数",
        "（1）甲组",
        "①甲组",
        "一、" + "长" * 60,
        "一把手",
        "（注）",
    ],
)
def test_other_lines_are_no_headings(text):
    assert heading_level(text) is None


@pytest.mark.parametrize(
    ("text", "lead", "rest"),
    [
        ("（一）摸清底数，建好台账。干部走进车间。", "（一）摸清底数，建好台账。", "干部走进车间。"),
        ("(二) 补齐短板。 逐户走访。", "(二) 补齐短板。", "逐户走访。"),
        ("1.学起来！大家都来。", "1.学起来！", "大家都来。"),
        ("（三）答好“靠谁干？为谁干？”两问。干部带头。", "（三）答好“靠谁干？为谁干？”两问。", "干部带头。"),
        ("（1）先易后难。再难也要办。", "（1）先易后难。", "再难也要办。"),
        ("　一、强基。强在班组。", "一、强基。", "强在班组。"),
    ],
)
def test_a_numbered_paragraph_gives_its_lead_in(text, lead, rest):
    assert lead_in(text) == (lead, rest)
    assert "".join(lead_in(text)).replace(" ", "") == text.strip().replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "摸清底数。再补短板。",
        "（一）摸清底数",
        "（一）摸清底数。",
        "（一）" + "长" * 50 + "。再来。",
        "",
        "3.5亿元。很多。",
    ],
)
def test_a_paragraph_without_number_or_rest_has_no_lead_in(text):
    assert lead_in(text) is None


def test_a_lead_in_of_forty_characters_is_taken_and_one_of_forty_one_is_not():
    assert lead_in("（一）" + "长" * 40 + "。再来。")
    assert lead_in("（一）" + "长" * 41 + "。再来。") is None


def test_numbering_gives_level_and_number_without_asking_for_a_heading():
    assert numbering("（二）补齐短板。逐户走访。") == (2, "（二）")
    assert numbering("① 甲组") == (4, "①")
    assert numbering("甲组") is None
