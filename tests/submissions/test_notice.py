"""The notice: words from the figures, changed by the office, as a Word file in the manner of official papers."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import docx
import pytest
from django.utils import timezone
from docx.oxml.ns import qn

from accounts.models import Union
from accounts.roles import Role
from submissions.figures import periods
from submissions.figures.counting import Missed, Question
from submissions.figures.tables import Figures, Measure, Row, Tally, make_figures, ranked
from submissions.models import Call
from submissions.notice.paper import paper_of
from submissions.notice.word import write_word
from submissions.notice.words import propose
from tests.factories import make_person
from tests.submissions.conftest import make_correspondent
from tests.submissions.letters import make_report

PLACE = "/submit/figures/notice/"
TODAY = date(2026, 7, 10)


def figures(*, silent=("达日县总工会",), missed=True) -> Figures:
    """Two prefectures that share a place, a county, one silent county, one call missed."""
    rows = [
        Row("海西州总工会", Tally(10, 5, 0, Decimal(60)), "prefecture"),
        Row("玉树州总工会", Tally(20, 4, 1, Decimal(60)), "prefecture"),
        Row("都兰县总工会", Tally(3, 1, 0, Decimal("13.5")), "county"),
    ]
    return Figures(
        question=Question(periods.period_of("2026-H1")),
        measure=Measure.POINTS,
        total=Tally(33, 10, 1, Decimal("133.5")),
        unions=ranked(rows, Measure.POINTS),
        kinds=[Row("市州工会", Tally(30, 9)), Row("县区工会", Tally(3, 1))],
        authors=[],
        columns=[Row("市州动态", Tally(20, 6)), Row("工作研究", Tally(13, 4)), Row("未选栏目", Tally())],
        months=[],
        silent=[Row(name, kind="county") for name in silent],
        missed=[Missed(2, "玉树州总工会", "prefecture", "班组长的一天", "", date(2026, 5, 1))] if missed else [],
    )


def paper(**changes):
    found = figures()
    words = {
        "title": "关于2026年上半年工会稿件报送和采用情况的通报", "number": "青工办通报〔2026〕3号", "addressee": "各市（州）总工会",
        "text": propose(found, [], TODAY), "signer": "青海省总工会办公室", "day": TODAY,
    }  # fmt: skip
    return paper_of(**words | changes, figures=found)


def test_the_words_tell_totals_places_silence_missed_calls_and_what_is_wanted_next():
    calls = [Call(topic="防暑降温", deadline=date(2026, 8, 1))]
    text = propose(figures(), calls, TODAY)
    assert "2026年上半年，各级工会共向编辑部报送稿件33篇，采用10篇，采用率30.3%。" in text
    assert "报送稿件的单位共3个。按工会类别统计，市州工会报送30篇、采用9篇；县区工会报送3篇、采用1篇。" in text
    assert "从采用的栏目看，“市州动态”6篇、“工作研究”4篇。" in text
    assert "市州工会居前的是：并列第1名海西州总工会（60分），并列第1名玉树州总工会（60分）。" in text
    assert "没有报送稿件的单位共1个：\n县区工会（1个）：达日县总工会。" in text
    assert "以下单位没有按约供稿：玉树州总工会“班组长的一天”。" in text
    assert "1.防暑降温（8月1日前报送）。" in text
    assert re.findall(r"^(.)、", text, re.M) == list("一二三四五")


def test_of_what_was_not_asked_for_nothing_is_said():
    asked = Question(periods.period_of("2026-H1"), frozenset({"county", "prefecture"}), "市州动态")
    text = propose(replace(figures(), question=asked), [], TODAY)
    assert "2026年上半年，市州工会、县区工会共向编辑部报送“市州动态”栏目稿件33篇，" in text
    assert "没有报送“市州动态”栏目稿件的单位共1个：" in text
    nothing = propose(replace(figures(), question=asked, total=Tally()), [], TODAY)
    assert "编辑部没有收到市州工会、县区工会报送的“市州动态”栏目稿件。" in nothing


def test_what_there_is_nothing_to_say_of_is_left_out_and_the_numbers_close_up():
    text = propose(figures(silent=(), missed=False), [], TODAY)
    assert "零报送" not in text
    assert "约稿" not in text
    assert re.findall(r"^(.)、", text, re.M) == list("一二三")


def test_a_period_that_is_not_over_says_up_to_when_it_was_counted():
    assert "2026年上半年（截至2026年6月30日），" in propose(figures(), [], date(2026, 6, 30))
    assert "截至" not in propose(figures(), [], date(2026, 7, 1))


def test_the_word_file_keeps_the_manner_of_official_papers():
    word = docx.Document(io.BytesIO(write_word(paper())))
    section = word.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height, section.top_margin, section.left_margin)] == [
        210, 297, 37, 28,
    ]  # fmt: skip
    by_text = {one.text: one for one in word.paragraphs}

    def face(text):
        run = by_text[text].runs[0]
        return run.font.size.pt, run._r.rPr.rFonts.get(qn("w:eastAsia"))

    assert face("关于2026年上半年工会稿件报送和采用情况的通报") == (22, "宋体")
    assert face("一、总体情况") == (16, "黑体")
    assert face("各市（州）总工会：") == (16, "仿宋")
    opening = next(one for text, one in by_text.items() if text.startswith("2026年上半年，"))
    assert opening.paragraph_format.first_line_indent.pt == 32
    last = paper().lines[-1].text
    assert by_text[last].paragraph_format.keep_with_next, "the signature never stands alone on a page"
    assert by_text["2026年7月10日"].paragraph_format.right_indent.pt == 64
    first, second = word.tables
    assert [cell.text for cell in first.rows[1].cells] == ["1（并列）", "海西州总工会", "10", "5", "50%", "", "60"]
    assert [cell.text for cell in first.rows[2].cells] == ["1（并列）", "玉树州总工会", "20", "4", "20%", "1", "60"]
    assert [cell.text for cell in second.rows[1].cells] == ["1", "都兰县总工会", "3", "1", "33.3%", "", "13.5"]
    assert first.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_notice_without_number_addressee_or_tables_is_whole_too():
    bare = paper(number="", addressee=" ： ")
    assert (bare.number, bare.addressee) == ("", "")
    word = docx.Document(io.BytesIO(write_word(bare)))
    assert not any(one.text == "：" for one in word.paragraphs)


@pytest.mark.django_db
def test_strangers_are_asked_to_sign_in(client):
    assert client.get(PLACE)["Location"].startswith("/sign-in/")
    assert client.post(PLACE)["Location"].startswith("/sign-in/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_who_does_not_work_at_the_desk_is_refused(client, role):
    client.force_login(make_person(role, union=Union.objects.named("玉树州总工会")))
    assert client.get(PLACE).status_code == 403
    assert client.post(PLACE).status_code == 403


def fields_of(response) -> dict:
    notice = response.context["notice"]
    return {name: notice[name].value() or "" for name in notice.fields}


@pytest.mark.django_db
def test_what_is_proposed_is_changed_and_taken_away(client):
    make_report("玉树州总工会")
    client.force_login(make_person(Role.EDITOR))
    fields = fields_of(client.get(PLACE))
    assert "报送稿件1篇，采用0篇，采用率0%" in fields["text"]
    response = client.post(
        PLACE, fields | {"text": fields["text"] + "\n我加的一段。\x01", "number": "青工办〔2026〕1号"}
    )
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%85%B3%E4%BA%8E")
    words = [one.text for one in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert "我加的一段。" in words
    assert "青工办〔2026〕1号" in words


@pytest.mark.django_db
def test_a_report_that_comes_in_meanwhile_is_told_of_before_anything_goes_out(client):
    make_report("玉树州总工会")
    client.force_login(make_person(Role.EDITOR))
    fields = fields_of(client.get(PLACE)) | {"text": "我写的。"}
    make_report("海西州总工会")
    response = client.post(PLACE, fields)
    assert response.status_code == 409
    assert "数字又变了" in response.text
    assert "我写的。" in response.text
    assert client.post(PLACE, fields_of(response))["Content-Type"].endswith("wordprocessingml.document")


@pytest.mark.django_db
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(client):
    client.force_login(make_person(Role.EDITOR))
    fields = fields_of(client.get(PLACE)) | {"title": "", "text": "我写的。", "day": "昨天"}
    response = client.post(PLACE, fields)
    assert response.status_code == 400
    for words in ("请写标题", "日期看不懂", "我写的。"):
        assert words in response.text


@pytest.mark.django_db
def test_the_next_topics_are_those_of_the_open_calls(client):
    person = make_correspondent("玉树州总工会")
    tomorrow = timezone.localdate() + timedelta(days=1)
    Call.objects.create(topic="高原养路工", deadline=tomorrow, by=person)
    client.force_login(make_person(Role.EDITOR))
    assert f"1.高原养路工（{tomorrow.month}月{tomorrow.day}日前报送）。" in client.get(PLACE).text


@pytest.mark.django_db
def test_the_tables_end_with_the_prefectures_and_their_counties():
    make_report("格尔木市总工会")
    make_report("海东市总工会")
    found = make_figures(Question(periods.period_of(str(timezone.localdate().year))))
    made = paper_of(
        title="通报", number="", addressee="", text=propose(found, [], TODAY), signer="办公室", day=TODAY, figures=found
    )
    last = made.tables[-1]
    assert last.name == "附表3　市州工会连同所属县区工会报送和采用情况"
    assert len(last.headings) == len(last.widths) == len(last.rows[0])
    assert ["1（并列）", "海西州总工会", "1", "1", "0", "0", "0%"] in [row[:7] for row in last.rows]
    assert docx.Document(io.BytesIO(write_word(made))).tables[-1].rows[0].cells[3].text == "其中县区"
