"""The screen PDF spoilt in what is read of it: words, pictures, sections and their order. Preflight names each, with its place."""

from __future__ import annotations

import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NumberTree, String

from tests.typesetting.test_corrupting import Spoil, elements, every_element, exchanges, spoilt_screen
from tests.typesetting.test_foreign import rewritten

__all__ = ["spoilt_screen"]  # a fixture of another module
WORDS = re.compile(rb"\[[^\]]*\]TJ|\([^)]*\)Tj")


def paragraph(document: pikepdf.Pdf, at: int = 0) -> pikepdf.Object:
    """A paragraph of the first article."""
    return [one for one in elements(document, "Art")[0].K if one.S == Name.P][at]


def emptied(content: bytes) -> bytes:
    """The first text of a page with its mark, and no words."""
    at = content.index(b"/MCID 1>>")
    return content[:at] + WORDS.sub(b"()Tj", content[at:], count=1)


def another_word(content: bytes) -> bytes:
    """The last text of a page says what the first says."""
    shown = list(WORDS.finditer(content))
    return content[: shown[-1].start()] + shown[0][0] + content[shown[-1].end() :]


def two_words_exchanged(content: bytes) -> bytes:
    """What two marks of one line show, the other way round: the letters are the same, their order is not."""
    first, second = list(WORDS.finditer(content))[4:6]
    return b"".join(
        (content[: first.start()], second[0], content[first.end() : second.start()], first[0], content[second.end() :])
    )


def without_photo(content: bytes) -> bytes:
    return re.sub(rb"/x\d+ Do", b"", content)


def photo_as_decoration(content: bytes) -> bytes:
    return re.sub(rb"/Span<</MCID \d+/Alt<[0-9A-F]+>>>BDC", b"/Artifact BMC", content)


def photo_in_a_text(content: bytes) -> bytes:
    """The photo drawn a second time, in the mark of a text."""
    drawn = re.search(rb"q [\d. ]+ cm/x\d+ Do\nQ\n", content)[0]
    at = content.index(b"BDC\n", content.index(b"/MCID 2>>")) + 4
    return content[:at] + drawn + content[at:]


def box_of_figure(*sides: float) -> Spoil:
    def spoil(document: pikepdf.Pdf) -> None:
        for attributes in elements(document, "Figure")[1].A:
            attributes.BBox = Array(sides)

    return spoil


def parents(change) -> Spoil:
    """Changes whose the marks of page 3 are."""

    def spoil(document: pikepdf.Pdf) -> None:
        tree = NumberTree(document.Root.StructTreeRoot.ParentTree)
        change(tree, int(document.pages[2].StructParents))

    return spoil


def two_owners_exchanged(tree: NumberTree, page: int) -> None:
    owners = tree[page]
    owners[0], owners[1] = owners[1], owners[0]


def other_pages_owners(document: pikepdf.Pdf) -> None:
    first, second = document.pages[2], document.pages[4]
    first.StructParents, second.StructParents = int(second.StructParents), int(first.StructParents)


def link_of_nobody(document: pikepdf.Pdf) -> None:
    tree = NumberTree(document.Root.StructTreeRoot.ParentTree)
    tree[int(document.pages[1].Annots[0].StructParent)] = elements(document, "Link")[1]


def link_beside_the_tags(document: pikepdf.Pdf) -> None:
    extra = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 120]), Contents=String("去"))
    extra.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    extra.StructParent = 999
    document.pages[5].Annots = Array([document.make_indirect(extra)])
    document.pages[5].Tabs = Name.S


def headings_exchanged(document: pikepdf.Pdf) -> None:
    """The heading of the first article stands after its text."""
    article = elements(document, "Art")[0]
    first, *rest = list(article.K)
    article.K = Array([*rest, first])


def articles_exchanged(document: pikepdf.Pdf) -> None:
    (column,) = [one for one in elements(document, "Sect") if str(one.get("/T", "")) == "基层活动"]
    *before, first, second = list(column.K)
    column.K = Array([*before, second, first])


def no_sections(document: pikepdf.Pdf) -> None:
    (top,) = elements(document, "Document")
    for element in elements(document, "Art"):
        element.S = Name.Div
    assert top


