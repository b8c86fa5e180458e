"""Manners of real offices, a third round: titles, signatures, forms and captions as a hundred and sixty reports set them."""

from __future__ import annotations

import io
import zipfile

import pytest

from bench.word_paper import Paper
from manuscripts.word import read_docx
from tests.manuscripts.word.papers import CENTRED, FIRST, SECOND, TITLE, finished, opened, read
from tests.manuscripts.word.test_offices import SMALL, UNIT, captions, headings

HEI = {"align": "center", "size": 12, "font": "黑体"}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("治多县总工会开展", "“最美户外劳动者服务站点”评选"), "治多县总工会开展“最美户外劳动者服务站点”评选"),
        (("青海省木里煤业公司工会", "推行“阳光厂务”"), "青海省木里煤业公司工会推行“阳光厂务”"),
    ],
)
def test_a_title_broken_between_who_and_what_is_one_title(lines, title):
    report = read(*((line, CENTRED) for line in lines), title="")
    assert (report.title, report.kicker) == (title, "")


def test_a_unit_over_a_slogan_of_two_halves_is_no_part_of_the_title():
    report = read((UNIT, CENTRED), ("推动改革落地 激发队伍活力", CENTRED), title="")
    assert (report.title, report.contributor) == ("推动改革落地 激发队伍活力", UNIT)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("“工”聚青春力量  “会”见美好未来", "“工”聚青春力量 “会”见美好未来"),
        ("召开“ 送清凉 ”活动推进会", "召开“送清凉”活动推进会"),
    ],
)
def test_the_space_between_equal_halves_of_a_slogan_stays_in_a_title(typed, kept):
    assert read((typed, CENTRED), title="").title == kept


def test_the_space_between_equal_halves_of_a_quoted_slogan_stays_in_the_text():
    html = read(text=("活动以“学党史 悟思想　办实事 开新局”为主题，职工 代表参加，大家受到了教育。", SECOND)).html
    assert "“学党史 悟思想" in html and "办实事 开新局”" in html
    assert "职工代表参加" in html


def test_the_first_of_several_headings_in_the_middle_is_no_subtitle():
    news = (("海东市总工会慰问劳模", HEI), FIRST, ("海东市总工会宣讲法律", HEI), SECOND)
    report = read(*news, text=())
    assert (report.title, report.subtitle) == (TITLE, "")
    assert headings(report) == ["海东市总工会慰问劳模", "海东市总工会宣讲法律"]


@pytest.mark.parametrize(
    "place",
    [
        "（海南州总工会　共和　813000）",
        "（海南州总工会，青海 海南 813000）",
        "（海南州总工会，青海海南，邮编：813000）",
    ],
)
def test_a_unit_with_its_town_and_postcode_is_the_unit(place):
    report = read(("李四", SMALL), (place, SMALL))
    assert (report.contributor, report.bylines, report.subtitle) == ("海南州总工会", [("李四", "")], "")


def test_a_committee_of_a_union_is_a_unit():
    report = read(("黄南州总工会经审委", SMALL))
    assert (report.contributor, report.subtitle) == ("黄南州总工会经审委", "")


def test_a_signature_that_ends_in_a_label_is_read_to_its_end():
    report = read(after=(f"（文/李四  图/王五  单位：{UNIT}）",))
    assert (report.contributor, report.bylines) == (UNIT, [("李四", "")])
    assert "李四" not in report.html


def test_a_form_with_its_name_in_the_first_row_is_opened():
    paper = Paper()
    paper.table(
        [
            ["信 息 报 送 表", "", "", ""],
            ["报送单位", UNIT, "报送时间", "2026年6月20日"],
            ["撰稿人", "李四", "审核人", "赵六"],
        ],
        merged=((0, 0, 1, 4),),
    )
    paper.put(TITLE, **CENTRED)
    paper.put(FIRST)
    report = finished(paper)
    assert (report.title, report.contributor, report.bylines) == (TITLE, UNIT, [("李四", "")])
    assert headings(report) == [] and "<table" not in report.html
    assert any("信 息 报 送 表" in sentence for sentence in report.not_understood)


def test_a_caption_all_in_brackets_gives_its_photographer():
    paper = opened()
    paper.photo()
    paper.put("（安全员在井口为矿工送祝福  李四  摄）", **SMALL)
    assert captions(finished(paper)) == [("安全员在井口为矿工送祝福", "李四")]


def test_captions_that_tell_of_visits_are_no_names_of_units():
    paper = opened()
    line = paper.photo()
    paper.photo(into=line)
    paper.put("看望福利院\t走访养护工区", **SMALL)
    assert captions(finished(paper)) == [("看望福利院", ""), ("走访养护工区", "")]


def test_what_says_that_a_paper_is_internal_is_no_kicker():
    assert read(("内部资料 注意保存", SMALL), (TITLE, CENTRED), title="").kicker == ""


def test_a_particular_that_ends_in_a_full_stop_is_told_with_one():
    told = read(after=("报：果洛州总工会，县委办公室。",)).understood
    assert any(sentence.endswith("报 果洛州总工会，县委办公室。") for sentence in told)


