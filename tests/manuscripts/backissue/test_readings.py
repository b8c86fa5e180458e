"""Single habits of scans and pages, each with a few lines of invented text."""

from __future__ import annotations

import pytest

from manuscripts.backissue import BackIssue, FoundArticle, split
from manuscripts.backissue.furniture import issue_of
from manuscripts.backissue.headers import compose
from manuscripts.backissue.imprint import names_in, read_labels
from manuscripts.backissue.lines import read_lines

LONG = "渠边的老杨每天清早绕着水闸走一圈，把水位记在本子上，十几年没有断过。后来工会给他配了一台平板。"
TITLES = ("把水闸守成风景", "夜班灯下的二十年", "一封来信换来一条路")


def issue_of_three(*bodies: str, contents: str = "") -> str:
    listed = contents or "\n\n".join(f"{title}\t{page}" for page, title in enumerate(TITLES, 3))
    texts = [f"## {title}\n\n{body}" for title, body in zip(TITLES, bodies, strict=True)]
    return f"# 目录\n\n## 基层活动\n\n{listed}\n\n" + "\n\n".join(texts)


def read(first: str, **others: str) -> FoundArticle:
    found = split(issue_of_three(first, LONG, LONG, **others))
    return articles(found)[0]


def articles(found: BackIssue) -> list[FoundArticle]:
    return [one for column in found.columns for one in column.articles]


MARKUP = {
    "LaTeX": (f"{LONG}增长$6.3\\%$，面积$12 \\times 3$米。", "增长6.3%，面积12 × 3米。"),
    "powers": (f"{LONG}共12m$^{{2}}$。", "12m<sup>2</sup>"),
    "entities": (f"{LONG}甲&nbsp;乙&amp;丙。", "甲 乙&amp;丙"),
    "bold": (f"**一是记账。**{LONG}", "<p><strong>一是记账。</strong>"),
    "bold in HTML": (f"<b>一是记账。</b>{LONG}", "<strong>一是记账。</strong>"),
    "escapes": (f"{LONG}编号 3\\*4\\_5。", "3*4_5"),
    "angle brackets": (f"{LONG}见<附表>。", "&lt;附表&gt;"),
    "centred": (f"<center>{LONG}</center>", f"<p>{LONG}</p>"),
    "a list": (f"{LONG}\n\n- 第一件事办好\n- 第二件事也办好", "<ul><li>第一件事办好</li><li>第二件事也办好</li></ul>"),
    "a Markdown table": (
        f"{LONG}\n\n| 单位 | 人数 |\n|---|---|\n| 东渠 | 12 |",
        "<thead><tr><th>单位</th><th>人数</th></tr></thead><tbody><tr><td>东渠</td><td>12</td></tr></tbody>",
    ),
    "an HTML table": (
        f"{LONG}\n\n<table><tr><td colspan='2'>东渠</td></tr>\n<tr><td>甲</td><td>乙</td></tr></table>",
        '<td colspan="2">东渠</td>',
    ),
}


@pytest.mark.parametrize("name", MARKUP)
def test_remnants_of_markup_become_html_of_the_vocabulary(name: str) -> None:
    written, wanted = MARKUP[name]
    assert wanted in read(written).html


def test_headings_of_all_kinds_get_the_levels_of_their_numbers() -> None:
    body = (
        f"## 一、摸清底数\n\n{LONG}\n\n（一）先看水\n\n{LONG}\n\n#### 1.看闸门\n\n{LONG}\n\n**二、立下规矩**\n\n{LONG}"
    )
    html = read(body).html
    assert "<h2>一、摸清底数</h2>" in html
    assert "<h3>（一）先看水</h3>" in html
    assert "<h4>1.看闸门</h4>" in html
    assert "<h2>二、立下规矩</h2>" in html


def test_headings_set_one_above_another_show_two_levels() -> None:
    body = f"### 水的事\n\n#### 看水\n\n{LONG}\n\n#### 记水\n\n{LONG}\n\n### 人的事\n\n{LONG}"
    html = read(body).html
    assert [html.count(f"<h2>{name}</h2>") for name in ("水的事", "人的事")] == [1, 1]
    assert [html.count(f"<h3>{name}</h3>") for name in ("看水", "记水")] == [1, 1]


