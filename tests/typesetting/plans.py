"""A hand-made plan of eight pages that uses every kind of item, with the manifest it could have come from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PIL import Image as Picture
from PIL import ImageDraw

from typesetting.composition.plan import (
    Box,
    Cover,
    Image,
    Link,
    OutlineEntry,
    Page,
    Plan,
    Run,
    Style,
    Table,
    TableCell,
    TableRow,
    Text,
)
from typesetting.manifest import FORMAT, sealed

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED = 210 * MM, 285 * MM, 3 * MM
STYLES = {
    "body": Style("song", 10.5, 16.8),
    "title": Style("song-bold", 24, 33.6, "accent"),
    "heading": Style("hei-bold", 12, 16.8),
    "strong": Style("hei-bold", 10.5, 16.8),
    "note": Style("kai", 9, 16.8, "grey"),
    "cell": Style("song", 9, 12),
    "official": Style("fang", 10.5, 16.8),
    "folio": Style("hei", 8, 12),
}
IMPRINT = (
    ("编印部门", "某部"),
    ("发送对象", "全省各级工会"),
    ("印刷单位", "某印刷厂"),
    ("印刷日期", "2026年10月"),
    ("印刷数量", "1700册"),
)
LEFT, RIGHT, TOP = 56.1, 308.1, 90.0


def draw_photo(path: Path, size: tuple[int, int] = (1500, 1000), mode: str = "RGB") -> dict:
    """Draw a photo (mountains under a sky) and return its entry for a manifest's photos."""
    width, height = size
    picture = Picture.linear_gradient("L").resize(size).convert("RGB")
    picture = Picture.blend(picture, Picture.new("RGB", size, (70, 130, 190)), 0.6)
    brush = ImageDraw.Draw(picture)
    for index, colour in enumerate(((92, 110, 120), (60, 84, 70), (40, 60, 44))):
        base = height * (0.5 + 0.15 * index)
        points = [(width * i / 8, base - (i * 37 + index * 53) % 97 / 97 * height * 0.25) for i in range(9)]
        brush.polygon([*points, (width, height), (0, height)], fill=colour)
    picture.convert(mode).save(path, quality=85)
    return photo_entry(path, size)


def photo_entry(path: Path, size: tuple[int, int]) -> dict:
    """The entry of any file as a photo."""
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "format": "JPEG",
        "width": size[0],
        "height": size[1],
        "credit": "本刊资料",
        "caption": "高原上的工地",
    }


def manifest_of(photos: dict, cover_photo: str | None = "cover", **cover) -> dict:
    """A sealed manifest of one column and two articles."""
    return sealed(
        {
            "format": FORMAT,
            "periodical": {
                "slug": "gongyun",
                "title": "青海工运",
                "sponsor": "青海省总工会",
                "permit": "青（6300077）",
                "statement": "内部资料 免费交流",
                "internal": True,
            },
            "issue": {
                "year": 2026,
                "number": 5,
                "serial": 268,
                "label": "2026年第5期",
                "date": "2026-10-20",
                "cover": {
                    "design": "",
                    "photo": cover_photo,
                    "caption": "清晨的工地",
                    "credit": "摄影 某某",
                    "headlines": ["让服务多走一步", "把课堂搬到班组里", "一线职工的一天"],
                }
                | cover,
                "board": [],
                "imprint": [{"label": label, "value": value} for label, value in IMPRINT],
            },
            "columns": [
                {
                    "name": "基层活动",
                    "layout": "feature",
                    "articles": [
                        article("1", "让服务多走一步", "接上页的一行。", photo="yard"),
                        article("2", "把课堂搬到班组里", "第二篇的正文。"),
                    ],
                }
            ],
            "photos": photos,
        }
    )


def article(key: str, title: str, words: str, photo: str = "") -> dict:
    """An article with one paragraph and perhaps a photo."""
    blocks: list[dict] = [{"kind": "paragraph", "spans": [{"text": words}]}]
    if photo:
        blocks.append({"kind": "figure", "photo": photo, "alt": "工地", "caption": []})
    empty = dict.fromkeys(("kicker", "subtitle", "running_title", "contributor", "label", "source"), "")
    return {"id": key, "title": title, "bylines": [], "editors_note": [], "blocks": blocks} | empty


