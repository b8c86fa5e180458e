"""The drawing contract: what stands in the PDF is what the plan says, to a fiftieth of a point."""

from __future__ import annotations

import dataclasses

import pytest

from tests.typesetting.glyphs import drawn_glyphs, planned_glyphs
from tests.typesetting.plans import hand_made_plan, manifest_of
from typesetting.composition.design import STYLES
from typesetting.composition.plan import Image, Link, Style, Text
from typesetting.errors import PressError
from typesetting.making.colours import inks
from typesetting.making.drawing import GUARD, drawing_of

TOLERANCE = 0.02


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_every_glyph_stands_where_the_plan_puts_it(drawn, edition):
    plan = drawn.plan
    pdf = drawn.print_pdf if edition == "print" else drawn.screen_pdf
    checked = 0
    for page in plan.pages:
        found = drawn_glyphs(pdf, page, plan)
        for glyph in planned_glyphs(plan, page):
            if glyph.char == " ":
                continue
            near = min(
                (max(abs(other.x - glyph.x), abs(other.y - glyph.y)) for other in found if other.char == glyph.char),
                default=None,
            )
            assert near is not None and near <= TOLERANCE, (page.number, glyph, near)
            checked += 1
    assert checked > 170


def test_each_colour_of_the_design_has_its_inks():
    assert {style.colour for style in STYLES.values()} <= set(inks())


def test_a_colour_without_ink_is_refused_by_name():
    plan = hand_made_plan()
    plan.styles = plan.styles | {"body": Style("song", 10.5, 16.8, "violet")}
    with pytest.raises(PressError, match="violet"):
        drawing_of(plan, manifest_of({"yard": {}, "cover": {"width": 3, "height": 2}}))


def test_adjacent_marks_and_marks_at_a_lines_edges_are_kept_apart():
    plan = hand_made_plan()
    plan.pages[3].items = [Text(50, 100, 200, "body", [["“字”，（好）"], ["前。", "」后"], ["字", 0.0, "。"]])]
    data = drawing_of(plan, manifest_of({"yard": {}, "cover": {"width": 3, "height": 2}})).data
    lines = data["pages"][3][0]["lines"]
    assert lines[0] == [GUARD, "“字”", GUARD, "，", GUARD, "（好）", GUARD]
    assert lines[1] == ["前。", GUARD, "」后"]
    assert lines[2] == ["字", GUARD, "。", GUARD]


def test_a_link_to_nowhere_and_a_photo_of_nowhere_are_refused():
    photos = {"cover": {"width": 3, "height": 2}, "yard": {}}
    plan = hand_made_plan()
    plan.pages[1].items.append(Link(0, 0, 10, 10, "nowhere"))
    with pytest.raises(PressError, match="nowhere"):
        drawing_of(plan, manifest_of(photos))
    plan = hand_made_plan()
    plan.pages[3].items.append(Image(0, 0, 10, 10, "gone"))
    with pytest.raises(PressError, match="第4页.*gone"):
        drawing_of(plan, manifest_of(photos))


def test_heading_levels_begin_at_one_and_skip_none():
    plan = hand_made_plan()
    for page in plan.pages:
        page.items = [
            dataclasses.replace(item, level=4) if isinstance(item, Text) and item.role == "heading" else item
            for item in page.items
        ]
    data = drawing_of(plan, manifest_of({"cover": {"width": 3, "height": 2}, "yard": {}})).data
    levels = [item["level"] for page in data["pages"] for item in page if item.get("role") == "heading"]
    assert levels == [1, 1, 2, 1]


def test_only_web_and_mail_addresses_become_links():
    plan = hand_made_plan()
    text = plan.pages[2].items[4]
    text.lines = [[dataclasses.replace(text.lines[3][2], href="javascript:alert(1)")]]
    data = drawing_of(plan, manifest_of({"cover": {"width": 3, "height": 2}, "yard": {}})).data
    assert "href" not in data["pages"][2][3]["lines"][0][0]
