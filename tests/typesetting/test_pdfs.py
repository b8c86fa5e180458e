"""The two PDFs as a printer's and a reader's software see them."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image as Picture

from tests.typesetting.composition import samples
from tests.typesetting.plans import BLEED, HEIGHT, WIDTH, hand_made_plan, manifest_of
from typesetting.making import finish
from typesetting.preflight.files import STRINGS
from typesetting.render import draw_plan, render

ROOT = Path(__file__).resolve().parents[2]
COLOUR = re.compile(rb"([\d. ]+?) k\b")


def contents(path):
    """The drawing operators of each page, strings left out."""
    with pikepdf.open(path) as document:
        for page in document.pages:
            yield STRINGS.sub(b"()", page.Contents.read_bytes())


def test_the_printer_gets_media_bleed_and_trim_on_every_page(drawn):
    reader = pypdf.PdfReader(drawn.print_pdf)
    assert len(reader.pages) == 8
    for page in reader.pages:
        assert [float(v) for v in page.mediabox] == pytest.approx(
            [0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED], abs=0.01
        )
        assert [float(v) for v in page["/BleedBox"]] == [float(v) for v in page.mediabox]
        assert [float(v) for v in page["/TrimBox"]] == pytest.approx(
            [BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT], abs=0.01
        )
        assert "/Annots" not in page


def test_the_screen_page_is_the_trimmed_page(drawn):
    for page in pypdf.PdfReader(drawn.screen_pdf).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((WIDTH, HEIGHT), abs=0.01)
        assert page.cropbox == page.mediabox


@pytest.mark.parametrize("edition", ["print_pdf", "screen_pdf"])
def test_every_font_is_embedded_as_outlines(drawn, edition):
    names = set()
    for page in pypdf.PdfReader(getattr(drawn, edition)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            assert font["/Subtype"] == "/Type0"
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(font["/BaseFont"].split("+")[1])
    assert {"NotoSerifSC-Bold", "NotoSansSC-Bold", "GongyunKai-Regular"} <= names
    assert len(names) == 6


def test_print_text_is_black_alone_but_for_the_red(drawn):
    found = [found for page in contents(drawn.print_pdf) for found in COLOUR.findall(page)]
    used = {tuple(round(float(part), 1) for part in ink.split()) for ink in found}
    assert (0, 0, 0, 1) in used
    assert {ink for ink in used if any(ink[:3])} <= {(0, 1, 0.9, 0.1), (0, 0.1, 0.1, 0)}  # the accent and its tint


def test_print_has_no_rgb_and_screen_has_no_cmyk(drawn):
    for page in contents(drawn.print_pdf):
        assert not re.search(rb"(?<![\w/])(rg|RG)(?!\w)", page)
    for page in contents(drawn.screen_pdf):
        assert not re.search(rb"(?<![\w/])[kK](?!\w)", page)
    spaces = {"print_pdf": set(), "screen_pdf": set()}
    for edition, found in spaces.items():
        with pikepdf.open(getattr(drawn, edition)) as document:
            for page in document.pages:
                for image in page.Resources.get("/XObject", {}).values():
                    space = image.ColorSpace
                    found.add((str(space[0]), int(space[1].N)) if isinstance(space, pikepdf.Array) else str(space))
    assert spaces == {"print_pdf": {"/DeviceCMYK"}, "screen_pdf": {("/ICCBased", 3)}}


def test_the_cover_photo_reaches_the_edge_of_the_bleed(drawn):
    with pikepdf.open(drawn.print_pdf) as document:
        found = re.search(
            rb"([\d.]+) 0 0 ([\d.]+) ([\d.-]+) ([\d.-]+) cm/x\d+ Do", document.pages[0].Contents.read_bytes()
        )
    width, height, left, _ = (float(v) for v in found.groups())
    assert (left, width) == pytest.approx((0, WIDTH + 2 * BLEED), abs=0.01)
    assert width / height == pytest.approx(1.5, abs=0.01)


def test_the_same_manifest_gives_the_same_bytes(drawn, photos, photo_root, tmp_path):
    again = draw_plan(
        hand_made_plan(),
        manifest_of(photos),
        photo_root=photo_root,
        out_dir=tmp_path / "again",
        cache_dir=tmp_path / "cache",
    )
    assert again.print_pdf.read_bytes() == drawn.print_pdf.read_bytes()
    assert again.screen_pdf.read_bytes() == drawn.screen_pdf.read_bytes()


def test_both_files_tell_what_they_are(drawn):
    for path in (drawn.print_pdf, drawn.screen_pdf):
        reader = pypdf.PdfReader(path)
        assert reader.metadata.title == "青海工运 2026年第5期"
        assert reader.metadata.author == "青海省总工会"
        assert reader.metadata.creator == "青海工运编辑系统"
        assert reader.metadata.creation_date.strftime("%Y-%m-%d") == "2026-10-20"
        assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
        assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def tags(element, found):
    """All structure elements below one, in reading order, as (type, alternative text)."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            tags(child, found)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        found.append((str(element.S)[1:], str(element.get("/Alt", ""))))
        if "/K" in element:
            tags(element.K, found)
    return found


