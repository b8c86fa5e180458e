"""Texts, photos, words and links of the two PDFs moved, turned, enlarged, exchanged: preflight tells what is not where the plan
has it."""

from __future__ import annotations

import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.typesetting.plans import BLEED, LEFT, hand_made_plan, manifest_of
from tests.typesetting.test_corrupting import (
    Spoil,
    bookmark,
    elements,
    every,
    exchanges,
    image_of,
    paints,
    spoilt_print,
    spoilt_screen,
)
from tests.typesetting.test_foreign import page, rewritten
from typesetting.making.reading_order import heading_levels
from typesetting.preflight.expected import facts_of
from typesetting.preflight.shown import preflight_screen

__all__ = ["spoilt_print", "spoilt_screen"]  # fixtures of another module
PHOTO = re.compile(rb"q ([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) cm(?=/x)")
PLACED = re.compile(rb"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm")
SHOWN = re.compile(rb"(?<=0 0 Tm)(\[.*?\]TJ|\(.*?\)Tj)", re.DOTALL)


def photo(how: bytes) -> Spoil:
    """Places the photo of page 3 otherwise: `how` has its width, height, left and foot."""

    def change(content: bytes) -> bytes:
        width, height, left, foot = (float(side) for side in PHOTO.search(content).groups())
        values = {b"W": width, b"H": height, b"X": left, b"Y": foot, b"R": left + width, b"T": foot + height}
        placed = re.sub(rb"[WHXYRT]", lambda found: b"%.2f" % values[found[0]], how)
        return PHOTO.sub(lambda _: b"q " + placed + b" cm", content, count=1)

    return rewritten(3, change)


def text(pattern: bytes, new: bytes, at: int = 6) -> Spoil:
    """Changes how one of the texts of page 3 is drawn."""

    def change(content: bytes) -> bytes:
        found = list(re.finditer(pattern, content))[at]
        return content[: found.start()] + found.expand(new) + content[found.end() :]

    return rewritten(3, change)


def down_a_line(content: bytes) -> bytes:
    """A line of page 3 moved onto the next."""
    found = [one for one in PLACED.finditer(content) if abs(float(one[1]) - LEFT - BLEED) < 1][3]
    moved = b"q 1 0 0 -1 %s %.3f cm" % (found[1], float(found[2]) - 16.8)
    return content[: found.start()] + moved + content[found.end() :]


def one_more_text(content: bytes) -> bytes:
    """The folio said twice."""
    at = content.rindex(b"q 1 0 0 -1")
    return content + b"\n" + re.search(rb"q 1 0 0 -1.*?ET\nQ", content[at:], re.DOTALL)[0]


def another_folio(content: bytes) -> bytes:
    shown = list(SHOWN.finditer(content))
    return content[: shown[-1].start()] + shown[0][0] + content[shown[-1].end() :]


def outlines_wiped(document: pikepdf.Pdf) -> None:
    """A stretch of a font's program is nought, its tables are where they were."""
    for font in document.pages[2].Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in ("/FontFile2", "/FontFile3"):
            if key in descriptor:
                data = bytearray(descriptor[key].read_bytes())
                half, part = len(data) // 2, len(data) // 4
                data[half : half + part] = bytes(part)
                kind = descriptor[key].get("/Subtype")
                descriptor[key].write(bytes(data))
                if kind is not None:
                    descriptor[key].Subtype = kind


