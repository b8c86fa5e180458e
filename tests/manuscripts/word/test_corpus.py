"""The corpus of reports, made by a script that shares nothing with the importer: every field of it nearly always right."""

import io
import re
import zipfile

import pytest
from lxml import etree

from bench.word import FIELDS, NEEDED, measure_reports, reports
from bench.word_corpus import EACH, MANNERS
from manuscripts.html import TAGS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HIDDEN = "此处为模板提示文字"


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


def han(text):
    return re.sub("[^\u4e00-\u9fff]", "", text)


def test_no_sentence_of_a_document_is_lost(read):
    for sample, report in read:
        names = [f"{name}{post}" for name, post in report.bylines] + [
            f"{label}{words}" for label, words in report.particulars
        ]
        captions = [f"{picture.caption}{picture.credit}" for picture in report.pictures]
        parts = [report.kicker, report.title, report.subtitle, report.contributor, report.source, report.editors_note]
        whole = han("".join([*parts, *names, *captions, re.sub("<[^>]+>", "", report.html), *report.not_understood]))
        with zipfile.ZipFile(io.BytesIO(sample.data)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        for paragraph in root.iter(f"{W}p"):
            own = (one for one in paragraph.iter(f"{W}t") if next(one.iterancestors(f"{W}p")) is paragraph)
            text = "".join(one.text or "" for one in own).replace(HIDDEN, "")
            for sentence in re.split("[，。！？：；（）“”\\s]", text):
                if len(han(sentence)) > 14 and "总工会" not in sentence:  # shorter ones are signatures and captions
                    assert han(sentence) in whole, (sample.name, sentence)