def test_a_caption_between_the_halves_of_a_paragraph_follows_it() -> None:
    one = read(
        "渠边的老杨每天清早绕着水闸走一圈，把水位记在\n\n![](1.jpg)\n\n图为老杨在看水位\n\n本子上，十几年没有断过。"
    )
    assert one.html == (
        "<p>渠边的老杨每天清早绕着水闸走一圈，把水位记在本子上，十几年没有断过。</p><p>〔图片说明〕图为老杨在看水位</p>"
    )


def test_an_editors_note_may_stand_between_title_and_byline() -> None:
    one = read(f"编者按：{LONG * 3}\n\n□ 东渠水站站长 杨守田\n\n{LONG}")
    assert [(who.post, who.name) for who in one.bylines] == [("东渠水站站长", "杨守田")]
    assert one.html.startswith("<p>编者按：")


def test_a_date_under_the_title_stays_in_the_body() -> None:
    one = read(f"（二〇二四年三月二日）\n\n□ 杨守田\n\n{LONG}")
    assert one.html.startswith("<p>（二〇二四年三月二日）</p>")
    assert [who.name for who in one.bylines] == ["杨守田"]


ENDINGS = {
    "（河源州总工会）": ("河源州总工会", "", []),
    "（宣教部）": ("宣教部", "", []),
    "（来源：《高原工人报》）": ("", "《高原工人报》", []),
    "（河源州总工会）（来源：西海新闻网）": ("河源州总工会", "西海新闻网", []),
    "（河源州总工会 杨守田）": ("河源州总工会", "", ["杨守田"]),
}


@pytest.mark.parametrize("printed", ENDINGS)
def test_the_brackets_at_the_end_are_read_and_taken_off(printed: str) -> None:
    contributor, source, names = ENDINGS[printed]
    one = read(LONG + printed)
    assert (one.contributor, one.source, [who.name for who in one.bylines]) == (contributor, source, names)
    assert one.html == f"<p>{LONG}</p>"


def test_an_agencys_dateline_stays_in_the_body() -> None:
    one = read(f"{LONG}\n\n（新华社北京2024年3月2日电）")
    assert one.html.endswith("<p>（新华社北京2024年3月2日电）</p>")
    assert one.source == ""


def test_a_title_on_the_line_of_its_text_is_cut_loose() -> None:
    text = issue_of_three(LONG, LONG, LONG).replace(f"## {TITLES[1]}\n\n", f"**{TITLES[1]}** ")
    found = split(text)
    assert [one.title for one in articles(found)] == list(TITLES)
    assert articles(found)[1].html == f"<p>{LONG}</p>"


def test_a_title_the_scan_did_not_read_is_placed_by_the_end_mark_before_it() -> None:
    text = issue_of_three(LONG + "（宣教部）", LONG, LONG).replace(f"## {TITLES[1]}\n\n", "")
    found = split(text)
    assert [one.title for one in articles(found)] == list(TITLES)
    assert [one.html for one in articles(found)] == [f"<p>{LONG}</p>"] * 3
    assert any(TITLES[1] in warning and "核对" in warning for warning in found.warnings)


def test_an_entry_whose_page_is_lost_is_not_glued_to_the_next() -> None:
    contents = f"{TITLES[0]}\n\n{TITLES[1]}\t4\n\n{TITLES[2]}\t5"
    found = split(issue_of_three(LONG, LONG, LONG, contents=contents))
    assert [(one.title, one.printed_page) for one in articles(found)] == list(zip(TITLES, (None, 4, 5), strict=True))


def test_articles_the_page_sets_in_another_order_are_found_and_told() -> None:
    contents = f"{TITLES[2]}\t3\n\n{TITLES[0]}\t4\n\n{TITLES[1]}\t5"
    found = split(issue_of_three(LONG, LONG, LONG, contents=contents))
    assert [one.title for one in articles(found)] == [TITLES[2], TITLES[0], TITLES[1]]
    assert any("次序" in warning for warning in found.warnings)


