"""Pages as pictures and lines, two proofs compared, words found under a place: without a database."""

import io

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageEnhance

from typesetting.paper.comparing import Difference, differences, match_pages
from typesetting.paper.passages import quoted, says, says_beside, under
from typesetting.paper.pictures import LARGE, LOOK, SMALL, Line, draw_page, lines_of, look_of


def line(text: str, row: int = 0, left: float = 0.1) -> Line:
    edges = tuple(round(left + at * 0.02, 4) for at in range(len(text) + 1))
    return Line(text, 0.1 + row * 0.02, 0.115 + row * 0.02, edges)


def page(*texts: str) -> list[Line]:
    return [line(text, row) for row, text in enumerate(texts)]


def look(*boxes: tuple[int, int, int, int]) -> Image.Image:
    picture = Image.new("L", (LOOK, 570), 255)
    for box in boxes:
        ImageDraw.Draw(picture).rectangle(box, fill=0)
    return picture


def changes(old: list[Line], new: list[Line], before=None, after=None) -> list[tuple]:
    return [(one.kind, one.was, one.now) for one in differences(old, new, before or look(), after or look())]


def test_a_page_is_drawn_in_two_sizes(drawn):
    pictures = draw_page(drawn.screen_pdf, 1)
    sizes = {width: Image.open(io.BytesIO(data)).size for width, data in pictures.items()}
    assert [sizes[width][0] for width in (SMALL, LARGE)] == [SMALL, LARGE]
    assert abs(sizes[LARGE][1] / LARGE - 285 / 210) < 0.01
    with pytest.raises(IndexError):
        draw_page(drawn.screen_pdf, 0)


def test_the_lines_of_a_page_lie_on_it_with_a_place_for_each_character(drawn):
    found = [each for number in range(1, len(drawn.plan.pages) + 1) for each in lines_of(drawn.screen_pdf, number)]
    assert found
    for each in found:
        assert len(each.edges) == len(each.text) + 1
        assert all(-0.05 <= edge <= 1.05 for edge in (*each.edges, each.top, each.bottom))
        assert Line.from_json(each.as_json()) == each


def test_the_same_page_has_no_differences(drawn):
    lines, picture = lines_of(drawn.screen_pdf, 2), look_of(drawn.screen_pdf, 2)
    assert differences(lines, lines, picture, picture) == []


def test_one_character_that_was_put_right_has_one_box(drawn):
    found = differences(page("清晨六点，班主长到了"), page("清晨六点，班组长到了"), look(), look())
    assert [(one.was, one.now, one.box) for one in found] == [("主", "组", (0.22, 0.1, 0.24, 0.115))]


def test_words_that_move_on_to_another_line_are_not_marked():
    assert changes(page("清晨六点班组长", "已经到了"), page("今天清晨六点班", "组长已经到了")) == [
        ("words", "", "今天")
    ]


def test_words_taken_out_leave_a_box_where_they_stood():
    found = differences(page("清晨六点整班组长"), page("清晨六点班组长"), look(), look())
    assert [(one.was, one.now) for one in found] == [("整", "")]
    assert found[0].box[0] < 0.18 < found[0].box[2]
    assert changes(page("清晨六点整"), page("清晨六点")) == [("words", "整", "")]


def test_the_number_of_a_page_is_no_change():
    assert changes(page("清晨六点", "12"), page("清晨六点", "14")) == []


def test_another_photo_is_a_change_where_the_words_are_the_same():
    found = differences(page("图一"), page("图一"), look(), look((200, 300, 300, 400)))
    assert [one.kind for one in found] == ["look"]
    x0, y0, x1, y1 = found[0].box
    assert x0 <= 200 / LOOK and x1 >= 300 / LOOK and y0 <= 300 / 570 and y1 >= 400 / 570


def test_a_rule_of_another_colour_as_light_is_a_change():
    old, new = (Image.new("RGB", (600, 800), "white") for _ in range(2))
    ImageDraw.Draw(old).rectangle((60, 100, 540, 104), fill=(190, 30, 45))
    ImageDraw.Draw(new).rectangle((60, 100, 540, 104), fill=(80, 80, 80))
    (found,) = differences([], [], old, new)
    assert found.kind == "look" and found.box[1] < 0.13 < found.box[3]


def photo_again(drawn, tmp_path, change, *, quality: int = 90) -> list[Difference]:
    """What is otherwise on page 3 after its photo was changed and saved again."""
    path = tmp_path / "again.pdf"
    with pikepdf.open(drawn.screen_pdf) as document:
        (image,) = document.pages[2].Resources.XObject.values()
        data = io.BytesIO()
        change(Image.open(io.BytesIO(image.read_raw_bytes()))).save(data, "JPEG", quality=quality)
        image.write(data.getvalue(), filter=pikepdf.Name.DCTDecode)
        document.save(path)
    lines = lines_of(drawn.screen_pdf, 3)
    return differences(lines, lines, look_of(drawn.screen_pdf, 3), look_of(path, 3))


def half_a_pixel_off(picture: Image.Image) -> Image.Image:
    """As it falls when the photo is half a pixel of the look further to the right and down."""
    by = picture.width / (231 / 595.28 * LOOK) / 2
    moved = picture.transform(picture.size, Image.Transform.AFFINE, (1, 0, -by, 0, 1, -by), Image.Resampling.BICUBIC)
    whole, edge = picture.copy(), 4
    whole.paste(moved.crop((edge, edge, picture.width, picture.height)), (edge, edge))
    return whole


