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
