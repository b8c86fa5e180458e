"""Paragraphs cut by the end of a column."""

import time

import pytest

from manuscripts.typed import join_cut

HALF = "各县工会干部走进车间和工地，同一线职工拉家常、听建议，把大家最关心的"
WHOLE = "各县工会干部走进车间和工地，同一线职工拉家常。"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (HALF, "三件事记在本子上。"),
        (HALF + "，", "逐一答复。"),
        (HALF + "2024", "年度计划写进方案。"),
        ("水位比上年升高6.", "5%，闸门却少开了一次。"),
        (HALF + "“三件事”", "记在本子上。"),
        (HALF + "（", "含停车难）写进方案。"),
        (HALF + "《暖心", "清单》写进方案。"),
        (WHOLE, "”大家都笑了。"),
        (WHOLE, "，随后又去了工地。"),
        ("老李说：“家里好着呢。", "孩子也上了大学。”大家都笑了。"),
        ("（一）摸清底数，建好台账。干部走进", "车间，听大家说。"),
        ("掌声", "。"),
        (HALF + "三件事记在本子上，" + HALF + "；", "逐户走访困难职工。"),
        (HALF, "  三件事记在本子上。"),
    ],
)
def test_a_cut_paragraph_is_joined(left, right):
    assert join_cut(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("", "甲"),
        ("甲", ""),
        (WHOLE, "第二天一早，大家又出发了。"),
        (WHOLE[:-1] + "：", "第二天一早，大家又出发了。"),
        (WHOLE[:-1] + "；", "第二天一早，大家又出发了。"),
        (WHOLE[:-1] + "……", "第二天一早，大家又出发了。"),
        ("老李说：“家里好着呢。”", "大家都笑了。"),
        ("老李说：“家里好着呢。", "“孩子也上了大学。”"),
        (HALF, "（二）补齐短板"),
        (HALF, "二、今后的打算"),
        (HALF, "1.走访企业"),
        (HALF, "□ 李文秀"),
        (HALF, "图为活动现场"),
        (HALF, "（来源：青海日报）"),
        (HALF, "各位代表："),
        (HALF, "——走访企业。今年走访三家。"),
        ("一、建家的由来", "那是十年前的一个早晨。"),
        ("□ 李文秀", "那是十年前的一个早晨。"),
        ("（二〇二四年五月一日）", "那是十年前的一个早晨。"),
        ("县总工会主席李文秀慰问一线环卫职工", "三件事记在本子上。"),
        (HALF + "、", "县总工会主席李文秀慰问一线环卫职工"),
        (
            "1.各县工会干部走进车间和工地，同一线职工拉家常、听建议，把大家最关心的事一件一件记在本子上，逐户走访；",
            "再办",
        ),
        ("谢谢大家", "那是十年前的一个早晨。"),
        (WHOLE + "（宣教部）", "那是十年前的一个早晨。"),
        (WHOLE + "（来源：青海日报）", "那是十年前的一个早晨。"),
    ],
)
def test_whole_paragraphs_are_left_apart(left, right):
    assert not join_cut(left, right)


def test_joining_costs_the_same_however_long_the_paragraph_has_grown():
    left = HALF * 200_000
    start = time.perf_counter()
    for _ in range(200):
        assert join_cut(left, "三件事记在本子上。")
    assert time.perf_counter() - start < 2


def test_fields_of_a_notice_are_lines_of_their_own():
    assert not join_cut("时间：2024年3月5日上午", "地点：东渠水站")
