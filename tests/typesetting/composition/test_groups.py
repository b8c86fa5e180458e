"""Photos that stand together, pull quotes, and tables broader than their page."""

from __future__ import annotations

import random

import pytest

from tests.typesetting.composition.samples import (
    article,
    cell,
    figure,
    han,
    manifest,
    paragraph,
    photo,
    sentence_text,
    table,
)
from tests.typesetting.composition.test_compose import check_geometry, check_no_overlap, line_text, texts
from typesetting.composition import compose
from typesetting.composition.design import COLUMN, LEFT, TEXT_WIDTH
from typesetting.composition.groups import MOST, chunks, height_of, rows_of
from typesetting.composition.plan import Box, Image, Table

SHAPES = {
    "wide": photo(3000, 2000, ""),
    "four": photo(2400, 1800, ""),
    "tall": photo(2000, 3000, ""),
    "flat": photo(6000, 900, ""),
}


def words(seed: int, count: int = 8) -> list[dict]:
    rng = random.Random(seed)
    return [paragraph(sentence_text(rng, 200)) for _ in range(count)]


def plan_of(blocks: list[dict], layout: str = "feature", photos: dict | None = None, **fields):
    plan = compose(manifest([("栏目", layout, [article(1, blocks, **fields)])], SHAPES if photos is None else photos))
    check_geometry(plan)
    check_no_overlap(plan)
    return plan


def rows_by_top(plan) -> list[list[Image]]:
    """The photos of the issue by the line their tops stand on."""
    found: dict[tuple[int, float], list[Image]] = {}
    for page in plan.pages:
        for item in page.items:
            if isinstance(item, Image):
                found.setdefault((page.number, item.y), []).append(item)
    return list(found.values())


@pytest.mark.parametrize("count", range(2, 7))
@pytest.mark.parametrize("layout", ["feature", "news"])
def test_neighbouring_photos_stand_in_rows_of_one_height_across_the_page(count, layout):
    rng = random.Random(count)
    keys = [rng.choice(("wide", "four", "tall")) for _ in range(count)]
    plan = plan_of([*words(1, 2), *(figure(key, f"说明{n}") for n, key in enumerate(keys)), *words(2, 6)], layout)
    rows = rows_by_top(plan)
    assert [image.photo for row in rows for image in row] == keys
    for row in rows:
        assert len({image.height for image in row}) == 1
        assert row[0].x == pytest.approx(LEFT, abs=30)
        assert LEFT + TEXT_WIDTH - row[-1].x - row[-1].width == pytest.approx(row[0].x - LEFT, abs=0.1)
        for image in row:
            entry = SHAPES[image.photo]
            kept = image.width / image.height * entry["height"] / entry["width"]
            assert 0.93 <= kept <= 1.07
    assert len([item for _, item in texts(plan, style="caption")]) == count


def test_the_only_caption_of_a_group_is_the_whole_groups_with_all_who_took_it():
    photos = {
        key: photo(3000, 2000, "库里的说明", credit) for key, credit in (("a", "甲某"), ("b", "乙某"), ("c", "甲某"))
    }
    plan = plan_of([*words(1, 3), figure("a"), figure("b"), figure("c", "三张照片的说明"), *words(2)], photos=photos)
    ((_, caption),) = texts(plan, style="caption")
    assert "".join(line_text(line) for line in caption.lines).replace("\u3000", "") == "三张照片的说明甲某、乙某摄"
    assert caption.width > COLUMN


def test_a_photo_much_flatter_than_the_others_stands_alone():
    plan = plan_of([*words(1, 3), figure("wide", "一"), figure("flat", "二"), figure("wide", "三"), *words(2)])
    assert all(len(row) == 1 for row in rows_by_top(plan))


def test_many_photos_make_groups_of_about_equal_size():
    assert [chunks(count) for count in (1, 2, 6, 7, 13)] == [[1], [2], [6], [4, 3], [5, 4, 4]]
    assert all(sum(chunks(count)) == count and max(chunks(count)) <= MOST for count in range(1, 60))


def test_rows_hold_all_photos_in_order_and_no_higher_than_there_is_room():
    rng = random.Random(7)
    for _ in range(200):
        aspects = [rng.choice((0.67, 0.75, 1.0, 1.33, 1.5, 2.0)) for _ in range(rng.randrange(2, MOST + 1))]
        rows = rows_of(aspects, TEXT_WIDTH, 1000.0)
        assert [index for row in rows for index in row] == list(range(len(aspects)))
        assert sum(height_of([aspects[index] for index in row], TEXT_WIDTH) for row in rows) <= 1000


def test_a_photo_that_is_no_longer_there_leaves_a_frame_that_says_so():
    plan = plan_of([*words(1, 3), figure("gone", "不在的照片"), *words(2)])
    frames = [(page, item) for page in plan.pages for item in page.items if isinstance(item, Box) and item.stroke]
    assert len(frames) == 1
    said = ["".join(map(line_text, item.lines)) for _, item in texts(plan, style="caption")]
    assert sorted(said) == ["不在的照片", "照片缺失"]


