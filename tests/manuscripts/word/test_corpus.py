"""The corpus of reports, made by a script that shares nothing with the importer: every field of it nearly always right."""

import re

import pytest

from bench.word import FIELDS, NEEDED, measure_reports, reports
from bench.word_corpus import EACH, MANNERS
from manuscripts.html import TAGS


@pytest.fixture(scope="module")
def read():
    return list(reports())


@pytest.fixture(scope="module")
def scores(read):
    return measure_reports(read)


def test_the_corpus_is_as_large_and_as_various_as_asked():
    assert len(MANNERS) * EACH >= 40 and len(MANNERS) >= 12


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_is_right_in_the_documents_looked_at(scores, name):
    assert scores[0].asked[name] and scores[0].share(name) >= NEEDED, [
        one for one in scores[0].wrong if f" {name}:" in one
    ]


def test_so_is_the_whole_of_the_documents_held_out(scores):
    assert scores[1].share() >= NEEDED


def test_a_body_holds_nothing_but_the_stored_vocabulary(read):
    for _, report in read:
        assert set(re.findall(r"</?([a-z0-9]+)", report.html)) <= TAGS
