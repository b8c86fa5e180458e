"""The drawn pictures: upright, at print size, the same every time."""

import pytest
from PIL import Image

from sample.painting.frames import FRAMES, cut, scenes_of
from sample.photos import NAMES, draw, draw_all


def test_the_same_name_gives_the_same_picture():
    name = "portrait-li-yun"
    first, second = draw(name), draw(name)
    assert first.tobytes() == second.tobytes()
    assert first.mode == "RGB"
    assert first.size == (900, 1125)


@pytest.mark.parametrize(
    ("name", "broad", "millimetres"),
    [("salt-mirror", True, 171), ("salt-mirror", False, 82), ("cover-lake", True, 216)],
)
def test_a_picture_is_large_enough_for_print(name, broad, millimetres):
    assert 250 < draw(name, broad).width / (millimetres / 25.4) < 400


def test_pictures_differ_from_one_another():
    pale, night = draw("salt-mirror"), draw("star-dome")
    assert pale.resize((1, 1)).getpixel((0, 0)) > night.resize((1, 1)).getpixel((0, 0))


def test_drawing_a_folder_gives_a_jpeg_for_each_name(tmp_path):
    found = draw_all(tmp_path / "photos", ["portrait-qi-yue", "lake-birds"])
    assert sorted(found) == ["lake-birds", "portrait-qi-yue"]
    assert all(path.suffix == ".jpg" and path.read_bytes()[:2] == b"\xff\xd8" for path in found.values())


def test_an_unknown_name_is_refused_with_the_names_there_are():
    with pytest.raises(KeyError, match="没有名为“no-such”的样刊图片"):
        draw("no-such")


def test_there_are_pictures_enough():
    assert len(NAMES) >= 36


def test_frames_are_parts_of_scenes_that_are_drawn(tmp_path):
    assert set(scenes_of(FRAMES)) <= set(NAMES)
    pictures = draw_all(tmp_path / "scenes", ["county-street", *scenes_of(["salt-class", "road-crew"])])
    found = cut(["county-street", "salt-class", "road-crew"], pictures, tmp_path)
    widths = {}
    for name, path in found.items():
        with Image.open(path) as picture:
            widths[name] = picture.width
    assert widths == {"salt-class": 560, "road-crew": 1440}
