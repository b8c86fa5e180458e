"""Whole issues: every page keeps to the grid, nothing overflows, nothing is lost."""

import json
import random

import pytest

from tests.typesetting.composition.samples import (
    article,
    cell,
    figure,
    han,
    heading,
    manifest,
    paragraph,
    photo,
    sentence_text,
    table,
)
from typesetting.composition import compose
from typesetting.composition.design import BOTTOM, COLUMN, LEFT, ROW, ROWS, TEXT_WIDTH, TOP, TWO
from typesetting.composition.plan import Box, Image, Link, Run, Table, Text

LAYOUTS = ("feature", "news", "profiles", "letter")


def texts(plan, **wanted):
    """All Texts of the plan, with their pages, whose fields are as wanted."""
    for page in plan.pages:
        for item in page.items:
            if isinstance(item, Text) and all(getattr(item, name) == value for name, value in wanted.items()):
                yield page, item


def line_text(line):
    return "".join(piece.text if isinstance(piece, Run) else piece for piece in line if not isinstance(piece, float))


def body_of(plan, number):
    """The running text of an article as it stands in the plan, in reading order, without what stands over it."""
    found = []
    for _, item in texts(plan):
        if item.id.startswith(f"{number}.head"):
            continue
        if item.id.startswith(f"{number}.") and item.role in ("paragraph", "heading", "quote", "item"):
            found.extend(line_text(line) for line in item.lines)
    return "".join(found)


def check_geometry(plan):
    """Nothing outside the text area, whole pages, and both columns on one grid."""
    assert len(plan.pages) % 4 == 0
    anchors = {item.anchor for _, item in texts(plan)}
    assert {entry.anchor for entry in plan.outline} <= anchors
    for page in plan.pages:
        for item in page.items:
            if isinstance(item, Text) and item.role != "artifact":
                leading = plan.styles[item.style].leading
                assert item.lines
                assert item.y + leading * len(item.lines) <= BOTTOM + 0.05, (page.number, item)
                assert item.x + item.width <= LEFT + TEXT_WIDTH + 0.05
            elif isinstance(item, Image):
                assert item.y >= TOP - 0.05 and item.y + item.height <= BOTTOM + 0.05
                assert item.x >= LEFT - 0.05 and item.x + item.width <= LEFT + TEXT_WIDTH + 0.05
            elif isinstance(item, Table):
                assert item.y + sum(row.height for row in item.rows) <= BOTTOM + 0.05, page.number
                assert item.x + sum(item.columns) <= LEFT + TEXT_WIDTH + 0.01 * len(item.columns) + 0.05
            if isinstance(item, Text) and item.style == "body" and page.folio:
                rows = (item.y - TOP) / ROW
                assert abs(rows - round(rows)) < 0.01


def check_no_overlap(plan):
    """No two pieces of running text, photos or tables stand on one another."""
    for page in plan.pages:
        boxes = []
        for item in page.items:
            set_in = (
                isinstance(item, Text) and item.role == "caption" and item.width < COLUMN / 2
            )  # in lines cut short for it
            if (
                isinstance(item, Text)
                and item.role != "artifact"
                and ".tail" not in item.id
                and page.folio
                and not set_in
            ):
                boxes.append((item.x, item.y, item.width, plan.styles[item.style].leading * len(item.lines), item))
            elif isinstance(item, Table):
                boxes.append((item.x, item.y, sum(item.columns), sum(row.height for row in item.rows), item))
        for index, (x, y, width, height, item) in enumerate(boxes):
            for x2, y2, width2, height2, other in boxes[index + 1 :]:
                beside = x + width <= x2 + 0.1 or x2 + width2 <= x + 0.1
                apart = y + height <= y2 + 0.1 or y2 + height2 <= y + 0.1
                assert beside or apart, (page.number, item, other)


def blocks_for(rng, paragraphs, headings=True):
    found = []
    for index in range(paragraphs):
        if headings and index % 5 == 2:
            found.append(heading(han(rng, rng.randrange(4, 30)), 1 + index % 3))
        found.append(paragraph(sentence_text(rng, rng.randrange(10, 260), 0.15)))
    return found


@pytest.fixture(scope="module")
def issue():
    """An issue with all layouts, photos and tables, and its plan."""
    rng = random.Random(20)
    photos = {"wide": photo(2400, 1600), "small": photo(1200, 900, credit="某某"), "tall": photo(900, 1300)}
    features = []
    for number in range(1, 7):
        blocks = blocks_for(rng, 10 + 4 * number)
        blocks.insert(3, figure("wide", "说明文字"))
        blocks[9:9] = [figure("small"), figure("tall")]
        blocks.insert(
            14, table([[cell("单位"), cell("人数")]], [[cell(han(rng, 6)), cell("1234")] for _ in range(9)], "表")
        )
        features.append(
            article(number, blocks, bylines=[{"name": "某某", "post": "省总工会主席"}], source="《人民日报》")
        )
    news = [
        article(number, blocks_for(rng, 3, False), label=f"某{number}州总工会", contributor=f"某{number}州总工会")
        for number in range(20, 32)
    ]
    profiles = [article(number, [figure("tall"), *blocks_for(rng, 4, False)]) for number in range(40, 44)]
    letter = [article(50, [paragraph(sentence_text(rng, 160)) for _ in range(3)], contributor="青海省总工会")]
    made = manifest(
        [
            ("卷首", "letter", letter),
            ("学习", "feature", features),
            ("市州动态", "news", news),
            ("劳模", "profiles", profiles),
        ],
        photos,
    )
    return made, compose(made)


