"""The two guards of the house: no import and no relation between models may look ahead. And the guards themselves work."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.test.utils import isolate_apps

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "pyproject.toml"
IMPORTS = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in IMPORTS["contracts"]}
# Rooms from the nearest to the furthest; rooms of one line are neighbours, and no neighbour's business.
LINES = [
    [room.strip(" ()") for room in line.split("|")]
    for line in reversed(CONTRACTS["rooms"]["layers"])
]  # fmt: skip
DISTANCE = {room: distance for distance, line in enumerate(LINES) for room in line}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the packages in `folder` against the contract of this project."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [program, "--config", CONFIG, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def looks_ahead(found: Iterable[type[models.Model]]) -> list[str]:
    """The relations of `found` that point to a room further away, or to a neighbour; also those named by a string."""
    return [
        f"{model._meta.label}.{field.name} → {target}"
        for model in found
        for field in model._meta.get_fields(include_hidden=True)
        if (target := target_of(field)) and may_not_know(model._meta.app_label, target.split(".")[0])
    ]


def target_of(field: object) -> str:
    """`room.Model` that a relation made on this model points at; empty for anything else."""
    made_here = isinstance(field, models.ForeignKey | models.ManyToManyField) or hasattr(field, "m2m_db_table")
    if not made_here:
        return ""
    remote = field.remote_field.model
    return remote if isinstance(remote, str) else remote._meta.label


def may_not_know(room: str, other: str) -> bool:
    """Whether `other` is one of our rooms that `room` may not look at. What Django and packages bring is the ground."""
    if room == other or other not in DISTANCE:
        return False
    return DISTANCE[other] >= DISTANCE[room]


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in DISTANCE]


def test_no_import_looks_ahead():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_the_contract_covers_every_room():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"tests", "tools", "bench"} == set(IMPORTS["root_packages"])
    assert set(IMPORTS["root_packages"]) <= set(DISTANCE)


def test_every_module_of_the_press_that_needs_no_django_is_under_contract():
    """A module of the press that imports nothing of Django's may not begin to without anyone noticing."""
    django_side = {
        "actions",
        "admin",
        "apps",
        "flat_store",
        "forms",
        "freeze",
        "management",
        "migrations",
        "models",
        "proofs",
        "queries",
        "tasks",
        "urls",
        "views",
        "wording",
        "__init__",
        "__pycache__",
    }
    held = {name.removeprefix("typesetting.") for name in CONTRACTS["pure"]["source_modules"]}
    found = {
        path.stem
        for path in (ROOT / "typesetting").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert found - django_side - held == set()


def test_no_relation_looks_ahead():
    found = our_models()
    assert len(found) > 10
    assert looks_ahead(found) == []


def test_no_relation_is_without_a_target_that_can_be_checked():
    loose = [
        f"{m._meta.label}.{f.name}"
        for m in our_models()
        for f in m._meta.private_fields
        if isinstance(f, GenericForeignKey)
    ]
    assert loose == []


def pretend_house(folder: Path) -> None:
    """Empty packages for every module the contract names."""
    names = {*IMPORTS["root_packages"]}
    for contract in CONTRACTS.values():
        names |= {name for name in contract.get("source_modules", ()) if name.split(".")[0] in DISTANCE}
    for name in names:
        package = folder.joinpath(*name.split("."))
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
    for room in IMPORTS["root_packages"]:
        (folder / room / "models.py").touch()
        (folder / room / "urls.py").touch()


def test_the_import_guard_passes_an_honest_house(tmp_path):
    pretend_house(tmp_path)
    (tmp_path / "reading" / "urls.py").write_text("from issues import models\n")
    (tmp_path / "photos" / "urls.py").write_text("import accounts.models\n")
    (tmp_path / "journal" / "urls.py").write_text("import reading.urls\n")
    assert lint(tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("accounts", "import photos.models"),
        ("accounts", "import manuscripts"),
        ("photos", "import manuscripts"),
        ("manuscripts", "import accounts"),
        ("manuscripts", "from django.utils import timezone"),
        ("issues", "def late():\n    from typesetting import models"),
        ("typesetting", "import reading.models"),
        ("reading", "import sample"),
        ("sample", "import journal"),
        ("journal", "import issues.models"),
    ],
)
def test_the_import_guard_catches(tmp_path, room, line):
    pretend_house(tmp_path)
    (tmp_path / room / "culprit.py").write_text(line + "\n")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert f"{room}.culprit" in result.stdout


def test_the_import_guard_catches_django_in_the_press(tmp_path):
    pretend_house(tmp_path)
    for name in CONTRACTS["pure"]["source_modules"]:
        tmp_path.joinpath(*name.split("."), "__init__.py").write_text("import django\n")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert [name for name in CONTRACTS["pure"]["source_modules"] if f"{name} -> django" not in result.stdout] == []


@isolate_apps("accounts", "photos", "issues")
def test_the_model_guard_catches_a_foreign_key_ahead():
    class Person(models.Model):
        newest = models.ForeignKey("issues.Issue", models.CASCADE, related_name="+")

        class Meta:
            app_label = "accounts"

    class Picture(models.Model):
        taker = models.ForeignKey(Person, models.CASCADE, related_name="+")
        printed_in = models.ManyToManyField("typesetting.TypesetRun", related_name="+")
        first_on = models.OneToOneField("issues.Article", models.CASCADE, related_name="+")

        class Meta:
            app_label = "photos"

    assert looks_ahead([Person, Picture]) == [
        "accounts.Person.newest → issues.Issue",
        "photos.Picture.first_on → issues.Article",
        "photos.Picture.printed_in → typesetting.TypesetRun",
    ]
