"""Single habits of pages: names under titles, titles in pieces or pictures, columns set upright, lists of names."""

from __future__ import annotations

import pytest

from manuscripts.backissue import split
from tests.manuscripts.backissue.test_readings import LONG, TITLES, articles, issue_of_three, read

LISTED = "\n\n".join(f"{title}\t{page}" for page, title in enumerate(TITLES, 3))
SIGNED = {
    "under the date": "（二〇二四年三月二日）\n\n杨守田",
    "over the date": "杨守田\n\n（2024年3月2日）",
    "spaced": "杨 守 田",
    "over the text": "杨守田",
}


@pytest.mark.parametrize("name", SIGNED)
def test_a_name_alone_under_a_title_is_its_author(name: str) -> None:
    one = read(f"{SIGNED[name]}\n\n{LONG}")
    assert [who.name for who in one.bylines] == ["杨守田"]
    assert "杨守田" not in one.html


def test_the_first_name_of_a_list_is_no_author() -> None:
    one = read("杨守田\n\n李平\n\n赵立山\n\n马青云")
    assert one.bylines == []
    assert one.html == "<p>杨守田</p><p>李平</p><p>赵立山</p><p>马青云</p>"


def test_lines_of_a_list_are_no_halves_of_a_paragraph() -> None:
    lines = ["东渠水站运行检修一班党支部", "马青云（女，回族）　河源中学高级教师", "杨守田　东渠水站运行检修班班长"]
    one = read("一、先进名单（3个）\n\n" + "\n\n".join(lines))
    assert [f"<p>{line}</p>" in one.html for line in lines] == [True] * 3


def test_keywords_and_references_are_paragraphs_of_their_own() -> None:
    one = read(
        f"关键词：水闸；记账；工会\n\n{LONG}\n\n[1]杨守田.水闸记[J].某刊,2020(3):12-15.\n\n[2]李平.水位记[M].2019."
    )
    assert one.html.startswith("<p>关键词：水闸；记账；工会</p><p>渠边")
    assert one.html.endswith("12-15.</p><p>[2]李平.水位记[M].2019.</p>")


def test_a_date_under_a_subtitle_is_no_part_of_it() -> None:
    contents = f"把水闸守成风景——在东渠水站大会上的报告\t/杨守田 3\n\n{TITLES[1]}\t4\n\n{TITLES[2]}\t5"
    text = f"# 目录\n\n## 基层活动\n\n{contents}\n\n# 把水闸守成风景\n\n#### ——在东渠水站大会上的报告\n\n(2023年10月9日)\n\n□ 杨 守 田\n\n{LONG}\n\n## {TITLES[1]}\n\n{LONG}\n\n## {TITLES[2]}\n\n{LONG}"
    one = articles(split(text))[0]
    assert (one.title, one.subtitle) == ("把水闸守成风景", "在东渠水站大会上的报告")
    assert one.html.startswith("<p>(2023年10月9日)</p>")


def test_the_title_above_a_subtitle_that_the_contents_give_alone() -> None:
    text = issue_of_three(LONG, LONG, LONG).replace(f"## {TITLES[1]}", f"# 深情守望 薪火相传\n\n## ——记{TITLES[1]}")
    before, one, _ = articles(split(text))
    assert (one.title, one.subtitle) == ("深情守望 薪火相传", f"记{TITLES[1]}")
    assert before.html == f"<p>{LONG}</p>"


def test_a_title_printed_longer_than_the_contents_give_it() -> None:
    listed = f"## 基层活动\n\n某同志在先进班组和守闸能手表彰大会上的讲话\t3\n\n{TITLES[1]}\t4\n\n{TITLES[2]}\t5"
    text = f"# 目录\n\n{listed}\n\n在庆祝东渠水站建站一百周年暨先进班组\n\n和守闸能手表彰大会上的讲话\n\n{LONG}\n\n{TITLES[1]}\n\n{LONG}\n\n{TITLES[2]}\n\n{LONG}"
    found = split(text)
    assert articles(found)[0].title == "在庆祝东渠水站建站一百周年暨先进班组和守闸能手表彰大会上的讲话"
    assert found.leftovers == []


def test_a_title_printed_as_a_picture_is_known_by_what_its_report_says_first() -> None:
    told = "3月2日，东渠水站冬季检修动员会在站区召开，各班组负责人参加，会上把任务逐项分到人头。"
    listed = f"{TITLES[0]}\t3\n\n东渠水站冬季检修动员会召开\t4\n\n{TITLES[2]}\t5"
    text = f"# 目录\n\n## 基层活动\n\n{listed}\n\n## {TITLES[0]}\n\n{LONG}\n\n{LONG}\n\n![](t.jpg)\n\n{told}\n\n{LONG}\n\n## {TITLES[2]}\n\n{LONG}"
    found = split(text)
    assert [one.html for one in articles(found)][:2] == [f"<p>{LONG}</p>" * 2, f"<p>{told}</p><p>{LONG}</p>"]
    assert any("按位置推断" in warning for warning in found.warnings)


def test_a_column_set_upright_is_no_text() -> None:
    text = issue_of_three(LONG, LONG, LONG).replace(f"## {TITLES[1]}", "基\n\n层\n\n活\n\n动\n\n" + f"## {TITLES[1]}")
    assert articles(split(text))[0].html == f"<p>{LONG}</p>"


TORN = {
    "a short first half": ("东渠人", "把水闸守成风景里的风景"),
    "a short last half": ("把水闸守成风景里的风景", "东渠人"),
    "a couplet": ("清渠流过千家", "账本记了多年"),
}


@pytest.mark.parametrize("name", TORN)
@pytest.mark.parametrize("between", [LONG, "渠边的老杨每天清早绕着水闸走一圈，把"])
def test_halves_of_a_title_with_text_between_them_are_one(name: str, between: str) -> None:
    left, right = TORN[name]
    listed = f"{left}\n\n{right}\t3\n\n{TITLES[1]}\t4\n\n## 职工文苑\n\n{TITLES[2]}\t5"
    text = f"# 目录\n\n## 基层活动\n\n{listed}\n\n### {left}\n\n{between}\n\n### {right}\n\n{LONG}\n\n## {TITLES[1]}\n\n{LONG}\n\n## {TITLES[2]}\n\n{LONG}"
    found = split(text)
    assert [one.printed_page for one in articles(found)] == [3, 4, 5]
    assert articles(found)[0].title.replace(" ", "") == left + right
    assert right not in articles(found)[0].html
    assert between in articles(found)[0].html
