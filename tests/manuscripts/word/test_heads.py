"""The first and last lines of a report: title, who sent and who wrote it, and what is for the office alone."""

import pytest

from tests.manuscripts.word.papers import CENTRED, FIRST, SECOND, TITLE, read

SMALL = {"align": "center", "size": 12}


@pytest.mark.parametrize(
    ("lines", "kicker", "title", "subtitle"),
    [
        ([("劳模风采", SMALL), (TITLE, CENTRED), ("——送清凉活动侧记", SMALL)], "劳模风采", TITLE, "送清凉活动侧记"),
        ([("情暖高原\n" + TITLE + "\n——送清凉活动侧记", CENTRED)], "情暖高原", TITLE, "送清凉活动侧记"),
        ([(TITLE, {"style": "Heading 1"})], "", TITLE, ""),
        ([(TITLE, {"style": "Title"}), ("送清凉活动侧记", {"style": "Subtitle"})], "", TITLE, "送清凉活动侧记"),
        ([(TITLE, {"bold": True})], "", TITLE, ""),
        ([TITLE], "", TITLE, ""),
        ([TITLE, "——送清凉活动侧记"], "", TITLE, "送清凉活动侧记"),
        ([(" " * 14 + TITLE, {})], "", TITLE, ""),
        ([f"标题：{TITLE}", "副标题：送清凉活动侧记", "正文："], "", TITLE, "送清凉活动侧记"),
        ([(f"{TITLE}——送清凉活动侧记", CENTRED)], "", TITLE, "送清凉活动侧记"),
        (
            [("以赛促学　以学促干", CENTRED), ("点燃职工技能提升新引擎", CENTRED)],
            "",
            "以赛促学 以学促干 点燃职工技能提升新引擎",
            "",
        ),
        (
            [("关于表彰２０２５年度先进集体", CENTRED), ("和先进个人的决定", CENTRED)],
            "",
            "关于表彰2025年度先进集体和先进个人的决定",
            "",
        ),
        ([("点击上方蓝字关注我们", SMALL), (TITLE, CENTRED)], "", TITLE, ""),
        (
            [("大通县工会的新尝试", SMALL), ("把工会课堂搬到扶贫车间", CENTRED)],
            "大通县工会的新尝试",
            "把工会课堂搬到扶贫车间",
            "",
        ),
        ([FIRST], "", "", ""),
    ],
)
def test_kicker_title_and_subtitle_are_told_apart(lines, kicker, title, subtitle):
    report = read(*lines, title="")
    assert (report.kicker, report.title, report.subtitle) == (kicker, title, subtitle)
    assert report.html.endswith(f"<p>{FIRST}</p><p>{SECOND}</p>")


def test_a_missing_title_is_said():
    assert any("标题" in sentence for sentence in read(title="").not_understood)


@pytest.mark.parametrize(
    ("line", "unit", "authors"),
    [
        ("海南州总工会 张秉文", "海南州总工会", [("张秉文", "")]),
        ("海南州总工会　李　丽", "海南州总工会", [("李丽", "")]),
        ("海南州总工会张秉文", "海南州总工会", [("张秉文", "")]),
        ("张秉文　海南州总工会", "海南州总工会", [("张秉文", "")]),
        ("□ 张秉文", "", [("张秉文", "")]),
        ("□ 海南州总工会党组书记、主席 张秉文", "", [("张秉文", "海南州总工会党组书记、主席")]),
        ("文/图 李四", "", [("李四", "")]),
        ("海南州总工会 文/图 李四", "海南州总工会", [("李四", "")]),
        ("海南州总工会 通讯员 王五", "海南州总工会", [("王五", "通讯员")]),
        ("（通讯员 王五）", "", [("王五", "通讯员")]),
        ("本刊记者 张秉文 通讯员 王五", "", [("张秉文", "本刊记者"), ("王五", "通讯员")]),
        ("阿依夏木", "", [("阿依夏木", "")]),
        ("海西州总工会/张秉文", "海西州总工会", [("张秉文", "")]),
        ("张秉文（海西州总工会）", "海西州总工会", [("张秉文", "")]),
        ("■ 海西州总工会　张秉文", "海西州总工会", [("张秉文", "")]),
        ("同仁市总工会 更登多杰", "同仁市总工会", [("更登多杰", "")]),
        ("海北州总工会 Tenzin Dolma", "海北州总工会", [("Tenzin Dolma", "")]),
        ("西宁市总工会 宣教部", "西宁市总工会宣教部", []),
        ("海东市总工会 供稿", "海东市总工会", []),
        ("海西州总工会 海北州总工会", "海西州总工会、海北州总工会", []),
    ],
)
def test_a_line_under_the_title_names_unit_and_authors(line, unit, authors):
    report = read((line, SMALL))
    assert (report.contributor, report.bylines) == (unit, authors)
    assert report.html == f"<p>{FIRST}</p><p>{SECOND}</p>" and not report.contributor_trails


