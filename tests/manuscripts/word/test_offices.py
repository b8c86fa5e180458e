"""Manners of real offices that were once read wrong: mastheads, forms, lines for the office, signatures, captions."""

from __future__ import annotations

import re

import pytest

from bench.word_paper import Paper
from manuscripts.word import WordReport
from tests.manuscripts.word.papers import CENTRED, FIRST, SECOND, TITLE, finished, opened, read

SMALL = {"align": "center", "size": 12}
RED = {"align": "center", "size": 36, "colour": "FF0000"}
UNIT = "共和县总工会"


def captions(report: WordReport) -> list[tuple[str, str]]:
    return [(picture.caption, picture.credit) for picture in report.pictures]


def headings(report: WordReport) -> list[str]:
    return re.findall(r"<h[2-4]>(.*?)</h[2-4]>", report.html)


@pytest.mark.parametrize(
    ("line", "unit", "authors"),
    [
        (f"{UNIT}　　周措吉、马 超", UNIT, ["周措吉", "马超"]),
        (f"文 图：{UNIT} 李四", UNIT, ["李四"]),
        (f"{UNIT}　文/李四　图/王 五", UNIT, ["李四"]),
        (f"{UNIT}　李四　教授", UNIT, ["李四"]),
        ("（青海省工会干部学校，青海 西宁 810000）", "青海省工会干部学校", []),
    ],
)
def test_a_line_under_the_title_signs_in_many_manners(line, unit, authors):
    report = read((line, SMALL))
    assert (report.title, report.subtitle, report.contributor) == (TITLE, "", unit)
    assert [name for name, _ in report.bylines] == authors


def test_a_unit_set_in_words_style_for_subtitles_is_a_unit():
    report = read((TITLE, {"style": "Title"}), (UNIT, {"style": "Subtitle"}), title="")
    assert (report.title, report.subtitle, report.contributor) == (TITLE, "", UNIT)


@pytest.mark.parametrize(
    ("opening", "names", "stays"),
    [
        ("（通讯员　马文海　苏生兰）", ["马文海", "苏生兰"], False),
        ("本刊讯（通讯员 马文海）", ["马文海"], True),
        ("本刊讯　通讯员马文海报道：", ["马文海"], True),
    ],
)
def test_authors_are_named_where_the_text_begins(opening, names, stays):
    report = read(text=(opening + FIRST, SECOND))
    assert [name for name, _ in report.bylines] == names
    assert (names[0] in report.html) is stays
    assert FIRST in report.html


def test_a_bracket_that_is_part_of_a_short_sentence_stays():
    assert "（通讯员 马文海）参加了活动。" in read(text=("（通讯员 马文海）参加了活动。", SECOND)).html


@pytest.mark.parametrize(
    "masthead",
    [
        [("工会信息", RED), ("（第15期）", SMALL), (f"{UNIT}办公室\t2026年1月8日", {})],
        [(f"{UNIT}简报", RED), ("第3期（总第118期）", SMALL)],
        [(UNIT, RED), ("南工字〔2026〕12号", SMALL)],
    ],
)
def test_a_red_head_is_no_title_and_names_the_union(masthead):
    report = read(*masthead, (TITLE, CENTRED), title="")
    assert (report.title, report.kicker, report.subtitle, report.contributor) == (TITLE, "", "", UNIT)


def test_a_masthead_set_in_a_table_is_no_text():
    paper = Paper()
    paper.table([[f"{UNIT}简报", ""], ["第3期（总第118期）", "2026年2月9日"]], merged=[(0, 0, 1, 2)])
    paper.put(TITLE, **CENTRED)
    paper.put(FIRST)
    report = finished(paper)
    assert (report.title, report.contributor) == (TITLE, UNIT)
    assert "118" not in report.html
    assert any("118" in sentence for sentence in report.not_understood)  # left out, and said so


def test_a_form_of_approval_over_the_text_gives_its_fields_and_no_opinions():
    paper = Paper()
    paper.put("信息稿件审批表", **CENTRED)
    fields = [["标题", TITLE], ["拟稿人", "杨发祥"], ["拟稿单位", UNIT], ["分管领导意见", "同意上报。"]]
    paper.table(fields)
    paper.put(TITLE, **CENTRED)
    paper.put(FIRST)
    report = finished(paper)
    assert (report.title, report.contributor, report.bylines) == (TITLE, UNIT, [("杨发祥", "")])
    assert "同意" not in report.html
    assert TITLE not in report.html
    assert any("同意上报" in sentence for sentence in report.not_understood)


