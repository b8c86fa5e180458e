"""What an article's HTML may hold, and that nothing else gets through."""

import random
import re
import time

import pytest

from manuscripts.blocks import block_texts
from manuscripts.html import TAGS, clean_html, clean_with_report
from manuscripts.parsing import parse_html, to_html

KEY = "0123456789abcdef"
PHOTO = f"/photos/{KEY}/"


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("", ""),
        ("工会", "<p>工会</p>"),
        ("<b>甲</b><i>乙</i>", "<p><strong>甲</strong><em>乙</em></p>"),
        ("<strong>甲</strong><b>乙</b>", "<p><strong>甲乙</strong></p>"),
        (
            "<h1>甲</h1><h2>乙</h2><h3>丙</h3><h4>丁</h4><h6>戊</h6>",
            "<h2>甲</h2><h2>乙</h2><h3>丙</h3><h4>丁</h4><h4>戊</h4>",
        ),
        ("<div>甲<div>乙</div>丙</div>", "<p>甲</p><p>乙</p><p>丙</p>"),
        ("<p>甲<p>乙", "<p>甲</p><p>乙</p>"),
        ("<p>　　甲　乙　</p>", "<p>甲　乙</p>"),
        ("<p>&nbsp;</p><p> </p><p><br></p><p>　</p>", ""),
        ("<p>甲&nbsp;&nbsp; 乙\n丙</p>", "<p>甲 乙 丙</p>"),
        ("<p>甲 <b> 乙</b></p>", "<p>甲 <strong>乙</strong></p>"),
        ("<p>甲<br>乙<br></p>", "<p>甲<br>乙</p>"),
        ("<p>甲<br><br>乙</p>", "<p>甲</p><p>乙</p>"),
        ("甲<br>　　乙<br>丙", "<p>甲</p><p>乙<br>丙</p>"),
        ("<p>甲\x00\u200b\ufeff\u00ad\u202e乙&#8203;&#x7;</p>", "<p>甲乙</p>"),
        ("<p>甲\ud800乙\uffff</p>", "<p>甲乙</p>"),
        ("<p>1 < 2 & 3 > 2</p>", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("<甲乙>", "<p>&lt;甲乙&gt;</p>"),
        ("<!--[if mso]><xml><w:x>甲</w:x></xml><![endif]--><p>乙<o:p></o:p></p>", "<p>乙</p>"),
        ("<![if !supportLists]>甲<![endif]>", "<p>甲</p>"),
        ("<!doctype html><html><head><title>甲</title></head><body>乙</body></html>", "<p>乙</p>"),
        ("甲<!-- 未完<br>", "<p>甲 未完</p>"),
        ("甲<!-- 未完", "<p>甲&lt;!-- 未完</p>"),
        ("<p>甲<script>乙</script>丙</p><style>p{}</style>", "<p>甲丙</p>"),
        ("<scr<script>ipt>alert(1)</script>", "<p>ipt&gt;alert(1)</p>"),
        ("<svg><svg onload=x></svg><a>甲</a></svg>乙", "<p>乙</p>"),
        ("<object>甲", "<p>甲</p>"),
        ("<p>甲<del>乙</del><ins>丙</ins></p>", "<p>甲丙</p>"),
        ("<span style='font-weight: 700; font-style:italic'>甲</span>", "<p><strong><em>甲</em></strong></p>"),
        ("<b style='font-weight:normal'>甲</b>", "<p>甲</p>"),
        ("<u><sup>甲</sup></u>", "<p><u><sup>甲</sup></u></p>"),
        ("<b><p>甲</p><p>乙</p></b>丙", "<p><strong>甲</strong></p><p><strong>乙</strong></p><p>丙</p>"),
        ("<b><i>甲</b>乙</i>", "<p><strong><em>甲</em></strong><em>乙</em></p>"),
        ("<p class=x style=y id=z data-a=b>甲</p>", "<p>甲</p>"),
        ("甲<hr class=x>乙", "<p>甲</p><hr><p>乙</p>"),
        ("<q>甲</q>", "<p>“甲”</p>"),
        ("<pre>甲\n乙</pre>", "<p>甲<br>乙</p>"),
        ("<h2>甲<p>乙</p>", "<h2>甲</h2><p>乙</p>"),
        ("<h2>甲<h3>乙</h3>", "<h2>甲</h2><h3>乙</h3>"),
        ("<h2><p>甲</p></h2>", "<h2>甲</h2>"),
        ("<ul><li>甲<li><h2>乙</h2></ul>", "<ul><li>甲</li><li>乙</li></ul>"),
        ("<ol><li><p>甲</p><p>乙</p></li></ol>", "<ol><li>甲<br>乙</li></ol>"),
        ("<ul><li>甲<ul><li>乙</ul><li>丙</ul>丁", "<ul><li>甲</li><li>乙</li><li>丙</li></ul><p>丁</p>"),
        ("<ul></ul><ol><li></li></ol>", ""),
        ("<blockquote>甲<h3>乙</h3></blockquote>", "<blockquote><p>甲</p><p>乙</p></blockquote>"),
        (
            "<blockquote>甲<ol><li>乙</ol>丙</blockquote>",
            "<blockquote><p>甲</p></blockquote><ol><li>乙</li></ol><blockquote><p>丙</p></blockquote>",
        ),
        ("<table><td>甲", "<table><tbody><tr><td>甲</td></tr></tbody></table>"),
        (
            "<table><tr><th>甲</th></tr><tr><td>乙</td></tr></table>",
            "<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>乙</td></tr></tbody></table>",
        ),
        (
            "<table><tr><td colspan=999 rowspan=0>甲<td colspan=-1>乙<tr><td rowspan=9 colspan=二>丙</table>",
            '<table><tbody><tr><td colspan="20">甲</td><td>乙</td></tr><tr><td>丙</td></tr></tbody></table>',
        ),
        (
            "<table><tr><td><b>甲</td><td>乙</td></tr></table>丙",
            "<table><tbody><tr><td><strong>甲</strong></td><td>乙</td></tr></tbody></table><p>丙</p>",
        ),
        (
            "<table><caption>甲</caption><tr><td>乙</table>",
            "<figure><table><tbody><tr><td>乙</td></tr></tbody></table><figcaption>甲</figcaption></figure>",
        ),
        (
            "<table><tr><td><ol><li>甲<li>乙</ol></table>",
            "<table><tbody><tr><td>1. 甲<br>2. 乙</td></tr></tbody></table>",
        ),
        ("<table></table>", ""),
        (f"<p><img src={PHOTO} alt='甲 \n乙' width=3></p>", f'<figure><img src="{PHOTO}" alt="甲 乙"></figure>'),
        (f"<p>甲<img src='{PHOTO}'>乙</p>", f'<p>甲乙</p><figure><img src="{PHOTO}" alt=""></figure>'),
        (f"<p><img src='{PHOTO}'>乙</p>", f'<figure><img src="{PHOTO}" alt=""></figure><p>乙</p>'),
        (
            f"<figure class=image><img src='{PHOTO}'><figcaption>甲<b>乙</b></figcaption></figure>",
            f'<figure><img src="{PHOTO}" alt=""><figcaption>甲<strong>乙</strong></figcaption></figure>',
        ),
        ("<figure><figcaption>甲</figcaption></figure>", "<p>甲</p>"),
    ],
)
def test_html_becomes_the_stored_vocabulary(html, cleaned):
    assert clean_html(html) == cleaned


