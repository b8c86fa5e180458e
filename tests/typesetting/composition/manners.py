"""Issues in manners that differ, invented from a seed: what the journal's own issues have little of, in plenty."""

from __future__ import annotations

import random

from tests.typesetting.composition.samples import article, cell, figure, han, heading, manifest, paragraph, table

NUMBERS = (
    "2026年10月20日", "12.5%", "1,234,567.89元", "63%～68%", "〔2026〕24号", "第18届", "3×4=12", "25℃", "±0.5mm", "10 个", "8:30—17:30", "①", "Ⅲ",
)  # fmt: skip
WORDS = (
    "GDP", "5G", "COVID-19", "Excel", "PDF/X-4", "e-mail", "WeChat", "T-box", "office@example.org",
    "http://www.example.org/a/b/c?id=12&x=3", "https://gongyun.example.org/articles/2026/05/",
)  # fmt: skip
BRACKETS = (
    "（试行）", "《工会法》", "“五一”", "“一个”、“两个”", "（见《通知》）", "【重要】", "——", "……", "「样」", "《关于〈某某〉的意见》", "“‘深’入”",
)  # fmt: skip
SIZES, PLACES = ("", "column", "wide", "page"), ("", "top", "foot", "end")
ADDRESS = "https://gongyun.example.org/articles/7/"


def text(rng: random.Random, length: int, odd: float = 0.25) -> str:
    """Running text of about `length` characters; `odd` is how often a number, a Latin word or a bracket comes between clauses."""
    found = ""
    while len(found) < length:
        found += han(rng, rng.randrange(2, 15))
        if rng.random() < odd:
            found += rng.choice(rng.choice((NUMBERS, WORDS, BRACKETS)))
        found += rng.choice("，，，，，。。、、；：！？")
    return f"{found[:-1]}。"


def body(rng: random.Random, characters: int) -> list[dict]:
    """Paragraphs of all lengths under headings of three levels."""
    found, count = [], 0
    while count < characters:
        if found and len(found) % 6 == 5:
            found.append(heading(han(rng, rng.randrange(3, 26)), rng.randrange(1, 4)))
        said = text(rng, rng.randrange(15, 320))
        found.append(paragraph(said))
        count += len(said)
    return found


def grid(rng: random.Random, columns: int, rows: int) -> dict:
    """A table of figures and words, with empty cells."""
    return table(
        [[cell(han(rng, rng.randrange(2, 6))) for _ in range(columns)]],
        [
            [
                cell(han(rng, rng.randrange(2, 10))),
                *(cell(rng.choice((str(rng.randrange(10**5)), han(rng, 6), "—", ""))) for _ in range(columns - 1)),
            ]
            for _ in range(rows)
        ],
        han(rng, 10),
    )


def _put(rng: random.Random, blocks: list[dict], *more: dict) -> None:
    at = rng.randrange(1, len(blocks) + 1)
    blocks[at:at] = more


def _figures(rng: random.Random, photos: dict, most: int) -> list[dict]:
    keys = sorted(photos)
    return [
        figure(rng.choice(keys), rng.choice(("", f"图为{han(rng, rng.randrange(6, 40))}")))
        for _ in range(rng.randrange(1, most + 1))
    ]


def tables(rng: random.Random, photos: dict) -> dict:
    """A table in every article, one of them of eight columns and sixty rows in each third."""
    made = []
    for number in range(8):
        blocks = body(rng, rng.randrange(800, 2500))
        _put(rng, blocks, grid(rng, rng.choice((2, 3, 4, 6, 8)), rng.choice((3, 8, 20, 35))))
        if number % 3 == 0:
            _put(rng, blocks, grid(rng, 8, 60))
        made.append(article(number, blocks, title=han(rng, rng.randrange(6, 20))))
    return manifest([("工作研究", "feature", made[:5]), ("市州动态", "news", made[5:])], photos)


def photographs(rng: random.Random, photos: dict) -> dict:
    """Photos of all shapes, alone and in groups, in every article."""
    made = []
    for number in range(12):
        blocks = body(rng, rng.randrange(500, 2500))
        for _ in range(rng.randrange(1, 4)):
            _put(rng, blocks, *_figures(rng, photos, 6))
        made.append(article(number, blocks, title=han(rng, rng.randrange(6, 20))))
    return manifest([("学习", "feature", made[:6]), ("市州动态", "news", made[6:])], photos)


