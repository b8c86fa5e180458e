"""Sources, contributing units and captions."""

import pytest

from manuscripts.typed import caption, is_unmarked_caption, source_line, trailing_bracket, trailing_unit


@pytest.mark.parametrize(
    ("text", "rest", "source"),
    [
        ("大家鼓起掌来。（来源：青海日报）", "大家鼓起掌来。", "青海日报"),
        ("大家鼓起掌来。(来源: 青海日报 2024年5月1日)", "大家鼓起掌来。", "青海日报 2024年5月1日"),
        ("大家鼓起掌来。（来源：《求是》2024/09）", "大家鼓起掌来。", "《求是》2024/09"),
        ("大家鼓起掌来。（来源：青海日报)", "大家鼓起掌来。", "青海日报"),
        ("大家鼓起掌来。（来源：青海日报", "大家鼓起掌来。", "青海日报"),
        ("大家鼓起掌来。（新华社北京2024年5月1日电）", "大家鼓起掌来。", "新华社北京2024年5月1日电"),
        ("（新华社北京5月1日电）", "", "新华社北京5月1日电"),
        ("大家鼓起掌来。（《工人日报》2024年5月1日第1版）", "大家鼓起掌来。", "《工人日报》2024年5月1日第1版"),
        ("大家鼓起掌来。（原载《工人日报》2024年5月1日）", "大家鼓起掌来。", "《工人日报》2024年5月1日"),
        ("大家鼓起掌来。（转自：中工网）", "大家鼓起掌来。", "中工网"),
        ("大家鼓起掌来。（据新华社）", "大家鼓起掌来。", "新华社"),
        ("来源：青海日报", "", "青海日报"),
        ("来 源：青海日报", "", "青海日报"),
        ("来源 | 中工网", "", "中工网"),
        ("稿源：中工网", "", "中工网"),
        ("——原载《工人日报》2024年5月1日", "", "《工人日报》2024年5月1日"),
        ("（来源：《求是》（2024年第9期））", "", "《求是》（2024年第9期）"),
    ],
)
def test_the_source_is_taken_off_the_text(text, rest, source):
    assert source_line(text) == (rest, source)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "大家鼓起掌来。",
        "来源于群众的智慧",
        "经费有三个来源：会费、拨缴和补助。这是老办法。",
        "依法拨缴（《工会法》第四十三条）",
        "印发（《办法》2024年修订）",
        "人数大增（据统计，2024年末数）",
        "大家鼓起掌来。（宣教部）",
        "据了解，大家都来了",
    ],
)
def test_other_texts_name_no_source(text):
    assert source_line(text) is None


@pytest.mark.parametrize(
    ("text", "rest", "unit"),
    [
        ("大家鼓起掌来。（某某州总工会）", "大家鼓起掌来。", "某某州总工会"),
        ("大家鼓起掌来。(某某州总工会)", "大家鼓起掌来。", "某某州总工会"),
        ("大家鼓起掌来。（办公室）", "大家鼓起掌来。", "办公室"),
        ("大家鼓起掌来！”（宣教部）", "大家鼓起掌来！”", "宣教部"),
        ("（权益保障部）", "", "权益保障部"),
        ("大家鼓起掌来。（省教科文卫体工会）", "大家鼓起掌来。", "省教科文卫体工会"),
        ("大家鼓起掌来。（某某市总工会供稿）", "大家鼓起掌来。", "某某市总工会"),
        ("大家鼓起掌来。（供稿：某某市总工会）", "大家鼓起掌来。", "某某市总工会"),
        ("大家鼓起掌来。（办公室、宣教部）", "大家鼓起掌来。", "办公室、宣教部"),
        ("大家鼓起掌来。（某某供电公司）", "大家鼓起掌来。", "某某供电公司"),
        ("大家鼓起掌来。（某某州总工会）。", "大家鼓起掌来。", "某某州总工会"),
        ("前一句在此。后一句末尾漏了句号（某某州总工会）", "前一句在此。后一句末尾漏了句号", "某某州总工会"),
    ],
)
def test_the_contributing_unit_is_taken_off_the_text(text, rest, unit):
    assert trailing_unit(text) == (rest, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "大家鼓起掌来。",
        "走访困难职工二十五（户）",
        "大家鼓起掌来。（户）",
        "大家鼓起掌来。（来源：青海日报）",
        "大家鼓起掌来。（见图）",
        "工作办法（试行）",
        "在大会上的讲话（节选）",
        "大家鼓起掌来。（摄影：李文秀）",
        "大家鼓起掌来。（图片由办公室提供）",
        "评出先进集体（班组）",
        "下称“省总”（以下简称省总工会）",
        "名单如下（不含省直机关）",
        "牵头单位（某某州总工会）",
        "建起职工之家（车间）。",
        "（一）",
        "大家鼓起掌来。（李文秀）",
        "大家鼓起掌来。（掌声）",
    ],
)
def test_other_brackets_are_no_units(text):
    assert trailing_unit(text) is None


