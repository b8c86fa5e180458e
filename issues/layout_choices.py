"""How one article is set in its issue, where that is not left to its column's layout: the choices, and their words."""

from __future__ import annotations

from collections.abc import Iterable

from issues.models import PhotoPlace, PhotoSize, Placement

CHOICES = ("own_page", "text_columns", "photo_size", "photo_place", "keep_together", "line_change", "qr_code")
USUAL = {name: Placement._meta.get_field(name).get_default() for name in CHOICES}


def choices_of(placement: Placement) -> dict:
    """The choices of an article as plain values."""
    return {name: getattr(placement, name) for name in CHOICES}


def is_usual(placement: Placement) -> bool:
    """Whether all is left to the column's layout."""
    return choices_of(placement) == USUAL


def chosen(placements: Iterable[Placement]) -> list[list]:
    """What is set otherwise than usual in an issue, by article, in any order: for a digest."""
    return sorted([row.article_id, choices_of(row)] for row in placements if not is_usual(row))


def choice_words(values: dict) -> list[str]:
    """The choices that are not the usual ones, in words: 另起一页, 照片通栏宽, 加 1 行."""
    found = []
    if values.get("own_page"):
        found.append("另起一页")
    if values.get("text_columns"):
        found.append(f"排 {values['text_columns']} 栏")
    if values.get("photo_size"):
        found.append(f"照片{PhotoSize(values['photo_size']).label}")
    if values.get("photo_place"):
        found.append(f"照片放{PhotoPlace(values['photo_place']).label}")
    if values.get("keep_together"):
        found.append("不跨页")
    if lines := values.get("line_change"):
        found.append(f"加 {lines} 行" if lines > 0 else f"缩 {-lines} 行")
    if values.get("qr_code"):
        found.append("印二维码")
    return found


def changed_words(before: dict, after: dict) -> str:
    """What a change of choices does, in words: “另起一页、照片通栏宽”, “不再另起一页”."""
    found = choice_words({name: value for name, value in after.items() if before[name] != value})
    for name, value in after.items():
        if before[name] != value and value == USUAL[name]:
            found.append(BACK_TO_USUAL[name])
    return "、".join(found)


BACK_TO_USUAL = {
    "own_page": "不再另起一页",
    "text_columns": "栏数按版式",
    "photo_size": "照片大小按版式",
    "photo_place": "照片随文",
    "keep_together": "可以跨页",
    "line_change": "行数不加不减",
    "qr_code": "不印二维码",
}