def test_everything_stands_inside_the_text_area_on_the_grid(issue):
    check_geometry(issue[1])


def test_nothing_stands_on_anything_else(issue):
    check_no_overlap(issue[1])


def test_no_text_of_an_article_is_lost_or_reordered(issue):
    made, plan = issue
    for column in made["columns"]:
        for entry in column["articles"]:
            if column["layout"] == "letter":
                continue
            expected = "".join(
                span["text"]
                for block in entry["blocks"]
                if block["kind"] in ("paragraph", "heading")
                for span in block["spans"]
            )
            found = body_of(plan, entry["id"]).replace(" ", "")
            assert found.startswith(expected.replace(" ", "")), entry["id"]


def test_the_same_manifest_gives_the_same_plan(issue):
    made, plan = issue
    again = compose(json.loads(json.dumps(made)))
    assert json.dumps(plan.as_json(), ensure_ascii=False) == json.dumps(again.as_json(), ensure_ascii=False)


def test_a_feature_opens_a_page_and_its_title_stands_across_both_columns(issue):
    made, plan = issue
    firsts = [plan.page_map[entry["id"]][0] for entry in made["columns"][1]["articles"]]
    assert len(set(firsts)) == len(firsts)
    for page, item in texts(plan, role="title"):
        if item.anchor in {f"a-{number}" for number in range(1, 7)}:
            assert (item.x, item.width) == (round(LEFT, 2), round(TEXT_WIDTH, 2))
            assert item.y < TOP + 6 * ROW
            assert str(page.number) == plan.folios[item.anchor[2:]]


def test_no_heading_is_left_without_two_lines_under_it(issue):
    _, plan = issue
    for page, item in texts(plan, role="heading"):
        if page.folio:
            foot = item.y + len(item.lines) * plan.styles[item.style].leading
            below = [
                other
                for other in page.items
                if isinstance(other, Text | Image | Table) and other.y >= foot - 0.1 and abs(other.x - item.x) < COLUMN / 2
                and getattr(other, "role", "") != "artifact"
            ]  # fmt: skip
            assert below, (page.number, item)


