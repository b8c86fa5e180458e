"""The preflight finds what a printer would ring up about, and says it in a sentence with the page."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pikepdf
import pypdf
import pytest

from tests.typesetting.plans import draw_photo, hand_made_plan, manifest_of
from typesetting.composition.plan import OutlineEntry, Page, Plan, Run, Text
from typesetting.manifest import sealed
from typesetting.preflight.printed import preflight_print
from typesetting.preflight.shown import preflight_screen
from typesetting.printing.how import usual
from typesetting.render import draw_plan


@pytest.fixture
def check(drawn, photos, tmp_path):
    """Preflight of the good PDFs after `spoil` had its way with the print PDF, the plan and the manifest."""

    def run(spoil_print=None, plan: Plan | None = None, manifest: dict | None = None):
        path = drawn.print_pdf
        if spoil_print:
            path = tmp_path / "spoilt.pdf"
            with pikepdf.open(drawn.print_pdf) as document:
                spoil_print(document)
                document.save(path)
        plan, manifest = plan or drawn.plan, manifest or manifest_of(photos)
        printed = preflight_print(path, plan, manifest, usual(), placed=())
        return printed.report(preflight_screen(drawn.screen_pdf, plan, manifest))

    return run


def codes(found: list[dict]) -> list[tuple[str, int | None]]:
    return [(entry["code"], entry["page"]) for entry in found]


def test_a_good_issue_has_nothing_to_say(check):
    assert check() == {"errors": [], "warnings": []}


def test_a_page_count_that_is_no_multiple_of_four_is_an_error(check, drawn):
    plan = dataclasses.replace(drawn.plan, pages=drawn.plan.pages[:7])

    def drop_page(document):
        del document.pages[7]

    report = check(drop_page, plan)
    assert ("page-count", None) in codes(report["errors"])
    assert ("screen-pages", None) in codes(report["errors"])


def test_a_wrong_or_missing_box_is_an_error_on_its_page(check):
    def spoil(document):
        document.pages[2].TrimBox = [0, 0, 595, 842]
        del document.pages[4]["/BleedBox"]

    found = codes(check(spoil)["errors"])
    assert [one for one in found if one[0] == "boxes"] == [("boxes", 3), ("boxes", 5)]


def test_rgb_in_operators_spaces_and_photos_is_found(check):
    def spoil(document):
        page = document.pages[2]
        page.contents_add(b"q 1 0 0 rg 10 10 20 20 re f Q (no 1 0 0 rg here)")
        image = document.pages[0].Resources.XObject["/x0"]
        image.ColorSpace = pikepdf.Name.DeviceRGB
        document.pages[4].Resources.ColorSpace = pikepdf.Dictionary(c9=pikepdf.Array([pikepdf.Name.CalRGB]))

    found = codes(check(spoil)["errors"])
    assert {("rgb-photo", 1), ("photo-broken", 1), ("rgb", 3), ("rgb", 5)} <= set(found)  # its data are of four inks
    assert not {("rgb", 1), ("rgb-photo", 3), ("rgb", 4)} & set(found)


def test_the_letters_rg_inside_a_string_are_no_colour(check):
    assert check(lambda document: document.pages[2].contents_add(b"BT (1 0 0 rg \\) 0 RG) ET"))["errors"] == []


def test_fonts_not_embedded_and_type_3_fonts_are_named(check):
    def spoil(document):
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                if "GongyunKai" in str(font.BaseFont):
                    descriptor = font.DescendantFonts[0].FontDescriptor
                    for key in ("/FontFile2", "/FontFile3"):
                        if key in descriptor:
                            del descriptor[key]
                if "SansSC-Bold" in str(font.BaseFont):
                    font.Subtype = pikepdf.Name.Type3

    errors = check(spoil)["errors"]
    assert {entry["code"] for entry in errors} == {"font-not-embedded", "type3-font"}
    assert any("GongyunKai-Regular 没有嵌入" in entry["message"] for entry in errors)


def test_a_character_no_font_has_is_named_with_its_page(photos, photo_root, tmp_path):
    plan = hand_made_plan()
    plan.pages[5].items.append(Text(60, 200, 200, "official", [["拉萨ས\u200b与", Run("😀", "body")]]))
    made = draw_plan(
        plan, manifest_of(photos), photo_root=photo_root, out_dir=tmp_path / "out", cache_dir=tmp_path / "cache"
    )
    (error,) = made.preflight["errors"]
    assert (error["code"], error["page"]) == ("missing-glyph", 6)
    assert error["message"].startswith(
        "第6页《把课堂搬到班组里》的“ས”（U+0F66）、“😀”（U+1F600）字库里没有，印成了“〓”。"
    )
    assert "拉萨〓与〓" in pypdf.PdfReader(made.screen_pdf).pages[5].extract_text()


def test_an_odd_character_on_the_cover_does_not_stop_the_press(photos, photo_root, tmp_path):
    made = draw_plan(
        hand_made_plan(),
        manifest_of(photos, headlines=["好消息🎉"]),
        photo_root=photo_root,
        out_dir=tmp_path / "out",
        cache_dir=tmp_path / "cache",
    )
    assert codes(made.preflight["errors"]) == [("missing-glyph", 1)]


@pytest.mark.parametrize(
    ("shown", "empty"),
    [
        (rb"(\000\005\000\000) Tj", True),
        (rb"(\001\000\000\005) Tj", False),
        (rb"[<00050000>] TJ", True),
        (rb"[<01000005>] TJ", False),
        (rb"(\000\005\)\000\000) Tj", False),
    ],
)
def test_an_empty_box_that_slipped_through_is_an_error(check, shown, empty):
    errors = check(lambda document: document.pages[2].contents_add(b"BT 1 0 0 1 90 90 Tm " + shown + b" ET"))["errors"]
    assert (("empty-box", 3) in codes(errors)) == empty


def test_a_blank_page_in_the_middle_is_a_warning(photos, photo_root, tmp_path):
    plan = hand_made_plan()
    plan.pages[3] = Page(4)
    made = draw_plan(
        plan, manifest_of(photos), photo_root=photo_root, out_dir=tmp_path / "out", cache_dir=tmp_path / "cache"
    )
    assert codes(made.preflight["warnings"]) == [("blank-page", 4)]


def test_a_folio_in_the_contents_that_lies_is_an_error(check, drawn):
    plan = dataclasses.replace(drawn.plan, folios={"1": "3", "2": "6"})
    (error,) = check(plan=plan)["errors"]
    assert error["message"] == "目录说《把课堂搬到班组里》在第6页，实际在第5页。请重新排版。"


def test_a_title_that_is_not_on_its_page_is_an_error(check, drawn):
    plan = dataclasses.replace(drawn.plan, page_map={"1": (3, 4), "2": (6, 6)}, folios={})
    assert codes(check(plan=plan)["errors"]) == [("title-missing", 6), ("overset", 6), ("contents-folio", 6)]


def test_an_article_left_out_is_an_error(check, drawn):
    plan = dataclasses.replace(drawn.plan, page_map={"1": (3, 4)})
    (error,) = check(plan=plan)["errors"]
    assert (error["code"], error["message"]) == ("article-missing", "《把课堂搬到班组里》没有排进版面。请重新排版。")


def test_a_bookmark_to_nowhere_is_left_out_and_told(photos, photo_root, tmp_path):
    plan = hand_made_plan()
    plan.outline.append(OutlineEntry("读者来信", "gone", 1))
    made = draw_plan(
        plan, manifest_of(photos), photo_root=photo_root, out_dir=tmp_path / "out", cache_dir=tmp_path / "cache"
    )
    assert codes(made.preflight["warnings"]) == [("bookmark", None)]
    assert len(pypdf.PdfReader(made.screen_pdf).outline) == 2


def test_what_the_compositor_conceded_is_a_warning(check, drawn):
    plan = dataclasses.replace(drawn.plan, notes=["第5页：标题缩小了一号。"])
    (warning,) = check(plan=plan)["warnings"]
    assert (warning["code"], warning["message"]) == ("composition", "第5页：标题缩小了一号。")


def test_small_photos_are_warned_of_with_page_and_article(photos, photo_root, tmp_path):
    small = photos | {"yard": draw_photo(tmp_path / "yard.jpg", (600, 400))}
    draw_photo(tmp_path / "cover.jpg", (3000, 2000))
    made = draw_plan(
        hand_made_plan(), manifest_of(small), photo_root=tmp_path, out_dir=tmp_path / "out", cache_dir=tmp_path / "c"
    )
    (warning,) = made.preflight["warnings"]
    assert (warning["code"], warning["page"]) == ("photo-ppi", 3)
    assert "第3页《让服务多走一步》的照片只有 187 ppi" in warning["message"]


def test_an_internal_publication_must_carry_permit_and_statement(check, photos):
    good = manifest_of(photos)
    bare = sealed(good | {"periodical": good["periodical"] | {"permit": "", "statement": "仅供交流"}})
    assert codes(check(manifest=bare)["errors"]) == [("permit", 1), ("statement", 1), ("spoken-words", 1)]
    opened = sealed(bare | {"periodical": bare["periodical"] | {"internal": False}})
    assert codes(check(manifest=opened)["errors"]) == [("spoken-words", 1)]


def test_what_the_imprint_lacks_is_warned_of(check, photos):
    good = manifest_of(photos)
    bare = sealed(good | {"issue": good["issue"] | {"imprint": [{"label": "印刷数量", "value": ""}]}})
    messages = [entry["message"] for entry in check(manifest=bare)["warnings"]]
    assert [message.split("。")[0] for message in messages] == [
        f"版权页没有写{name}" for name in ("编印单位", "发送对象", "印刷单位", "印刷日期", "印数")
    ]


def test_a_screen_pdf_without_tags_or_with_dead_links_is_an_error(drawn, photos, tmp_path):
    path = Path(tmp_path / "screen.pdf")
    with pikepdf.open(drawn.screen_pdf) as document:
        del document.Root["/StructTreeRoot"]
        del document.Root["/Lang"]
        document.pages[1].Annots[0].Dest = pikepdf.Name("/nowhere")
        document.save(path)
    report = preflight_screen(path, drawn.plan, manifest_of(photos)).report()
    assert codes(report["errors"]) == [("untagged", None), ("no-title", None), ("dead-link", 2)]
