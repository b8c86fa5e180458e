"""The body of a report: headings, lead-ins, lists, tables, and text cleaned of the spaces of typing."""

import pytest

from tests.manuscripts.word.papers import FIRST, SECOND, finished, opened, read


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("一、深入一线", "<h2>一、深入一线</h2>"),
        ("（一）摸清底数", "<h3>（一）摸清底数</h3>"),
        ("1.摸清底数", "<h4>1.摸清底数</h4>"),
        ("１．摸清底数", "<h4>1.摸清底数</h4>"),
        ("　　一、深入一线", "<h2>一、深入一线</h2>"),
        (("一、深入一线", {"bold": True}), "<h2>一、深入一线</h2>"),
        (("一、提高站位，压实责任。", {"bold": True}), "<h2>一、提高站位，压实责任。</h2>"),
        (("驿站里的烟火气", {"bold": True}), "<h2>驿站里的烟火气</h2>"),
        (("深入一线", {"style": "Heading 2"}), "<h3>深入一线</h3>"),
        (([("一、深入一线。", {"bold": True}), (SECOND, {})], {}), f"<p><strong>一、深入一线。</strong>{SECOND}</p>"),
        ("（1）建立台账", "<p>（1）建立台账</p>"),
        ("记者：最近忙吗？", "<p>记者：最近忙吗？</p>"),
    ],
)
def test_typed_and_styled_headings_have_their_levels_and_lead_ins_stay_bold(line, html):
    assert read(text=(FIRST, line, SECOND)).html == f"<p>{FIRST}</p>{html}<p>{SECOND}</p>"


def test_a_run_of_short_numbered_lines_is_a_list_and_no_headings():
    report = read(text=(FIRST, "1.登记", "2.走访", "3.回访", SECOND))
    assert "<h4>" not in report.html and "<p>2.走访</p>" in report.html


def test_bold_says_nothing_where_everything_is_bold():
    report = read(text=((FIRST, {"bold": True}), ("一、深入一线", {"bold": True}), (SECOND, {"bold": True})))
    assert report.html == f"<p>{FIRST}</p><h2>一、深入一线</h2><p>{SECOND}</p>"
    assert any("粗体" in sentence for sentence in report.understood)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("　　慰问２０户职工， 送去 “暖心包”。", "慰问20户职工，送去“暖心包”。"),
        ("\u00a0\u00a0增长１２.５％，人均增收。", "增长12.5%，人均增收。"),
        ("他说：“This is a home.”大家笑了。", "他说：“This is a home.”大家笑了。"),
        ("（通讯员 张秉文 王丽）参加了活动。", "（通讯员 张秉文 王丽）参加了活动。"),
        ("职工\u200b之\u00ad家\ufeff建好了。", "职工之家建好了。"),
    ],
)
def test_spaces_and_widths_of_typing_are_cleaned(typed, text):
    assert f"<p>{text}</p>" in read(text=(FIRST, typed, SECOND)).html


def test_line_breaks_in_a_paragraph_part_paragraphs_or_are_mended():
    report = read(text=(f"　　{FIRST}\n　　{SECOND}", "慰问组来到施工现场，向坚守岗位的\n职工送上慰问品。"))
    assert report.html == f"<p>{FIRST}</p><p>{SECOND}</p><p>慰问组来到施工现场，向坚守岗位的职工送上慰问品。</p>"


def test_merged_cells_are_kept_and_the_line_above_is_the_tables_title():
    paper = opened()
    paper.put("表1 帮扶情况", align="center")
    paper.put("单位：万元", align="right")
    rows = [["地区", "帮扶", ""], ["", "户数", "金额"], ["共和", "20", "3.5"], ["合计", "20", ""]]
    paper.table(rows, merged=[(0, 0, 2, 1), (0, 1, 1, 2), (3, 1, 1, 2)])
    assert (
        '<figure><table><thead><tr><th rowspan="2">地区</th><th colspan="2">帮扶</th></tr><tr><th>户数</th><th>金额</th></tr>'
        "</thead><tbody><tr><td>共和</td><td>20</td><td>3.5</td></tr>"
        '<tr><td>合计</td><td colspan="2">20</td></tr></tbody></table><figcaption>表1 帮扶情况（单位：万元）</figcaption></figure>'
    ) in finished(paper).html


def test_a_frame_of_one_cell_is_its_paragraphs():
    paper = opened()
    cell = paper.document.add_table(1, 1, style="Table Grid").cell(0, 0)
    cell.text = "资料链接：工会驿站是为户外劳动者歇脚的地方。"
    assert "<p>资料链接：工会驿站是为户外劳动者歇脚的地方。</p>" in finished(paper).html


def test_marks_of_the_text_are_kept():
    paper = opened()
    paper.put(
        [
            ("面积120m", {}),
            ("2", {"sup": True}),
            ("，", {}),
            ("重点", {"underline": True}),
            ("突出。", {"italic": True}),
        ]
    )
    assert "<p>面积120m<sup>2</sup>，<u>重点</u><em>突出。</em></p>" in finished(paper).html


def test_characters_are_counted_as_in_every_article():
    assert read(text=("工会走访了20户职工。",)).characters == 10