@pytest.mark.parametrize("what", ["赴贵德开展主题党日活动", "多点发力做好“后勤部长”", "为驻井职工办集体生日"])
def test_a_clause_under_the_name_of_a_unit_set_alike_goes_on_with_it(what):
    report = read((UNIT, CENTRED), (what, CENTRED), title="")
    assert (report.title, report.kicker) == (UNIT + what, "")


@pytest.mark.parametrize("credit", ["共和县总工会供图", "李四 摄"])
def test_words_before_a_photographer_are_the_caption(credit):
    paper = opened()
    paper.photo()
    paper.put(f"图为志愿者发放“平安包”。{credit}", **SMALL)
    name = credit.removesuffix("供图").removesuffix(" 摄")
    assert captions(finished(paper)) == [("图为志愿者发放“平安包”。", name)]


def test_the_name_of_a_play_in_a_caption_is_no_photographer():
    paper = opened()
    paper.photo()
    paper.put("藏戏《雪域欢歌》选段  周毛吉  摄", **SMALL)
    assert captions(finished(paper)) == [("藏戏《雪域欢歌》选段", "周毛吉")]


def test_a_stroke_drawn_with_a_character_parts_words_and_photos():
    paper = Paper()
    paper.put(TITLE, **CENTRED)
    paper.put(f"文丨{UNIT} 李四    图丨王五", **SMALL)
    paper.put(FIRST)
    paper.photo()
    paper.put("参观者在聆听讲解", **SMALL)
    report = finished(paper)
    assert (report.contributor, report.bylines) == (UNIT, [("李四", "")])
    assert captions(report) == [("参观者在聆听讲解", "王五")]


def test_what_says_for_which_journal_a_paper_is_meant_is_no_kicker():
    assert read("《青海工运》投稿", (TITLE, CENTRED), title="").kicker == ""


def test_the_name_of_a_work_on_its_first_lines_is_the_title():
    first = (f"作品名称：{TITLE}", "作者姓名：李四", f"所在单位：{UNIT}")
    report = read(*first, (TITLE, CENTRED), title="")
    assert (report.title, report.contributor, report.bylines) == (TITLE, UNIT, [("李四", "")])
    assert headings(report) == [] and TITLE not in report.html


def test_who_signs_in_words_style_for_subtitles_signs():
    report = read((TITLE, {"style": "Title"}), (f"{UNIT}    李四", {"style": "Subtitle"}), title="")
    assert (report.subtitle, report.contributor, report.bylines) == ("", UNIT, [("李四", "")])


def test_a_unit_over_a_larger_heading_signs():
    works = (("盐湖的早晨", {**HEI, "size": 14}), FIRST, ("我的师傅", {**HEI, "size": 14}), SECOND)
    report = read((UNIT, SMALL), *works, text=())
    assert (report.subtitle, report.contributor) == ("", UNIT)
    assert headings(report) == ["盐湖的早晨", "我的师傅"]


def test_short_numbered_headings_may_end_in_a_colon():
    assert headings(read(text=("一、主要做法：", FIRST, "二、取得成效：", SECOND))) == [
        "一、主要做法：",
        "二、取得成效：",
    ]


def test_a_name_in_brackets_over_the_unit_signs():
    report = read(text=(FIRST, f"{SECOND}（求措）"), after=((UNIT, {"align": "right"}),))
    assert (report.contributor, report.bylines) == (UNIT, [("求措", "")])
    assert "求措" not in report.html


def test_labels_parted_by_a_stroke_name_unit_and_author():
    report = read((f"作者|李四    单位|{UNIT}", SMALL))
    assert (report.contributor, report.bylines) == (UNIT, [("李四", "")])


def test_a_day_at_the_end_of_the_line_that_names_the_unit_is_a_date():
    report = read(f"报送单位：{UNIT}                    2026年9月12日", (TITLE, CENTRED), title="")
    assert (report.title, report.contributor) == (TITLE, UNIT)
    assert report.particulars == [("日期", "2026年9月12日")]


def test_a_day_without_a_year_under_the_unit_is_its_date():
    report = read(after=((UNIT, {"align": "right"}), ("4月28日", {"align": "right"})))
    assert report.contributor == UNIT
    assert report.particulars == [("日期", "4月28日")]
    assert "4月28日" not in report.html


def test_headings_in_two_halves_over_short_text_are_no_speakers():
    halves = ("春之歌：送岗送技暖人心", "秋之歌：金秋助学圆梦想")
    lines = [line for half in halves for line in ((half, {"font": "黑体"}), "资助职工子女29名，发放助学金11.6万元。")]
    assert headings(read(text=(FIRST, SECOND, *lines))) == list(halves)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("(一)健全机制", "<h3>（一）健全机制</h3>"), ("(1)健全机制，", "<p>（1）健全机制，</p>")],
)
def test_brackets_typed_at_half_width_around_a_number_are_those_of_the_journal(typed, printed):
    assert printed in read(text=(FIRST, typed, SECOND)).html


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("图/李四  拔河比赛", "拔河比赛"),
        ("轮子秋表演  土生梅摄", "轮子秋表演"),
        ("选手进行嫁接比赛  图片来源：共和县总工会", "选手进行嫁接比赛"),
    ],
)
def test_the_photographer_is_read_before_and_behind_a_caption(line, words):
    paper = opened()
    paper.photo()
    paper.put(line, **SMALL)
    (found,) = captions(finished(paper))
    assert found[0] == words and found[1]