MIRRORED, HEAD_DOWN = b"-W 0 0 H R Y", b"-W 0 0 -H R T"
PRINT: dict[str, tuple[Spoil, tuple[str, int]]] = {
    "照片左右反了": (photo(MIRRORED), ("photo-turned", 3)),
    "照片倒了": (photo(HEAD_DOWN), ("photo-turned", 3)),
    "照片斜了": (photo(b"W 0 40 H X Y"), ("photo-turned", 3)),
    "照片移了": (photo(b"W 0 0 H X R"), ("photo-place", 3)),
    "照片只露一半": (
        exchanges(3, b"q 231 0 0 154", b"q 300 300 150 400 re W n 231 0 0 154"),
        ("photo-cut", 3),
    ),
    "照片被盖住": (exchanges(3, b"/x0 Do", b"/x0 Do 0 0 0 0 k 0 0 1 1 re f"), ("photo-covered", 3)),
    "照片半反相": (
        lambda document: image_of(document, 3).__setitem__("/Decode", Array([1, 0.5] * 4)),
        ("photo-negative", 3),
    ),
    "字左右反了": (text(rb"1 0 0 -1 0 0 Tm", b"-1 0 0 -1 0 0 Tm"), ("text-turned", 3)),
    "字倒了": (text(rb"1 0 0 -1 0 0 Tm", b"1 0 0 1 0 0 Tm"), ("text-turned", 3)),
    "字大了": (text(rb" 10.5 Tf", b" 40 Tf"), ("text-place", 3)),
    "字小了": (text(rb" 10.5 Tf", b" 1 Tf"), ("text-place", 3)),
    "一行移了半行": (text(rb"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm", rb"q 1 0 0 -1 \1 100.5 cm"), ("text-place", 3)),
    "一行叠在下一行上": (rewritten(3, down_a_line), ("text-place", 3)),
    "字成了黄的": (text(rb"/OverF gs 0 0 0 1 k", b" 0 0 1 0 k"), ("text-ink", 3)),
    "字淡得看不清": (text(rb"/OverF gs 0 0 0 1 k", b" 0 0 0 0.03 k"), ("text-ink", 3)),
    "多了字": (rewritten(6, one_more_text), ("page-words", 6)),
    "页码印成别的": (rewritten(6, another_folio), ("page-words", 6)),
    "虚线": (paints(3, "/OverD gs 0 0 0 1 K [3] 0 d 1 w 100 100 m 300 100 l S"), ("foreign", 3)),
    "字形抹掉了": (outlines_wiped, ("font-broken", 1)),
}


@pytest.mark.parametrize("name", PRINT)
def test_what_is_not_in_its_place_in_print_is_named(spoilt_print, name):
    spoil, wanted = PRINT[name]
    found = every(spoilt_print(spoil))
    assert wanted in [(one["code"], one["page"]) for one in found if one["level"] == "error"]


def other_title(document: pikepdf.Pdf) -> None:
    elements(document, "H1")[2].T = String("别的标题")


def link(**entries) -> Spoil:
    return lambda document: [
        document.pages[1].Annots[0].__setitem__(f"/{key}", value) for key, value in entries.items()
    ]


def to_the_foot(document: pikepdf.Pdf) -> None:
    place = document.pages[1].Annots[0].Dest
    document.pages[1].Annots[0].Dest = Array([place[0], Name.XYZ, 0, 0, 0])


def bookmark_to_the_foot(document: pikepdf.Pdf) -> None:
    place = bookmark(document).Dest
    bookmark(document).Dest = Array([place[0], Name.XYZ, 0, 0, 0])


def other_address(document: pikepdf.Pdf) -> None:
    document.pages[2].Annots[0].A.URI = String("https://example.com/else")


def shorn_photo(document: pikepdf.Pdf) -> None:
    image = image_of(document, 3)
    image.write(image.read_raw_bytes()[:400], filter=Name.DCTDecode)


def watermark(content: bytes) -> bytes:
    """The first text of the page once more, large and as decoration."""
    first = re.search(rb"q 1 0 0 -1.*?ET\nQ", content, re.DOTALL)[0]
    return content + b"/Artifact BMC\n" + re.sub(rb"(/f\d+) [\d.]+ Tf", rb"\1 90 Tf", first) + b"\nEMC\n"