def page_of_everything() -> Page:
    """Page 3: text of all faces, marks, kerns, runs, a table, a photo, boxes and links."""
    return Page(
        3,
        "3",
        [
            Box(LEFT, 62, 483, 0.6, fill="rule"),
            *furniture(3),
            Text(LEFT, TOP, 483, "title", [["让服务多走一步"]], role="title", level=1, id="1-title", anchor="a1"),
            Text(
                LEFT,
                TOP + 50.4,
                231,
                "body",
                [
                    [2.0, "“", 0.0, "工会法”", -0.5, "，", 0.0, "（人民）", -0.5, "。职工之家建在工地上"],
                    ["，标点在行首也不动。行末也一样，", 0.0, "（好）"],
                    ["每年", 0.2, "2026", 0.2, "年", 0.05, "办", 0.05, "实", 0.05, "事AVATAR office，"],
                    [Run("加黑的字", "strong"), "，下划线", Run("https", underline=True, href="https://example.org/")],
                    ["H", Run("2", rise=-0.2), "O与m", Run("2", rise=0.33), "……省略——破折", -0.1, "·完"],
                ],
                id="1-0",
            ),
            Text(LEFT, TOP + 134.4, 231, "heading", [["一、把课堂搬到班组"]], role="heading", level=2, id="1-1"),
            Text(LEFT, TOP + 151.2, 231, "official", [[2.0, "仿宋的公文", Run("喆", "body"), "字。"]], role="quote"),
            Image(RIGHT, TOP + 50.4, 231, 154, "yard", alt="工地上的职工之家"),
            Text(RIGHT, TOP + 207, 231, "note", [["图为职工之家。", 1.0, "（县总资料）"]], role="caption"),
            Table(
                LEFT,
                TOP + 220,
                [90, 80, 60],
                [
                    TableRow(18, [cell("单位", True), cell("场次", True, "center"), cell("人数", True, "right")]),
                    TableRow(18, [cell("甲县总工会"), cell("12", False, "center"), cell("340", False, "right")]),
                    TableRow(18, [cell("合计"), TableCell([["352"]], "cell", colspan=2, align="right")]),
                ],
                head_rows=1,
                id="1-t",
            ),
            Box(LEFT, TOP + 300, 231, 60, fill="tint", stroke="accent", stroke_width=0.5),
            Text(LEFT + 8, TOP + 310, 200, "body", [["框里的话。"]], role="label"),
        ],
    )


def furniture(number: int) -> list[Text]:
    """Running head and folio of a page."""
    head = ["青海工运", 1.0, "2026年第5期"] if number % 2 == 0 else ["基层活动"]
    return [
        Text(LEFT, 46, 483, "folio", [head], role="artifact"),
        Text(520, 770, 20, "folio", [[str(number)]], role="artifact"),
    ]


def cell(text: str, header: bool = False, align: str = "left") -> TableCell:
    return TableCell([[text]], "cell", header=header, align=align)


def hand_made_plan() -> Plan:
    """Eight pages: cover, blank, contents and articles, back cover."""
    contents = Page(
        2,
        "",
        [
            Text(LEFT, TOP, 483, "title", [["目", 1.0, "录"]], role="title", level=1),
            Text(LEFT, TOP + 67.2, 483, "body", [["让服务多走一步", 0.5, "3"]]),
            Link(LEFT, TOP + 67.2, 483, 16.8, "a1"),
            Text(LEFT, TOP + 84, 483, "body", [["把课堂搬到班组里", 0.5, "5"]]),
            Link(LEFT, TOP + 84, 483, 16.8, "a2"),
            Text(LEFT, TOP + 134, 483, "note", [[value] for _, value in IMPRINT]),
        ],
    )
    going_on = Page(
        4, "4", [*furniture(4), Text(LEFT, TOP, 231, "body", [["接上页的一行。"]], id="1-0", continued=True)]
    )
    second = Page(
        5,
        "5",
        [
            *furniture(5),
            Text(LEFT, TOP, 483, "title", [["把课堂搬到班组里"]], role="title", level=1, anchor="a2"),
            Text(LEFT, TOP + 50.4, 231, "body", [[2.0, "第二篇的正文。"]]),
        ],
    )
    return Plan(
        WIDTH,
        HEIGHT,
        BLEED,
        STYLES,
        [
            Page(1, "", [Cover("front")]),
            contents,
            page_of_everything(),
            going_on,
            second,
            Page(6, "6", [*furniture(6), Text(LEFT, TOP, 231, "body", [["末页。"]])]),
            Page(7),
            Page(8, "", [Cover("back")]),
        ],
        page_map={"1": (3, 4), "2": (5, 6)},
        folios={"1": "3", "2": "5"},
        outline=[
            OutlineEntry("基层活动", "a1", 1),
            OutlineEntry("让服务多走一步", "a1", 2),
            OutlineEntry("把课堂搬到班组里", "a2", 2),
        ],
        title="青海工运 2026年第5期",
    )