def test_a_table_of_numbers_is_no_form_of_approval():
    paper = opened()
    paper.table([["年度", "培训"], ["2025", "480"], ["2026", "520"]])
    assert "<table>" in finished(paper).html


@pytest.mark.parametrize("line", ["抄送：州总工会女职工部", "报：市总办公室", "（共印20份）", "附件：1.活动照片3张"])
def test_lines_of_distribution_are_no_text_and_hide_no_signature_above_them(line):
    report = read(after=((UNIT, {"align": "right"}), ("2026年3月6日", {"align": "right"}), line))
    assert report.contributor == UNIT
    assert line not in report.html
    assert SECOND in report.html


@pytest.mark.parametrize("date", ["2026.1.9", "2026-01-09", "2026年1月9日", "（2026年1月9日）"])
def test_a_unit_and_a_date_on_one_line_at_the_end_sign(date):
    assert read(after=((f"{UNIT}  {date}", {"align": "right"}),)).contributor == UNIT


def test_labels_spread_over_four_characters_are_labels():
    report = read(f"单  位：{UNIT}", "作    者：蔡文静", (TITLE, CENTRED), title="")
    assert (report.kicker, report.title, report.contributor) == ("", TITLE, UNIT)
    assert report.bylines == [("蔡文静", "")]


def test_a_column_in_heavy_brackets_is_no_kicker():
    report = read(("【基层经验】", SMALL), (TITLE, CENTRED), title="")
    assert (report.kicker, report.title) == ("", TITLE)
    assert ("栏目", "基层经验") in report.particulars


def test_the_mark_of_a_footnote_is_no_part_of_the_title():
    paper = Paper()
    paper.note(paper.put(TITLE, **CENTRED), "本文系课题成果。")
    paper.put(FIRST)
    report = finished(paper)
    assert report.title == TITLE
    assert "本文系课题成果。" in report.html


def test_numbers_alone_in_the_middle_head_parts():
    assert headings(read(("（一）", SMALL), FIRST, ("（二）", SMALL), text=(SECOND,), after=())) == ["（一）", "（二）"]


def test_ornaments_before_a_heading_go():
    paper = opened()
    paper.put("◆ 风雪中的坚守", bold=True)
    assert headings(finished(paper)) == ["风雪中的坚守"]


# --- captions -----------------------------------------------------------------------------------------------------------
def test_the_caption_of_a_photo_over_the_title_is_no_kicker():
    paper = Paper()
    paper.photo()
    paper.put("图为慰问现场。", **SMALL)
    paper.put(TITLE, **CENTRED)
    paper.put(FIRST)
    report = finished(paper)
    assert (report.kicker, report.title, captions(report)) == ("", TITLE, [("图为慰问现场。", "")])


def test_an_arrow_points_from_a_caption_and_is_no_part_of_it():
    paper = opened()
    paper.put("↓慰问现场", **SMALL)
    paper.photo()
    assert captions(finished(paper)) == [("慰问现场", "")]


def test_captions_far_apart_on_one_line_are_each_photos():
    paper = opened()
    paper.photo(into=paper.photo(), width=6)
    paper.put("瑜伽课　　　　　　　　化妆课", align="center")
    assert captions(finished(paper)) == [("瑜伽课", ""), ("化妆课", "")]


def test_in_a_table_a_caption_beside_its_photo_stays_with_it_on_either_side():
    paper = opened()
    table = paper.document.add_table(2, 2)
    for row, (words, side) in enumerate((("展示作品", 1), ("走进课堂", 0))):
        paper.photo(into=table.cell(row, side).paragraphs[0], width=5)
        table.cell(row, 1 - side).text = words
    assert captions(finished(paper)) == [("展示作品", ""), ("走进课堂", "")]


def test_a_caption_in_a_text_box_finds_its_photo_from_the_next_paragraph():
    paper = opened()
    paper.photo()
    paper.put(SECOND)
    paper.text_box(["图为座谈现场"], into=paper.put(FIRST), size=10, bold=False)
    assert captions(finished(paper)) == [("图为座谈现场", "")]


def test_a_number_and_a_sentence_before_the_unit_that_gave_the_photo():
    paper = opened()
    paper.photo()
    paper.put(f"图3  参观绣品展。{UNIT}供图", align="center")
    assert captions(finished(paper)) == [("图3 参观绣品展。", UNIT)]
