"""The first unions of a new database: 省总, Qinghai's eight prefecture-level unions, their counties, industry unions."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.apps import apps as installed
from django.apps.registry import Apps

DATA = Path(__file__).parent / "data" / "unions.toml"


def make_first_unions(using: str, apps: Apps = installed, **kwargs) -> None:
    """After migrating an empty database: the tree of unions of `data/unions.toml`. A database with unions is left alone."""
    union = apps.get_model("accounts", "Union")
    if union.objects.using(using).exists():
        return
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    order = 0

    def make(name: str, short_name: str, kind: str, parent=None):
        nonlocal order
        order += 1
        return union.objects.using(using).create(
            name=name, short_name=short_name, kind=kind, parent=parent, order=order
        )

    province = make(data["province"]["name"], data["province"]["short_name"], "province")
    for prefecture in data["prefecture"]:
        node = make(prefecture["name"], prefecture["short_name"], "prefecture", province)
        for county in prefecture["counties"]:
            name, _, short = county.partition("|")
            make(name, short or name, "county", node)
    for kind in ("industry", "direct"):
        for item in data[kind]:
            make(item["name"], item["short_name"], kind, province)
