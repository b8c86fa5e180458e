"""The print PDF as PDF/X-4, read by programs that had no part in making it: pypdf, and Ghostscript where there is one."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image as Picture

from tests.typesetting.plans import BLEED, HEIGHT, LEFT, STYLES, TOP, WIDTH, hand_made_plan, manifest_of
from typesetting.composition.plan import Box, Page, Text
from typesetting.printing.how import usual
from typesetting.printing.profile import home_profile
from typesetting.printing.separating import heaviest, limited, most_ink, separate, within
from typesetting.render import draw_plan

GS = shutil.which("gs")
DPI = 72


def test_the_file_says_that_it_is_pdfx_and_for_which_press(drawn):
    reader = pypdf.PdfReader(drawn.print_pdf)
    root = reader.trailer["/Root"]
    assert reader.pdf_header == "%PDF-1.6"
    (intent,) = root["/OutputIntents"]
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFX", "FOGRA39")
    profile = intent["/DestOutputProfile"].get_object()
    assert profile["/N"] == 4
    assert hashlib.sha256(profile.get_data()).hexdigest() == home_profile().sha256
    packet = reader.xmp_metadata
    assert packet.dc_title == {"x-default": "青海工运 2026年第5期"}
    words = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in words
    assert re.search(r"<xmpMM:DocumentID>urn:uuid:[0-9a-f-]{36}</xmpMM:DocumentID>", words)
    assert reader.metadata["/Trapped"] == "/False" and "<pdf:Trapped>False</pdf:Trapped>" in words
    assert "2026-10-20T00:00:00+00:00" in words
    assert len(reader.trailer["/ID"]) == 2


def test_an_independent_reader_finds_the_same_boxes_fonts_and_colours(drawn):
    reader = pypdf.PdfReader(drawn.print_pdf)
    for page in reader.pages:
        media, bleed, trim = ([float(v) for v in box] for box in (page.mediabox, page.bleedbox, page.trimbox))
        assert media == bleed == pytest.approx([0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED], abs=0.01)
        assert trim == pytest.approx([BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT], abs=0.01)
        resources = page.get("/Resources", {})
        for font in resources.get("/Font", {}).values():
            font = font.get_object()
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert font["/Subtype"] == "/Type0" and {"/FontFile2", "/FontFile3"} & set(descriptor)
        for image in resources.get("/XObject", {}).values():
            assert image.get_object()["/ColorSpace"] in ("/DeviceCMYK", "/DeviceGray")
        for state in resources.get("/ExtGState", {}).values():
            assert set(state.get_object()) == {"/Type", "/OP", "/op", "/OPM"}
        operators = {operator for _, operator in page.get_contents().operations} if page.get_contents() else set()
        assert not operators & {b"rg", b"RG", b"sc", b"SC", b"scn", b"SCN", b"sh"}


def test_black_overprints_and_nothing_else_does(drawn):
    for page in pypdf.PdfReader(drawn.print_pdf).pages:
        over, colour = [False], (0, 0, 0, 1)
        for operands, operator in page.get_contents().operations if page.get_contents() else ():
            if operator == b"q":
                over.append(over[-1])
            elif operator == b"Q":
                over.pop()
            elif operator == b"gs":
                over[-1] = operands[0] == "/OverF"
            elif operator == b"k":
                colour = tuple(float(part) for part in operands)
            elif operator in (b"Tj", b"TJ", b"f"):
                assert over[-1] == (colour == (0, 0, 0, 1)), (operator, colour)


@pytest.mark.skipif(GS is None, reason="Ghostscript is not installed")
def test_body_text_stands_on_the_black_plate_alone(drawn, tmp_path):
    plates = separations(drawn.print_pdf, 6, tmp_path)
    assert [plates[name].getextrema() for name in ("Cyan", "Magenta", "Yellow")] == [(255, 255)] * 3
    assert plates["Black"].getextrema()[0] < 60


@pytest.mark.skipif(GS is None, reason="Ghostscript is not installed")
def test_black_text_leaves_the_colour_under_it_whole(photos, photo_root, tmp_path):
    plan = hand_made_plan()
    plan.pages[5] = Page(
        6,
        "6",
        [
            Box(LEFT, TOP, 200, 60, fill="accent"),
            Text(LEFT + 20, TOP + 20, 160, "title-black", [["压在底色上"]]),
        ],
    )
    plan.styles = STYLES | {"title-black": STYLES["body"]}
    made = draw_plan(
        plan, manifest_of(photos), photo_root=photo_root, out_dir=tmp_path / "out", cache_dir=tmp_path / "cache"
    )
    plates = separations(made.print_pdf, 6, tmp_path)
    corner = [round(BLEED + value) for value in (LEFT + 2, TOP + 2, LEFT + 198, TOP + 58)]
    ground = plates["Magenta"].crop(corner)
    assert ground.getextrema() == (0, 0)  # full magenta, also under the text
    assert plates["Black"].crop(corner).getextrema()[0] < 60


def separations(pdf: Path, page: int, folder: Path) -> dict[str, Picture.Image]:
    """The four plates of a page, white where nothing is printed."""
    subprocess.run(
        [GS, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI * 2}", f"-dFirstPage={page}",
         f"-dLastPage={page}", "-dOverprint=/enable", f"-sOutputFile={folder}/plate.tif", str(pdf)],
        check=True,
        capture_output=True,
        timeout=60,
    )  # fmt: skip
    found = {}
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Picture.open(folder / f"plate({name}).tif") as plate:
            found[name] = plate.convert("L").resize((plate.width // 2, plate.height // 2), Picture.Resampling.BOX)
    return found


# Ink


def test_the_conversion_alone_gives_more_ink_than_paper_takes_and_the_table_does_not():
    picture = noise(300)
    free, kept = (separate(picture, home_profile(), limit) for limit in (400, 300))
    assert heaviest(free) > 310
    assert heaviest(kept) <= 300
    assert max(sum(ink) for ink in pixels(kept)) / 2.55 <= 300


@pytest.mark.parametrize("limit", [220, 260, 300])
def test_every_limit_is_kept(limit):
    assert max(sum(ink) for ink in pixels(separate(noise(200), home_profile(), limit))) / 2.55 <= limit


def test_what_is_within_the_limit_is_not_touched():
    picture = Picture.new("RGB", (4, 4), (180, 160, 140))
    assert separate(picture, home_profile(), 300).tobytes() == separate(picture, home_profile(), 400).tobytes()


def test_a_cmyk_original_keeps_its_black_and_the_balance_of_its_colours():
    heavy = Picture.new("CMYK", (8, 8), (255, 204, 153, 230))
    cyan, magenta, yellow, black = limited(heavy, 300).getpixel((0, 0))
    assert black == 230 and cyan + magenta + yellow + black <= 765
    assert cyan / magenta == pytest.approx(255 / 204, rel=0.02) and magenta / yellow == pytest.approx(
        204 / 153, rel=0.02
    )
    light = Picture.new("CMYK", (8, 8), (100, 100, 100, 100))
    assert limited(light, 300) is light


def test_the_rule_for_too_much_ink_is_the_same_for_one_colour():
    assert within((255, 255, 255, 255), most_ink(300))[3] == 255
    assert sum(within((255, 200, 100, 255), most_ink(300))) == pytest.approx(most_ink(300))
    assert within((10, 20, 30, 40), most_ink(300)) == (10, 20, 30, 40)


def test_photos_in_the_print_pdf_are_within_the_limit(drawn):
    with pikepdf.open(drawn.print_pdf) as document:
        for page in (0, 2):
            (image,) = document.pages[page].Resources.XObject.values()
            assert image.ColorSpace == pikepdf.Name.DeviceCMYK
    assert not [one for one in drawn.preflight["errors"] if one["code"] == "ink-cover"]
    assert usual().ink_limit == 300


def noise(side: int) -> Picture.Image:
    """A picture of all manner of colours, black among them."""
    bands = [Picture.effect_noise((side, side), 160) for _ in "rgb"]
    picture = Picture.merge("RGB", bands)
    picture.paste((0, 0, 0), (0, 0, side // 3, side // 3))
    picture.paste((25, 5, 0), (side // 3, 0, side, side // 3))
    return picture


def pixels(picture: Picture.Image):
    data = picture.tobytes()
    return zip(data[0::4], data[1::4], data[2::4], data[3::4], strict=True)
