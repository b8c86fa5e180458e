"""The printed issue of January 2023 comes apart as its own contents page says, each text in its own article."""

from __future__ import annotations

import pytest

from manuscripts.backissue import BackIssue, split
from manuscripts.backissue.keys import title_key
from manuscripts.parsing import parse_html, to_html
from tests.manuscripts.backissue.seed import articles, body, digest, expected, journal, needs_journal

pytestmark = needs_journal

# First and last twelve Han characters of each body as digests, and how many Han characters it has: read off the page.
ENDS = [
    ("7aaf5c2621fa", "6dd77268a8e5", 1541),
    ("429e9366abae", "7e988a12d349", 1227),
    ("e753070d0af0", "42da5019bba7", 6772),
    ("7a0b25401859", "56ebc1fb605b", 2961),
    ("8511e09c77d4", "0ffbe393564a", 3025),
    ("2087f90fe63b", "c0f55cb98636", 5374),
    ("7ba789cf689f", "6cd502ad4a04", 3231),
    ("9d4a92ac2169", "ac907e212232", 4297),
    ("b243290ebc95", "9f7525cc3336", 1543),
    ("f87d94f6def3", "5f4e3827a3c3", 13253),
    ("0315caa2c33f", "1f77eef6af17", 2749),
    ("8a5ef62d9433", "386678d09174", 683),
    ("a62a8251ac89", "3aff2b9a2a62", 600),
    ("9a80bac7d4f5", "27373320cb75", 653),
    ("fa6e439442a6", "2e62c062af3b", 600),
    ("4e82b617872e", "3cea7febbd75", 788),
    ("c99e1aecf0f9", "34fb6d8da2a6", 352),
    ("eb1a6b896592", "0aeb2893cb6f", 1330),
    ("8680a605e9a1", "d271622e3109", 371),
    ("cf63b6631ceb", "11d7fca09e0c", 451),
    ("c4f84f46a437", "dffb882340a2", 703),
    ("ee2eaadbf663", "00f33850f4b3", 876),
    ("22b288a25b1a", "6b89a4c0f199", 957),
    ("4b39a193eec8", "e5cc7cc83029", 460),
    ("8680a605e9a1", "e91882377470", 1283),
    ("feca9892d7d1", "7472d04ca0b2", 4855),
    ("fd91dffebb91", "12ab95e6f948", 330),
    ("971b0ca41c71", "973742449bb1", 267),
    ("07c39275514c", "5994d19ce6d3", 466),
    ("c2466c8d407d", "63b72cdc27b3", 775),
    ("e3aa15a92c8b", "8990648c0e33", 878),
    ("241da6f332d9", "7edfb66f4aa3", 688),
]


@pytest.fixture(scope="module")
def issue() -> BackIssue:
    return split(journal())


def test_every_article_of_the_contents_is_found_in_its_column_and_order(issue: BackIssue) -> None:
    wanted = [(column["name"], [one["title"] for one in column["articles"]]) for column in expected()["columns"]]
    assert [(column.name, [one.contents_title for one in column.articles]) for column in issue.columns] == wanted
    assert issue.unplaced == []
    assert len(articles(issue)) == 32


def test_pages_authors_and_unions_are_those_of_the_contents(issue: BackIssue) -> None:
    wanted = [one for column in expected()["columns"] for one in column["articles"]]
    found = articles(issue)
    assert [one.printed_page for one in found] == [one["page"] for one in wanted]
    assert [[who.name for who in one.bylines] for one in found] == [
        [one["byline"]] if one["byline"] else [] for one in wanted
    ]
    for one, its in zip(found, wanted, strict=True):
        if its["union"]:
            assert one.union == its["union"]


def test_board_imprint_and_number_are_read(issue: BackIssue) -> None:
    assert issue.board == expected()["editorial_board"]
    assert issue.imprint == expected()["imprint"]
    assert (issue.year, issue.number) == (2023, 1)
    assert not issue.flagged


def test_at_every_seam_the_texts_part_where_they_should(issue: BackIssue) -> None:
    texts = [body(one) for one in articles(issue)]
    assert [(digest(text[:12]), digest(text[-12:]), len(text)) for text in texts] == ENDS


def test_nothing_is_left_over(issue: BackIssue) -> None:
    total = sum(one.characters for one in articles(issue))
    assert issue.leftover_characters <= 0.005 * total
    assert issue.leftover_characters == 0


def test_kickers_titles_and_subtitles_are_those_of_the_page(issue: BackIssue) -> None:
    found = articles(issue)
    assert [index for index, one in enumerate(found, 1) if one.kicker] == [12, 14]
    assert [index for index, one in enumerate(found, 1) if one.subtitle] == [10, 15, 23, 24, 25, 30, 31]
    assert all(not one.subtitle.startswith("—") for one in found)
    reworded = [index for index, one in enumerate(found, 1) if not _same_title(one)]
    assert reworded == [17, 19]


def _same_title(one) -> bool:
    return title_key(one.kicker + one.title + one.subtitle) == title_key(one.contents_title)


def test_headings_set_unevenly_come_out_as_siblings(issue: BackIssue) -> None:
    found = articles(issue)
    assert [one.html.count("<h2>") for one in found][5:10] == [4, 5, 0, 0, 3]
    assert all("<h3>" not in one.html and "<h4>" not in one.html for one in found)


def test_sources_and_departments_are_taken_off_the_bodies(issue: BackIssue) -> None:
    found = articles(issue)
    assert [index for index, one in enumerate(found, 1) if one.source] == [2, 6, 8, 9, 10]
    assert sum(bool(one.contributor) for one in found) == 14
    assert not any("来源：" in one.html for one in found)


def test_a_text_behind_an_end_mark_goes_back_to_the_article_that_lacks_its_own(issue: BackIssue) -> None:
    long, short = articles(issue)[15:17]
    assert long.html.count("〔图片说明〕") == 7
    assert short.html.count("<p>") == 3
    assert [warning for warning in issue.warnings if warning.startswith("第 873 行")]


def test_bodies_are_html_the_other_rooms_can_read(issue: BackIssue) -> None:
    for one in articles(issue):
        blocks = parse_html(one.html)
        assert blocks
        assert parse_html(to_html(blocks)) == blocks


def test_every_warning_names_its_line(issue: BackIssue) -> None:
    assert issue.warnings
    assert all(warning.startswith("第 ") and " 行：" in warning for warning in issue.warnings)
