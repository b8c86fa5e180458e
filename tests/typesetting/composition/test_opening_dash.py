"""A paragraph that opens with a dash (列项, 引文出处)."""

from tests.typesetting.composition.test_linebreak import text_of, width_of
from typesetting.composition.metrics import standard_fonts
from typesetting.composition.styles import StyleBook
from typesetting.composition.typesetter import Typesetter

WIDTH = 22 * 10.5  # points


def set_paragraph(text: str):
    typesetter = Typesetter(standard_fonts(), StyleBook())
    return typesetter.set([{"text": text}], "body", WIDTH, indent=2000).lines


def test_the_opening_dash_is_one_mark_two_em_wide():
    first = set_paragraph("——把每一盏灯都点到路口，让夜里赶路的人看得见脚下，也看得见前面。")[0]
    assert text_of(first).startswith("⸺把")
    assert abs(width_of(first) - 22) < 0.01


def test_a_dash_inside_a_paragraph_stays_as_it_was_written():
    lines = set_paragraph("路口的灯——那是三十年前装的——还亮着，师傅们说它认得每一个晚归的人，也认得雪。")
    assert "".join(text_of(line) for line in lines).count("—") == 4


def test_the_mark_that_was_emphasised_keeps_its_emphasis():
    typesetter = Typesetter(standard_fonts(), StyleBook())
    spans = [{"text": "——点灯", "marks": ["strong"]}, {"text": "的人，天天都在。"}]
    assert "".join(text_of(line) for line in typesetter.set(spans, "body", WIDTH).lines) == "⸺点灯的人，天天都在。"
