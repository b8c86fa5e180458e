"""The pages of the figures: who sees what, charts that need no colour, the file, the table of points."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Union
from accounts.roles import STAFF_ROLES, Role
from submissions.models import Call, PointsRule, SuggestedColumn
from submissions.views.figures import tables
from tests.factories import make_person
from tests.submissions.conftest import make_correspondent
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db
PAGE, FILE, POINTS = "/submit/figures/", "/submit/figures/tables.xlsx", "/submit/figures/points/"


@pytest.mark.parametrize("place", [PAGE, FILE, POINTS])
def test_strangers_are_asked_to_sign_in(client, place):
    assert client.get(place)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("place", [PAGE, FILE, POINTS])
def test_members_are_refused(client, place):
    client.force_login(make_person(Role.MEMBER))
    assert client.get(place).status_code == 403


def test_a_correspondent_without_a_union_is_refused(client):
    client.force_login(make_person(Role.CORRESPONDENT))
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("role", sorted(STAFF_ROLES | {Role.OPERATOR}))
def test_the_desk_sees_every_union(client, role):
    make_report("玉树州总工会")
    client.force_login(make_person(role))
    page = client.get(PAGE).text
    assert "零报送单位" in page
    assert re.search(r"<th scope=\"row\">玉树州总工会</th>\s*<td>1</td><td>0</td><td>0%</td><td></td><td>1</td>", page)


def test_a_correspondent_sees_the_own_unions_figures_and_no_others(client):
    make_report("海西州总工会", column="工作研究")
    make_report("玉树州总工会", column="市州动态")
    client.force_login(make_correspondent("海西州总工会"))
    for query in ("", "?kind=prefecture", "?union=1", "?by=sent"):
        page = client.get(PAGE + query).text
        assert "海西州总工会的来稿统计" in page
        assert "玉树" not in page
        assert "市州动态</th>" not in page
        assert "零报送" not in page
    book = load_workbook(io.BytesIO(client.get(FILE).content))
    words = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "海西州总工会" in words
    assert not any("玉树" in word or "西宁" in word for word in words)


def test_what_is_asked_is_a_sentence_and_its_form_is_folded_under_it(client):
    SuggestedColumn.objects.create(name="市州动态", order=1)
    client.force_login(make_person(Role.EDITOR))
    page = client.get(f"{PAGE}?period=2026-Q2&column=市州动态&kind=county&kind=prefecture&by=sent").text
    assert "2026年第二季度，“市州动态”栏，市州工会、县区工会，名次按报送篇数" in page
    assert '<details class="figures__asked">' in page
    wrong = client.get(f"{PAGE}?since=2026-01-01").text
    assert '<details class="figures__asked" open>' in wrong and "要一起填" in wrong
    client.force_login(make_correspondent("海西州总工会"))
    assert re.search(r"figures__chosen\">\d{4}年，全部栏目<", client.get(PAGE).text)


def test_authors_beyond_those_that_are_read_are_told_of_and_in_the_file(client, monkeypatch):
    monkeypatch.setattr(tables, "AUTHORS_SHOWN", 1)
    for name in ("甲才旦", "乙才旦", "丙才旦"):
        make_report("玉树州总工会", bylines=[[name, ""]])
    client.force_login(make_person(Role.EDITOR))
    assert "还有 2 位没有列出，都在导出的表格里。" in client.get(PAGE).text
    rows = load_workbook(io.BytesIO(client.get(FILE).content))["供稿人"].values
    assert {"甲才旦", "乙才旦", "丙才旦"} <= {cell for row in rows for cell in row}


def test_charts_say_their_numbers_and_carry_no_style(client):
    for at in range(3):
        make_report("玉树州总工会", column=f"栏目{at}")
    client.force_login(make_person(Role.EDITOR))
    page = client.get(PAGE).text
    drawings = re.findall(r"<svg class=\"chart__drawing\".*?</svg>", page, re.S)
    assert drawings
    for drawing in drawings:
        assert "<title" in drawing
        assert "<desc" in drawing
        assert "<pattern" in drawing
        assert "报送 " in drawing
    assert "style=" not in page
    ids = re.findall(r"\bid=\"([^\"]+)\"", page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?since=2026-01-05", "“从”和“到”要一起填"),
        ("?since=2026-05-01&until=2026-04-01", "请对调一下"),
        ("?period=2026-Q9", "没有这个时段"),
        ("?since=9999-12-31&until=9999-12-31", "日期看不懂"),
        ("?kind=moon", "没有这个类别"),
        ("?since=x%00&until=y", "日期看不懂"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_to_change(client, query, words):
    client.force_login(make_person(Role.EDITOR))
    response = client.get(PAGE + query)
    assert response.status_code == 200
    assert words in response.text
    assert client.get(FILE + query).status_code == 400


def test_the_page_asks_the_database_no_more_for_thirty_unions_than_for_one(client, django_assert_num_queries):
    client.force_login(make_person(Role.EDITOR))
    make_report("玉树州总工会")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(PAGE)
    for union in Union.objects.filter(active=True)[:30]:
        make_report(union, column="工作研究")
    with django_assert_num_queries(len(one)):
        client.get(PAGE)


def test_the_file_holds_numbers_and_no_formulas(client):
    person = make_correspondent("玉树州总工会")
    make_report("玉树州总工会", by=person, column="=1+1", bylines=[["@SUM(A1)", ""]])
    yesterday = timezone.localdate() - timedelta(days=1)
    call = Call.objects.create(topic="+cmd|calc", deadline=yesterday, by=person)
    call.unions.add(Union.objects.named("西宁市总工会"))
    client.force_login(make_person(Role.EDITOR))
    response = client.get(f"{FILE}?since={yesterday}&until={timezone.localdate()}")
    assert "%E6%9D%A5%E7%A8%BF" in response["Content-Disposition"]
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == [
        "单位",
        "市州连同县区",
        "工会类别",
        "供稿人",
        "栏目",
        "月份",
        "零报送",
        "约稿未交",
        "说明",
    ]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert next(book["供稿人"].iter_rows(min_row=2, values_only=True)) == (
        1,
        "'@SUM(A1)",
        "玉树州总工会",
        1,
        0,
        0,
        0,
        1,
    )
    assert next(book["约稿未交"].iter_rows(min_row=2, values_only=True))[:2] == ("西宁市总工会", "'+cmd|calc")
    names = [row[0] for row in book["零报送"].iter_rows(min_row=2, values_only=True)]
    assert "西宁市总工会" in names
    assert "玉树州总工会" not in names


def filled(forms: int, **changes) -> dict:
    return {"form-TOTAL_FORMS": forms, "form-INITIAL_FORMS": 0, **changes}


def line(number: int, deed: str, column: str, kind: str, points: str) -> dict:
    found = {"deed": deed, "column": column, "kind": kind, "points": points}
    return {f"form-{number}-{name}": value for name, value in found.items()}


def edition(client) -> str:
    return re.search(r'name="edition" value="(\w+)"', client.get(POINTS).text)[1]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CORRESPONDENT])
def test_points_are_not_for_editors_or_correspondents_to_set(client, role):
    client.force_login(make_person(role, union=Union.objects.named("玉树州总工会")))
    before = PointsRule.objects.count()
    assert client.get(POINTS).status_code == 403
    assert client.post(POINTS, filled(0, edition="")).status_code == 403
    assert PointsRule.objects.count() == before


def test_a_chief_sets_the_points_and_an_emptied_line_goes(client):
    client.force_login(make_person(Role.DEPUTY_CHIEF))
    data = filled(3, edition=edition(client), **line(0, "adopted", " 工作研究 ", "county", "12.5"))
    data |= line(1, "sent", "", "", "") | line(2, "call_missed", "", "", "-3")
    response = client.post(POINTS, data, follow=True)
    assert "积分办法存好了" in response.text
    kept = set(PointsRule.objects.values_list("deed", "column", "kind", "points"))
    assert kept == {("adopted", "工作研究", "county", Decimal("12.5")), ("call_missed", "", "", Decimal(-3))}
    assert 'value="12.5"' in client.get(POINTS).text


@pytest.mark.parametrize(
    ("points", "words"), [("101", "100 之间"), ("甲", "请写数字"), ("1.25", "一位小数"), ("NaN", "请写数字")]
)
def test_points_that_are_none_are_refused_with_what_was_typed(client, points, words):
    client.force_login(make_person(Role.OPERATOR))
    before = PointsRule.objects.count()
    response = client.post(POINTS, filled(1, edition=edition(client), **line(0, "sent", "我写的", "", points)))
    assert response.status_code == 400
    assert words in response.text
    assert "我写的" in response.text
    assert PointsRule.objects.count() == before


def test_a_table_changed_by_somebody_else_is_not_overwritten(client):
    client.force_login(make_person(Role.CHIEF_EDITOR))
    seen = edition(client)
    PointsRule.objects.filter(deed="sent").update(points=9)
    response = client.post(POINTS, filled(1, edition=seen, **line(0, "sent", "我写的", "", "1")))
    assert response.status_code == 400
    assert "刚被别人改过" in response.text
    assert "我写的" in response.text


def test_a_year_long_past_can_still_be_asked_for(client):
    client.force_login(make_person(Role.EDITOR))
    page = client.get(f"{PAGE}?period=2019-H2").text
    assert "2019年下半年" in page
    assert date.today().year != 2019


def test_a_prefecture_with_its_counties_stands_on_the_page_in_the_file_and_in_the_notice(client):
    make_report("格尔木市总工会")
    make_report("海东市总工会")
    client.force_login(make_person(Role.EDITOR))
    page = client.get(PAGE).text
    assert "市州连同所属县区" in page and "海西州总工会（所属县区报送 1 篇）" in page
    book = load_workbook(io.BytesIO(client.get(FILE).content))
    rows = {row[1]: row for row in book["市州连同县区"].iter_rows(values_only=True)}
    assert rows["海西州总工会"][2:8] == (0, 1, 1, 0, 0, 0)
    assert rows["海东市总工会"][2:8] == (1, 0, 1, 0, 0, 0)
    silent = {row[0]: row[2] for row in book["零报送"].iter_rows(values_only=True)}
    assert silent["海西州总工会"] == 1
    text = client.get(f"{PAGE}notice/").text
    assert "连同所属县区工会一并统计，居前的是：并列第1名" in text and "海西州总工会（所属县区报送1篇）" in text
