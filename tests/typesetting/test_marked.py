"""The screen PDF spoilt where marks, elements, bookmarks and links meet: preflight names each."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.typesetting.test_corrupting import (
    Spoil,
    bookmark,
    elements,
    every_element,
    exchanges,
    font_of,
    no_font_file,
    says,
    spoilt_screen,
)
from tests.typesetting.test_foreign import page, rewritten, root


def reordered(change) -> Spoil:
    """Changes the list of what the last article has."""

    def spoil(document: pikepdf.Pdf) -> None:
        last = elements(document, "Art")[-1]
        children = list(last.K)
        change(children)
        last.K = Array(children)

    return spoil


def diagonal(element: pikepdf.Object) -> None:
    for attributes in element.A if isinstance(element.A, Array) else [element.A]:
        attributes.Scope = Name.Diagonal


def untagged_text(found: bytes) -> bytes:
    """The last text of a page told to be decoration."""
    at = found.rindex(b"/Span<</MCID")
    return found[:at] + b"/Artifact BMC" + found[found.index(b"BDC", at) + 3 :]


__all__ = ["spoilt_screen"]  # a fixture of another module
ASTRAY = lambda document: document.pages[6].obj  # noqa: E731 - a page nothing leads to
CASES: dict[str, tuple[Spoil, tuple[str, str, int | None]]] = {
    "元数据没有标题": (says(b"dc:title", b"dc:titel"), ("error", "no-ua", None)),
    "自称标签有误": (
        lambda document: document.Root.MarkInfo.__setitem__("/Suspects", True),
        ("error", "tag", None),
    ),
    "语言不成语言": (root(Lang=String("x!!")), ("error", "no-title", None)),
    "语言不对": (root(Lang=String("en-US")), ("error", "no-title", None)),
    "字体没有嵌入": (no_font_file, ("error", "font-not-embedded", 1)),
    "字读不出来": (lambda document: font_of(document, 5).__delitem__("/ToUnicode"), ("error", "font-broken", 1)),
    "文字当成了装饰": (rewritten(5, untagged_text), ("error", "lost-content", 5)),
    "两处一个号": (exchanges(5, b"/MCID 1>>", b"/MCID 0>>"), ("error", "lost-content", 5)),
    "读两遍": (reordered(lambda children: children.append(children[-1])), ("error", "lost-content", 6)),
    "少读一段": (reordered(lambda children: children.pop()), ("error", "lost-content", 6)),
    "读错次序": (reordered(lambda children: children.insert(0, children.pop(1))), ("error", "page-order", 5)),
    "改了通用标签的意思": (
        lambda document: document.Root.StructTreeRoot.__setitem__("/RoleMap", Dictionary(P=Name.Span)),
        ("error", "tag", None),
    ),
    "不分级的标题": (
        lambda document: elements(document, "H1")[0].__setitem__("/S", Name.H),
        ("error", "tag", 1),
    ),
    "表头管的不是行列": (every_element("TH", diagonal), ("error", "table-scope", 3)),
    "表格缺一格": (
        lambda document: elements(document, "TR")[1].__setitem__("/K", Array(list(elements(document, "TR")[1].K)[:1])),
        ("error", "table-cells", 3),
    ),
    "动作": (root(OpenAction=Dictionary(S=Name.JavaScript, JS=String("1"))), ("error", "active-content", None)),
    "书签翻错页": (
        lambda document: bookmark(document).First.Dest.__setitem__(0, ASTRAY(document)),
        ("error", "astray", 3),
    ),
    "链接翻错页": (
        lambda document: document.pages[1].Annots[0].Dest.__setitem__(0, ASTRAY(document)),
        ("error", "astray", 2),
    ),
    "不是链接的批注": (
        lambda document: document.pages[1].Annots[0].__setitem__("/Subtype", Name.Text),
        ("error", "annotation", 2),
    ),
    "链接没有链接的标签": (
        lambda document: elements(document, "Link")[0].__setitem__("/S", Name.Span),
        ("error", "link-tag", 2),
    ),
    "页的大小不对": (page(3, MediaBox=Array([0, 0, 300, 300])), ("error", "boxes", 3)),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_reading_program_would_stumble_over_is_named(spoilt_screen, name):
    spoil, wanted = CASES[name]
    found = spoilt_screen(spoil)
    assert wanted in [(one["level"], one["code"], one["page"]) for one in found]
    assert all(one["message"].endswith("。") for one in found)
