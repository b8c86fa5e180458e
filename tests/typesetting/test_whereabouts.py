"""Findings that know a page, an article or a word only: where they are shown."""

from __future__ import annotations

import pytest

from tests.typesetting.plans import HEIGHT, LEFT, TOP, WIDTH, hand_made_plan, manifest_of
from typesetting.preflight.findings import Findings
from typesetting.preflight.whereabouts import WHOLE, with_places
from typesetting.render import draw_plan


def placed(photos: dict, code: str, message: str, page: int | None = None, box=None) -> dict:
    found = Findings()
    found.error(code, message, page, box=box)
    report = with_places(found.report(), hand_made_plan(), manifest_of(photos))
    (entry,) = report["errors"]
    assert entry["id"] == found.errors[0]["id"]  # what was accepted stays accepted
    return entry


def test_a_report_without_findings_stays_as_it_is(photos):
    assert with_places({"errors": [], "warnings": []}, hand_made_plan(), manifest_of(photos)) == {
        "errors": [],
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("code", "message", "page", "wanted"),
    [
        ("missing-glyph", "第3页的“喆”（U+5586）字库里没有。", 3, (3, LEFT, TOP + 151.2, "让服务多走一步")),
        ("missing-glyph", "第3页的“每”（U+6BCF）字库里没有。", 3, (3, LEFT, TOP + 50.4 + 2 * 16.8, "让服务多走一步")),
        ("overset", "第3—4页的《让服务多走一步》少了3个字。", 3, (3, LEFT, TOP, "让服务多走一步")),
        ("composition", "《把课堂搬到班组里》：标题很长，已缩小字号排下。", None, (5, LEFT, TOP, "把课堂搬到班组里")),
        ("running-head", "第5页的书眉不是“基层活动”。", 5, (5, LEFT, 46, "")),
        ("folio-missing", "第5页没有印页码。", 5, (5, 520, 770, "")),
        ("contents-title", "目录里找不到《把课堂搬到班组里》。", None, (2, LEFT, TOP + 84, "把课堂搬到班组里")),
        ("no-alt", "第3页有照片没有文字说明。", 3, (3, 0, 0, "")),
    ],
)  # fmt: skip
def test_it_stands_where_the_plan_has_what_it_speaks_of(photos, code, message, page, wanted):
    found = placed(photos, code, message, page)
    page, x, y, title = wanted
    assert found["page"] == page and found["article"] == title
    assert found["box"][:2] == pytest.approx([x / WIDTH, y / HEIGHT], abs=0.001)


def test_a_finding_of_a_page_is_shown_on_all_of_it_and_one_of_the_file_nowhere(photos):
    assert placed(photos, "boxes", "第4页的TrimBox不对。", 4)["box"] == WHOLE
    assert placed(photos, "metadata", "印刷 PDF 的元数据读不出来。")["box"] is None
    cover = placed(photos, "composition", "本期没有封面照片，封面只排了刊名和要目。")
    assert (cover["page"], cover["box"]) == (1, WHOLE)


def test_the_article_at_a_place_is_named(photos):
    box = [0.55, 0.2, 0.8, 0.3]
    found = placed(photos, "hairline", "第3页有细于 0.25 点的线。", 3, box)
    assert (found["article"], found["box"]) == ("让服务多走一步", box)
    assert found["message"] == "第3页《让服务多走一步》有细于 0.25 点的线。"
    beside = placed(photos, "hairline", "第3页有细于 0.25 点的线。", 3, [0.9, 0.98, 1, 1])
    assert (beside["article"], beside["message"]) == ("", "第3页有细于 0.25 点的线。")


def test_a_sign_no_font_has_is_shown_in_its_line_by_the_press(photo_root, photos, tmp_path):
    plan = hand_made_plan()
    plan.pages[4].items[-1].lines = [["第二篇的正文。"], ["后一行有😀字。"]]
    made = draw_plan(
        plan,
        manifest_of(photos),
        photo_root=photo_root,
        out_dir=tmp_path / "out",
        cache_dir=photo_root.parent / "cache",
    )
    (found,) = [one for one in made.preflight["errors"] if one["code"] == "missing-glyph"]
    assert (found["page"], found["article"]) == (5, "把课堂搬到班组里")
    assert found["message"].startswith("第5页《把课堂搬到班组里》的")
    assert found["box"][1] == pytest.approx((TOP + 50.4 + 16.8) / HEIGHT, abs=0.001)
