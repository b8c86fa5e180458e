"""Issues nobody has seen, with everything in them: measured as a reader with a ruler would, nothing lost, nothing wrong."""

from __future__ import annotations

import random
import runpy
import sys
from pathlib import Path

import pytest

from tests.typesetting.composition.manners import MANNERS
from tests.typesetting.composition.samples import photo, whole_issue
from tests.typesetting.composition.test_compose import check_geometry, check_no_overlap
from tests.typesetting.plans import draw_photo
from typesetting.composition import compose
from typesetting.preflight.contents import words_of
from typesetting.render import render

RULER = Path(__file__).resolve().parents[4] / "shared" / "tools" / "typography.py"
SHAPES = {
    "a": photo(3000, 2000, ""),
    "b": photo(2400, 1800, ""),
    "c": photo(2000, 3000, ""),
    "d": photo(1300, 1000, ""),
}
FAULTS = ("line_start_forbidden", "line_end_forbidden", "runts", "stretched_pct", "stranded_headings")


@pytest.mark.parametrize("seed", range(6))
def test_an_invented_issue_composes_within_its_pages(seed):
    plan = compose(whole_issue(seed, SHAPES))
    check_geometry(plan)
    check_no_overlap(plan)


def figures_of(pdf: Path, capsys, monkeypatch) -> dict[str, float]:
    monkeypatch.setattr(sys, "argv", [RULER.name, str(pdf)])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        runpy.run_path(str(RULER), run_name="__main__")
    lines = (line.split(": ") for line in capsys.readouterr().out.splitlines() if ": " in line)
    return {name: float(value) for name, value in lines}


def check_figures(pdf: Path, capsys, monkeypatch) -> None:
    if not RULER.exists():
        pytest.skip(f"{RULER.name} is not there")
    found = figures_of(pdf, capsys, monkeypatch)
    assert found["on_grid_pct"] >= 98 and found["baseline_grid_pct"] >= 98
    assert {name: found[name] for name in FAULTS} == dict.fromkeys(FAULTS, 0)


def test_an_invented_issue_is_printed_without_a_fault(tmp_path, capsys, monkeypatch):
    photos = {
        "a": draw_photo(tmp_path / "a.jpg", (2400, 1600)),
        "b": draw_photo(tmp_path / "b.jpg", (1600, 1200)),
        "c": draw_photo(tmp_path / "c.jpg", (1500, 2200)),
    }
    made = whole_issue(11, {key: entry | {"credit": "某某"} for key, entry in photos.items()})
    done = render(made, photo_root=tmp_path, out_dir=tmp_path / "out", cache_dir=tmp_path / "cache")
    assert done.preflight["errors"] == []
    assert all(any(words_of(article)) for column in made["columns"] for article in column["articles"])
    check_figures(done.print_pdf, capsys, monkeypatch)


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.__name__)
def test_issues_of_tables_of_photos_and_of_odd_choices_are_printed_without_a_fault(
    manner, tmp_path, capsys, monkeypatch
):
    sizes = {"a": (1200, 800), "b": (800, 1200), "c": (900, 900), "d": (1500, 500), "e": (600, 1300)}
    photos = {key: draw_photo(tmp_path / f"{key}.jpg", size) for key, size in sizes.items()}
    made = manner(random.Random(manner.__name__), photos)
    done = render(made, photo_root=tmp_path, out_dir=tmp_path / "out", cache_dir=tmp_path / "cache")
    assert done.preflight["errors"] == []
    check_figures(done.print_pdf, capsys, monkeypatch)
