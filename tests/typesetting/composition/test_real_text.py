"""The text of a printed issue, broken into lines. Skipped where the issue is not at hand."""

import re
import statistics
from pathlib import Path

import pytest

from tests.typesetting.composition.test_linebreak import han_gaps, set_lines, text_of
from typesetting.composition import marks

ISSUE = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "journal-2023-01.md"


@pytest.fixture(scope="module")
def lines():
    """Every line of every paragraph of the issue: (index in its paragraph, paragraph's line count, line, pieces)."""
    if not ISSUE.exists():
        pytest.skip(f"{ISSUE.name} is not there")
    found = []
    for part in ISSUE.read_text(encoding="utf-8").split("\n\n"):
        text = re.sub(r"[#*|\n-]+", "", part).strip()
        if len(text) > 40:
            broken = set_lines(text)[1]
            found.extend((index, len(broken), line, pieces) for index, (line, pieces) in enumerate(broken))
    return found


def test_lines_of_a_real_issue_keep_every_rule(lines):
    assert len(lines) > 2500
    for index, count, _, found in lines:
        text = text_of(found)
        assert index == 0 or text[0] not in marks.MAY_NOT_BEGIN, text
        assert text[-1] not in marks.MAY_NOT_END, text
        assert index + 1 < count or count == 1 or marks.han_count(text) != 1, text


def test_han_of_a_real_issue_stand_on_the_grid(lines):
    ratios = [
        statistics.median(gaps) for _, _, line, found in lines if line.justified and len(gaps := han_gaps(found)) >= 6
    ]
    assert sum(abs(ratio) <= 0.005 for ratio in ratios) / len(ratios) >= 0.99
    assert max(ratios) <= 0.08
