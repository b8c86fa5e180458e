"""The user guide keeps to the site: its pictures are there and light, and what it says to press is on a page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from tools.guide import ALL_SHOTS, HEAVIEST

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
# Where the words of a page stand: templates, scripts, labels of forms, of moves and of states.
SHOWN = ("templates/**/*.html", "static/js/**/*.js", "*/forms.py", "*/forms/*.py", "*/views/**/*.py", "*/queries/*.py")
ALSO = ("issues/workflow.py", "reading/views.py", "node_modules/ckeditor5/dist/translations/zh-cn.umd.js")
HAN = "[\u4e00-\u9fff]"


@cache
def shown() -> str:
    paths = [*(path for pattern in SHOWN for path in ROOT.glob(pattern)), *(ROOT / name for name in ALSO)]
    return "\n".join(
        path.read_text(encoding="utf-8") for path in paths if "node_modules" not in path.parts or path.exists()
    )


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_to_be_pressed_is_on_a_page(page: Path):
    named = re.findall("「([^」]+)」", words(page))
    assert named
    assert [name for name in named if name not in shown()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_and_every_page_named_is_there(page: Path):
    for target in re.findall(r"\]\(([^)#]+)\)", words(page)):
        assert (GUIDE / target).is_file(), target
    for alt in re.findall(r"!\[([^\]]*)\]", words(page)):
        assert len(alt) > 1


def test_the_pictures_are_those_that_are_taken_and_each_is_shown():
    taken = {path.stem for path in (GUIDE / "pictures").glob("*.png")}
    named = {name for page in PAGES for name in re.findall(r"pictures/([a-z-]+)\.png", words(page))}
    assert taken == named == set(ALL_SHOTS)


@pytest.mark.parametrize("path", sorted((GUIDE / "pictures").glob("*.png")), ids=lambda path: path.stem)
def test_a_picture_is_light_and_of_a_screens_width(path: Path):
    assert path.stat().st_size <= HEAVIEST
    with Image.open(path) as picture:
        assert picture.width in (360, 1280) or path.stem == "sheet"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_guide_is_set_as_chinese_is(page: Path):
    text = re.sub(r"\]\([^)]*\)|`[^`]*`|「[^」]*」", "", words(page))
    assert not re.search(f"{HAN}[,;:!?()]|[,;:!?()]{HAN}", text), "a half-width mark beside a Han character"
    assert not re.search(
        f"{HAN} +[A-Za-z0-9{HAN[1:-1]}]|[A-Za-z0-9] +{HAN}", re.sub(r"(?m)^(\d+\.|[-#|>]+) ", "", text)
    ), "a stray space"
    assert text.count("“") == text.count("”")
