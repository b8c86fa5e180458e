"""Advance widths are those of the font files."""

import pytest
from fontTools.ttLib import TTFont

from typesetting.composition import faces, metrics
from typesetting.composition.faces import FACES, MissingFont, font_file
from typesetting.composition.metrics import FontBook, Metrics, standard_fonts

SAMPLE = "一工会，。“”—…·Aaz09 %℃①㎡齉"


@pytest.mark.parametrize("face", FACES)
def test_advances_agree_with_the_font_library(face):
    with TTFont(font_file(face)) as font:
        cmap, widths = font.getBestCmap(), font["hmtx"].metrics
    book = standard_fonts()
    for char in SAMPLE:
        assert book[face].has(char) == (ord(char) in cmap)
        if ord(char) in cmap:
            assert book[face].advance(char) == widths[cmap[ord(char)]][0]


def test_every_face_sets_han_one_em_wide():
    assert {standard_fonts()[face].advance("运") for face in FACES} == {1000}


def test_a_missing_font_file_is_named_in_chinese(monkeypatch, tmp_path):
    monkeypatch.setattr(faces, "OWN_FONTS", tmp_path)
    with pytest.raises(MissingFont, match=r"GongyunKai-Regular\.ttf"):
        FontBook()["kai"]


def test_a_broken_font_file_is_named_in_chinese(tmp_path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00 not a font")
    with pytest.raises(MissingFont, match=r"broken\.ttf 读不出来"):
        Metrics(broken)


def test_the_standard_fonts_are_read_once():
    assert metrics.standard_fonts() is metrics.standard_fonts()