@pytest.mark.parametrize(
    "src",
    [
        "http://a.cn/x.png",
        "data:image/png;base64,AAAA",
        "/photos/XYZ/",
        f"/photos/{KEY}",
        f"/photos/{KEY}/../../x",
        f"//photos/{KEY}/",
        f"/photos/{KEY.upper()}/",
        f"javascript:'/photos/{KEY}/'",
        "",
    ],
)
def test_an_image_outside_the_library_is_dropped_and_reported(src):
    cleaned, report = clean_with_report(f'<p>甲<img src="{src}" onerror="x()"></p>')
    assert cleaned == "<p>甲</p>"
    assert any(sentence.startswith("1 张图片不在图片库，未保留") for sentence in report)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/relative",
        "//a.cn/",
        "a.cn",
        "file:///etc/passwd",
        "http:",
        "http://",
        "http://[::1",
        "http://1.2.3.999/",
        "https://a.cn/<script>",
        "mailto:",
    ],
)
def test_a_link_elsewhere_keeps_its_text_alone(href):
    assert clean_html(f'<p>甲<a href="{href}">乙</a>丙</p>') == "<p>甲乙丙</p>"


@pytest.mark.parametrize(
    "href", ["https://a.cn/", "http://a.cn:8080/b?c=1&amp;d=2#e", "mailto:gh@a.cn", "HTTPS://A.CN/"]
)
def test_a_good_link_is_kept_and_nothing_is_added_to_it(href):
    assert clean_html(f'<a href="{href}" target=_blank>甲</a>') == f'<p><a href="{href}">甲</a></p>'