def test_widows_are_rare(issue):
    _, plan = issue
    widows = [item for _, item in texts(plan, continued=True, style="body") if len(item.lines) == 1]
    parts = [item for _, item in texts(plan, continued=True, style="body")]
    assert len(widows) <= max(1, len(parts) // 20)


def test_no_page_inside_the_issue_is_blank_and_no_column_is_half_empty_in_mid_article(issue):
    made, plan = issue
    for first, last in plan.page_map.values():
        for number in range(first, last):
            page = plan.pages[number - 1]
            if number == first or any(isinstance(item, Table | Image) for item in page.items):
                continue
            for column in (0, 1):
                rows = sum(
                    len(item.lines)
                    for item in page.items
                    if isinstance(item, Text) and item.role != "artifact" and abs(item.x - TWO.x(column)) < 30
                )
                assert rows >= ROWS - 5, (number, column, rows)


def test_the_contents_name_the_page_each_article_begins_on_and_link_to_it(issue):
    made, plan = issue
    links = {item.target: item for page in plan.pages for item in page.items if isinstance(item, Link)}
    anchors = {item.anchor for _, item in texts(plan) if item.anchor}
    for column in made["columns"]:
        for entry in column["articles"]:
            link = links[f"a-{entry['id']}"]
            row = [
                line_text(item.lines[0])
                for page in plan.pages[1:4]
                for item in page.items
                if isinstance(item, Text) and abs(item.y - (link.y + link.height - ROW)) < 0.1 and any(
                    other is link for other in page.items
                )
            ]  # fmt: skip
            assert plan.folios[entry["id"]] in row
    assert {entry.anchor for entry in plan.outline} <= anchors
    assert set(links) <= anchors


def test_heads_carry_the_title_on_left_pages_and_the_column_on_right_ones(issue):
    _, plan = issue
    for page in plan.pages:
        heads = [line_text(item.lines[0]) for _, item in texts(plan, style="head") if item in page.items]
        if page.folio:
            assert heads and (heads[0].startswith("青海工运") == (page.number % 2 == 0))
            assert page.folio == str(page.number)
        else:
            assert not heads


def test_portraits_have_the_text_beside_them(issue):
    _, plan = issue
    for number in range(40, 44):
        page = plan.pages[plan.page_map[str(number)][0] - 1]
        portrait = next(item for item in page.items if isinstance(item, Image) and item.photo == "tall")
        assert portrait.width < COLUMN / 2


def test_photos_lose_at_most_six_in_a_hundred(issue):
    made, plan = issue
    for page in plan.pages:
        for item in page.items:
            if isinstance(item, Image) and item.width > COLUMN / 2:
                entry = made["photos"][item.photo]
                ratio = item.width / item.height * entry["height"] / entry["width"]
                assert 0.93 <= ratio <= 1.07, (page.number, item)


# -- extremes ---------------------------------------------------------------------------------------------------------

RNG = random.Random(77)
ADDRESS = "https://example.com/" + "a" * 480
PHOTOS = {"tall": photo(400, 4000), "flat": photo(6000, 500, "很宽的照片" * 40), "fine": photo(1800, 1200, "")}
BIG = table(
    [[cell("序"), cell("名称"), cell("说明")]],
    [[cell(str(n)), cell(han(RNG, 6)), cell(han(RNG, 30))] for n in range(300)],
)
BROAD = table(
    [[cell(c) for c in "甲乙丙丁戊己"]], [[cell(han(RNG, RNG.randrange(2, 30))) for _ in range(6)] for _ in range(120)]
)
MERGED = table([], [[cell("合", down=60), cell("一")], *([cell(han(RNG, 8))] for _ in range(59))])
HUGE = table([[cell("甲"), cell("乙")]], [[cell(sentence_text(RNG, 3000)), cell("短")]])

EXTREMES = {
    "a title of 2000 characters": [article(1, [paragraph("工会。")], title=sentence_text(RNG, 2000))],
    "empty articles": [article(1), article(2, [paragraph("")], title="")],
    "one paragraph": [article(1, [paragraph("一段。")])],
    "no article": [],
    "sixty authors and a long kicker": [
        article(1, blocks_for(RNG, 5), bylines=[{"name": "某某某", "post": "副主席"}] * 60, kicker=han(RNG, 400), subtitle=han(RNG, 500))
    ],
    "tables": [article(n, [paragraph(sentence_text(RNG, 200)), found, paragraph("完。")]) for n, found in enumerate((BIG, BROAD, MERGED, HUGE, table([], [])))],
    "photos taller than the page": [
        article(1, [figure("tall"), paragraph("工会。"), figure("flat"), figure("flat"), *[figure("tall")] * 3, *[figure("fine")] * 5]),
        article(2, [figure("fine")]),
    ],
    "words of 500 letters": [article(1, [paragraph(ADDRESS), paragraph("“" * 99), paragraph("！" * 99), paragraph("1" * 600)], title=ADDRESS)],
    "headings one after another": [article(1, [heading(han(RNG, 12), 1 + n % 3) for n in range(120)])],
    "a long editor's note": [article(1, [paragraph("文。")], editors_note=[paragraph(sentence_text(RNG, 2500))])],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", EXTREMES)
def test_extremes_compose_without_overflow(case, layout):
    plan = compose(manifest([("栏目", layout, EXTREMES[case])], PHOTOS))
    check_geometry(plan)
    check_no_overlap(plan)
    assert set(plan.page_map) == {entry["id"] for entry in EXTREMES[case]}


def test_two_hundred_articles_compose():
    rng = random.Random(4)
    columns = [
        (
            f"第{n}栏",
            "news" if n % 2 else "feature",
            [article(20 * n + k, blocks_for(rng, 2, False)) for k in range(20)],
        )
        for n in range(10)
    ]
    plan = compose(manifest(columns))
    check_geometry(plan)
    assert len(plan.page_map) == 200


def test_an_issue_without_columns_is_cover_contents_and_fillers():
    plan = compose(manifest([]))
    assert len(plan.pages) == 4
    assert any("4的倍数" in note for note in plan.notes)


def test_a_character_no_font_has_is_noted_with_its_page_and_article():
    plan = compose(manifest([("栏", "feature", [article(1, [paragraph("工\U00030ff0会。")], title="标题")])]))
    note = next(note for note in plan.notes if "字库里没有" in note)
    assert note.startswith(f"第{plan.page_map['1'][0]}页《标题》")


def test_a_repeated_table_head_stands_on_every_part():
    plan = compose(manifest([("栏", "feature", [article(1, [BIG])])]))
    parts = [item for page in plan.pages for item in page.items if isinstance(item, Table)]
    assert len(parts) > 3
    assert sum(len(part.rows) - part.head_rows for part in parts) == 300
    assert all(line_text(part.rows[0].cells[0].lines[0]) == "序" for part in parts)


def test_the_pages_so_far_are_told_after_each_column():
    told = []
    compose(manifest([("甲", "news", [article(1)]), ("乙", "news", [])]), progress=lambda *step: told.append(step))
    assert [(stage, pages > 1, total) for stage, pages, total in told] == [("排版", True, 0)] * 2


def test_every_style_and_colour_of_the_plan_is_known(issue):
    from typesetting.making.colours import inks

    _, plan = issue
    for _, item in texts(plan):
        assert item.style in plan.styles
        for line in item.lines:
            assert all(piece.style in plan.styles for piece in line if isinstance(piece, Run) and piece.style)
    assert {style.colour for style in plan.styles.values()} <= set(inks())
    boxes = [item for page in plan.pages for item in page.items if isinstance(item, Box)]
    assert {box.fill for box in boxes if box.fill} <= set(inks())
