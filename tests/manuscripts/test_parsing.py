"""From stored HTML to typed blocks and back."""

import pytest

from manuscripts.blocks import (
    Cell,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    as_json,
    from_json,
)
from manuscripts.parsing import parse_html, to_html

KEY = "0123456789abcdef"

BLOCKS = [
    Heading(1, (Span("一、开头"),)),
    Heading(2, (Span("（一）其二"),)),
    Heading(3, (Span("1. 其三"),)),
    Paragraph(
        (
            Span("甲 "),
            Span("乙", ("strong",)),
            Span("丙", ("strong", "em", "u", "sup")),
            Span("丁", ("em",), "https://a.cn/?b=1&c=2"),
            Span("\n"),
            Span("1 < 2 & \"3\""),
        )
    ),
    Quote(((Span("引文"),), (Span("两段"), Span("\n"), Span("又行")))),
    ListBlock(True, ((Span("子"),), (Span("丑", ("strong",)),))),
    ListBlock(False, ((Span("寅"),),)),
    Figure(KEY, '替代 "文字"', (Span("图为"), Span("现场", ("em",)))),
    Figure(KEY),
    Table(
        ((Cell((Span("表头"),), True, 2),),),
        ((Cell((Span("卯"),), False, 1, 2), Cell((), True)), (Cell((Span("辰"), Span("\n"), Span("巳"))),)),
        (Span("表一"),),
    ),
    Table((), ((Cell((Span("午"),)),),)),
    Rule(),
]  # fmt: skip


def test_blocks_come_back_from_their_html_and_their_json():
    assert parse_html(to_html(BLOCKS)) == BLOCKS
    assert from_json(as_json(BLOCKS)) == BLOCKS


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.kind)
def test_each_block_comes_back_alone(block):
    assert parse_html(to_html([block])) == [block]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        (f'<p><img src="/photos/{KEY}/" alt="甲"></p>', [Figure(KEY, "甲")]),
        ("<p>甲<strong>乙</strong><strong>丙</strong></p>", [Paragraph((Span("甲"), Span("乙丙", ("strong",))))]),
        ("<p>甲 <br> 乙 </p>", [Paragraph((Span("甲"), Span("\n"), Span("乙")))]),
        ("<p></p><h2> </h2>", []),
        (
            "<table><tbody><tr><th>甲</th></tr><tr><td>乙</td></tr></tbody></table>",
            [Table(((Cell((Span("甲"),), True),),), ((Cell((Span("乙"),)),),))],
        ),
        (
            "<table><tbody><tr><th>甲</th><td>乙</td></tr></tbody></table>",
            [Table((), ((Cell((Span("甲"),), True), Cell((Span("乙"),))),))],
        ),
        (
            '<table><tbody><tr><td rowspan="3">甲</td></tr><tr></tr><tr><td>乙</td></tr></tbody></table>',
            [Table((), ((Cell((Span("甲"),), rowspan=2),), (Cell((Span("乙"),)),)))],
        ),
    ],
)
def test_stored_html_is_read_into_blocks(html, blocks):
    assert parse_html(html) == blocks


def test_what_is_no_block_is_refused():
    with pytest.raises(TypeError):
        to_html(["甲"])
