"""Articles that go on pages later are put together again, wherever their notes stand."""

from __future__ import annotations

import pytest

from manuscripts.backissue import split
from tests.manuscripts.backissue.test_readings import LONG, TITLES, articles, issue_of_three

HALVES = ("渠边的老杨每天清早绕着水闸走一圈，把水位记在", "本子上，十几年没有断过。")
NOTES = {
    "on lines of their own": ("\n\n（下转第9页）", "（上接第3页）\n\n"),
    "in the text": ("（下转第 9 页）", "（上接第 3 页）"),
    "in bold": ("\n\n**（下转第9页）**", "**（上接第3页）**\n\n"),
    "without brackets": ("\n\n下转第9页", "上接第3页\n\n"),
    "as headings": ("\n\n## (下转9页)", "## (上接3页)\n\n"),
}


@pytest.mark.parametrize("name", NOTES)
def test_the_rest_of_an_article_behind_another_goes_back_to_it(name: str) -> None:
    leave, return_ = NOTES[name]
    found = split(issue_of_three(HALVES[0] + leave, f"{LONG}\n\n{return_}{HALVES[1]}\n\n{LONG}", LONG))
    one, other, _ = articles(found)
    assert one.html == f"<p>{HALVES[0]}{HALVES[1]}</p><p>{LONG}</p>"
    assert other.html == f"<p>{LONG}</p>"
    assert any("已接回" in warning and TITLES[0] in warning for warning in found.warnings)


def test_a_rest_whose_beginning_is_unknown_stays_and_is_named() -> None:
    found = split(issue_of_three(LONG, f"{LONG}\n\n（上接第3页）\n\n{LONG}", LONG))
    assert articles(found)[1].html == f"<p>{LONG}</p><p>{LONG}</p>"
    assert any("没有找到相应的“下转”" in warning for warning in found.warnings)


def test_an_article_that_skips_a_page_of_pictures_is_whole() -> None:
    found = split(issue_of_three(f"{HALVES[0]}（下转第5页）\n\n![](1.jpg)\n\n（上接第3页）{HALVES[1]}", LONG, LONG))
    assert articles(found)[0].html == f"<p>{''.join(HALVES)}</p>"
