"""Which line speaks of which picture, and who took it."""

import pytest

from manuscripts.word.captions import read_caption
from manuscripts.word.shared_captions import parts_of
from tests.manuscripts.word.papers import SECOND, finished, opened


@pytest.mark.parametrize(
    ("text", "words", "credit"),
    [
        ("图为慰问现场。（李四 摄）", "图为慰问现场。", "李四"),
        ("图为慰问现场。李四 摄", "图为慰问现场。", "李四"),
        ("图为慰问现场。李四/摄", "图为慰问现场。", "李四"),
        ("▲慰问现场", "慰问现场", ""),
        ("▲慰问现场。（摄影：李四）", "慰问现场。", "李四"),
        ("图为慰问现场。张秉文/摄", "图为慰问现场。", "张秉文"),
        ("慰问现场（供图：海西州总工会）", "慰问现场", "海西州总工会"),
        ("图1 慰问现场", "图1 慰问现场", ""),
        ("图1：慰问现场", "图1：慰问现场", ""),
        ("图：慰问现场", "慰问现场", ""),
        ("（图为慰问现场）", "图为慰问现场", ""),
        ("慰问现场    李四/摄", "慰问现场", "李四"),
        ("慰问现场（受访者供图）", "慰问现场", "受访者"),
        ("慰问现场。摄影/李四", "慰问现场。", "李四"),
        ("摄影：李四", "", "李四"),
        ("慰问现场（第二次）", "慰问现场（第二次）", ""),
    ],
)
def test_a_caption_is_parted_from_its_photographer(text, words, credit):
    assert read_caption(text) == (words, credit)


def captions(report):
    return [(picture.caption, picture.credit) for picture in report.pictures]


def test_captions_below_their_pictures():
    paper = opened()
    for words in ("图为慰问现场。李四 摄", "图为座谈现场"):
        paper.photo()
        paper.put(words)
    assert captions(finished(paper)) == [("图为慰问现场。", "李四"), ("图为座谈现场", "")]


def test_captions_above_their_pictures_with_credits_below():
    paper = opened()
    for number, words in enumerate(("慰问现场", "座谈现场"), 1):
        paper.put(f"图{number} {words}", align="center")
        paper.photo()
        paper.put("摄影：李四", align="center")
    report = finished(paper)
    assert captions(report) == [("图1 慰问现场", "李四"), ("图2 座谈现场", "李四")]
    assert "摄影" not in report.html


def test_a_caption_after_a_line_break_in_the_paragraph_of_its_picture():
    paper = opened()
    paragraph = paper.photo()
    paper.run(paragraph, "\n图为慰问现场")
    assert captions(finished(paper)) == [("图为慰问现场", "")]


def test_captions_for_two_pictures_side_by_side_follow_in_order():
    paper = opened()
    paper.photo(into=paper.photo())
    paper.put("图为慰问现场", align="center")
    paper.put("图为座谈现场", align="center")
    assert captions(finished(paper)) == [("图为慰问现场", ""), ("图为座谈现场", "")]


def test_two_pictures_with_one_caption_give_it_to_the_last_and_say_so():
    paper = opened()
    paper.photo(into=paper.photo())
    paper.put("以上两图为慰问现场。李四 摄")
    report = finished(paper)
    assert captions(report) == [("", "李四"), ("以上两图为慰问现场。", "李四")]
    assert any("没有找到说明" in sentence for sentence in report.not_understood)


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        ("左图为慰问现场，右图为座谈现场。李四 摄", "慰问现场", "座谈现场"),
        ("右图为座谈现场，左图为慰问现场。李四 摄", "慰问现场", "座谈现场"),
        ("（上图）慰问现场；（下图）座谈现场 （李四 摄）", "慰问现场", "座谈现场"),
        ("图①：慰问现场。图②：座谈现场。（李四 摄）", "慰问现场。", "座谈现场。"),
        ("①慰问现场 ②座谈现场 李四 摄", "慰问现场", "座谈现场"),
    ],
)
def test_one_line_that_speaks_of_each_picture_is_parted_among_them(line, first, second):
    paper = opened()
    paper.photo(into=paper.photo())
    paper.put(line)
    assert captions(finished(paper)) == [(first, "李四"), (second, "李四")]


