"""Blocks as HTML: every form of block, every text escaped."""

from html.parser import HTMLParser

import pytest

from issues.rendering import photo_keys, render_blocks
from manuscripts.blocks import Cell, Figure, Heading, ListBlock, Paragraph, Quote, Rule, Span, Table
from photos.models import Photo

KEY = "0123456789abcdef"
EVIL = '<script>alert("1")</script>&'
ESCAPED = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;"


def words(text, *marks, href=""):
    return (Span(text, marks, href),)


def photo(**fields):
    return Photo(**{"key": KEY, "width": 2000, "height": 1000, "format": "JPEG"} | fields)


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Paragraph(words("一段")), "<p>一段</p>"),
        (Paragraph(words("甲\n乙")), "<p>甲<br>乙</p>"),
        (Paragraph(words("重", "strong", "em")), "<p><strong><em>重</em></strong></p>"),
        (
            Paragraph(words("链接", href="https://example.org/?a=1&b=2")),
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">链接</a></p>',
        ),
        (Heading(1, words("一、题")), '<h2 class="heading-1">一、题</h2>'),
        (Quote((words("甲"), words("乙"))), "<blockquote><p>甲</p><p>乙</p></blockquote>"),
        (ListBlock(True, (words("甲"),)), "<ol><li>甲</li></ol>"),
        (ListBlock(False, (words("甲"), words("乙"))), "<ul><li>甲</li><li>乙</li></ul>"),
        (Rule(), "<hr>"),
    ],
)
def test_each_block_has_its_html(block, html):
    assert render_blocks([block], {}) == html


def test_every_text_is_escaped():
    evil = words(EVIL, "strong", href=f"https://example.org/{EVIL}")
    blocks = [
        Paragraph(evil),
        Heading(1, evil),
        Quote((evil,)),
        ListBlock(False, (evil,)),
        Figure(KEY, EVIL, evil),
        Figure("f" * 16, EVIL, evil),
        Table(((Cell(evil, header=True),),), ((Cell(evil),),), evil),
    ]
    html = render_blocks(blocks, {KEY: photo(credit=EVIL, caption=EVIL, alt=EVIL)})
    assert "<script" not in html
    assert html.count(ESCAPED) >= 15
    check_nesting(html)


def check_nesting(html):
    """Every element that is opened is closed, in order."""
    open_elements = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag not in {"img", "br", "hr"}:
                open_elements.append(tag)

        def handle_endtag(self, tag):
            assert open_elements.pop() == tag

    Checker().feed(html)
    assert not open_elements


def test_the_outline_has_no_holes_but_headings_keep_their_look():
    html = render_blocks([Heading(level, words("题")) for level in (2, 3, 1, 3, 2, 1)], {})
    assert [html[at + 2] for at in range(len(html)) if html.startswith("<h", at)] == list("232332")
    assert html.count("heading-3") == 2


def test_a_photo_is_offered_in_its_widths_with_its_size_and_words():
    figure = Figure(KEY, "晨光里的工地", words("工地一景。"))
    html = render_blocks([figure], {KEY: photo(credit="卓玛措")})
    assert (
        f'srcset="/photos/{KEY}/w480.webp 480w, /photos/{KEY}/w960.webp 960w, /photos/{KEY}/w1600.webp 1600w"' in html
    )
    assert 'width="1600" height="800"' in html
    assert 'alt="晨光里的工地"' in html and 'loading="lazy"' in html
    assert '<figcaption>工地一景。<span class="credit">（卓玛措 摄）</span></figcaption>' in html


def test_an_upright_photo_does_not_fill_a_wide_window():
    assert render_blocks([Figure(KEY)], {KEY: photo(height=3000)}).startswith('<figure class="portrait">')
    assert render_blocks([Figure(KEY)], {KEY: photo()}).startswith("<figure><img")


def test_the_photographer_is_not_named_twice_and_the_photos_own_caption_stands_in():
    named = Figure(KEY, "工地", words("工地一景（卓玛措 摄）"))
    assert render_blocks([named], {KEY: photo(credit="卓玛措")}).count("卓玛措 摄") == 1
    assert "李秀珺" not in render_blocks([named], {KEY: photo(credit="李秀珺")})
    bare = render_blocks([Figure(KEY)], {KEY: photo(caption="图库里的说明")})
    assert "<figcaption>图库里的说明</figcaption>" in bare
    assert "figcaption" not in render_blocks([Figure(KEY)], {KEY: photo()})


def test_a_photo_that_is_gone_leaves_its_caption_and_says_so():
    html = render_blocks([Figure(KEY, "", words("工地一景。"))], {})
    assert "<img" not in html
    assert "已不在图片库里" in html and "工地一景。" in html


def test_a_table_can_be_scrolled_and_its_headers_say_what_they_head():
    table = Table(
        head=((Cell(words("市州"), header=True), Cell(words("人数"), header=True, colspan=2)),),
        body=((Cell(words("西宁"), header=True, rowspan=2), Cell(words("12")), Cell(words("13"))),),
        caption=words("参赛人数"),
    )
    html = render_blocks([table], {})
    assert html.startswith('<div class="table-scroll" role="group" tabindex="0" aria-label="表格：参赛人数">')
    assert "<caption>参赛人数</caption>" in html
    assert '<th scope="col">市州</th><th scope="col" colspan="2">人数</th>' in html
    assert '<th scope="row" rowspan="2">西宁</th><td>12</td>' in html


def test_photo_keys_are_those_of_the_figures():
    assert photo_keys([Figure(KEY), Paragraph(words("段")), Figure(KEY)]) == {KEY}
