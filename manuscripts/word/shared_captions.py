"""One line that speaks of several photos (左图：……右图：……; ①为……，②为……), given to each its own part."""

from __future__ import annotations

import re

from manuscripts.typed import trailing_bracket

_RANKS = {mark: rank for rank, mark in enumerate(("左上", "上", "右上", "左", "中", "右", "左下", "下", "右下"))}
_NUMBERS = "①②③④⑤⑥⑦⑧⑨"
_DIGITS = "一二三四五六七八九"
_MARK = re.compile(
    rf"(?:^|(?<=[\s。；;，,、！]))[（(]?(?:((?:[左右]?[上下]|[左右中])图|[上下左右中](?=[:：]))|图\s*([{_NUMBERS}1-9{_DIGITS}])|([{_NUMBERS}]))[）)]?"
    r"(?:\s*(?:[:：]|为|是)\s*|(?<=[①②③④⑤⑥⑦⑧⑨）)])\s*|\s+)"
)
_GAP = re.compile(r"[\s\u3000]*(?:\t|\u3000{3}| {5})[\s\u3000]*")
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_OUTER = " ，,；;、"


def parts_of(text: str) -> list[str]:
    """What a line says of each photo, in the order of the photos; [] where it does not speak of several one by one."""
    line = " ".join(text.split())
    if (whole := trailing_bracket(line, len(line))) and not whole[0]:
        line = whole[1]
    marks = list(_MARK.finditer(line))
    if len(marks) < 2 or marks[0].start():
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    ranked = sorted((_rank(mark), line[mark.end() : end].strip(_OUTER)) for mark, end in zip(marks, ends, strict=True))
    whole = all(words for _, words in ranked) and len({rank for rank, _ in ranked}) == len(ranked)
    return [words for _, words in ranked] if whole else []


def _rank(mark: re.Match) -> int:
    if mark[1]:
        return _RANKS[mark[1].removesuffix("图")]
    sign = mark[2] or mark[3]
    return next(signs.index(sign) for signs in (_NUMBERS, "123456789", _DIGITS) if sign in signs)


def columns_of(text: str) -> list[str]:
    """Captions typed on one line under photos side by side, far apart (瑜伽课　　　　化妆课); [] for other lines."""
    columns = [column.strip() for column in _GAP.split(text.strip())]
    return (
        columns if len(columns) > 1 and all(_WORDS.search(column) and "。" not in column for column in columns) else []
    )


def evened(parts: list[str]) -> list[str]:
    """The parts of one sentence without its full stop, which belongs to none of them."""
    return parts if all(part.endswith("。") for part in parts) else [part.rstrip("。") for part in parts]


def spread(words: dict[int, str], credits: dict[int, str], shared: dict[int, list[str]], run: list[int]) -> None:
    """Give the pictures of a run (numbers, side by side) their parts of a caption noted with the last or first of them."""
    for place, number in enumerate(run):
        parts = shared.get(number, [])
        for start in (place - len(parts) + 1, place):
            window = run[start : start + len(parts)] if start >= 0 else []
            if parts and len(window) == len(parts) and all(one == number or not words.get(one) for one in window):
                words.update(zip(window, parts, strict=True))
                credits.update({one: credits.get(one) or credits.get(number, "") for one in window})
                break
