"""Invented text and manifests for the compositor's tests. The words mean nothing; the marks and figures are what is tried."""

from __future__ import annotations

import random

from typesetting.manifest import FORMAT, sealed

HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三"
    "之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表"
)
MARKS = "，，，，，。。、、；：！？"
ODD = (
    "2023年", "12.5%", "GDP", "《工会法》", "——", "……", "1,234.5万元", "（试行）", "“五一”", "63%～68%", "省·州", "10 个",
    "COVID-19", "25℃", "〔2023〕24号", "http://www.qhszgh.com/", "①", "Ⅲ", "C919", "A4", "“一个”、“两个”", "（见《通知》）。",
)  # fmt: skip


def han(rng: random.Random, count: int) -> str:
    """So many Han characters."""
    return "".join(rng.choice(HAN) for _ in range(count))


def sentence_text(rng: random.Random, length: int, odd: float = 0.3) -> str:
    """Running text of about `length` characters; `odd` is how often figures, Latin and brackets come between clauses."""
    text = ""
    while len(text) < length:
        text += han(rng, rng.randrange(2, 15))
        if rng.random() < odd:
            text += rng.choice(ODD)
        text += rng.choice(MARKS)
    return text


def paragraph(text: str, **marks) -> dict:
    """A paragraph block."""
    return {"kind": "paragraph", "spans": [{"text": text} | marks]}


def heading(text: str, level: int = 1) -> dict:
    """A heading block."""
    return {"kind": "heading", "level": level, "spans": [{"text": text}]}


def figure(photo: str, caption: str = "") -> dict:
    """A figure block."""
    return {"kind": "figure", "photo": photo, "alt": "", "caption": [{"text": caption}] if caption else []}


def cell(text: str, *, across: int = 1, down: int = 1) -> dict:
    """A table cell."""
    return {"spans": [{"text": text}] if text else [], "header": False, "colspan": across, "rowspan": down}


def table(head: list[list[dict]], body: list[list[dict]], caption: str = "") -> dict:
    """A table block."""
    return {"kind": "table", "head": head, "body": body, "caption": [{"text": caption}] if caption else []}


def photo(width: int, height: int, caption: str = "工人在车间", credit: str = "") -> dict:
    """A photo's entry in the manifest."""
    return {
        "file": "photo.jpg", "sha256": "0" * 64, "format": "JPEG", "width": width, "height": height,
        "caption": caption, "credit": credit,
    }  # fmt: skip


def article(number: int | str, blocks: list[dict] | None = None, **fields) -> dict:
    """An article with empty fields unless given."""
    empty = {
        "id": str(number), "kicker": "", "title": f"第{number}篇文章的标题", "subtitle": "", "running_title": "",
        "bylines": [], "contributor": "", "label": "", "source": "", "editors_note": [], "blocks": blocks or [],
    }  # fmt: skip
    return empty | fields


def manifest(columns: list[tuple[str, str, list[dict]]], photos: dict | None = None) -> dict:
    """A sealed manifest of columns given as (name, layout, articles)."""
    return sealed(
        {
            "format": FORMAT,
            "periodical": {
                "slug": "qhgy", "title": "青海工运", "sponsor": "青海省总工会", "permit": "青(6300077)",
                "statement": "内部资料 免费交流", "internal": True,
            },
            "issue": {
                "year": 2026, "number": 5, "serial": None, "label": "2026年第5期", "date": "2026-10-20",
                "cover": {"design": "", "photo": None, "caption": "", "credit": "", "headlines": []},
                "board": [{"post": "主任", "names": ["某某", "某某某"]}],
                "imprint": [{"label": "主办", "value": "青海省总工会"}],
            },
            "columns": [{"name": name, "layout": layout, "articles": found} for name, layout, found in columns],
            "photos": photos or {},
        }
    )  # fmt: skip


# -- whole issues with everything in them -----------------------------------------------------------------------------

CHOICES = (
    {}, {"columns": 3}, {"photo_place": "foot"}, {"photo_size": "page"}, {"lines": 1}, {"columns": 1}, {"photo_place": "end"},
    {"address": "https://gongyun.example.org/articles/7/"}, {"lines": -1}, {"photo_place": "top", "photo_size": "column"},
)  # fmt: skip


def furnish(rng: random.Random, blocks: list[dict], photos: list[str], feature: bool) -> list[dict]:
    """The blocks with photos, groups of them, a table and a pull quote put between them."""
    found = list(blocks)

    def put(*more: dict) -> None:
        at = rng.randrange(1, len(found) + 1) if found else 0
        found[at:at] = more

    if rng.random() < (0.8 if feature else 0.5):
        count = rng.choice((1, 1, 2, 3, 4, 5, 6)) if feature else rng.choice((1, 1, 1, 2))
        joint = count > 1 and rng.random() < 0.4
        put(*(figure(rng.choice(photos), "" if joint and n else f"图为{han(rng, 12)}") for n in range(count)))
    if feature and rng.random() < 0.4:
        columns = rng.choice((3, 5, 9, 14))
        head = [[cell(han(rng, rng.randrange(2, 5))) for _ in range(columns)]]
        body = [
            [cell(han(rng, 4)), *(cell(str(rng.randrange(10000))) for _ in range(columns - 1))]
            for _ in range(rng.randrange(3, 30))
        ]
        put(table(head, body, han(rng, 10)))
    said = next((block for block in found if block["kind"] == "paragraph"), None)
    if feature and said and rng.random() < 0.4:
        text = said["spans"][0]["text"]
        if len(text) > 20:
            put({"kind": "quote", "paragraphs": [[{"text": text[:40]}]]})
    return found


def whole_issue(seed: int, photos: dict) -> dict:
    """An issue of all layouts with photos, groups, tables, pull quotes, codes and layout choices, invented from a seed."""
    rng = random.Random(seed)
    keys = sorted(photos)

    def text(paragraphs: int) -> list[dict]:
        found = []
        for index in range(paragraphs):
            if index % 5 == 3:
                found.append(heading(han(rng, rng.randrange(4, 20)), 1 + index % 3))
            found.append(paragraph(sentence_text(rng, rng.randrange(30, 260), 0.15)))
        return found

    features = [
        article(
            number, furnish(rng, text(rng.randrange(6, 26)), keys, True), title=han(rng, rng.randrange(6, 40)),
            bylines=[{"name": "某某", "post": "省总工会"}], layout=CHOICES[number % len(CHOICES)],
            kicker=han(rng, 8) if number % 3 == 0 else "", subtitle=han(rng, 16) if number % 2 else "",
        )
        for number in range(10)
    ]  # fmt: skip
    news = [
        article(
            number, furnish(rng, [paragraph(sentence_text(rng, rng.randrange(80, 300), 0.15)) for _ in range(rng.randrange(1, 5))], keys, False),
            title=han(rng, rng.randrange(8, 24)), label="某州总工会", contributor="某州总工会",
            layout={"keep_together": number % 5 == 0},
        )
        for number in range(20, 40)
    ]  # fmt: skip
    profiles = [
        article(number, [figure(rng.choice(keys), "某某"), *text(4)], title="某某某") for number in range(40, 44)
    ]
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
    made["issue"]["cover"] |= {
        "design": ("full", "band", "type")[seed % 3],
        "photo": keys[0],
        "headlines": ["某某的课堂", "某某"],
    }
    made["issue"]["back"] = {"photo": keys[-1], "caption": "某地", "credit": "某某"}
    return sealed({key: value for key, value in made.items() if key != "digest"})
