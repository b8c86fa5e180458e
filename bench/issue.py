"""An issue of any size made of nothing: words strung together by a seeded generator, photos drawn by formula.

The text means nothing but has what composition must cope with: marks, brackets, figures, Latin words, headings.
"""

from __future__ import annotations

import hashlib
import random
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from typesetting.manifest import FORMAT, sealed

WORDS = (
    "工会 职工 班组 车间 培训 技能 比武 劳模 工匠 服务 阵地 慰问 帮扶 维权 调解 安全 生产 创新 工作室 竞赛 牧区 高原 草场 矿山 电站 "
    "铁路 公路 医院 学校 社区 驿站 网格 数据 平台 清单 台账 调研 座谈 交流 总结 部署 推进 落实 提升 完善 建立 开展 组织 参加 取得 "
    "形成 坚持 围绕 结合 通过 进一步 切实 广泛 深入 及时 主动"
).split()
MARKS = "，，，，、、；："
ENDS = "。。。。！？"
OPENING = "《（“"
LATIN = ("App", "5G", "GDP", "2026", "12.5%", "380", "1,200", "Excel")
UNITS = ("甲州总工会", "乙县总工会", "丙市总工会", "某产业工会", "某公司工会")


def make_issue(folder: Path, *, articles: int, characters: int, photos: int, seed: int = 5) -> dict:
    """Draw the photos into `folder` and return a sealed manifest of about `characters` characters in all."""
    dice = random.Random(seed)
    pictures = {f"p{index}": _photo(folder / f"p{index}.jpg", index) for index in range(photos)}
    keys = list(pictures)
    share = characters // articles
    made = [_article(dice, index, share, keys[index::articles]) for index in range(articles)]
    layouts = ("feature", "feature", "news", "feature", "news", "feature")
    step = -(-articles // len(layouts))
    columns = [
        {"name": f"栏目{number}", "layout": layout, "articles": made[(number - 1) * step : number * step]}
        for number, layout in enumerate(layouts, 1)
        if made[(number - 1) * step : number * step]
    ]
    for column in columns:
        for article in column["articles"] if column["layout"] == "news" else ():
            article["label"] = dice.choice(UNITS)
    return sealed(
        {
            "format": FORMAT,
            "periodical": {
                "slug": "bench",
                "title": "工运",
                "sponsor": "某省总工会",
                "permit": "某（0000000）",
                "statement": "内部资料 免费交流",
                "internal": True,
            },
            "issue": {
                "year": 2026,
                "number": 1,
                "serial": None,
                "label": "2026年第1期",
                "date": "2026-01-20",
                "cover": {
                    "design": "",
                    "photo": keys[0] if keys else None,
                    "caption": "",
                    "credit": "",
                    "headlines": [],
                },
                "board": [{"post": "主编", "names": ["甲某"]}],
                "imprint": [{"label": "印刷数量", "value": "1700册"}],
            },
            "columns": columns,
            "photos": pictures,
        }
    )


def texts(manifest: dict) -> list[str]:
    """All titles and paragraphs in order, for the bare engine to set."""
    found = []
    for column in manifest["columns"]:
        for article in column["articles"]:
            found.append(article["title"])
            for block in article["blocks"]:
                found.extend("".join(span["text"] for span in block.get("spans", ())).split("\n"))
    return [text for text in found if text]


def sentence(dice: random.Random) -> str:
    """A sentence of the words above, with brackets, figures and Latin words now and then."""
    parts = []
    for _ in range(dice.randint(3, 7)):
        words = dice.choices(WORDS, k=dice.randint(2, 6))
        if dice.random() < 0.12:
            words.insert(1, dice.choice(LATIN))
        if dice.random() < 0.08:
            words[-1] = f"“{words[-1]}”"
        if dice.random() < 0.05:
            words[-1] = f"《{words[-1]}》（{dice.choice(WORDS)}）"
        parts.append("".join(words))
    line = parts[0]
    for part in parts[1:]:
        line += dice.choice(MARKS) + part
    return line + dice.choice(ENDS)


def _article(dice: random.Random, index: int, characters: int, photos: list[str]) -> dict:
    blocks: list[dict] = []
    count = 0
    while count < characters:
        if blocks and len(blocks) % 5 == 0:
            blocks.append({"kind": "heading", "level": 1, "spans": [{"text": "".join(dice.choices(WORDS, k=4))}]})
        text = "".join(sentence(dice) for _ in range(dice.randint(1, 4)))[: max(characters - count, 12)].rstrip(OPENING)
        blocks.append({"kind": "paragraph", "spans": [{"text": text}]})
        count += len(text)
    for key in photos:
        blocks.insert(min(2, len(blocks)), {"kind": "figure", "photo": key, "alt": "画", "caption": [{"text": "画。"}]})
    return {
        "id": str(index + 1),
        "title": "".join(dice.choices(WORDS, k=6)),
        "kicker": "",
        "subtitle": "",
        "running_title": "",
        "bylines": [],
        "contributor": dice.choice(UNITS),
        "label": "",
        "source": "",
        "editors_note": [],
        "blocks": blocks,
    }


@lru_cache(maxsize=2)
def _ground(size: tuple[int, int]) -> Image.Image:
    """A sky with the grain of a camera's picture, so that the photo is as heavy as a real one."""
    grain = Image.effect_noise((size[0] // 4, size[1] // 4), 24).resize(size)
    sky = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (Image.blend(grain, sky, 0.6), Image.blend(grain, sky, 0.8), sky))


def _photo(path: Path, index: int) -> dict:
    """Draw one photo of twelve million pixels, every fifth upright."""
    size = (3000, 4000) if index % 5 == 4 else (4000, 3000)
    if not path.exists():
        picture = _ground(size).copy()
        brush = ImageDraw.Draw(picture)
        for step in range(12):
            x = (index * 311 + step * 397) % size[0]
            brush.ellipse(
                (x, size[1] * 0.5, x + 600, size[1] * 0.5 + 600 + step * 40), fill=(step * 20, 90, 160 - step * 9)
            )
        picture.save(path, "JPEG", quality=88)
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "format": "JPEG",
        "width": size[0],
        "height": size[1],
        "credit": "",
        "caption": "画",
    }
