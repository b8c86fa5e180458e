"""Texts no journal would print do not stop the splitter: it neither raises nor takes long."""

from __future__ import annotations

import random
import time

import pytest

from manuscripts.backissue import split

SECONDS = 30
_RNG = random.Random(11)


def words(count: int) -> str:
    return "".join(_RNG.choice("工会职务活动春冬山河水电路桥新老好多少来去上下") for _ in range(count))


def contents_of(size: int) -> str:
    titles = [words(18) for _ in range(size)]
    listed = "\n\n".join(f"{title}\t{index // 3 + 1}" for index, title in enumerate(titles))
    return f"# 目录\n\n## 要闻\n\n{listed}\n\n" + "\n\n".join(f"# {title}\n\n{words(60)}。" for title in titles)


HOSTILE = {
    "one line of 20 MB": lambda: "工会职工服务。" * 990_000,
    "two hundred thousand short lines": lambda: "\n\n".join(words(4) for _ in range(200_000)),
    "the same line again and again": lambda: "工会动态\n" * 100_000,
    "nothing but headings": lambda: "\n\n".join(f"# {words(12)}" for _ in range(30_000)),
    "a contents page of a thousand entries": lambda: contents_of(1000),
    "nothing but stars": lambda: "**" * 300_000,
    "nothing but brackets": lambda: "（" * 100_000 + "\n\n" + "“" * 100_000,
    "tables never closed": lambda: "<table>" * 50_000,
    "a row of pipes": lambda: "| 工 | 3 |\n" * 50_000,
    "pictures never closed": lambda: "![](" * 100_000,
    "numbers only": lambda: "\n\n".join(str(index % 999) for index in range(30_000)),
    "bylines only": lambda: "□ 张三\n\n" * 20_000,
    "labels only": lambda: "主任：张三丰\n\n" * 20_000,
    "leaders without end": lambda: "目录\n\n题目" + "…" * 300_000 + "3\n\n" + "." * 300_000,
    "control characters": lambda: "\x00\x01\ud800工" * 10_000,
    "nothing": lambda: "",
    "blank lines": lambda: "\n　\n" * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_time(name: str) -> None:
    text = HOSTILE[name]()
    begun = time.process_time()
    found = split(text)
    assert time.process_time() - begun < SECONDS
    assert len(found.unplaced) <= 1000


def test_a_thousand_entries_are_all_found() -> None:
    found = split(contents_of(1000))
    assert sum(len(column.articles) for column in found.columns) == 1000
    assert found.unplaced == []


@pytest.mark.parametrize("seed", range(30))
def test_random_debris_raises_nothing(seed: int) -> None:
    rng = random.Random(seed)
    bits = ["# ", "**", "目录", "\n", "\n\n", "\t12", "……", "□ ", "（来源：某报）", "（办公室）", "一、", "——", "|", "<table>", "</td>",
            "主任：", "王小明", "2023年第1期", "强调", "![](x)", "$x^2$", "&nbsp;", "工会开展活动", "。", "12", "> ", "- "]  # fmt: skip
    split("".join(rng.choice(bits) for _ in range(rng.randint(1, 400))))
