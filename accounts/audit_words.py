"""The audit record in words: what a row is about, and what changed, as people read it."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from accounts.roles import Role

# What actions name their changes, in the order they are read. Any other is shown under its own name, after these.
NAMES = {
    "title": "标题",
    "issue": "期",
    "column": "栏目",
    "number": "序号",
    "roles": "角色",
    "before": "原来",
    "after": "现在",
    "fields": "改了",
    "back_to": "退到",
    "what": "怎样",
    "level": "审级",
    "person": "谁",
    "due": "期限",
    "taken_from": "从谁手里",
    "leader": "领导",
    "post": "职务",
    "version": "版本",
    "quote": "原文",
    "text": "批注",
    "answer": "答复",
    "opinion": "意见",
    "open_comments": "没有了结的批注",
    "note": "说明",
    "reason": "原因",
    "less": "关掉一些的",
    "filters": "范围",
    "day": "日期",
    "year": "年份",
    "articles": "篇数",
    "late": "已到期",
    "rows": "条数",
    "pages": "页",
    "permit": "准印证号",
    "run": "第几次排版",
    "steps": "凭",
    "recovery": "用的是恢复码",
    "left": "还剩恢复码",
    "name": "文件",
    "sha256": "文件摘要",
}
PLACES = {name: place for place, name in enumerate(NAMES)}
ROLES = {role.value: role.label for role in Role}
EMPTY = (None, "", [], {})


class Row(Protocol):
    """A row of the record, or as much of it as is put in words."""

    target_kind: str
    changes: dict


@lru_cache(maxsize=256)
def kind_label(label: str) -> str:
    """`issues.article` as people call it: 文章. A kind that is no more keeps its name."""
    model = _model(label)
    return str(model._meta.verbose_name) if model else label


def changes_in_words(entry: Row) -> list[tuple[str, str]]:
    """What changed: (name, words) pairs, without those that say nothing. No database need keep their order."""
    model = _model(entry.target_kind)
    return [
        (NAMES.get(name, name), _words(name, entry.changes[name], model))
        for name in sorted(entry.changes, key=lambda name: PLACES.get(name, len(PLACES)))
        if entry.changes[name] not in EMPTY or name in {"before", "after"}
    ]


def _words(name: str, value: object, model: type[models.Model] | None) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_words(name, part, model) for part in value) or "没有"
    if isinstance(value, dict):
        return "；".join(f"{NAMES.get(key, key)}：{_words(key, part, model)}" for key, part in value.items())
    if name == "fields":
        return _field_label(model, str(value))
    if name in {"roles", "before", "after"}:
        return ROLES.get(str(value), str(value))
    return "没有" if value in EMPTY else str(value)


def _field_label(model: type[models.Model] | None, name: str) -> str:
    try:
        return str(model._meta.get_field(name).verbose_name) if model else name
    except (FieldDoesNotExist, AttributeError):  # a field that is no more, or a relation from elsewhere
        return name


@lru_cache(maxsize=256)
def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None
