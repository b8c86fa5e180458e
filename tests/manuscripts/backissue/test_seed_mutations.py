"""The printed issue, damaged in the ways scans are damaged, comes apart as the undamaged one does."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import pytest

from manuscripts.backissue import BackIssue, split
from manuscripts.backissue.keys import HAN_CHARACTER, title_key
from tests.manuscripts.backissue.seed import CONTENTS_END, articles, body, expected, journal, needs_journal

pytestmark = needs_journal


@pytest.fixture(scope="module")
def sound() -> BackIssue:
    return split(journal())


def halves() -> tuple[list[str], list[str]]:
    lines = journal().split("\n")
    return lines[:CONTENTS_END], lines[CONTENTS_END:]


def assert_same(found: BackIssue, sound: BackIssue, *, pages: bool = True) -> None:
    """Columns, heads and bodies, board and imprint are those of the undamaged issue."""
    assert found.unplaced == []
    assert found.leftovers == []
    assert [(one.name, len(one.articles)) for one in found.columns] == [
        (one.name, len(one.articles)) for one in sound.columns
    ]
    assert (found.board, found.imprint) == (sound.board, sound.imprint)
    for one, its in zip(articles(found), articles(sound), strict=True):
        assert title_key(one.kicker + one.title + one.subtitle) == title_key(its.kicker + its.title + its.subtitle)
        assert [who.name for who in one.bylines] == [who.name for who in its.bylines]
        assert (one.contributor, one.source) == (its.contributor, its.source)
        assert body(one) == body(its)
        if pages:
            assert one.printed_page == its.printed_page


def with_lines(change: Callable[[str], str]) -> str:
    head, text = halves()
    return "\n".join([*head, *(change(line) for line in text)])


HEADINGS = {
    "no heading marked": lambda line: re.sub(r"^#+ ", "", line),
    "all headings alike": lambda line: re.sub(r"^#+ ", "# ", line),
    "headings in bold": lambda line: re.sub(r"^#+ (.*)$", r"**\1**", line),
    "headings in HTML": lambda line: re.sub(r"^#+ (.*)$", r"<h3><center>\1</center></h3>", line),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_however_headings_are_marked(name: str, sound: BackIssue) -> None:
    assert_same(split(with_lines(HEADINGS[name])), sound)


@pytest.mark.parametrize("seed", range(4))
def test_however_heading_levels_are_mixed(seed: int, sound: BackIssue) -> None:
    rng = random.Random(seed)
    text = with_lines(lambda line: re.sub(r"^#+ ", "#" * rng.randint(1, 5) + " " if rng.random() < 0.8 else "", line))
    assert_same(split(text), sound)


def test_with_no_mark_at_all(sound: BackIssue) -> None:
    plain = "\n".join(re.sub(r"^#+ ", "", line).replace("**", "") for line in journal().split("\n"))
    assert_same(split(plain), sound)


RUNNING = {
    "masthead": "青海工运 2023年第1期",
    "folio": "· {page} ·",
    "folio and name": "{page} 青海工运",
    "column": "{column}",
    "Latin and folio": "QINGHAI GONGYUN\n\n{page}",
    "name, column and folio": "青海工运　{column}　{page}",
    "dashed folio": "— {page} —",
}


@pytest.mark.parametrize("name", RUNNING)
def test_with_running_heads_between_the_pages(name: str, sound: BackIssue) -> None:
    rng = random.Random(1)
    head, text = halves()
    columns = [column["name"] for column in expected()["columns"]]
    lines, page, passed = list(head), 3, 0
    for line in text:
        lines.append(line)
        passed += bool(line.strip())
        if len(line) > 80 and not line.startswith("#") and passed % 9 == 0:
            page += 1
            lines += ["", RUNNING[name].format(page=page, column=rng.choice(columns)), ""]
    assert_same(split("\n".join(lines)), sound)


@pytest.mark.parametrize("seed", range(4))
def test_with_paragraphs_cut_anywhere(seed: int, sound: BackIssue) -> None:
    rng = random.Random(seed)
    head, text = halves()
    lines = list(head)
    for line in text:
        if len(line) > 150 and not line.startswith("#") and rng.random() < 0.5:
            cut = rng.randint(30, len(line) - 30)
            lines += [line[:cut], "", line[cut:]]
        else:
            lines.append(line)
    assert_same(split("\n".join(lines)), sound)


@pytest.mark.parametrize("seed", range(4))
def test_with_titles_misquoted_in_the_contents(seed: int, sound: BackIssue) -> None:
    rng = random.Random(seed)
    head, text = halves()
    lines = []
    for line in head:
        if re.search(r"\t\d+$", line) and len(line) > 12:
            for _ in range(1 + seed % 2):
                place = rng.randint(0, len(line) - 4)
                if HAN_CHARACTER.match(line[place]):
                    line = line[:place] + rng.choice("的在与新春职天人") + line[place + 1 :]
        lines.append(line)
    assert_same(split("\n".join([*lines, *text])), sound)


def signed(one: dict, form: str) -> str:
    return form.format(one["byline"]) if one["byline"] else ""


CONTENTS: dict[str, Callable[[dict], str]] = {
    "dot leaders": lambda one: f"{one['title']}{signed(one, ' /{}')} ……………… {one['page']}",
    "authors in brackets": lambda one: f"{one['title']}{signed(one, '（{}）')}......{one['page']}",
    "slashes": lambda one: f"{one['title']}{signed(one, ' / {}')} {one['page']}",
    "pages first": lambda one: f"{one['page']} {one['title']}{signed(one, ' /{}')}",
    "pages on their own lines": lambda one: f"{one['title']}{signed(one, ' /{}')}\n\n{one['page']}",
    "pages on the lines before": lambda one: f"{one['page']}\n\n{one['title']}{signed(one, ' /{}')}",
    "a table": lambda one: f"| {one['title']} | {one['byline'] or ''} | {one['page']} |",
    "P and spaces": lambda one: f"{one['title']}{signed(one, '  {}')}  P{one['page']}",
    "bracketed pages": lambda one: f"{one['title']}{signed(one, ' /{}')} ({one['page']})",
    "dotted pages": lambda one: f"{one['title']}{signed(one, ' /{}')} ·{one['page']}·",
    "no pages": lambda one: f"{one['title']}{signed(one, ' /{}')}",
}


def entries() -> Iterator[tuple[str, str | dict]]:
    for column in expected()["columns"]:
        yield "column", column["name"]
        union = None
        for one in column["articles"]:
            if one["union"] and one["union"] != union:
                union = one["union"]
                yield "union", union
            yield "article", one


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("name", CONTENTS)
def test_with_the_contents_set_in_another_style(name: str, plain: bool, sound: BackIssue) -> None:
    head, text = halves()
    board = "\n".join(head[8:17])
    imprint = [f"{label}：{value}" for label, value in expected()["imprint"].items() if label != "statement"]
    parts = ["目 录" if plain else "# 目录", "2023年第1期", board]
    forms = {"column": "{}", "union": "{}"} if plain else {"column": "## {}", "union": "**{}**"}
    parts += [CONTENTS[name](one) if kind == "article" else forms[kind].format(one) for kind, one in entries()]
    parts += [*imprint, "内部资料 免费交流"]
    assert_same(split("\n\n".join(parts) + "\n\n" + "\n".join(text)), sound, pages=name != "no pages")


def test_without_its_contents_page_the_articles_are_guessed_and_the_issue_flagged() -> None:
    found = split("\n".join(halves()[1]))
    assert found.flagged
    assert [column.name for column in found.columns] == ["未分栏目"]
    assert "没有找到目录页" in found.warnings[0]
    wanted = {title_key(one["title"])[:8] for column in expected()["columns"] for one in column["articles"]}
    guessed = {title_key(one.kicker + one.title + one.subtitle)[:8] for one in articles(found)}
    assert len(articles(found)) == 32
    assert len(wanted & guessed) >= 28
    assert found.leftovers == []
