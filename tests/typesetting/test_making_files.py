"""What is made of a print PDF: marks around pages, spreads, cover and body apart, a booklet to fold."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdf
import pytest

from tests.typesetting.plans import BLEED, HEIGHT, WIDTH
from typesetting.errors import PressError
from typesetting.preflight.painting import IMAGE, painted
from typesetting.preflight.streams import content_of
from typesetting.printing.booklet import MM, sides
from typesetting.printing.making import WORDS, Slug, make_file
from typesetting.printing.marks import ROOM
from typesetting.printing.spreads import pairs

SLUG = Slug("青海工运　2026年第5期　2026年10月20日　第 12 次排版", 1_792_454_400)


@pytest.fixture(scope="module")
def made(drawn, tmp_path_factory) -> dict[str, Path]:
    """Every file that can be made of the hand-made plan."""
    folder = tmp_path_factory.mktemp("files")
    for kind in WORDS:
        make_file(kind, drawn.print_pdf, folder / f"{kind}.pdf", SLUG)
    return {kind: folder / f"{kind}.pdf" for kind in WORDS}


@pytest.mark.parametrize("kind", WORDS)
def test_the_same_print_pdf_gives_the_same_file_and_it_stays_pdfx(made, drawn, tmp_path, kind):
    make_file(kind, drawn.print_pdf, tmp_path / "again.pdf", SLUG)
    assert (tmp_path / "again.pdf").read_bytes() == made[kind].read_bytes()
    with pikepdf.open(made[kind]) as document:
        assert document.pdf_version == "1.6"
        assert str(document.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"
        assert f"青海工运 2026年第5期（{WORDS[kind]}）" in document.Root.Metadata.read_bytes().decode()
        for page in document.pages:
            trim, media = ([float(value) for value in page[name]] for name in ("/TrimBox", "/MediaBox"))
            assert media[0] <= trim[0] < trim[2] <= media[2] and media[1] <= trim[1] < trim[3] <= media[3]


def test_each_file_has_an_identity_of_its_own(made):
    found = set()
    for path in made.values():
        with pikepdf.open(path) as document:
            found.add(bytes(document.trailer.ID[1]))
    assert len(found) == len(WORDS)


def test_marks_stand_outside_the_bleed_and_the_slug_names_page_issue_run_and_plates(made):
    reader = pypdf.PdfReader(made["marked"])
    page = reader.pages[2]
    assert [float(v) for v in page.trimbox] == pytest.approx(
        [ROOM + BLEED, ROOM + BLEED, ROOM + BLEED + WIDTH, ROOM + BLEED + HEIGHT], abs=0.01
    )
    words = "".join(page.extract_text().split())
    for part in ("青海工运2026年第5期", "2026年10月20日", "第12次排版", "第3面，共8面", "青C品M黄Y黑K"):
        assert part in words
    with pikepdf.open(made["marked"]) as document:
        sheet = document.pages[2]
        marks = painted(content_of(sheet), sheet.Resources).marks
        bleed = [float(value) for value in sheet.BleedBox]
        lines = [mark for mark in marks if mark.ink == (1, 1, 1, 1)]
        assert len(lines) >= 8
        for mark in lines:
            left, bottom, right, top = mark.box
            inside = left < bleed[2] and right > bleed[0] and bottom < bleed[3] and top > bleed[1]
            assert not inside


def test_pages_are_where_they_were_after_marks_are_put_around_them(made, drawn):
    def photo(path: Path) -> list[float]:
        with pikepdf.open(path) as document:
            page = document.pages[2]
            (mark,) = [m for m in painted(content_of(page), page.Resources).marks if m.kind == IMAGE]
            trim = [float(value) for value in page.TrimBox]
            return [mark.box[0] - trim[0], mark.box[1] - trim[1], mark.box[2] - trim[0], mark.box[3] - trim[1]]

    assert photo(made["marked"]) == pytest.approx(photo(drawn.print_pdf), abs=0.01)


def test_cover_and_body_have_the_pages_they_should(made):
    assert len(pypdf.PdfReader(made["cover"]).pages) == 4
    assert "一线职工的一天" in pypdf.PdfReader(made["cover"]).pages[0].extract_text()
    body = [page.extract_text() for page in pypdf.PdfReader(made["body"]).pages]
    assert len(body) == 4 and "让服务多走一步" in body[0] and "末页" in body[3]


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (8, [(None, 0), (1, 2), (3, 4), (5, 6), (7, None)]),
        (3, [(None, 0), (1, 2)]),
        (1, [(None, 0)]),
    ],
)
def test_spreads_pair_pages_as_a_reader_opens_them(count, wanted):
    assert pairs(count) == wanted


def test_two_pages_of_a_spread_meet_at_the_spine(made):
    sheet = pypdf.PdfReader(made["spreads"]).pages[1]
    assert float(sheet.mediabox.width) == pytest.approx(2 * WIDTH + 2 * BLEED, abs=0.01)
    words = sheet.extract_text()
    assert "把课堂搬到班组里" in words and "加黑的字" in words


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (8, [(7, 0), (1, 6), (5, 2), (3, 4)]),
        (4, [(3, 0), (1, 2)]),
        (6, [(5, 0), (1, None), (None, 2), (3, 4)]),
        (1, [(0, None), (None, None)]),
    ],
)
def test_a_booklet_folds_into_the_right_order(count, wanted):
    assert sides(count) == wanted


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 48, 81])
def test_a_folded_pile_reads_from_front_to_back(count):
    """Fold every sheet in its place: right fronts and left backs downwards, then left fronts and right backs upwards."""
    found = sides(count)
    fronts, backs = found[0::2], found[1::2]
    first_half = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    second_half = [page for front, back in zip(fronts[::-1], backs[::-1], strict=True) for page in (back[1], front[0])]
    read = [page for page in first_half + second_half if page is not None]
    assert read == list(range(count))


@pytest.mark.parametrize(("kind", "paper"), [("booklet-a3", (420, 297)), ("booklet-a4", (297, 210))])
def test_a_booklet_is_on_the_paper_it_says_and_asks_to_be_turned_by_the_short_edge(made, kind, paper):
    with pikepdf.open(made[kind]) as document:
        assert [float(value) / MM for value in document.pages[0].MediaBox[2:]] == pytest.approx(paper, abs=0.01)
        preferences = document.Root.ViewerPreferences
        assert (preferences.PrintScaling, preferences.Duplex) == ("/None", "/DuplexFlipShortEdge")
    words = pypdf.PdfReader(made[kind]).pages[0].extract_text()
    assert "让服务多走一步" in words  # the front cover's headline, right of the back cover


def test_what_has_only_a_cover_has_no_body(drawn, tmp_path):
    small = tmp_path / "small.pdf"
    with pikepdf.open(drawn.print_pdf) as document:
        del document.pages[4:]
        document.save(small)
    with pytest.raises(PressError, match="全书只有 4 页"):
        make_file("body", small, tmp_path / "body.pdf", SLUG)


def test_a_file_that_is_no_pdf_is_told(tmp_path):
    (tmp_path / "no.pdf").write_bytes(b"no")
    with pytest.raises(PressError, match="读不出来"):
        make_file("spreads", tmp_path / "no.pdf", tmp_path / "made.pdf", SLUG)
