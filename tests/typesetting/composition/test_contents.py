"""The contents pages' side panels."""

from tests.typesetting.composition import samples
from tests.typesetting.composition.test_linebreak import text_of
from typesetting.composition import compose
from typesetting.composition.plan import Page, Text


def test_a_name_of_the_board_is_never_torn():
    names = ["陶景行", "拉毛才旦", "马玉林", "申屠岚", "汪喆", "仁青·扎西", "更藏卓玛", "祁若水", "林远志"]
    manifest = samples.manifest([("基层活动", "news", [samples.article(1)])])
    manifest["issue"]["board"] = [{"post": "委员", "names": names}]
    page = compose(manifest).pages[1]
    lines = [
        text_of(line)
        for item in page.items
        if isinstance(item, Text) and item.style == "board-name"
        for line in item.lines
    ]
    printed = " ".join(lines).replace("\u3000", "")
    assert [name for name in names if name not in printed] == []
    assert len(lines) > 2


def test_a_short_contents_is_shared_evenly_by_the_two_pages_that_board_and_imprint_need():
    columns = [(name, "news", [samples.article(n), samples.article(n + 10)]) for n, name in enumerate(COLUMNS, 1)]
    manifest = samples.manifest(columns)
    manifest["issue"]["board"] = [{"post": f"职务{n}", "names": ["陶景行"]} for n in range(8)]
    manifest["issue"]["imprint"] = [{"label": f"项目{n}", "value": "内容"} for n in range(12)]
    first, second = compose(manifest).pages[1:3]
    assert (names_in(first), names_in(second)) == (COLUMNS[:2], COLUMNS[2:])
    tops = [min(item.y for item in page.items if is_name(item)) for page in (first, second)]
    assert tops[0] == tops[1]


def test_a_board_and_an_imprint_that_find_room_on_one_page_take_one():
    manifest = samples.manifest([("基层活动", "news", [samples.article(1)])])
    manifest["issue"]["board"] = [{"post": "主编", "names": ["陶景行"]}]
    manifest["issue"]["imprint"] = [{"label": "主办", "value": "青海省总工会"}]
    pages = compose(manifest).pages
    assert [number for number, page in enumerate(pages) if any(is_head(item) for item in page.items)] == [1]


def test_every_article_of_a_very_long_contents_is_in_it():
    columns = [(f"栏目{n}", "news", [samples.article(n * 100 + m) for m in range(20)]) for n in range(8)]
    manifest = samples.manifest(columns)
    pages = compose(manifest).pages
    listed = [
        item.id for page in pages for item in page.items if isinstance(item, Text) and item.style == "contents-entry"
    ]
    wanted = {f"contents.{article['id']}" for column in manifest["columns"] for article in column["articles"]}
    assert wanted <= set(listed)
    assert len(names_in(pages[1])) > 1


COLUMNS = ["学习强会", "市州动态", "基层活动", "职工来信"]


def is_name(item: object) -> bool:
    return isinstance(item, Text) and item.style == "contents-column"


def is_head(item: object) -> bool:
    return isinstance(item, Text) and item.style == "board-head"


def names_in(page: Page) -> list[str]:
    return [text_of(line) for item in page.items if is_name(item) for line in item.lines]
