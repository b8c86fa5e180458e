"""Every field of reports as unions send them: what a reader sees is what is read."""

import re

import pytest

from manuscripts.blocks import Heading, spans_text
from manuscripts.parsing import parse_html
from manuscripts.word import read_docx
from manuscripts.word.captions import said_in_alt
from tests.manuscripts.word.union_reports import MAKERS, union_reports

REPORTS = {name: (data, truth) for name, data, truth in union_reports()}


def headings_of(html: str) -> list[tuple[int, str]]:
    """(level, words) of each, its pictures under addresses as the library has them."""
    html = re.sub(r"word:(\d+)", lambda match: f"/photos/{int(match[1]):016x}/", html)
    return [(block.level, spans_text(block.spans)) for block in parse_html(html) if isinstance(block, Heading)]


def test_there_are_thirty_of_them():
    assert len(MAKERS) == len(REPORTS) >= 30


@pytest.mark.parametrize("name", REPORTS)
def test_every_field_of_a_report_is_read_as_a_reader_reads_it(name):
    data, truth = REPORTS[name]
    report = read_docx(data)
    assert (report.kicker, report.title, report.subtitle) == (truth.kicker, truth.title, truth.subtitle)
    assert (report.contributor, [name for name, _ in report.bylines]) == (truth.unit, truth.authors)
    assert headings_of(report.html) == truth.headings
    assert [(picture.caption, picture.credit) for picture in report.pictures] == truth.captions
    plain = re.sub("<[^>]+>", "", report.html)
    assert all(words in plain for words in truth.present)
    assert not [words for words in truth.absent if words in plain]


def test_what_a_program_wrote_into_the_alternative_text_is_no_caption():
    for alt in (
        "",
        "图片 3",
        "微信图片_20260301183055",
        "IMG_2026.jpg",
        "图片包含 人员, 户外 描述已自动生成",
        "QQ截图",
        "logo",
    ):
        assert said_in_alt(alt) == ("", "")
    assert said_in_alt("职工在车间里学习（尼玛摄）") == ("职工在车间里学习", "尼玛")