def test_the_report_counts_what_went_in_sentences():
    html = (
        "<script>1</script><script>2</script><p onclick=x>甲\u200b</p><iframe src=x></iframe><input>"
        "<a href=/x>乙</a><img src=x><del>丙</del><table><tr><td><table><tr><td>丁</table></table>"
    )
    report = clean_with_report(html)[1]
    assert report[0] == "去掉了 3 处脚本。"
    assert [re.search(r"\d+", sentence)[0] for sentence in report] == ["3", "1", "1", "1", "1", "1", "1", "1"]
    assert all(sentence.endswith("。") for sentence in report)


@pytest.mark.parametrize(
    ("html", "kept", "count"),
    [
        ("<ul><li>甲<ul><li>乙</li><li>丙</li></ul></li><li>丁</li></ul>", "甲乙丙丁", 1),
        ("<ol><li>甲<ul><li>乙<ol><li>丙</li></ol></li></ul>后</li></ol>", "甲乙丙后", 2),
        ("<ul><li>甲</li><ul><li>乙</li></ul></ul>", "甲乙", 1),
    ],
)
def test_levels_of_a_list_are_made_one_and_it_is_said(html, kept, count):
    cleaned, report = clean_with_report(html)
    tag = html[1:3]
    assert cleaned == f"<{tag}>{''.join(f'<li>{item}</li>' for item in kept)}</{tag}>"
    (sentence,) = report
    assert f"{count} 处下一级的条目并成了同一级，文字都在" in sentence
    assert clean_with_report(cleaned) == (cleaned, [])


def test_clean_text_is_reported_clean():
    html = f'<p>甲</p><figure><img src="{PHOTO}" alt="乙"></figure>'
    assert clean_with_report(html) == (html, [])


_WORDS = (
    "<p> </p> <div> </div> <h1> <h3> </h3> <b> </b> <strong> <i> </i> <u> <sup> </sup> <span> </span> <br>"
    " <hr> <ul> </ul> <ol> </ol> <li> </li> <table> </table> <thead> <tbody> <tr> </tr> <td> </td> <th>"
    " <caption> </caption> <figure> </figure> <figcaption> </figcaption> <blockquote> </blockquote> <pre> </pre>"
    " <script> </script> <svg> </svg>"
    " <a> </a> </body> < > & &amp; &lt; &nbsp; &#0; <!-- --> <!x> </x> <q> </q> <del> </del>"
    " ' \" = / 工会 职工之家，"
)
PARTS = _WORDS.split(" ") + [
    " ", "　　", "\n", "\xa0\xa0\xa0\xa0", "\u200b", "<td colspan=3 rowspan=2>", '<a href="https://a.cn/?a&b">',
    "<a href='https://a.cn/\">", "<a href=javascript:x>", "<a href='http://0x.9/'>", f"<img src={PHOTO}>",
    f"<img src='{PHOTO}' alt='\"<&>'>", "<img src=x>", "<b style='font-weight:400'>", "<span style='font-weight:bold'>",
    "<p style='", "<ins>", "<caption>", "<math>", "<noscript>", "\U00020bb7", "\ud800",
]  # fmt: skip
SAFE = re.compile(
    rf'</?(?:{"|".join(sorted(TAGS))})>|<a href="(?:https?|mailto):[^"<>]*">'
    r'|<img src="/photos/[0-9a-f]{16}/" alt="[^"]*">'
    r'|<t[dh](?: colspan="\d{1,3}")?(?: rowspan="\d{1,3}")?>|[^<]',
    re.IGNORECASE,
)


