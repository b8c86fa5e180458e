"""Invented issues in many layouts come apart into exactly the articles they were made of."""

from __future__ import annotations

import html
import random
import re
from dataclasses import replace

import pytest

from manuscripts.backissue import BackIssue, FoundArticle, split
from manuscripts.backissue.keys import title_key
from tests.manuscripts.backissue.layouts import set_issue
from tests.manuscripts.backissue.synthetic import Article, Issue, Layout, expected_body, make_issue

LAYOUTS = {
    "tabs, as the journal of 2023": Layout(broken=True),
    "dot leaders, plain columns": Layout("leader", "目 录", "{}", "{}", labels="alternate"),
    "authors in brackets": Layout("dotted", "目次", "**{}**", labels="tab", title="h2"),
    "authors behind slashes": Layout("slash", "# CONTENTS", "【{}】", "**{}**", running="head"),
    "authors set apart by spaces": Layout("spaced", "## 目录 CONTENTS", labels="columns", running="folio"),
    "authors behind the leaders": Layout("leaderauthor", labels="paired", running="both"),
    "pages before titles": Layout("first", "目录", labels_place="before", title="h1"),
    "pages on their own lines": Layout("ownline", "# 目录", "{}", "{}", labels_place="end", labels="colon"),
    "a Markdown table": Layout("table", labels="table", labels_place="after", title="bold"),
    "an HTML table": Layout("html", labels_place="end", labels="tab"),
    "several entries on a line": Layout("several", column="## {}", labels_place="after"),
    "titles and pages in two columns": Layout("columns", labels_place="after"),
    "unions behind titles, wide digits": Layout("tab", union_place="after", digits="wide", columns_in_text=False),
    "pages after P": Layout("slash", digits="P", title="plain", labels_place="after"),
    "pages in brackets": Layout("tab", digits="bracket", title="deep"),
    "pages between dots": Layout("slash", digits="dots", split_title=True),
    "broken entries, titles over two lines": Layout("leader", broken=True, split_title=True, title="h2"),
    "titles torn apart by the columns": Layout("tab", interleaved=True, title="h2"),
    "titles misquoted in the contents": Layout("tab", misquote=2),
    "plain text throughout": Layout("leader", "目录", "{}", "{}", title="plain", running="column", pictures=False),
    "paragraphs cut at every column": Layout("tab", cuts=1.0, running="both"),
}


def han(text: str) -> str:
    return re.sub(r"[^\u3400-\u9fff]", "", text)


def body_text(article: FoundArticle) -> str:
    return han(html.unescape(re.sub("<[^>]+>", "", article.html)).replace("〔图片说明〕", ""))


def differences(issue: Issue, found: BackIssue) -> list[str]:
    """What is not as it was made, one line each."""
    articles = [article for column in found.columns for article in column.articles]
    wrong = [f"unplaced {found.unplaced}"] if found.unplaced else []
    columns = [(column.name, len(column.articles)) for column in found.columns]
    made = [
        (name, sum(one.column == name for one in issue.articles))
        for name in dict.fromkeys(one.column for one in issue.articles)
    ]
    wrong += [f"columns {columns} for {made}"] if columns != made else []
    wrong += [f"board {found.board}"] if found.board != issue.board else []
    wrong += [f"imprint {found.imprint}"] if found.imprint != issue.imprint else []
    wrong += [f"leftovers {found.leftovers[:3]}"] if found.leftovers else []
    for made_one, one in zip(issue.articles, articles, strict=False):
        wrong += article_differences(made_one, one)
    return wrong


def article_differences(made: Article, one: FoundArticle) -> list[str]:
    wrong = []
    expected = {
        "kicker": made.kicker,
        "title": title_key("".join(made.title)),
        "subtitle": made.subtitle,
        "authors": [made.author] if made.author else [],
        "posts": [made.post] if made.author else [],
        "contributor": made.unit or made.union,
        "source": made.source,
        "page": made.page,
        "body": "".join(sorted(han(expected_body(made)))),
        "start": han(expected_body(made))[:12],
    }
    body = body_text(one)
    got = {
        "kicker": one.kicker,
        "title": title_key(one.title),
        "subtitle": one.subtitle,
        "authors": [who.name for who in one.bylines],
        "posts": [who.post for who in one.bylines],
        "contributor": one.contributor,
        "source": one.source,
        "page": one.printed_page,
        "body": "".join(sorted(body)),
        "start": body[:12],
    }
    for name, value in expected.items():
        if got[name] != value:
            shown = (len(got[name]), len(value)) if name == "body" else (got[name], value)
            wrong.append(f"{made.contents_title}: {name} {shown[0]!r} for {shown[1]!r}")
    return wrong


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_issue_comes_apart_into_the_articles_it_was_made_of(name: str, seed: int) -> None:
    issue = make_issue(seed)
    found = split(set_issue(issue, LAYOUTS[name], seed))
    assert differences(issue, found) == []
    assert not found.flagged


def random_layout(seed: int) -> Layout:
    """A layout drawn from all habits together, those that contradict each other left out."""
    rng = random.Random(seed)
    contents = rng.choice("tab leader dotted slash spaced leaderauthor first ownline table html".split())
    return Layout(
        contents=contents,
        contents_head=rng.choice(("# 目录", "目　录", "**目录**", "## 目次", "目录 CONTENTS")),
        column=rng.choice(("## {}", "**{}**", "{}", "【{}】", "### {}")),
        union=rng.choice(("**{}**", "{}", "### {}")),
        union_place=rng.choice(("above", "after")),
        broken=contents in ("tab", "leader", "slash") and rng.random() < 0.5,
        labels=rng.choice("colon tab alternate columns paired table".split()),
        labels_place=rng.choice(("before", "after", "end", "middle")) if contents not in ("table", "html") else "after",
        title=rng.choice(("mixed", "h1", "h2", "deep", "bold", "plain")),
        split_title=rng.random() < 0.3,
        running=rng.choice(("", "head", "folio", "column", "both")),
        columns_in_text=rng.random() < 0.6,
        cuts=rng.choice((0.0, 0.4, 1.0)),
        pictures=rng.random() < 0.6,
        misquote=rng.choice((0, 0, 1)),
    )


@pytest.mark.parametrize("seed", range(40))
def test_habits_of_many_scans_together_do_no_harm(seed: int) -> None:
    layout = random_layout(seed)
    issue = make_issue(seed + 100, size=20 + seed % 10)
    found = split(set_issue(issue, layout, seed))
    assert differences(issue, found) == [], layout


def test_an_issue_of_one_off_columns_keeps_their_names() -> None:
    columns = ["学习全总某次执委会议", "纪念建会百年", "走基层看变化", "市州动态"]
    issue = make_issue(7, columns=columns)
    assert differences(issue, split(set_issue(issue, Layout("leader", "目录", "{}", "{}")))) == []


def test_year_number_and_name_come_from_the_running_heads() -> None:
    issue = make_issue(4)
    found = split(set_issue(issue, replace(LAYOUTS["authors behind slashes"])))
    assert (found.year, found.number, found.periodical) == (2024, 5, "青海工运")
