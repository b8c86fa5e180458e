"""Articles no page is made for, through the press to a PDF: set as well as may be, and nothing lost or run over an edge."""

from __future__ import annotations

import random

import pytest

from tests.typesetting.composition.samples import article, cell, figure, han, manifest, paragraph, sentence_text, table
from tests.typesetting.composition.test_compose import check_geometry
from tests.typesetting.plans import draw_photo
from typesetting.composition import compose
from typesetting.preflight.contents import check_contents
from typesetting.preflight.findings import Findings
from typesetting.render import render

RNG = random.Random(5)
SHORT = [paragraph(sentence_text(RNG, 300))]
LONG = sentence_text(RNG, 5000)
GRID = table(
    [[cell(han(RNG, 4)) for _ in range(30)]], [[cell(han(RNG, 4)) for _ in range(30)] for _ in range(12)], "三十栏"
)


def shown(*figures: dict) -> list[dict]:
    return [*SHORT, *figures, *SHORT]


ARTICLES = {
    "a table's head of 5,000 characters": shown(table([[cell("名"), cell(LONG)]], [[cell("甲"), cell("乙")]])),
    "a cell of 5,000 beside a merged one": shown(
        table([[cell("名"), cell("说明")]], [[cell("甲", down=2), cell(LONG)], [cell("短")]])
    ),
    "a table's caption of 2,000": shown(table([[cell("名")]], [[cell("甲")]], LONG[:2000])),
    "a table of thirty columns": shown(GRID),
    "a photo's caption of 5,000": shown(figure("a", LONG)),
    "a photo's caption of 500": shown(figure("a", LONG[:500])),
    "sixty photos with one caption": [figure("a", "图为现场") for _ in range(60)],
    "photos of one pixel and twenty to one": shown(figure("px", "点"), *SHORT, figure("strip", "条")),
    "a word of 200 letters and an address of 300": [paragraph("词" + "Abcdefghij" * 20 + "尾。http://a.example/" + "path/" * 57)],
}  # fmt: skip


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    folder = tmp_path_factory.mktemp("photos")
    sizes = {"a": (1600, 1200), "px": (1, 1), "strip": (4000, 200)}
    return folder, {key: draw_photo(folder / f"{key}.jpg", size) for key, size in sizes.items()}


@pytest.mark.parametrize("layout", ["feature", "news", "profiles", "letter"])
@pytest.mark.parametrize("blocks", ARTICLES.values(), ids=ARTICLES)
def test_it_stays_within_its_pages(blocks, layout, photos):
    check_geometry(compose(manifest([("栏目", layout, [article(1, blocks)])], photos[1])))


def test_an_issue_of_them_is_printed_whole(photos, tmp_path):
    made = [article(number, blocks, title=f"{name}的一篇") for number, (name, blocks) in enumerate(ARTICLES.items())]
    columns = [("长" * 40, "feature", made), ("人物", "profiles", [article("p", [figure("a", LONG[:500]), *SHORT])])]
    done = render(
        manifest(columns, photos[1]), photo_root=photos[0], out_dir=tmp_path / "out", cache_dir=tmp_path / "c"
    )
    assert done.preflight["errors"] == []


def test_a_title_no_font_can_set_is_named_once(photos, tmp_path):
    made = [article(1, SHORT, title="喆堃𬭎𰻝😀在车间", subtitle="—" + "副" * 250)]
    done = render(
        manifest([("栏目", "feature", made)]), photo_root=photos[0], out_dir=tmp_path / "o", cache_dir=tmp_path / "c"
    )
    assert {error["code"] for error in done.preflight["errors"]} == {"missing-glyph"}


def test_words_that_are_left_out_are_named_with_article_and_page(photos, tmp_path):
    made = manifest([("栏目", "feature", [article(1, SHORT), article(2, [*SHORT], title="另一篇")])])
    done = render(made, photo_root=photos[0], out_dir=tmp_path / "o", cache_dir=tmp_path / "c")
    made["columns"][0]["articles"][1]["blocks"].append(paragraph("这十个字没有排进版面"))
    findings = Findings()
    check_contents(done.print_pdf, done.plan, made, findings)
    (error,) = (error for error in findings.report()["errors"] if error["code"] == "overset")
    assert error["page"] == 4 and "《另一篇》少了" in error["message"]


def test_two_photos_of_one_size_are_told_apart_on_a_page_where_one_stands_again(photos, tmp_path):
    folder = photos[0]
    pictures = {"a": photos[1]["a"], "b": draw_photo(folder / "b.jpg", (800, 600), "L")}
    made = [article(1, shown(figure("a", "甲"))), article(2, shown(figure("b", "乙"), *SHORT, figure("a", "甲")))]
    for one in made:
        one["layout"] = {"photo_size": "column"}
    done = render(
        manifest([("栏目", "feature", made)], pictures),
        photo_root=folder,
        out_dir=tmp_path / "o",
        cache_dir=tmp_path / "c",
    )
    assert done.preflight["errors"] == []


ODD = [
    "同形的字：用人单位⼀⾼⽤⼈⼯，一高用人工，標点·•‧・与‑-‐，豈更。",
    "字库里没有的：𠮷😀👩‍👩‍👧བོད་ཡིག，葛󠄀与葛︀。",
    "生僻𬭎喆堃龘㐂𫠜，组合é与é，ﬁﬂ，ＡＢＣ１２３，㎡㎞℃‰Ⅲ①㈠。",
    "空 格　全角\u00a0不断\u2003宽\u200b零\u00ad软\ufeff；-‑，-‐，·‧•。",
]


@pytest.mark.parametrize(
    "signs", [ODD, ODD[::-1], [text[::-1] for text in ODD]], ids=["as told", "last first", "backwards"]
)
def test_signs_of_one_shape_and_signs_of_no_font_are_no_fault_of_the_pages(signs, tmp_path):
    made = [
        article(number, [paragraph(text), paragraph(text * 3)], title=f"题{text[:6]}")
        for number, text in enumerate(signs)
    ]
    grid_of = table([[cell(text[:6]) for text in signs]], [[cell(text[:9]) for text in signs]], "表")
    made.append(article("t", [*SHORT, grid_of], title="表格"))
    columns = [("栏目⾼", "feature", made[:2]), ("动态", "news", made[2:])]
    done = render(manifest(columns, {}), photo_root=tmp_path, out_dir=tmp_path / "out", cache_dir=tmp_path / "cache")
    assert {one["code"] for one in done.preflight["errors"]} <= {"missing-glyph"}
    assert all(one["box"] for one in done.preflight["errors"])