def choices(rng: random.Random, photos: dict) -> dict:
    """Every article laid out as chance would ask for it, with photos, tables, lists, quotations, notes and codes."""
    made = []
    for number in range(18):
        blocks = body(rng, rng.randrange(150, 3000))
        _put(rng, blocks, *_figures(rng, photos, 3))
        if rng.random() < 0.3:
            _put(rng, blocks, grid(rng, rng.choice((2, 4, 6)), rng.randrange(2, 20)))
        if rng.random() < 0.3:
            _put(rng, blocks, {"kind": "quote", "paragraphs": [[{"text": text(rng, 40)}]]})
        if rng.random() < 0.3:
            items = [[{"text": text(rng, rng.randrange(5, 80))}] for _ in range(4)]
            _put(rng, blocks, {"kind": "list", "ordered": rng.random() < 0.5, "items": items}, {"kind": "rule"})
        layout = {
            "own_page": rng.random() < 0.3,
            "columns": rng.choice((0, 0, 1, 2, 3)),
            "photo_size": rng.choice(SIZES),
            "photo_place": rng.choice(PLACES),
            "keep_together": rng.random() < 0.3,
            "lines": rng.choice((0, 0, 0, 1, -1, 2, -2)),
            "address": rng.choice(("", ADDRESS)),
        }
        made.append(
            article(
                number, blocks, title=han(rng, rng.randrange(4, 41)), kicker=rng.choice(("", han(rng, 10))), layout=layout,
                subtitle=rng.choice(("", han(rng, 18))), editors_note=rng.choice(([], [paragraph(text(rng, 120))])),
            )
        )  # fmt: skip
    return manifest(
        [("学习", "feature", made[:8]), ("市州动态", "news", made[8:14]), ("风采", "profiles", made[14:16]), ("来信", "letter", made[16:])],
        photos,
    )  # fmt: skip


def lists(rng: random.Random, _photos: dict) -> dict:
    """Lists in every article, between paragraphs and quotations no longer than they are."""
    made = []
    for number in range(8):
        blocks = []
        for _ in range(5):
            items = [[{"text": text(rng, rng.randrange(5, 60), 0.1)}] for _ in range(rng.randrange(3, 13))]
            blocks += [
                paragraph(text(rng, rng.randrange(20, 60), 0.1)),
                {"kind": "list", "ordered": number % 2 == 0, "items": items},
            ]
            blocks.append({"kind": "quote", "paragraphs": [[{"text": text(rng, 60, 0.1)}]]})
        made.append(article(number, blocks, title=han(rng, rng.randrange(6, 20))))
    return manifest([("办事指南", "feature", made[:4]), ("摘要", "news", made[4:])])


def sayings(rng: random.Random, photos: dict) -> dict:
    """Conversations, laws, names, notices and letters, and items of a few lines with and without a photo."""

    def name() -> str:
        return rng.choice("王李张刘陈杨赵周马") + han(rng, rng.randrange(1, 3))

    talk = [paragraph(f"{who}：{text(rng, rng.randrange(20, 200), 0.1)}") for _ in range(12) for who in ("问", "答")]
    law = [paragraph(f"第{number}条 {text(rng, rng.randrange(30, 200), 0.1)}") for number in "一二三四五六七八九十"]
    names = [paragraph("　".join(name() for _ in range(rng.randrange(5, 60)))) for _ in range(6)]
    roll = [block for names_of in names for block in (heading(han(rng, 8), 2), names_of)]
    posts = [paragraph(f"{name()}　{han(rng, 12)}") for _ in range(40)]
    notice = [paragraph("各市州总工会："), *body(rng, 600), paragraph("青海省总工会"), paragraph("2026年10月20日")]
    letter = [
        paragraph("编辑同志："),
        *(paragraph(text(rng, 160)) for _ in range(3)),
        paragraph("此致"),
        paragraph("敬礼！"),
    ]
    features = [article(number, blocks) for number, blocks in enumerate((talk, law, roll, posts, notice))]
    briefs = [
        article(number, [paragraph(text(rng, rng.randrange(20, 90)))], title=han(rng, 12)) for number in range(10, 40)
    ]
    shown = [
        article(number, [paragraph(text(rng, rng.randrange(40, 200))), *_figures(rng, photos, 1)], title=han(rng, 12))
        for number in range(50, 62)
    ]
    columns = [("学习", "feature", features), ("简讯", "news", briefs), ("图片新闻", "news", shown)]
    return manifest([*columns, ("来信", "letter", [article(70, letter, contributor=name())])], photos)


MANNERS = (tables, photographs, choices, lists, sayings)
