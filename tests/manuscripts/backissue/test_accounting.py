"""Nothing of an issue is dropped silently: every Han character is in an article, in the furniture, or left over."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from manuscripts.backissue import BackIssue, split
from tests.manuscripts.backissue.layouts import set_issue
from tests.manuscripts.backissue.seed import CONTENTS_END, articles, body, han, journal, needs_journal
from tests.manuscripts.backissue.synthetic import Layout, make_issue

# What is printed with a source or a signature and goes with its bracket.
LABELS = Counter(han("来源作者文图摄影通讯员记者本刊"))


def accounted(issue: BackIssue) -> Counter:
    """How often each Han character stands in the articles and leftovers."""
    found: Counter = Counter()
    for one in articles(issue):
        names = "".join(who.post + who.name for who in one.bylines)
        found.update(han(one.kicker + one.title + one.subtitle + names + one.contributor * 2 + one.source) + body(one))
    for left in issue.leftovers:
        found.update(han(left.text))
    return found


def missing(text: str, issue: BackIssue, furniture: Counter) -> dict[str, int]:
    lost = Counter(han(text)) - accounted(issue) - furniture
    return {character: count for character, count in lost.items() if character not in LABELS}


@needs_journal
def test_every_character_of_the_printed_issue_is_accounted_for() -> None:
    text = "\n".join(journal().split("\n")[CONTENTS_END - 1 :])
    assert missing(text, split(journal()), Counter()) == {}


@pytest.mark.parametrize("seed", range(6))
def test_every_character_of_an_invented_issue_is_accounted_for(seed: int) -> None:
    made = make_issue(seed)
    layout = Layout("leader", labels_place="before", running="both", title="mixed", cuts=1.0)
    text = set_issue(made, layout, seed)
    running = text[text.rindex("……………… ") :]
    columns = Counter(han("".join(one.column for one in made.articles) * 3 + "青海工运年第期" * len(made.articles)))
    assert missing(running, split(text), columns) == {}


@pytest.mark.parametrize("seed", range(6))
def test_a_text_without_any_order_is_kept_whole(seed: int) -> None:
    made = make_issue(seed)
    paragraphs = [text for one in made.articles for _, text in one.pieces]
    text = "\n\n".join(paragraphs)
    found = split(text)
    assert found.flagged
    assert missing(text, found, Counter()) == {}


def test_text_before_the_first_article_is_left_over_with_its_line() -> None:
    made = make_issue(3)
    text = set_issue(made, Layout("tab", labels_place="after", columns_in_text=False))
    first = made.articles[0].kicker or made.articles[0].title[0]
    stray = "卷首的一段话，说的是编辑部搬了新址，来稿请寄新址，旧址不再收信，敬请各位通讯员留意。"
    place = re.search(rf"^#* ?{re.escape(first)}$", text, re.M).start()
    found = split(text[:place] + stray + "\n\n" + text[place:])
    assert [(left.text, left.line) for left in found.leftovers] == [(stray, text[:place].count("\n") + 1)]
    assert found.leftover_characters == len(stray)
    assert any(str(found.leftovers[0].line) in warning for warning in found.warnings)


def test_a_title_the_text_lacks_is_named_and_its_neighbours_stay_whole() -> None:
    made = make_issue(5)
    text = set_issue(made, Layout("tab", labels_place="after"))
    entry = "## 航向标\n\n从没写过的一篇稿子也列在这里\t6"
    found = split(text.replace("## 航向标", entry, 1))
    assert found.unplaced == ["从没写过的一篇稿子也列在这里"]
    assert any("从没写过的一篇稿子" in warning and warning.startswith("第 ") for warning in found.warnings)
    assert len(articles(found)) == len(made.articles)