def below_another(document: pikepdf.Pdf) -> None:
    paragraph(document).P = elements(document, "Art")[1]


CASES: dict[str, tuple[Spoil, tuple[str, int | None]]] = {
    "标签里没有字": (rewritten(3, emptied), ("spoken-words", 3)),
    "标签里是别的字": (rewritten(5, another_word), ("spoken-words", 5)),
    "两个词换了位置": (rewritten(3, two_words_exchanged), ("spoken-words", 3)),
    "另写了读法": (
        lambda document: paragraph(document).__setitem__("/ActualText", String("别的话")),
        ("spoken-words", 3),
    ),
    "标题另写了读法": (
        lambda document: elements(document, "H2")[0].__setitem__("/ActualText", String("别的标题")),
        ("spoken-words", 3),
    ),
    "正文有替代文字": (lambda document: paragraph(document).__setitem__("/Alt", String("图")), ("spoken-words", 3)),
    "字另写了读法": (exchanges(3, b"/MCID 1>>BDC", b"/MCID 1/ActualText(x)>>BDC"), ("said-instead", 3)),
    "字写成了别的语言": (exchanges(3, b"/MCID 1>>BDC", b"/MCID 1/Lang(en-US)>>BDC"), ("said-instead", 3)),
    "一段写成了别的语言": (
        lambda document: paragraph(document).__setitem__("/Lang", String("en-US")),
        ("tag-language", 3),
    ),
    "照片没有画出来": (rewritten(3, without_photo), ("figure-drawn", 3)),
    "照片不在它的位置上": (exchanges(3, b"231 0 0 154", b"131 0 0 54"), ("figure-drawn", 3)),
    "照片当成了装饰": (rewritten(3, photo_as_decoration), ("picture-untagged", 3)),
    "照片画在文字的标签里": (rewritten(3, photo_in_a_text), ("picture-untagged", 3)),
    "图片写的位置在页外": (box_of_figure(-900, -900, -700, -800), ("figure-box", 3)),
    "图片写的位置离照片很远": (box_of_figure(10, 10, 241, 164), ("figure-box", 3)),
    "替代文字换了": (every_element("Figure", lambda one: one.__setitem__("/Alt", String("一匹马"))), ("figure-alt", 3)),
    "标签的归属错了": (parents(two_owners_exchanged), ("parent-tree", 3)),
    "标签的归属没有了": (parents(lambda tree, page: tree.__delitem__(page)), ("lost-content", 3)),
    "两页的归属对调": (other_pages_owners, ("lost-content", 3)),
    "标签不认它上面的标签": (below_another, ("parent-tree", 3)),
    "链接归了别的标签": (link_of_nobody, ("link-tag", 2)),
    "链接没有标签": (link_beside_the_tags, ("link-tag", 6)),
    "标题读在正文后面": (headings_exchanged, ("spoken-order", 3)),
    "两篇文章对调": (articles_exchanged, ("sections", 3)),
    "文章没有自成一篇": (no_sections, ("sections", 3)),
    "标题标成了正文": (every_element("H1", lambda one: one.__setitem__("/S", Name.P)), ("spoken-kind", 3)),
    "正文标成了标题": (lambda document: paragraph(document).__setitem__("/S", Name.H2), ("spoken-kind", 3)),
}


@pytest.mark.parametrize("name", CASES)
def test_what_would_be_read_wrong_is_named(spoilt_screen, name):
    spoil, wanted = CASES[name]
    found = spoilt_screen(spoil)
    assert wanted in [(one["code"], one["page"]) for one in found if one["level"] == "error"]
    assert all(one["message"].endswith("。") for one in found)


def test_words_that_are_not_read_are_shown_where_they_stand(spoilt_screen):
    (found,) = [one for one in spoilt_screen(rewritten(5, another_word)) if one["code"] == "spoken-words"]
    assert "第5页《把课堂搬到班组里》的“第二篇的正文。”，读屏软件读作" in found["message"]
    left, top, right, bottom = found["box"]
    assert 0 < left < right < 1 and 0 < top < bottom < 0.3
