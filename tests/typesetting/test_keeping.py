"""Renditions are kept within bounds: the ones used longest ago go first, never one that may be in use."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

import pytest

from typesetting.making.keeping import LOCK, YOUNG, forget_oldest, taken_up


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four renditions of 100 bytes, a the one used longest ago, d used just now."""
    for name, age in (("a", 4 * YOUNG), ("b", 3 * YOUNG), ("c", 2 * YOUNG), ("d", 0)):
        put(tmp_path / f"{name}.jpg", age)
    return tmp_path


def put(path: Path, age: float) -> None:
    path.write_bytes(bytes(100))
    os.utime(path, (time.time() - age,) * 2)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != LOCK)


def test_what_was_used_longest_ago_goes_until_the_rest_fits(folder):
    assert forget_oldest(folder, 250) == [folder / "a.jpg", folder / "b.jpg"]
    assert names(folder) == ["c.jpg", "d.jpg"]


def test_within_bounds_nothing_goes(folder):
    assert forget_oldest(folder, 400) == []


def test_a_file_that_may_be_in_use_stays_whatever_room_it_takes(folder):
    forget_oldest(folder, 0)
    assert names(folder) == ["d.jpg"]


def test_taking_a_rendition_up_makes_it_young(folder):
    assert taken_up((folder / "a.jpg", folder / "b.jpg"))
    forget_oldest(folder, 0)
    assert names(folder) == ["a.jpg", "b.jpg", "d.jpg"]


def test_a_rendition_of_which_a_file_is_gone_must_be_made_again(folder):
    assert not taken_up((folder / "a.jpg", folder / "gone.jpg"))


def test_leavings_of_broken_runs_go_but_nothing_else_of_the_folder(folder):
    put(folder / "x.print.1-2.part", 2 * YOUNG)
    put(folder / "fresh.part", 0)
    put(folder / "other.txt", 9 * YOUNG)
    (folder / "press-run").mkdir()
    assert forget_oldest(folder) == [folder / "x.print.1-2.part"]
    assert names(folder) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "fresh.part", "other.txt", "press-run"]


def test_nothing_goes_while_another_worker_takes_one_up(folder):
    with (folder / LOCK).open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        assert forget_oldest(folder, 0) == []
    assert forget_oldest(folder, 300) == [folder / "a.jpg"]