SCREEN: dict[str, tuple[Spoil, tuple[str, int | None]]] = {
    "照片左右反了": (photo(MIRRORED), ("photo-turned", 3)),
    "照片读不出来": (shorn_photo, ("photo-broken", 3)),
    "字大了": (text(rb" 10.5 Tf", b" 60 Tf"), ("text-place", 3)),
    "一行叠在下一行上": (rewritten(3, down_a_line), ("text-place", 3)),
    "字成了白的": (text(rb"0.102 0.102 0.102 rg", b"1 1 1 rg"), ("white-text", 3)),
    "字不显示": (text(rb"BT 0 Tr", b"BT 3 Tr"), ("foreign", 3)),
    "多了水印": (rewritten(3, watermark), ("page-words", 3)),
    "页码是别的": (rewritten(6, another_folio), ("page-words", 6)),
    "转了方向": (page(5, Rotate=90), ("boxes", 5)),
    "裁小了": (page(5, CropBox=Array([100, 100, 200, 200])), ("boxes", 5)),
    "标题说成别的": (other_title, ("spoken-words", 3)),
    "标题降了级": (lambda document: elements(document, "H1")[3].__setitem__("/S", Name.H2), ("spoken-kind", 5)),
    "链接不在位置上": (link(Rect=Array([0, 0, 5, 5])), ("link-aim", 2)),
    "链接说成别的": (link(Contents=String("别的文章")), ("link-aim", 2)),
    "链接翻到页脚": (to_the_foot, ("link-aim", 2)),
    "链接少了一个": (
        lambda document: document.pages[1].__setitem__("/Annots", Array(list(document.pages[1].Annots)[1:])),
        ("link-lost", 2),
    ),
    "书签翻到页脚": (bookmark_to_the_foot, ("astray", 3)),
    "通到别的网址": (other_address, ("link-aim", 3)),
    "文档标题是别的": (lambda document: document.docinfo.__setitem__("/Title", String("别的")), ("no-title", None)),
    "字形抹掉了": (outlines_wiped, ("font-broken", 1)),
}


@pytest.mark.parametrize("name", SCREEN)
def test_what_is_not_in_its_place_on_the_screen_is_named(spoilt_screen, name):
    spoil, wanted = SCREEN[name]
    found = spoilt_screen(spoil)
    assert wanted in [(one["code"], one["page"]) for one in found if one["level"] == "error"]
    assert all(one["message"].endswith("。") for one in found)


def test_another_photo_on_the_screen_is_named_where_its_file_is_known(drawn, photos, tmp_path):
    from typesetting.making.drawing import Need

    path, file = tmp_path / "spoilt.pdf", tmp_path / "yard.jpg"
    with pikepdf.open(drawn.screen_pdf) as document:
        file.write_bytes(image_of(document, 3).read_raw_bytes())
        known = {Need("yard", 231, 154): file}
        assert preflight_screen(drawn.screen_pdf, drawn.plan, manifest_of(photos), photos=known).errors == []
        cover = document.pages[0].Resources.XObject["/x0"]
        document.pages[2].Resources.XObject = Dictionary(x0=cover)
        document.save(path)
    found = preflight_screen(path, drawn.plan, manifest_of(photos), photos=known).errors
    assert [(one["code"], one["page"]) for one in found] == [("photo-other", 3)]
    assert found[0]["box"] is not None and "《让服务多走一步》" in found[0]["message"]


def test_the_words_that_differ_are_shown(spoilt_print):
    (found,) = [one for one in every(spoilt_print(rewritten(6, another_folio))) if one["code"] == "page-words"]
    assert "第6页的字与排好的不同" in found["message"]


def test_what_a_page_must_show_fits_a_plan_without_its_items(drawn):
    facts = facts_of(hand_made_plan())
    assert [page.cover for page in facts] == [True, *[False] * 6, True]
    assert facts[3].words == "青海工运2026年第5期4接上页的一行。"
    assert len(facts[2].photos) == len(facts[2].tables) == 1
    levels = heading_levels(drawn.plan)
    assert sorted(levels.values()) == [1, 1, 1, 2]