# -- pull quotes ------------------------------------------------------------------------------------------------------


def quote(*lines: str) -> dict:
    return {"kind": "quote", "paragraphs": [[{"text": line}] for line in lines]}


def test_a_quotation_that_repeats_the_articles_own_words_is_a_pull_quote():
    text = "风停的时候，塔筒里很静，连自己的心跳也听得见。"
    plan = plan_of(
        [
            *words(3, 4),
            paragraph(f"他说：“{text}”大家笑了。"),
            quote("风停的时候，塔筒里很静，连自己的心跳也听得见"),
            *words(4),
        ]
    )
    ((_, pulled),) = texts(plan, style="pull")
    assert "".join(map(line_text, pulled.lines)) == text.rstrip("。")
    assert pulled.role == "quote"
    assert not [item for _, item in texts(plan, style="kai", role="quote")]


def test_a_quotation_of_other_words_is_set_as_one():
    plan = plan_of([*words(3, 4), quote("这是别人的话，文中没有第二处。"), *words(4)])
    assert not list(texts(plan, style="pull"))
    assert [item for _, item in texts(plan, style="kai", role="quote")]


# -- tables -----------------------------------------------------------------------------------------------------------


def broad(columns: int, rows: int = 5) -> dict:
    rng = random.Random(columns)
    head = [[cell(f"项目{n}") for n in range(columns)]]
    body = [
        [cell(f"单位{row}"), *(cell(str(rng.randrange(10000, 99999))) for _ in range(columns - 1))]
        for row in range(rows)
    ]
    return table(head, body, "统计表")


def cells_of(plan) -> list[str]:
    return [
        "".join(map(line_text, found.lines))
        for page in plan.pages
        for item in page.items
        if isinstance(item, Table)
        for row in item.rows
        for found in row.cells
    ]


@pytest.mark.parametrize("layout", ["feature", "news", "profiles"])
@pytest.mark.parametrize("columns", [3, 12, 16, 26, 45])
def test_a_table_of_any_number_of_columns_is_set_within_the_page_and_loses_nothing(columns, layout):
    block = broad(columns)
    plan = plan_of([*words(1, 2), block, *words(2, 3)], layout, title="统计")
    there = cells_of(plan)
    for row in (*block["head"], *block["body"]):
        for entry in row:
            assert entry["spans"][0]["text"] in there
    parts = {item.id for page in plan.pages for item in page.items if isinstance(item, Table)}
    told = [note for note in plan.notes if "表格有" in note]
    assert bool(told) == (len(parts) > 1 or "small-cell" in plan.styles)
    assert all("《统计》" in note and f"{columns}栏" in note for note in told)


def test_every_part_of_a_broad_table_begins_with_its_first_column():
    plan = plan_of([broad(40)])
    tables = [item for page in plan.pages for item in page.items if isinstance(item, Table)]
    assert len({item.id for item in tables}) > 1
    for item in tables:
        assert line_text(item.rows[0].cells[0].lines[0]) == "项目0"
        assert item.head_rows == 1


def test_no_figure_is_torn_in_a_table():
    plan = plan_of([broad(26)])
    for page in plan.pages:
        for item in page.items:
            if isinstance(item, Table):
                assert all(len(found.lines) == 1 for row in item.rows for found in row.cells)


def test_a_cell_merged_over_the_cut_stands_in_both_parts():
    block = broad(30)
    block["head"].insert(0, [cell("全省", across=30)])
    there = cells_of(plan_of([block]))
    assert there.count("全省") >= 2


def test_a_word_of_two_hundred_letters_and_a_title_of_a_hundred_and_twenty_are_set_whole():
    rng = random.Random(9)
    title, word = han(rng, 120), "W" * 200
    for layout in ("feature", "news", "profiles", "letter"):
        plan = plan_of([paragraph(f"工会{word}工会。")], layout, title=title)
        said = "".join(line_text(line) for _, item in texts(plan, role="title") for line in item.lines)
        assert title in said.replace(" ", "")
        body = "".join(line_text(line) for _, item in texts(plan, role="paragraph") for line in item.lines)
        assert word in body


@pytest.mark.parametrize(
    ("caption", "credit", "last"),
    [("光伏板下，羊群沿着检修道慢慢走过，走向远处的山（华青加 摄）", "", "（华青加 摄）"), ("光伏板下，羊群沿着检修道慢慢走过，走向远处的山", "华青加", "华青加\u3000摄")],
)  # fmt: skip
def test_the_photographer_under_a_photo_is_not_torn(caption, credit, last):
    photos = {"one": photo(1200, 800, "", credit)}
    plan = plan_of([*words(3, 2), figure("one", caption), *words(4, 2)], photos=photos)
    ((_, said),) = texts(plan, role="caption")
    assert len(said.lines) == 2 and line_text(said.lines[-1]) == last