@pytest.mark.parametrize(
    ("bracket", "unit", "authors"),
    [
        ("（海西州总工会）", "海西州总工会", []),
        ("（海西州总工会 王丽）", "海西州总工会", [("王丽", "")]),
        ("（海西州总工会　王丽　李强）", "海西州总工会", [("王丽", ""), ("李强", "")]),
        ("（供稿：海西州总工会 王丽）", "海西州总工会", [("王丽", "")]),
        ("（作者单位：海西州总工会）", "海西州总工会", []),
        ("（通讯员 王丽）", "", [("王丽", "通讯员")]),
        ("(海西州总工会)", "海西州总工会", []),
    ],
)
def test_a_bracket_at_the_end_names_unit_and_authors_and_leaves_the_text(bracket, unit, authors):
    report = read(text=(FIRST, SECOND + bracket))
    assert (report.contributor, report.bylines) == (unit, authors)
    assert report.contributor_trails == bool(unit)
    assert report.html == f"<p>{FIRST}</p><p>{SECOND}</p>"


@pytest.mark.parametrize(
    "bracket", ["（试行）", "（见图）", "（李四 摄）", "（作者系海西州总工会干部）", "（以下简称工会）"]
)
def test_other_brackets_stay_in_the_text(bracket):
    report = read(text=(FIRST, SECOND + bracket))
    assert report.contributor == "" and bracket in report.html


def test_lines_for_the_office_go_where_they_belong():
    report = read(
        after=(
            "报送单位：海西州总工会",
            "撰稿：王丽　摄影：李强　审核：张秉文",
            "联系电话：0977-8200000",
            "2026年3月5日",
        )
    )
    assert (report.contributor, report.bylines) == ("海西州总工会", [("王丽", "")])
    assert set(report.particulars) == {("审核", "张秉文"), ("联系电话", "0977-8200000"), ("日期", "2026年3月5日")}
    assert report.html == f"<p>{FIRST}</p><p>{SECOND}</p>"


def test_sources_and_datelines_are_read():
    assert read(after=("来源：《青海日报》",)).source == "《青海日报》"
    report = read(text=("本刊讯（通讯员 王丽 李强）" + FIRST, SECOND))
    assert report.bylines == [("王丽", "通讯员"), ("李强", "通讯员")]
    assert "本刊讯（通讯员 王丽 李强）" in report.html


def test_a_signature_without_brackets_below_the_text_is_read():
    report = read(after=("海西州总工会 王丽",))
    assert (report.contributor, report.bylines) == ("海西州总工会", [("王丽", "")])


def test_an_editors_note_is_no_part_of_the_text():
    report = read(text=("编者按：本期起介绍各地的做法。", FIRST))
    assert report.editors_note == "本期起介绍各地的做法。" and report.html == f"<p>{FIRST}</p>"


def test_the_letterhead_of_a_document_is_left_out_and_named():
    paper_lines = (
        ("海南州总工会文件", {"align": "center", "size": 36, "colour": "FF0000"}),
        ("南工发〔2026〕9号", SMALL),
    )
    report = read(
        *paper_lines,
        (TITLE, CENTRED),
        title="",
        after=(("海南州总工会", {"align": "right"}), ("2026年4月8日", {"align": "right"})),
    )
    assert (report.title, report.contributor) == (TITLE, "海南州总工会")
    assert any("南工发〔2026〕9号" in sentence for sentence in report.not_understood)
    assert report.html == f"<p>{FIRST}</p><p>{SECOND}</p>"
