"""Cleaning HTML from editors, Word and web pages down to the vocabulary an article is stored in.

Two steps, each enough for safety: the reader of `building` knows only what a typed block can hold, and what it gives is
written out anew; then nh3 passes over the result with the same vocabulary as its list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3

from manuscripts.building import HREF, PHOTO_SRC, read_blocks
from manuscripts.collecting import Tally
from manuscripts.parsing import to_html

TAGS = frozenset(
    ("p", "h2", "h3", "h4", "strong", "em", "u", "blockquote", "ul", "ol", "li", "figure", "img", "figcaption")
    + ("table", "thead", "tbody", "tr", "th", "td", "br", "hr", "sup", "sub", "a")
)
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_SMALL = re.compile(r"[1-9][0-9]{0,2}")
_SENTENCES = (
    ("scripts", "去掉了 {} 处脚本。"),
    ("embedded", "去掉了 {} 处嵌入的内容（视频、网页框架等）；需要时请在文中写明网址。"),
    ("controls", "去掉了 {} 个表单控件。"),
    ("pictures", "{} 张图片不在图片库，未保留；请先把图片上传到图片库，再插入文中。"),
    ("links", "{} 个链接的地址不能使用，只保留了文字；链接须以 http、https 或 mailto 开头。"),
    ("deleted", "去掉了 {} 处修订中已删除的文字。"),
    ("tables", "{} 个套在表格里的表格改成了文字，请核对。"),
    (
        "levels",
        "列表只排一级：{} 处下一级的条目并成了同一级，文字都在。要分出层次，请在条目前写明“1.”“（1）”，或者改用小标题。",
    ),
    ("invisible", "去掉了 {} 个看不见的字符。"),
)


@dataclass(frozen=True)
class CleanReport:
    """What cleaning took away, counted. Fonts, colours and sizes are not counted: the journal sets its own."""

    tally: Tally

    def sentences(self) -> list[str]:
        """One sentence in Chinese for each kind of thing taken away; [] where nothing was."""
        return [sentence.format(count) for name, sentence in _SENTENCES if (count := getattr(self.tally, name))]


def clean_html(html: str) -> str:
    """The HTML of an article, in the stored vocabulary, with the meaning of `html` and nothing else of it.

    b, i, h1, h5, div and the like become what they mean; bold, italic and underline set by style become marks; images
    outside the photo library, addresses other than http, https and mailto, every other attribute and all invisible
    characters go. Cleaning twice changes nothing. Raises nothing, whatever the string.
    """
    return clean_with_report(html)[0]


def clean_with_report(html: str) -> tuple[str, list[str]]:
    """As `clean_html`, with sentences for the editor that say what was taken away."""
    blocks, tally = read_blocks(html)
    written = to_html(blocks)
    cleaned = _sanitised(written)
    if cleaned != written:
        # nh3 drops the few addresses it cannot take apart: what is left has to be read and joined once more.
        cleaned = _sanitised(to_html(read_blocks(cleaned)[0]))
    return cleaned, CleanReport(tally).sentences()


def _sanitised(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_kept_attribute,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    pattern = {"href": HREF, "src": PHOTO_SRC, "colspan": _SMALL, "rowspan": _SMALL}.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None