def test_two_articles_of_one_title_take_their_places_in_order() -> None:
    contents = f"{TITLES[0]}\t3\n\n{TITLES[1]}\t4\n\n{TITLES[0]}\t5"
    text = f"# 目录\n\n## 基层活动\n\n{contents}\n\n## {TITLES[0]}\n\n{LONG}甲。\n\n## {TITLES[1]}\n\n{LONG}\n\n## {TITLES[0]}\n\n{LONG}乙。"
    found = split(text)
    assert [one.html[-6:] for one in articles(found)] == ["甲。</p>", "平板。</p>"[-6:], "乙。</p>"]
    assert any("不止一处" in warning for warning in found.warnings)


def test_a_call_for_papers_behind_the_last_article_is_left_over() -> None:
    found = split(issue_of_three(LONG, LONG, LONG + "\n\n## 征稿启事\n\n来稿请寄编辑部，长短不限。"))
    assert articles(found)[2].html == f"<p>{LONG}</p>"
    assert [left.text for left in found.leftovers] == ["征稿启事", "来稿请寄编辑部，长短不限。"]


COMPOSED = {
    "a kicker above": ([("某某调研时强调", 8), ("把事办好", 2)], "某某调研时强调 把事办好", ("某某调研时强调", "把事办好", "")),
    "a dash below": ([("守闸人", 1), ("——记老杨", 2)], "守闸人——记老杨", ("", "守闸人", "记老杨")),
    "a dash in one line": ([("守闸人的账——记水站老杨", 2)], "", ("", "守闸人的账", "记水站老杨")),
    "a dash in quotes": ([("办好“送福——进家”的活动", 2)], "", ("", "办好“送福——进家”的活动", "")),
    "two equal lines": ([("清渠流过千家", 2), ("账本记了多年头", 2)], "清渠流过千家 账本记了多年头", ("", "清渠流过千家 账本记了多年头", "")),
    "a broken line": ([("东渠水站工会", 2), ("开展送水活动", 1)], "东渠水站工会开展送水活动", ("", "东渠水站工会开展送水活动", "")),
    "a lower line": ([("清渠流过千家 账本记了多年", 2), ("某某赴东渠水站慰问", 3)], "", ("", "清渠流过千家 账本记了多年", "某某赴东渠水站慰问")),
}  # fmt: skip


@pytest.mark.parametrize("name", COMPOSED)
def test_titles_are_composed_by_the_page(name: str) -> None:
    pieces, contents, wanted = COMPOSED[name]
    assert compose(pieces, contents) == wanted


ISSUES = {
    "青海工运 2023年第1期": (2023, 1),
    "二〇二三年第十一期": (2023, 11),
    "２０２４ 年 第 ２ 期": (2024, 2),
    "第3期 2025年": (2025, 3),
    "2024·6": (2024, 6),
    "总第312期": None,
    "2023年1月15日": None,
}


@pytest.mark.parametrize("text", ISSUES)
def test_year_and_number_are_read_in_every_form(text: str) -> None:
    assert issue_of(text) == ISSUES[text]


def test_names_with_inner_spaces_are_joined() -> None:
    assert names_in("汪 琦 吴有祯　蒲 勤") == ["汪琦", "吴有祯", "蒲勤"]
    assert names_in("马 吉 孝") == ["马吉孝"]
    assert names_in("张三、李四光") == ["张三", "李四光"]
    assert names_in("请来稿") == [] or names_in("来稿请寄编辑部") == []


PERMITS = [
    "准印证号：青(6300077)",
    "准 印 证 号　青(6300077)",
    "青海省内部资料准印证号：青(6300077)",
    "准印证号\n\n青(6300077)",
]


@pytest.mark.parametrize("printed", PERMITS)
def test_the_permit_is_read_in_every_form(printed: str) -> None:
    lines = read_lines(f"主办：某总工会\n\n{printed}\n\n印数：1700册")
    assert read_labels(lines, range(len(lines))).imprint == {
        "主办": "某总工会",
        "准印证号": "青(6300077)",
        "印数": "1700册",
    }


def test_an_address_under_an_article_is_no_imprint() -> None:
    lines = read_lines(f"{LONG}\n\n地址：东渠路1号\n\n电话：1234567\n\n邮编：810000")
    assert read_labels(lines, range(len(lines))).imprint == {}
