"""What Word keeps besides plain text: changes, comments, notes, boxes, fields, numbers of its own, hidden words."""

from docx.oxml import OxmlElement

from bench.word_paper import Paper
from tests.manuscripts.word.papers import CENTRED, FIRST, SECOND, TITLE, finished, opened


def said(report, *words):
    return any(all(word in sentence for word in words) for sentence in report.not_understood)


def test_inserted_text_is_taken_deleted_text_left_and_both_are_named():
    paper = opened()
    paragraph = paper.put("工会走访")
    paper.deleted(paragraph, "十户")
    paper.inserted(paragraph, "二十户")
    paper.run(paragraph, "职工。")
    report = finished(paper)
    assert "<p>工会走访二十户职工。</p>" in report.html and said(report, "第3段", "修订")


def test_paragraphs_whose_parting_was_deleted_are_one():
    paper = opened()
    mark = OxmlElement("w:rPr")
    mark.append(OxmlElement("w:del"))
    paper.put("工会走访二十户职工，")._p.get_or_add_pPr().append(mark)
    paper.put("送去慰问金。")
    assert "<p>工会走访二十户职工，送去慰问金。</p>" in finished(paper).html


def test_comments_are_named_with_their_words_and_place():
    paper = opened()
    paper.document.add_comment(paper.put("工会走访二十户职工。").runs, text="数字请核实", author="科长")
    report = finished(paper)
    assert said(report, "第3段", "科长", "数字请核实") and "核实" not in report.html


def test_notes_become_raised_numbers_and_stand_at_the_end():
    paper = opened()
    paragraph = paper.put("工会走访二十户职工。")
    paper.note(paragraph, "数据截至三月。")
    paper.note(paragraph, "含退休职工。", "endnotes")
    report = finished(paper)
    assert "职工。<sup>[1][2]</sup></p>" in report.html
    assert report.html.endswith("<p>[1] 数据截至三月。</p><p>[2] 含退休职工。</p>") and said(report, "2 条脚注")


def test_the_text_of_a_box_is_taken_once_and_a_title_in_a_box_is_the_title():
    paper = Paper()
    paper.text_box([TITLE])
    paper.put(FIRST)
    paper.text_box(["小资料：驿站是歇脚的地方。"], into=paper.put("工会新建驿站三座。"), size=9, bold=False)
    report = finished(paper)
    assert report.title == TITLE and report.html.count("小资料") == 1 and said(report, "文本框", "第1、3段")


def test_equations_are_written_in_a_line_and_named():
    paper = opened()
    paper.raw(
        paper.put("入会率："),
        "<m:oMath><m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num><m:den><m:sSup><m:e><m:r><m:t>b</m:t></m:r></m:e><m:sup><m:r>"
        "<m:t>2</m:t></m:r></m:sup></m:sSup></m:den></m:f></m:oMath>",
    )
    report = finished(paper)
    assert "<p>入会率：(a+1)/(b^2)</p>" in report.html and said(report, "第3段", "公式")


def test_hidden_text_headers_and_prompts_are_left_out():
    paper = opened()
    paper.document.sections[0].header.paragraphs[0].text = "县总工会宣传资料"
    paper.put([("工会走访职工。", {}), ("模板提示", {"hidden": True})])
    report = finished(paper)
    assert "模板提示" not in report.html and "宣传资料" not in report.html and said(report, "第3段", "隐藏", "模板提示")


def test_numbers_of_words_own_are_typed_out():
    paper = opened()
    paper.numbered(81, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for level, words in ((0, "深入一线"), (1, "摸清底数"), (1, "建立台账"), (0, "用心帮扶"), (1, "落实责任")):
        paper.number(paper.put(words), 81, level)
        paper.put(FIRST)
    report = finished(paper)
    for heading in (
        "<h2>一、深入一线</h2>",
        "<h3>（二）建立台账</h3>",
        "<h2>二、用心帮扶</h2>",
        "<h3>（一）落实责任</h3>",
    ):
        assert heading in report.html


def test_bullets_become_a_list():
    paper = opened()
    paper.numbered(82, [("bullet", "●")])
    for words in ("登记", "走访"):
        paper.number(paper.put(words), 82)
    assert "<ul><li>登记</li><li>走访</li></ul>" in finished(paper).html


def test_the_levels_of_a_list_are_made_one_and_it_is_said():
    paper = opened()
    paper.numbered(82, [("bullet", "●"), ("bullet", "○")])
    for words, level in (("登记", 0), ("上门", 1), ("电话", 1), ("走访", 0), ("入户", 1)):
        paper.number(paper.put(words), 82, level)
    report = finished(paper)
    assert "<ul><li>登记</li><li>上门</li><li>电话</li><li>走访</li><li>入户</li></ul>" in report.html
    assert said(report, "列表只排一级", "2 处下一级")


def test_links_to_the_web_stay_links_others_become_text():
    paper = opened()
    paragraph = paper.put("详见")
    paper.link(paragraph, "网站", "https://gonghui.example/a?b=1&c=2")
    paper.link(paragraph, "文件", "file:///C:/a.doc")
    paper.link(paragraph, "脚本", "javascript:alert(1)")
    report = finished(paper)
    assert '<p>详见<a href="https://gonghui.example/a?b=1&amp;c=2">网站</a>文件脚本</p>' in report.html
    assert said(report, "链接地址", "file:")


def test_a_table_of_contents_is_left_out():
    paper = Paper()
    paper.put(TITLE, **CENTRED)
    style = paper.document.styles.add_style("toc 1", 1)
    paper.put("一、深入一线……1", style=style)
    paper.put(SECOND)
    report = finished(paper)
    assert "……1" not in report.html and said(report, "目录")


def test_bold_and_centre_that_come_from_styles_count():
    paper = Paper()
    base = paper.document.styles.add_style("基础", 1)
    base.paragraph_format.alignment = 1
    base.font.bold = True
    heading = paper.document.styles.add_style("自定标题", 1)
    heading.base_style = base
    paper.put(TITLE, style=heading)
    paper.put("海南州总工会 张秉文", style=base)
    paper.put(FIRST)
    report = finished(paper)
    assert (report.title, report.contributor, report.bylines) == (TITLE, "海南州总工会", [("张秉文", "")])


def test_a_linked_or_embedded_object_is_named():
    paper = opened()
    paper.raw(paper.put("附表"), '<w:r><w:object><v:shape id="x"/><o:OLEObject Type="Embed"/></w:object></w:r>')
    assert said(finished(paper), "第3段", "嵌入")
