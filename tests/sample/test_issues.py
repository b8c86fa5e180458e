"""The sample issues: whole, of the journal's form, in nobody else's words."""

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html as lxml_html

from sample import photos
from sample.painting.frames import FRAMES
from sample.reader import ISSUES, LAYOUTS, SampleIssue, read_issue
from sample.unfinished import UNFINISHED, read_unfinished

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
VOCABULARY = {
    *("p", "h2", "h3", "h4", "strong", "em", "u", "sup", "sub", "a", "br", "hr", "blockquote", "ul", "ol", "li"),
    *("figure", "img", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
COLUMNS = {"学习强会", "工作研究", "理论研究", "劳模先进风采", "市州动态", "产业风采", "基层活动"}
RUN = 15  # characters of Han text in a row that no two writers share by chance

OLDER, NEWER = (read_issue(folder) for folder in ISSUES)
NEXT = [journey.article for journey in read_unfinished().journeys]
ARTICLES = [
    pytest.param(article, id=f"{number}-{article.slug}")
    for number, articles in ((4, OLDER.articles), (5, NEWER.articles), (6, NEXT))
    for article in articles
]


def plain(markup: str) -> str:
    return "".join(lxml_html.fromstring(f"<div>{markup}</div>").text_content().split())


def characters(issue: SampleIssue) -> int:
    """字数: a Han character or a full-width mark is one, a run of Latin letters and digits is one."""
    text = " ".join(plain(article.html) for article in issue.articles)
    return len(re.findall(r"[A-Za-z0-9.,%-]+|[^\sA-Za-z0-9.,%-]", text))


def test_the_issues_are_in_order_of_number():
    assert [(issue.year, issue.number) for issue in (OLDER, NEWER)] == [(2026, 4), (2026, 5)]
    assert OLDER.date < NEWER.date
    assert OLDER.serial + 1 == NEWER.serial


def test_the_newer_issue_is_rich_enough_to_show_a_whole_journal():
    assert len(NEWER.articles) >= 24
    assert len(NEWER.articles) + len(OLDER.articles) >= 34
    assert {article.column for article in NEWER.articles} >= COLUMNS


@pytest.mark.parametrize(("issue", "least", "most"), [(OLDER, 14_000, 18_000), (NEWER, 34_000, 45_000)], ids=["4", "5"])
def test_an_issue_is_as_long_as_its_pages_ask(issue, least, most):
    assert least <= characters(issue) <= most


def test_every_layout_appears_in_each_issue():
    for issue in (OLDER, NEWER):
        layouts = {column.name: column.layout for column in issue.columns}
        assert {layouts[article.column] for article in issue.articles} == set(LAYOUTS)


def test_every_column_has_an_article():
    for issue in (OLDER, NEWER):
        assert all(issue.articles_of(column.name) for column in issue.columns)


def test_titles_are_not_used_twice():
    titles = Counter(article.title for article in (*OLDER.articles, *NEWER.articles, *NEXT))
    assert max(titles.values()) == 1


def test_every_picture_can_be_drawn_and_stands_in_one_place_only():
    names = OLDER.photo_names() + NEWER.photo_names()
    assert set(names) <= {*photos.NAMES, *FRAMES}
    assert len(names) == len(set(names))
    assert len(NEWER.photo_names()) >= 22


@pytest.mark.parametrize("article", ARTICLES)
def test_the_body_keeps_to_the_vocabulary_and_is_well_formed(article):
    for markup in (article.html, article.editors_note):
        found = lxml_html.fragments_fromstring(markup) if markup else []
        assert all(not isinstance(node, str) or not node.strip() for node in found)
        tags = {element.tag for node in found if not isinstance(node, str) for element in node.iter()}
        assert tags <= VOCABULARY
        for tag in tags - {"img", "br", "hr"}:
            assert len(re.findall(rf"<{tag}[ >]", markup)) == markup.count(f"</{tag}>"), tag


@pytest.mark.parametrize("article", ARTICLES)
def test_every_picture_has_a_caption_a_credit_and_words_for_those_who_cannot_see_it(article):
    for figure in article.figures():
        assert figure.alt
        assert figure.caption
        assert figure.credit


@pytest.mark.parametrize("article", ARTICLES)
def test_the_punctuation_is_that_of_chinese_print(article):
    text = (
        plain(article.html)
        + article.title
        + article.subtitle
        + article.kicker
        + plain(article.editors_note or "<p></p>")
    )
    assert not re.search(r"[一-鿿][,;:!?()]|[,;:!?()][一-鿿]", text), "half-width mark beside a Han character"
    assert text.count("“") == text.count("”")
    assert text.count("《") == text.count("》")
    assert text.count("（") == text.count("）")
    assert not re.search(r"(?<!—)—(?!—)|(?<!…)…(?!…)|[“”][，。]{2}|，，|。。|　(?!桑)", text)
    assert not re.search(r"本刊|本报", text), "an internal publication may not call itself so"


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_says_who_wrote_it_or_which_union_sent_it(article):
    assert article.bylines or article.contributor
    assert article.tags


def test_the_rare_things_the_press_must_set_are_there():
    bodies = "".join(article.html for article in NEWER.articles)
    assert bodies.count("<table>") >= 3
    assert 'colspan="3"' in bodies
    assert 'rowspan="2"' in bodies
    assert all(f"<{tag}>" in bodies for tag in ("h2", "h3", "h4", "blockquote", "ul", "ol", "sup", "em", "strong"))
    assert any(article.editors_note for article in NEWER.articles)
    assert any(article.kicker and article.subtitle for article in NEWER.articles)
    assert any(len(article.bylines) == 2 for article in NEWER.articles)
    assert all(mark in bodies for mark in "赟喆犇玥珺")
    assert all(word in bodies for word in ("LNG", "AI", "kWh", "才让·多杰"))


def test_the_imprint_names_what_an_internal_publication_must():
    wanted = {
        "主办",
        "准印证号",
        "编印单位",
        "发送对象",
        "地址",
        "邮箱",
        "电话",
        "邮编",
        "印刷日期",
        "印刷数量",
        "印刷单位",
    }
    for issue in (OLDER, NEWER):
        assert {line.label for line in issue.imprint} >= wanted
        assert issue.board[0].post == "主任"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the trial texts in ../shared/seeds are not here")
def test_no_sentence_is_borrowed_from_the_trial_texts():
    def runs(text: str) -> set[str]:
        han = re.sub(r"[^一-鿿]", "", text)
        return {han[at : at + RUN] for at in range(len(han) - RUN + 1)}

    seeds = runs("".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.md"))))
    ours = "".join(
        path.read_text(encoding="utf-8") for folder in (*ISSUES, UNFINISHED) for path in sorted(folder.iterdir())
    )
    assert len(seeds) > 50_000
    assert not runs(ours) & seeds


@pytest.mark.parametrize("article", [param for param in ARTICLES if param.values[0].union])
def test_the_sending_union_is_one_that_the_accounts_know(article):
    listed = (Path(__file__).parents[2] / "accounts" / "data" / "unions.toml").read_text(encoding="utf-8")
    names = {name for entry in re.findall(r'"([^"]*)"', listed) for name in entry.split("|")}
    assert article.union in names
