"""What the pages say: every word there, heads and contents true, number and date consistent, no forbidden self-name."""

from __future__ import annotations

import copy
import json

import pypdfium2
import pytest

from tests.typesetting.plans import hand_made_plan, manifest_of
from typesetting.manifest import sealed
from typesetting.preflight.contents import check_contents
from typesetting.preflight.findings import Findings
from typesetting.preflight.reading import PDFIUM, Reader, bare


@pytest.fixture
def found(drawn, photos):
    """The findings' codes with pages, after `spoil` changed what the manifest says (the pages stay as they were drawn)."""

    def run(spoil=lambda made: None, plan=None):
        made = copy.deepcopy({key: value for key, value in manifest_of(photos).items() if key != "digest"})
        spoil(made)
        findings = Findings()
        check_contents(drawn.print_pdf, plan or hand_made_plan(), sealed(made), findings)
        return [(entry["code"], entry["page"]) for entry in (*findings.errors, *findings.warnings)]

    return run


def test_words_are_read_as_another_reader_reads_them(drawn):
    """PDFium finds blanks by the gaps between glyphs; the letters and marks must be the same, in the same order."""
    with Reader(drawn.print_pdf) as reader, PDFIUM, pypdfium2.PdfDocument(drawn.print_pdf) as document:
        for number, page in enumerate(document, 1):
            words = page.get_textpage().get_text_range()
            assert sorted(reader.text(number)) == sorted(bare(words)), number
        assert reader.text(99) == ""


def first_article(made: dict) -> dict:
    return made["columns"][0]["articles"][0]


def add_words(made: dict) -> None:
    first_article(made)["blocks"].append({"kind": "paragraph", "spans": [{"text": "这一段没有排出来。"}]})


def rename_column(made: dict) -> None:
    made["columns"][0]["name"] = "新视点"


def other_label(made: dict) -> None:
    made["issue"]["label"] = "2026年第6期"


def other_number(made: dict) -> None:
    made["issue"]["number"] = 7


def late_print(made: dict) -> None:
    made["issue"]["imprint"][3]["value"] = "2025年10月"


def no_day(made: dict) -> None:
    made["issue"]["imprint"][3]["value"] = "2026年13月"


def stranger_on_the_board(made: dict) -> None:
    made["issue"]["board"] = [{"post": "主编", "names": ["某某某"]}]


def number_in_the_imprint(made: dict) -> None:
    made["issue"]["imprint"].append({"label": "期号", "value": "2026年第4期"})


def priced(made: dict) -> None:
    made["issue"]["imprint"].append({"label": "定价", "value": "全省各级工会"})


def called_a_magazine(made: dict) -> None:
    made["periodical"]["title"] = "青海工运杂志"


def photo_gone(made: dict) -> None:
    del made["photos"]["yard"]


def retitled(made: dict) -> None:
    first_article(made)["title"] = "另一个标题"


SPOILT = [
    (add_words, ("overset", 3)),
    (rename_column, ("running-head", 3)),
    (other_label, ("issue-label", None)),
    (other_number, ("cover-number", 1)),
    (late_print, ("imprint-date", None)),
    (late_print, ("imprint-lost", None)),
    (no_day, ("imprint-date", None)),
    (stranger_on_the_board, ("board", None)),
    (number_in_the_imprint, ("imprint-number", None)),
    (priced, ("imprint-forbidden", None)),
    (called_a_magazine, ("self-name", 1)),
    (photo_gone, ("photo-lost", 3)),
    (retitled, ("title-missing", 3)),
    (retitled, ("contents-title", None)),
]


def test_a_sound_issue_has_nothing_to_say(found):
    assert found() == []


@pytest.mark.parametrize(("spoil", "expected"), SPOILT)
def test_what_the_pages_do_not_say_is_named(found, spoil, expected):
    assert expected in found(spoil)


def test_a_contents_line_with_another_page_is_an_error(found):
    plan = hand_made_plan()
    plan.page_map["2"] = (6, 6)
    plan.folios["2"] = "6"
    assert ("contents-folio", 6) in found(plan=plan)


def test_a_page_without_its_folio_is_an_error(found):
    plan = hand_made_plan()
    plan.pages[3].folio = "44"
    assert ("folio-missing", 4) in found(plan=plan)


def test_what_the_compositor_conceded_carries_its_page(found):
    plan = hand_made_plan()
    plan.notes = ["第5页《把课堂搬到班组里》：表格有30栏，已缩小字号排下。", "全书页数须是4的倍数。"]
    assert found(plan=plan) == [("composition", 5), ("composition", None)]


def test_a_forbidden_self_name_is_a_warning_at_its_place(drawn, photos, monkeypatch):
    monkeypatch.setattr("typesetting.preflight.furniture.SELF_NAMES", ("省略", "工地"))
    findings = Findings()
    check_contents(drawn.print_pdf, hand_made_plan(), manifest_of(photos), findings)
    assert [(entry["code"], entry["page"]) for entry in findings.warnings][0] == ("self-name", 1)
    left, top, right, bottom = next(entry["box"] for entry in findings.warnings if "省略" in entry["message"])
    assert 0 < left < right < left + 0.05 < 1 and 0 < top < bottom < top + 0.03 < 1
    assert json.dumps(findings.report())