def test_the_screen_pdf_is_tagged_for_readers_of_the_screen(drawn):
    with pikepdf.open(drawn.screen_pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert b"pdfuaid" in document.Root.Metadata.read_bytes()
        found = tags(document.Root.StructTreeRoot.K, [])
    kinds = [kind for kind, _ in found]
    assert kinds.count("H1") == 4  # masthead, contents and two titles
    assert kinds.count("H2") == 1
    assert kinds.count("TH") == 3 and kinds.count("TD") == 5
    assert kinds.count("BlockQuote") == 1
    assert ("Figure", "工地上的职工之家") in found
    assert any(kind == "Figure" and words.startswith("清晨的工地") for kind, words in found)
    assert kinds.count("Link") == 3


def test_the_print_pdf_does_not_claim_tags_it_lost(drawn):
    with pikepdf.open(drawn.print_pdf) as document:
        assert "/StructTreeRoot" not in document.Root and "/MarkInfo" not in document.Root
        assert b"pdfuaid:part" not in document.Root.Metadata.read_bytes()


def test_a_paragraph_cut_by_a_page_is_read_as_one(drawn):
    with pikepdf.open(drawn.screen_pdf) as document:
        root = document.Root.StructTreeRoot
        pages = [page.objgen for page in document.pages]
        (article, _) = [element for element in below(root.K) if element.S == "/Art"]
        on_two_pages = [
            element
            for element in article.K
            if any(isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/MCR" for child in element.K)
        ]
        (paragraph,) = on_two_pages
        assert pages.index(paragraph.Pg.objgen) == 2
        (elsewhere,) = [child for child in paragraph.K if isinstance(child, pikepdf.Dictionary) and "/MCID" in child]
        assert pages.index(elsewhere.Pg.objgen) == 3
        marks = pikepdf.NumberTree(root.ParentTree)[int(document.pages[3].StructParents)]
        assert marks[int(elsewhere.MCID)].objgen == paragraph.objgen
        assert not any(element.S == "/P" and element.get("/Pg") == document.pages[3].obj for element in below(root.K))


def below(element) -> list[pikepdf.Object]:
    """All structure elements from one down, in reading order."""
    if isinstance(element, pikepdf.Array):
        return [found for child in element for found in below(child)]
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    return [element, *below(element.get("/K"))]


def test_a_quotation_cut_by_columns_and_pages_is_read_in_whole_paragraphs(tmp_path):
    rng = random.Random(3)
    quoted = [[{"text": samples.sentence_text(rng, 900)}] for _ in range(4)]
    article = samples.article(1, [{"kind": "quote", "paragraphs": quoted}, samples.paragraph("完。")])
    made = render(
        samples.manifest([("学习强会", "feature", [article])]),
        photo_root=tmp_path,
        out_dir=tmp_path / "out",
        cache_dir=tmp_path / "cache",
    )
    with pikepdf.open(made.screen_pdf) as document:
        quotes = [element for element in below(document.Root.StructTreeRoot.K) if element.S == "/BlockQuote"]
        inside = [child for quote in quotes for child in quote.K if isinstance(child, pikepdf.Dictionary)]
    assert [child.S for child in inside] == ["/P"] * len(quoted)
    assert made.preflight["errors"] == []


def test_each_article_is_a_section_with_its_title_for_any_reader(drawn):
    """As another library walks the tags: column by column, article by article, each with its own heading first."""
    root = pypdf.PdfReader(drawn.screen_pdf).trailer["/Root"]["/StructTreeRoot"]

    def walk(element, depth=0):
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            return [line for child in element for line in walk(child, depth)]
        if not isinstance(element, dict) or "/S" not in element:
            return []
        line = (depth, element["/S"][1:], str(element.get("/T", "")))
        return [line, *walk(element.get("/K", []), depth + 1)]

    found = walk(root["/K"])
    assert [line for line in found if line[1] in ("Document", "Sect", "Art")] == [
        (0, "Document", ""),
        (1, "Sect", "封面"),
        (1, "Sect", ""),
        (1, "Sect", "基层活动"),
        (2, "Art", "让服务多走一步"),
        (2, "Art", "把课堂搬到班组里"),
        (1, "Sect", "封底"),
    ]
    after = [found[at + 1] for at, line in enumerate(found) if line[1] == "Art"]
    assert after == [(3, "H1", "让服务多走一步"), (3, "H1", "把课堂搬到班组里")]


def test_running_heads_and_folios_are_artifacts(drawn):
    with pikepdf.open(drawn.screen_pdf) as document:
        page = document.pages[2].Contents.read_bytes()
    assert page.count(b"/Subtype/Header") == 1
    assert page.count(b"/Subtype/Footer") == 1


def test_bookmarks_and_links_lead_to_the_articles(drawn):
    reader = pypdf.PdfReader(drawn.screen_pdf)
    column, articles = reader.outline
    assert column.title == "基层活动"
    assert [(entry.title, reader.get_destination_page_number(entry)) for entry in articles] == [
        ("让服务多走一步", 2),
        ("把课堂搬到班组里", 4),
    ]
    links = [note.get_object() for note in reader.pages[1]["/Annots"]]
    pages = [page.indirect_reference for page in reader.pages]
    assert [pages.index(link.raw_get("/Dest")[0]) for link in links] == [2, 4]
    assert [link["/Contents"] for link in links] == ["让服务多走一步", "把课堂搬到班组里"]
    outside = [note.get_object() for note in reader.pages[2]["/Annots"]]
    assert [link["/A"]["/URI"] for link in outside] == ["https://example.org/"]


def test_a_grey_photo_prints_in_black_alone(photos, photo_root, tmp_path):
    from tests.typesetting.plans import draw_photo

    grey = photos | {"yard": draw_photo(tmp_path / "grey.jpg", mode="L"), "cover": draw_photo(tmp_path / "cover.jpg")}
    made = draw_plan(
        hand_made_plan(), manifest_of(grey), photo_root=tmp_path, out_dir=tmp_path / "out", cache_dir=tmp_path / "cache"
    )
    with pikepdf.open(made.print_pdf) as document:
        (image,) = document.pages[2].Resources.XObject.values()
        assert image.ColorSpace == pikepdf.Name.DeviceGray
    assert made.preflight["errors"] == []


def test_photos_are_no_larger_than_press_and_phone_can_use(drawn):
    widths = {}
    for edition in ("print_pdf", "screen_pdf"):
        with pikepdf.open(getattr(drawn, edition)) as document:
            (image,) = document.pages[2].Resources.XObject.values()
            data = image.read_raw_bytes()
            widths[edition] = Picture.open(io.BytesIO(data)).width
    assert widths == {"print_pdf": round(231 / 72 * 350), "screen_pdf": round(231 / 72 * 150)}


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads memory as Linux tells it")
def test_drawing_issue_after_issue_does_not_pile_up_memory(tmp_path):
    """In a process of its own, so that nothing else is measured: ten issues, none like the other."""
    program = """
import sys
from pathlib import Path
from bench.issue import make_issue
from typesetting.render import render
folder = Path(sys.argv[1])
sizes = []
for seed in range(10):
    issue = make_issue(folder, articles=4, characters=12000, photos=0, seed=seed)
    render(issue, photo_root=folder, out_dir=folder / "out", cache_dir=folder / "cache")
    sizes.append(int(Path("/proc/self/statm").read_text().split()[1]))
print(sizes[-1] / sizes[2])
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < 1.1


def test_each_edition_has_an_identity_of_its_own_and_keeps_it(drawn, photo_root, photos, tmp_path):
    def identities(made) -> list[list[bytes]]:
        found = []
        for path in (made.print_pdf, made.screen_pdf):
            with pikepdf.open(path) as document:
                found.append([bytes(part) for part in document.trailer.ID])
        return found

    again = draw_plan(
        hand_made_plan(), manifest_of(photos), photo_root=photo_root, out_dir=tmp_path / "out", cache_dir=tmp_path / "c"
    )
    printed, shown = identities(drawn)
    assert [printed, shown] == identities(again)
    assert printed[1] != shown[1]
    assert all(len(part) == 16 and part.hex() != finish.STATIC_ID.decode() for part in (printed[1], shown[1]))
