"""More manners of real offices that were once read wrong: titles broken behind a union's name, verse, news by a photo."""

from __future__ import annotations

import pytest

from bench.word_paper import Paper
from tests.manuscripts.word.papers import CENTRED, FIRST, SECOND, TITLE, finished, opened, read
from tests.manuscripts.word.test_offices import SMALL, UNIT, captions, headings


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("青海省工业工会召开省属企业工会", "主席座谈会"), "青海省工业工会召开省属企业工会主席座谈会"),
        (("青海省财贸金融轻纺工会", "举办职工金融知识竞赛"), "青海省财贸金融轻纺工会举办职工金融知识竞赛"),
    ],
)
def test_a_title_broken_behind_the_name_of_a_union_is_one_title(lines, title):
    report = read(*((line, CENTRED) for line in lines), (UNIT, SMALL), title="")
    assert (report.title, report.kicker, report.contributor) == (title, "", UNIT)


@pytest.mark.parametrize("name", ["工 会 信 息", "海 西 工 运"])
def test_a_masthead_spread_over_the_page_is_no_title(name):
    lines = ((name, {"align": "center", "size": 36}), ("（第7期）", SMALL), (f"{UNIT}办公室编　　2026年7月30日", {}))
    report = read(*lines, (TITLE, CENTRED), title="")
    assert (report.title, report.subtitle, report.contributor) == (TITLE, "", UNIT)


def test_lines_of_a_form_with_the_word_for_a_seal_sign():
    report = read(
        f"单位名称（盖章）：{UNIT}      日期：2026年8月1日",
        "填报人：李四      审核人：马占山",
        (TITLE, CENTRED),
        title="",
    )
    assert (report.title, report.kicker, report.contributor) == (TITLE, "", UNIT)
    assert report.bylines == [("李四", "")]


def test_the_lines_of_a_poem_are_its_text():
    verse = ("你从晨曦中走来", "肩上落满盐花", "你把青春写进卤水", "把名字刻在高原")
    report = read((f"{UNIT}　李四", SMALL), *((line, SMALL) for line in verse), text=())
    assert (report.subtitle, report.contributor, report.bylines) == ("", UNIT, [("李四", "")])
    assert all(line in report.html for line in verse)
    assert headings(report) == []


def test_who_signs_below_a_photo_under_the_title_is_found():
    paper = Paper()
    paper.put(TITLE, **CENTRED)
    paper.photo()
    paper.put("图为活动现场。李四 摄", **SMALL)
    paper.put(f"{UNIT}　李四", **SMALL)
    paper.put(FIRST)
    report = finished(paper)
    assert (report.contributor, report.bylines) == (UNIT, [("李四", "")])
    assert captions(report) == [("图为活动现场。", "李四")]


def test_news_told_by_a_photo_keeps_its_text():
    paper = Paper()
    paper.put("劳模宣讲进车间", **CENTRED)
    paper.photo()
    text = "9月12日，西部矿业集团工会邀请全国劳动模范走进车间开展宣讲，80余名一线职工聆听。"
    paper.put(f"{text}（西部矿业集团工会  郭海龙 摄影报道）")
    report = finished(paper, with_text=False)
    assert (report.contributor, report.bylines) == ("西部矿业集团工会", [("郭海龙", "")])
    assert text in report.html
    assert captions(report) == [("", "郭海龙")]


def test_numbered_lines_under_the_photos_at_the_end_are_captions():
    paper = opened()
    paper.put(SECOND)
    for words in ("1.走访困难职工家庭", "2.座谈交流"):
        paper.photo()
        paper.put(words, align="center", size=9)
    report = finished(paper, with_text=False)
    assert [words for words, _ in captions(report)] == ["走访困难职工家庭", "座谈交流"]
    assert headings(report) == []


def test_a_number_over_a_heading_is_an_ornament():
    report = read(
        text=(),
        after=(
            FIRST,
            ("01", {"align": "center", "bold": True}),
            ("从有到优", {"align": "center", "bold": True}),
            SECOND,
        ),
    )
    assert headings(report) == ["从有到优"]


def test_a_heading_in_two_halves_parted_by_a_colon_is_no_speaker():
    halves = [("送岗位：搭建就业平台", {"bold": True}), FIRST, ("送技能：提升职工素质", {"bold": True}), SECOND]
    assert headings(read(text=(FIRST, *halves))) == ["送岗位：搭建就业平台", "送技能：提升职工素质"]
    said = [("记者：请谈谈今年的打算", {"bold": True}), FIRST, ("赵主席：先说服务", {"bold": True}), SECOND]
    told = [("赵主席：再说维权", {"bold": True}), SECOND]
    assert headings(read(text=(FIRST, *said, *told))) == []


def test_the_title_of_a_document_begins_with_who_wrote_it():
    report = read((UNIT, CENTRED), ("关于2026年送温暖活动开展情况的报告", CENTRED), title="")
    assert report.title == f"{UNIT}关于2026年送温暖活动开展情况的报告"
    assert report.kicker == ""


@pytest.mark.parametrize("gap", ["\t", "\t\t\t", "      "])
def test_captions_parted_by_tabs_or_spaces_go_to_the_photos_side_by_side(gap):
    paper = opened()
    line = paper.photo()
    paper.photo(into=line)
    paper.put(f"走访护林站{gap}走访养护工区", **SMALL)
    assert captions(finished(paper)) == [("走访护林站", ""), ("走访养护工区", "")]


def test_a_name_of_two_syllables_below_the_unit_at_the_end_signs():
    report = read(after=((UNIT, {"align": "right"}), ("俄 措", {"align": "right"})))
    assert (report.contributor, report.bylines) == (UNIT, [("俄措", "")])
    assert "俄" not in report.html


def test_how_a_speech_was_written_down_is_no_subtitle():
    report = read((f"{UNIT}　李四", SMALL), ("（根据讲话录音整理）", SMALL))
    assert (report.subtitle, report.bylines) == ("", [("李四", "")])
    assert "（根据讲话录音整理）" in report.html


def test_the_count_of_characters_at_the_end_is_no_text():
    assert "486" not in read(after=("（全文486字）", f"{UNIT}　李四")).html