def test_captions_marked_left_and_right_go_to_their_photos():
    paper = opened()
    line = paper.photo()
    paper.photo(into=line)
    paper.put("左：清理湖边垃圾   右：宣传环保知识", **SMALL)
    assert captions(finished(paper)) == [("清理湖边垃圾", ""), ("宣传环保知识", "")]


def test_a_union_with_a_colon_over_a_title_set_alike_is_part_of_it():
    report = read((f"{UNIT}：", CENTRED), ("十条措施关爱一线收费员", CENTRED), title="")
    assert (report.title, report.kicker) == (f"{UNIT}：十条措施关爱一线收费员", "")


@pytest.mark.parametrize("office", ["中共共和县总工会党组办公室", "共和县总工会办公室"])
def test_who_puts_a_bulletin_out_is_read_with_a_day_in_chinese_numerals(office):
    red = {"align": "center", "size": 36, "colour": "FF0000"}
    lines = (("工会工作简报", red), ("第 18 期", SMALL), f"{office}              二〇二六年九月三日")
    report = read(*lines, (TITLE, CENTRED), title="")
    assert (report.title, report.kicker, report.contributor) == (TITLE, "", UNIT)


def test_who_puts_a_bulletin_out_is_read_in_a_table_over_the_title():
    paper = Paper()
    paper.table([["共和工会信息", ""], ["第36期", f"{UNIT}办公室 2026年6月8日"]], merged=((0, 0, 1, 2),))
    paper.put(TITLE, **CENTRED)
    paper.put(FIRST)
    assert finished(paper).contributor == UNIT


def test_a_stop_between_words_and_photos_signs_both():
    report = read(("文·图/李四", SMALL), (f"（{UNIT}）", SMALL))
    assert (report.contributor, report.bylines, report.subtitle) == (UNIT, [("李四", "")], "")


def test_unit_and_author_in_a_bracket_before_the_text_sign():
    report = read(text=(f"（{UNIT} 李四）" + FIRST, SECOND))
    assert (report.contributor, report.bylines) == (UNIT, [("李四", "")])
    assert report.html.startswith(f"<p>{FIRST}")


def test_the_remark_that_a_paper_was_approved_hides_no_unit():
    report = read(after=(f"（{UNIT}）（此稿已经领导审核）",))
    assert report.contributor == UNIT
    assert "审核" not in report.html


def test_the_unit_of_the_author_may_be_said_in_a_sentence():
    assert read(after=("（作者单位系共和县总工会）",)).contributor == UNIT


@pytest.mark.parametrize("line", ["（本组图片由李四摄）", "（本组照片均由李四拍摄）"])
def test_who_took_a_group_of_photos_took_each(line):
    paper = opened()
    for words in ("选手演唱", "选手合影"):
        paper.photo()
        paper.put(words, **SMALL)
    paper.put(line, **SMALL)
    report = finished(paper)
    assert captions(report) == [("选手演唱", "李四"), ("选手合影", "李四")]
    assert "李四" not in report.html


def test_captions_side_by_side_that_end_as_units_do_are_captions():
    paper = opened()
    line = paper.photo()
    paper.photo(into=line)
    paper.put("调研组在甘德县职工服务中心        座谈会", **SMALL)
    assert captions(finished(paper)) == [("调研组在甘德县职工服务中心", ""), ("座谈会", "")]


def test_a_photo_from_the_files_has_no_photographer():
    paper = opened()
    paper.photo()
    paper.put("1986年职工篮球赛颁奖留影（资料图）", **SMALL)
    assert captions(finished(paper)) == [("1986年职工篮球赛颁奖留影（资料图）", "")]


def test_a_picture_that_cannot_be_read_is_told_as_maybe_damaged():
    paper = opened()
    paper.photo()
    with zipfile.ZipFile(io.BytesIO(paper.bytes())) as whole, zipfile.ZipFile(kept := io.BytesIO(), "w") as spoiled:
        for name in whole.namelist():
            spoiled.writestr(name, b"spoiled" if name.startswith("word/media/") else whole.read(name))
    report = read_docx(kept.getvalue())
    assert report.pictures == [] and any("已损坏（1 张）" in sentence for sentence in report.not_understood)


def test_the_last_sentence_with_who_sent_it_over_a_photo_stays_in_the_text():
    paper = opened()
    paper.put(f"{SECOND}（{UNIT}　李四　文/图）")
    paper.photo()
    paper.put("慰问志愿者", **SMALL)
    report = finished(paper, with_text=False)
    assert SECOND in report.html
    assert (report.contributor, report.bylines) == (UNIT, [("李四", "")])
    assert captions(report) == [("慰问志愿者", "李四")]
