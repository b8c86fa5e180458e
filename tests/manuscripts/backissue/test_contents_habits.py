"""Single habits of contents pages, each with a few invented entries."""

from __future__ import annotations

import pytest

from manuscripts.backissue import BackIssue, split
from tests.manuscripts.backissue.test_readings import LONG, TITLES, articles


def issue(listed: str, *bodies: str, titles: tuple[str, ...] = TITLES) -> BackIssue:
    texts = [f"## {title}\n\n{body}" for title, body in zip(titles, bodies or (LONG,) * len(titles), strict=True)]
    return split(f"# 目录\n\n{listed}\n\n" + "\n\n".join(texts))


def pages(found: BackIssue) -> list[int | None]:
    return [one.printed_page for one in articles(found)]


def test_a_cell_may_hold_author_and_page() -> None:
    rows = "".join(
        f"<tr><td>{title}</td><td>{author} {page}</td></tr>"
        for title, author, page in zip(TITLES, ("/杨守田 李平", "", "/东渠水站调研组"), (3, 5, 7), strict=True)
    )
    found = issue(f"## 工作研究\n\n<table>{rows}</table>")
    assert pages(found) == [3, 5, 7]
    assert [[who.name for who in one.bylines] for one in articles(found)] == [
        ["杨守田", "李平"],
        [],
        ["东渠水站调研组"],
    ]
    assert [one.contents_title for one in articles(found)] == list(TITLES)


def test_a_column_named_as_a_union_is_a_column() -> None:
    listed = f"## 工作研究\n\n{TITLES[0]}\t3\n\n## 产业工会\n\n{TITLES[1]}\t4\n\n{TITLES[2]}\t5"
    found = issue(listed)
    assert [(column.name, len(column.articles)) for column in found.columns] == [("工作研究", 1), ("产业工会", 2)]
    assert [one.contributor for one in articles(found)] == ["", "", ""]


def test_two_titles_and_then_their_two_pages() -> None:
    listed = f"## 工作研究\n\n{TITLES[0]} /杨守田\n\n{TITLES[1]} /李平\n\n3\n\n6\n\n## 基层活动\n\n{TITLES[2]}\n\n9"
    found = issue(listed)
    assert pages(found) == [3, 6, 9]
    assert [[who.name for who in one.bylines] for one in articles(found)] == [["杨守田"], ["李平"], []]


def test_pages_without_a_space_may_fall_back_a_little() -> None:
    names = ("甲渠边的灯", "乙渠边的路", "丙渠边的桥", "丁渠边的闸")
    listed = "## 市州动态\n\n" + "\n\n".join(
        f"{name}{page}" for name, page in zip(names, (30, 32, 31, 33), strict=True)
    )
    assert pages(issue(listed, titles=names)) == [30, 32, 31, 33]


@pytest.mark.parametrize("set_as", ["## ◎ {}", "◆{}◆", "## 【{}】", "│ {} │"])
def test_columns_keep_nothing_of_their_ornaments(set_as: str) -> None:
    listed = f"{set_as.format('工 作 研 究')}\n\n{TITLES[0]}\t3\n\n{set_as.format('基 层 活 动')}\n\n{TITLES[1]}\t4\n\n{TITLES[2]}\t5"
    assert [column.name for column in issue(listed).columns] == ["工作研究", "基层活动"]


def test_page_numbers_in_tags_are_no_text() -> None:
    listed = f"## 工作研究\n\n{TITLES[0]}（3）\n\n<page_number>1</page_number>\n\n{TITLES[1]}（4）\n\n{TITLES[2]}（5）"
    found = issue(listed, LONG[:20] + "\n\n<page_number>4</page_number>\n\n" + LONG[20:], LONG, LONG)
    assert [one.contents_title for one in articles(found)] == list(TITLES)
    assert articles(found)[0].html == f"<p>{LONG}</p>"


def test_a_union_behind_a_title_signs_it_where_the_column_is_no_column_of_unions() -> None:
    listed = f"## 经验交流\n\n{TITLES[0]}　东渠县总工会　3\n\n## 市州动态\n\n{TITLES[1]}　河源州总工会　4\n\n{TITLES[2]}　南滩州总工会　5"
    found = issue(listed)
    assert [[who.name for who in one.bylines] for one in articles(found)] == [["东渠县总工会"], [], []]
    assert [one.union for one in articles(found)] == ["", "河源州总工会", "南滩州总工会"]


def test_author_and_page_may_stand_on_a_line_of_their_own() -> None:
    found = issue(f"## 工作研究\n\n{TITLES[0]}\n\n/才让扎西 3\n\n{TITLES[1]}\n\n/东渠水站调研组 4\n\n{TITLES[2]}\t5")
    assert [one.contents_title for one in articles(found)] == list(TITLES)
    assert [[who.name for who in one.bylines] for one in articles(found)] == [["才让扎西"], ["东渠水站调研组"], []]


def test_the_folio_of_the_contents_page_is_no_page_of_an_entry() -> None:
    listed = f"## 工作研究\n\n{TITLES[0]}\t23\n\n{TITLES[1]}\n\n2\n\n青海工运 2024年第5期\n\n\t24\n\n{TITLES[2]}\t25"
    assert pages(issue(listed)) == [23, 24, 25]


def test_a_quotation_over_two_lines_is_one_title_though_its_page_tears_it() -> None:
    head, tail = "东渠水站举行“清渠谣——老工友讲", "老站史”故事会"
    listed = f"## 基层活动\n\n{head}\n\n{tail}\t3\n\n{TITLES[1]}\t4\n\n{TITLES[2]}\t5"
    text = f"# 目录\n\n{listed}\n\n## {head}\n\n{LONG}\n\n## {tail}\n\n{LONG}\n\n## {TITLES[1]}\n\n{LONG}\n\n## {TITLES[2]}\n\n{LONG}"
    found = split(text)
    assert [one.contents_title for one in articles(found)] == [head + tail, TITLES[1], TITLES[2]]


@pytest.mark.parametrize("bracket", ["〔{}〕", "【{}】", "◇ {}", "{}"])
def test_a_union_whose_name_begins_an_earlier_title_opens_its_group_all_the_same(bracket: str) -> None:
    titles = ("河源州总工会送书到水站", "雪岭州总工会送医到牧场", "河源州总工会送戏到工地")
    groups = [("南滩州总工会", titles[0], 40), ("河源州总工会", titles[1], 42), ("雪岭州总工会", titles[2], 41)]
    listed = "\n\n".join(f"{bracket.format(union)}\n\n{title} …… {page}" for union, title, page in groups)
    found = issue(f"## 新视点\n\n一条路 …… 38\n\n## 市州动态\n\n{listed}", *[LONG] * 4, titles=("一条路", *titles))
    assert pages(found) == [38, 40, 42, 41]
    assert [one.union for one in articles(found)][1:] == ["南滩州总工会", "河源州总工会", "雪岭州总工会"]


def test_running_text_cut_at_a_number_does_not_lengthen_the_contents() -> None:
    listed = f"## 工作研究\n\n另一个题目\t23\n\n{TITLES[1]}\t24\n\n{TITLES[2]}\t25"
    cut = f"渠边的老杨每天清早绕着水闸走一圈；{LONG}水位比上年升高 6\n\n厘米，没有断过。"
    found = issue(listed, cut, LONG, LONG, titles=("渠边老杨的故事", *TITLES[1:]))
    assert [len(column.articles) for column in found.columns] == [3]
    assert found.leftovers == []
