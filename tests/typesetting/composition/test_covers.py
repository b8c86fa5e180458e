"""Covers and a periodical's look: what is chosen is done, in colours and faces that both editions know."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.typesetting.composition.samples import article, manifest, paragraph, photo
from typesetting.composition import compose
from typesetting.composition.faces import FACES
from typesetting.making import tokens
from typesetting.making.colours import inks, print_palette, screen_colours
from typesetting.making.cover import back_frame, cover_data, design_of, headline_width, photo_frame
from typesetting.manifest import sealed

WIDE, TALL = photo(3000, 2000), photo(2000, 3000)
SIZE = (595.28, 807.87, 8.5)
HEADLINES = ["塔筒下的课堂：风电场里办起职工夜校", "一张桌子两头热——集体协商的故事", "录取通知书之后"]


def issue_with(cover: dict, look: dict | None = None, photos: dict | None = None) -> dict:
    made = manifest([("栏目", "feature", [article(1, [paragraph("工会的课堂开到塔筒下面。")])])], photos or {})
    made["issue"]["cover"] |= cover
    made["periodical"]["look"] = look or {}
    return sealed({key: value for key, value in made.items() if key != "digest"})


@pytest.mark.parametrize(
    ("asked", "photos", "drawn"),
    [
        ("full", {"p": WIDE}, "full"), ("band", {"p": WIDE}, "wide"), ("band", {"p": TALL}, "tall"),
        ("type", {"p": WIDE}, "type"), ("", {"p": WIDE}, "wide"), ("", {"p": TALL}, "tall"), ("full", {}, "type"),
        ("odd", {"p": TALL}, "tall"),
    ],
)  # fmt: skip
def test_a_cover_has_the_design_asked_for_where_it_can_be_drawn(asked, photos, drawn):
    assert design_of({"design": asked, "photo": "p"}, photos) == drawn


def test_a_full_cover_photo_reaches_into_the_bleed_on_all_sides():
    width, height, bleed = SIZE
    assert photo_frame("full", *SIZE) == (-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)


def test_the_back_covers_photo_leaves_room_for_its_foot():
    for shape in (WIDE, TALL, {}):
        frame = back_frame(shape, *SIZE)
        assert frame.y == -SIZE[2] and frame.y + frame.height <= SIZE[1] - 160


@pytest.mark.parametrize("design", ["full", "band", "type"])
def test_headlines_are_broken_by_sense_and_nothing_of_them_is_lost(design):
    made = issue_with({"design": design, "photo": "p", "headlines": HEADLINES}, photos={"p": TALL})
    front = compose(made).pages[0].items[0]
    assert ["".join(lines) for lines in front.headlines] == HEADLINES
    room = headline_width(design_of(made["issue"]["cover"], made["photos"]), SIZE[0])
    assert room > 60
    if design == "full":
        assert front.headlines[0] == ["塔筒下的课堂：", "风电场里办起职工夜校"]


def test_what_the_cover_could_not_do_is_noted():
    notes = compose(issue_with({"design": "full", "headlines": [*HEADLINES, "四", "五"]})).notes
    assert any("封面没有照片" in note for note in notes)
    assert any("封面要目写了5条" in note for note in notes)
    assert any("没有封面照片" in note for note in compose(issue_with({})).notes)


def test_the_back_cover_has_its_own_photo_and_words():
    made = issue_with({})
    made["issue"]["back"] = {"photo": "p", "caption": "雪后的草原", "credit": "某某 摄"}
    data = cover_data(made, "back", "type")
    assert (data["caption"], data["credit"], data["headlines"]) == ("雪后的草原", "某某 摄", [])
    assert "雪后的草原" in data["alt"]


# -- the look ---------------------------------------------------------------------------------------------------------


def test_tokens_are_read_as_they_are_written():
    source = tokens.SOURCE.read_text(encoding="utf-8")
    assert set(tokens.accents()) == set(re.findall(r"^  (\w+): \(name: \"\S+\", cmyk", source, re.MULTILINE))
    assert set(tokens.titles()) == set(re.findall(r"^  (\w+): \(name: \"\S+\", face", source, re.MULTILINE))
    assert tokens.choices()["accent"]["navy"] == "藏青"
    assert tokens.choices()["title"] == {"song": "宋体", "hei": "黑体"}


def test_a_look_left_open_or_misspelt_is_the_usual_one_and_told():
    assert tokens.chosen(None) == tokens.chosen({"accent": "pink"}) == tokens.Chosen("red", "song")
    assert tokens.unknown({"accent": "pink", "title": "hei"}) == ["主色“pink”"]
    assert any("主色“pink”不认识" in note for note in compose(issue_with({}, {"accent": "pink"})).notes)


def test_every_accent_has_a_colour_of_its_own_on_the_screen():
    shown = screen_colours()
    seen = {}
    for name in tokens.accents():
        for ink, parts in print_palette({"accent": name}).items():
            key = tuple((part * 255 + 50) // 100 for part in parts)
            assert key in shown
            if ink.startswith("accent"):
                assert key not in seen, (name, ink, seen[key])
                seen[key] = name


def luminance(rgb: str) -> float:
    parts = [int(rgb[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_accent_can_be_read_on_paper_and_carries_white_type_and_dries():
    for accent in tokens.accents().values():
        assert 1.05 / (luminance(accent.rgb) + 0.05) >= 4.5
        assert luminance(accent.rgb_tint) > 0.8
        assert sum(accent.cmyk) <= 300


def test_the_title_face_is_that_of_all_titles_and_of_nothing_else():
    plans = {face: compose(issue_with({}, {"title": face})) for face in tokens.titles()}
    for face, token in tokens.titles().items():
        styles = plans[face].styles
        assert {styles[name].face for name in styles if name.startswith(("title-", "contents-title"))} == {token.face}
        assert styles["body"].face == "song"
        assert FACES[token.face].family == token.family


def test_every_pair_of_choices_composes_with_inks_the_press_knows():
    for accent, title in itertools.product(tokens.accents(), tokens.titles()):
        look = {"accent": accent, "title": title}
        plan = compose(issue_with({}, look))
        assert {style.colour for style in plan.styles.values()} <= set(inks(look))