@pytest.mark.parametrize(
    ("text", "words", "credit"),
    [
        ("图为活动现场。", "图为活动现场。", ""),
        ("图为活动现场。李文秀 摄", "图为活动现场。", "李文秀"),
        ("图为活动现场（李文秀 摄）", "图为活动现场", "李文秀"),
        ("（图为活动现场）", "图为活动现场", ""),
        ("上图为活动现场", "上图为活动现场", ""),
        ("图：活动现场", "活动现场", ""),
        ("图２：活动现场", "活动现场", ""),
        ("▲活动现场 本刊记者 李文秀 摄", "活动现场", "李文秀"),
        ("▲ 活动现场", "活动现场", ""),
        ("图片说明：活动现场", "活动现场", ""),
        ("（摄影：李文秀）", "", "李文秀"),
        ("摄影 / 李文秀 王丽", "", "李文秀 王丽"),
        ("李文秀 摄", "", "李文秀"),
        ("李 文 秀 摄影", "", "李文秀"),
        ("李文秀 摄/文", "", "李文秀"),
        ("李文秀 文/图", "", "李文秀"),
        ("宣教部供图", "", "宣教部"),
        ("（图片由宣教部提供）", "", "宣教部"),
    ],
)
def test_captions_and_credits_are_read(text, words, credit):
    assert caption(text) == (words, credit)


@pytest.mark.parametrize(
    "text", ["", "图为何物", "大家鼓起掌来。", "图书馆开放", "他喜欢摄影", "图为" + "长" * 200, "图：", "拍摄"]
)
def test_other_lines_are_no_captions(text):
    assert caption(text) is None


def test_a_trailing_bracket_is_matched_with_its_own_opening():
    assert trailing_bracket("甲（乙（丙）丁）") == ("甲", "乙（丙）丁")
    assert trailing_bracket("甲（乙)") == ("甲", "乙")
    assert trailing_bracket("甲乙）") is None
    assert trailing_bracket("甲（乙）丙") is None


def test_a_caption_without_mark_begins_with_a_post_and_its_holder():
    assert is_unmarked_caption("县总工会主席李文秀慰问一线环卫职工")
    assert not is_unmarked_caption("县总工会主席李文秀慰问一线环卫职工，送去清凉。")
    assert not is_unmarked_caption("各级工会慰问一线环卫职工")


@pytest.mark.parametrize(
    ("text", "words", "credit"),
    [
        ("图1 水闸巡查路线", "图1 水闸巡查路线", ""),
        ("图①：站区全貌", "站区全貌", ""),
        ("图 2：水位变化", "水位变化", ""),
        ("本版图片均由李文秀拍摄", "", "李文秀"),
    ],
)
def test_numbered_captions_and_credits_of_a_whole_page_are_read(text, words, credit):
    assert caption(text) == (words, credit)


def test_a_sentence_about_a_figure_is_no_caption():
    assert caption("图1 说明水位连年回升。随后的调查也证实了这一点。") is None