def test_a_line_between_two_pictures_speaks_of_the_one_above_and_the_one_below():
    paper = opened()
    paper.photo()
    paper.put("上图：慰问现场。下图：座谈现场。", align="center")
    paper.photo()
    paper.put("散会以后，大家又到车间看了看新装的设备，一直谈到天黑。")
    assert captions(finished(paper)) == [("慰问现场。", ""), ("座谈现场。", "")]


@pytest.mark.parametrize(
    "line",
    [
        "左图右图对照着看，差别一目了然。",
        "①慰问现场",
        "图①：慰问现场。图①：座谈现场。",
        "图为慰问现场，右边是座谈现场。",
    ],
)
def test_a_line_that_does_not_number_its_parts_is_left_whole(line):
    assert parts_of(line) == []


@pytest.mark.parametrize("rows", [1, 2])
def test_a_table_of_photos_is_opened_and_each_takes_the_text_of_its_cell_or_of_the_one_below(rows):
    paper = opened()
    table = paper.document.add_table(rows, 2)
    for column, words in enumerate(("慰问现场", "座谈现场（李四 摄）")):
        paper.photo(into=table.cell(0, column).paragraphs[0])
        if rows == 1:
            table.cell(0, column).add_paragraph(words)
        else:
            table.cell(1, column).text = words
    report = finished(paper)
    assert captions(report) == [("慰问现场", ""), ("座谈现场", "李四")]
    assert "<table>" not in report.html


def test_captions_over_the_photos_of_a_table_go_to_the_photos_below_them():
    paper = opened()
    table = paper.document.add_table(4, 2)
    for row in (0, 2):
        for column in (0, 1):
            table.cell(row, column).text = f"图为现场{row + column}"
            paper.photo(into=table.cell(row + 1, column).paragraphs[0])
    assert [words for words, _ in captions(finished(paper))] == [f"图为现场{number}" for number in (0, 1, 2, 3)]


def test_a_caption_across_two_photos_of_a_table_goes_to_the_last_and_its_photographer_to_both():
    paper = opened()
    table = paper.document.add_table(2, 2)
    for column in (0, 1):
        paper.photo(into=table.cell(0, column).paragraphs[0])
    table.cell(1, 0).merge(table.cell(1, 1)).text = "慰问现场（李四 摄）"
    assert captions(finished(paper)) == [("", "李四"), ("慰问现场", "李四")]


def test_a_portrait_set_beside_its_text_by_a_table_stands_before_the_text():
    paper = opened()
    table = paper.document.add_table(1, 2)
    paper.photo(into=table.cell(0, 0).paragraphs[0])
    table.cell(0, 1).text = SECOND * 4
    assert f'<figure><img src="word:1" alt=""></figure><p>{SECOND * 4}</p>' in finished(paper).html


def test_the_photographer_named_under_the_title_took_all_pictures_that_name_nobody():
    paper = opened()
    paper.document.paragraphs[1].insert_paragraph_before("文/王丽 图/李四").alignment = 1
    for words in ("图为慰问现场", "图为座谈现场。（赵强 摄）"):
        paper.photo()
        paper.put(words)
    report = finished(paper)
    assert captions(report) == [("图为慰问现场", "李四"), ("图为座谈现场。", "赵强")]
    assert report.bylines == [("王丽", "")]


def test_a_paragraph_of_text_beside_a_picture_is_no_caption():
    paper = opened()
    paper.photo()
    report = finished(paper)
    assert captions(report) == [("", "")] and f"<p>{SECOND}</p>" in report.html


def test_pictures_are_taken_out_as_they_were_put_in_and_cropping_is_named():
    paper = opened()
    data = paper.photo_bytes()
    paper.photos -= 1
    paper.crop(paper.photo())
    paper.put("图为慰问现场")
    report = finished(paper)
    assert [picture.data for picture in report.pictures] == [data]
    assert report.pictures[0].content_type == "image/jpeg" and report.pictures[0].cropped
    assert '<figure><img src="word:1" alt=""><figcaption>图为慰问现场</figcaption></figure>' in report.html
    assert any("裁剪" in sentence for sentence in report.not_understood)


def test_formats_that_cannot_be_printed_are_named():
    paper = opened()
    paper.photo(form="GIF")
    report = finished(paper)
    assert report.pictures == [] and any(
        "GIF" in sentence and "第3段" in sentence for sentence in report.not_understood
    )