@pytest.mark.parametrize("seed", range(20))
def test_cleaning_twice_changes_nothing_and_only_the_vocabulary_is_left(seed):
    rng = random.Random(seed)
    for _ in range(100):
        html = "".join(rng.choice(PARTS) for _ in range(rng.randrange(1, 45)))
        cleaned = clean_html(html)
        assert clean_html(cleaned) == cleaned, html
        assert SAFE.sub("", cleaned) == "", html
        blocks = parse_html(cleaned)
        assert parse_html(to_html(blocks)) == blocks, html
        assert all(text == text.strip() for block in blocks for text in block_texts(block)), html


@pytest.mark.parametrize("seed", range(6))
def test_no_text_is_lost_whatever_the_tags_around_it(seed):
    rng = random.Random(1000 + seed)
    tags = [part for part in PARTS if re.fullmatch(r"</?[a-z0-9]+>", part)]
    tags = [tag for tag in tags if tag.strip("</>") not in ("script", "svg", "del", "math", "noscript", "q")]
    for _ in range(100):
        words = [chr(0x4E00 + number) for number in range(12)]
        html = "".join(rng.choice(tags) + rng.choice(("", rng.choice(tags))) + word for word in words)
        text = "".join(text for block in parse_html(clean_html(html)) for text in block_texts(block))
        assert sorted(re.findall(r"[\u4e00-\u4e0b]", text)) == words, html


HOSTILE = {
    "divs": "<div>" * 100_000 + "甲",
    "quotes": "<blockquote>" * 100_000 + "甲",
    "lists": "<ul><li>" * 100_000 + "甲" + "</ol>" * 100_000,
    "tables": "<table><tr><td>" * 100_000 + "甲",
    "marks": "<b><i>" * 50_000 + "<p>甲" * 50_000,
    "captions": "<table>" + "<caption>甲" * 50_000,
    "figcaptions": "<figure>" + "<figcaption>甲</figcaption>" * 50_000,
    "open quotations": "<p title='" * 200_000 + ">甲",
    "open comments": "<!--" * 300_000 + ">甲",
    "open tags": "<a " * 300_000,
    "open drawings": "<svg>" * 200_000 + "</svg>甲",
    "brackets": "<" * 1_000_000 + ">",
    "broken ends": "</" * 300_000 + "</甲" * 200_000 + ">甲",
    "references": "&#x" + "9" * 1_000_000 + ";" + "&a" * 100_000,
    "attributes": "<p" + " a" * 500_000 + ">甲",
    "spaces": "<a " + " " * 1_000_000 + ">" + "　" * 1_000_000,
    "spans": "<td colspan=" + "9" * 1_000_000 + ">甲",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_nesting_costs_no_more_than_its_length(name):
    start = time.perf_counter()
    clean_html(HOSTILE[name])
    assert time.perf_counter() - start < 20  # a quadratic reading takes minutes


def test_a_long_report_is_cleaned_in_seconds():
    html = "<p>　　县工会<strong>组织</strong>职工，<span style='color:red'>开展活动</span>。</p>" * 10_000
    start = time.perf_counter()
    cleaned = clean_html(html)
    assert cleaned == "<p>县工会<strong>组织</strong>职工，开展活动。</p>" * 10_000
    assert time.perf_counter() - start < 20
