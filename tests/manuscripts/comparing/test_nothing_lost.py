"""Whatever is compared: both versions can be read back from the rows, both ways round, to the last mark."""

import json
import random
from dataclasses import asdict

import pytest

from manuscripts.comparing import compare, compare_lines
from tests.manuscripts.comparing.invented import block, edited, text
from tests.manuscripts.comparing.rebuilt import rebuilt, settled_blocks


def _pair(seed: int):
    dice = random.Random(seed)
    before = [block(dice) for _ in range(dice.randint(0, 9))]
    after = [block(dice) for _ in range(dice.randint(0, 9))] if seed % 5 == 0 else edited(dice, before)
    return before, after


@pytest.mark.parametrize("seed", range(150))
def test_both_versions_can_be_read_back_from_a_comparison(seed):
    before, after = _pair(seed)
    found = compare(before, after)
    assert rebuilt(found, "before") == settled_blocks(before)
    assert rebuilt(found, "after") == settled_blocks(after)


@pytest.mark.parametrize("seed", range(150))
def test_turned_round_what_was_added_is_what_was_removed(seed):
    before, after = _pair(seed)
    forth, back = asdict(compare(before, after).counts), asdict(compare(after, before).counts)
    turned = {
        name.replace("added", "#").replace("removed", "added").replace("#", "removed"): n for name, n in back.items()
    }
    assert forth == turned


@pytest.mark.parametrize("seed", range(40))
def test_a_version_compared_with_itself_is_the_same_throughout(seed):
    before, _ = _pair(seed)
    found = compare(before, list(before))
    assert found.same
    assert {row.kind for row in found.rows} <= {"same"}
    assert found.summary() == "两个版本完全相同。"


@pytest.mark.parametrize("seed", range(40))
def test_only_a_comparison_without_changes_says_so(seed):
    before, after = _pair(seed)
    found = compare(before, after)
    assert found.same == (settled_blocks(before) == settled_blocks(after))
    assert (found.summary() == "两个版本完全相同。") == found.same


@pytest.mark.parametrize("seed", range(60))
def test_lines_can_be_read_back_and_neighbouring_runs_differ(seed):
    dice = random.Random(seed)
    before = text(dice, dice.randint(0, 60))
    after = before[: dice.randint(0, 30)] + text(dice, 5) + before[dice.randint(20, 60) :]
    runs = compare_lines(before, after)
    assert "".join(run.text for run in runs if run.op != "insert") == before
    assert "".join(run.text for run in runs if run.op != "delete") == after
    assert all(one.op != other.op for one, other in zip(runs, runs[1:], strict=False))


def test_a_comparison_goes_through_json_unharmed():
    before, after = _pair(3)
    data = compare(before, after).as_json()
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    assert set(data) == {"summary", "counts", "rows"}