@pytest.mark.parametrize("by", [1.1, 0.9, 1.2])
def test_a_photo_made_a_little_lighter_or_darker_is_shown_where_it_stands(drawn, tmp_path, by):
    found = photo_again(drawn, tmp_path, lambda picture: ImageEnhance.Brightness(picture).enhance(by))
    assert {one.kind for one in found} == {"look"}
    left, top = min(one.box[0] for one in found), min(one.box[1] for one in found)
    right, bottom = max(one.box[2] for one in found), max(one.box[3] for one in found)
    wide, high = 595.28, 807.87
    assert 308 / wide - 0.02 < left < right < 539 / wide + 0.02
    assert 140 / high - 0.02 < top < bottom < 294 / high + 0.02
    assert (right - left) * (bottom - top) > 0.6 * 231 / wide * 154 / high


def test_a_photo_of_a_slightly_other_colour_is_shown(drawn, tmp_path):
    def redder(picture: Image.Image) -> Image.Image:
        red, green, blue = picture.split()
        return Image.merge("RGB", (red.point(lambda value: min(255, value + 12)), green, blue))

    assert photo_again(drawn, tmp_path, redder)


@pytest.mark.parametrize("quality", [95, 75, 50, 30])
def test_a_photo_saved_again_is_no_change(drawn, tmp_path, quality):
    assert photo_again(drawn, tmp_path, lambda picture: picture, quality=quality) == []


def test_a_photo_that_falls_otherwise_on_the_pixels_or_has_grain_is_no_change(drawn, tmp_path):
    def grainy(picture: Image.Image) -> Image.Image:
        grain = Image.effect_noise(picture.size, 24).convert("RGB")
        return ImageChops.add(picture, grain, offset=-128)

    assert photo_again(drawn, tmp_path, half_a_pixel_off) == []
    assert photo_again(drawn, tmp_path, grainy) == []


def test_a_tint_a_little_darker_is_shown():
    old, new = (Image.new("RGB", (LOOK, 570), "white") for _ in range(2))
    ImageDraw.Draw(old).rectangle((60, 100, 300, 160), fill=(239, 240, 240))
    ImageDraw.Draw(new).rectangle((60, 100, 300, 160), fill=(230, 231, 231))
    (found,) = differences([], [], old, new)
    assert found.kind == "look" and found.box[1] < 110 / 570 and found.box[3] > 150 / 570


def test_lines_that_moved_are_not_taken_for_pictures():
    before, after = look((42, 57, 74, 64)), look((42, 68, 74, 76))
    assert {kind for kind, *_ in changes(page("甲甲甲甲"), page("乙", "甲甲甲甲"), before, after)} == {"words"}


def test_an_edge_that_falls_otherwise_on_the_pixels_is_no_change():
    assert changes(page("字"), page("字"), look((200, 300, 201, 300)), look((200, 300, 202, 300))) == []


def test_pages_are_found_again_where_one_came_between_or_went():
    old = [page("封面"), page("目录", "2"), page("第一篇文章的开头", "3"), page("第二篇文章的开头", "4")]
    new = [old[0], old[1], page("新来的一篇"), page("第一篇文章的开头", "4"), page("第二篇文章的开头", "5")]
    assert match_pages(old, new) == [1, 2, None, 3, 4]
    assert match_pages(new, old) == [1, 2, 4, 5]
    assert match_pages(old, [old[0], page("目录", "改了"), old[2], old[3]]) == [1, 2, 3, 4]
    assert match_pages([], old) == [None] * 4
    assert match_pages(old, []) == []


def test_the_words_under_a_place_come_with_their_neighbours():
    lines = page("清晨六点，班组长已经", "在车间门口等着大家。")
    found = under(lines, (0.2, 0.1, 0.26, 0.115))
    assert (found.text, found.before, found.after) == ("班组长", "清晨六点，", "已经在车间门口等")
    assert under(lines, (0.21, 0.107, 0.21, 0.107)).text == "班"
    assert under(lines, (0.8, 0.8, 0.9, 0.9)) is None
    assert under([], (0, 0, 1, 1)) is None
    assert under(lines, (0, 0, 1, 1)).text == "清晨六点，班组长已经在车间门口等着大家。"


def test_quoted_words_are_found_over_ends_of_lines_and_blanks():
    lines = page("清晨六点，班 组长已经", "在车间门口等着大家。")
    assert quoted(lines, "班组长已经\n在车间").before == "清晨六点，"
    assert quoted(lines, "月球") is None
    assert quoted(lines, " \u3000") is None


def test_whether_pages_say_words_between_their_neighbours():
    assert says(["清晨六点班组长已经在"], "六点", "班组长", "已经")
    assert not says(["清晨六点班组长已经在"], "五点", "班组长", "已经")
    assert not says(["清晨"], "", "", "")


def test_whether_an_article_says_words_beside_what_stands_around_them_on_the_page():
    text = "第一段。\n清晨六点，班组长马青山已经在车间门口等着大家。"
    assert says_beside(text, "第一课清晨六点，", "班组长", "马青山已经在车间")
    assert says_beside(text, "题目清", "晨", "六点，班组长马青")
    assert not says_beside(text, "第一课清晨六点，", "班主长", "马青山已经在车间")
    assert not says_beside(text, "别处的", "班组长", "另一处")
