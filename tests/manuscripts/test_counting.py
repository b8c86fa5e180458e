"""字数 as the trade counts it."""

import pytest

from manuscripts.blocks import Cell, Figure, Heading, ListBlock, Paragraph, Quote, Rule, Span, Table
from manuscripts.counting import count_blocks, count_characters, count_without_punctuation


@pytest.mark.parametrize(
    ("text", "characters", "without"),
    [
        ("", 0, 0),
        ("工会", 2, 2),
        ("工会，职工。", 6, 4),
        ("工 会　职\n工\t", 4, 4),
        ("二〇二四年", 5, 5),
        ("吴\U00020bb7铁\U0002c0c7", 4, 4),  # characters beyond the BMP
        ("２０２４年", 5, 5),  # full-width digits are characters of their own
        ("2024年1月", 4, 4),
        ("增长3.14%左右", 5, 5),
        ("COVID-19", 1, 1),
        ("A/B 与 C", 3, 3),
        ("worker's day", 2, 2),
        ("工会——职工之家", 8, 6),
        ("等等……", 4, 2),
        ("“两节”", 4, 2),
        ("《工人日报》", 6, 4),
        ("中,文", 3, 2),  # a half-width mark alone is a run
        ("(一)", 3, 1),
        ("- 9 -", 3, 1),
        ("气温25℃", 4, 4),
        ("乌兰·其其格", 6, 5),
        ("工\u200b会\ufeff\u00ad", 2, 2),
        ("葛\U000e0100城", 2, 2),  # a variation selector belongs to the character before it
        ("e\u0301cole", 1, 1),
        ("Россия", 1, 1),
        ("第①项", 3, 3),
        ("8～10人", 4, 3),
    ],
)
def test_count_follows_the_rule_of_the_trade(text, characters, without):
    assert count_characters(text) == characters
    assert count_without_punctuation(text) == without


def test_all_text_of_blocks_counts_and_alt_texts_do_not():
    blocks = [
        Heading(1, (Span("一、开头"),)),
        Paragraph((Span("职工"), Span("之家", ("strong",)), Span("\n"), Span("2024"))),
        Quote(((Span("引文"),), (Span("两段"),))),
        ListBlock(True, ((Span("甲"),), (Span("乙"),))),
        Figure("0123456789abcdef", "不计入", (Span("图说"),)),
        Table(((Cell((Span("表头"),), True),),), ((Cell((Span("三"),)),),), (Span("表题"),)),
        Rule(),
    ]
    assert count_blocks(blocks) == 4 + 5 + 4 + 2 + 2 + 5


def test_a_run_cut_by_marks_still_counts_once():
    assert count_characters("20" + "24") == count_characters("2024") == 1
    assert sum(map(count_characters, ("工会", "，", "2024 "))) == count_characters("工会，2024 ")
