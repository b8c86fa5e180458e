"""The audit page: its doors, filters, readable changes, its price, the export; and that nobody alters the record."""

import io
import zipfile
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts import audit
from accounts.actions import exporting
from accounts.audit_words import changes_in_words
from accounts.filters import AuditFilter
from accounts.models import AuditEntry, Union
from accounts.refusals import NotAllowed
from accounts.roles import Role
from accounts.workbooks import harmless
from tests.factories import make_person

pytestmark = pytest.mark.django_db

PAGE, EXPORT = "/audit/", "/audit/export/"
READERS = {Role.OPERATOR, Role.CHIEF_EDITOR, Role.DEPUTY_CHIEF}


def entry(verb="读了", by=None, at=None, target=None, **changes):
    """A row of the record; `at` can only be given when it is written."""
    found = audit.record(by=by, verb=verb, target=target or Union.objects.first(), **changes)
    if at is None:
        return found
    fields = {
        field.name: getattr(found, field.name) for field in AuditEntry._meta.fields if field.name not in {"id", "at"}
    }
    return AuditEntry.objects.create(at=at, **fields)


def rows_of(response):
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


def test_strangers_are_asked_to_sign_in(client):
    for ask, address in ((client.get, PAGE), (client.post, EXPORT)):
        assert ask(address)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("role", list(Role))
def test_operators_and_chiefs_read_it_and_no_one_else(client, role):
    person = make_person(role)
    client.force_login(person)
    expected = 200 if role in READERS else 403
    assert client.get(PAGE).status_code == expected
    assert client.post(EXPORT).status_code == expected
    assert (">操作记录</a>" in client.get("/account/").text) == (role in READERS)
    if role not in READERS:
        with pytest.raises(NotAllowed, match="只给主编、副主编和管理员看"):
            exporting.export_audit(form=AuditFilter({}), by=person)


@pytest.fixture
def reader(client):
    person = make_person(Role.CHIEF_EDITOR, name="杨凌霄")
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"verb": "甲做的"}, {"甲做的"}),
        ({"who": "知秋"}, {"甲做的"}),
        ({"q": "10.1.2."}, {"甲做的"}),
        ({"q": "海西州"}, {"乙做的"}),
        ({"kind": "accounts.user", "who": "系统"}, {"新建账号"}),
        ({"since": "2026-03-01", "until": "2026-03-01"}, {"乙做的"}),
        ({"until": "2026-02-28"}, set()),
        ({"q": "没有这样的字"}, set()),
    ],
)
def test_each_filter_narrows(client, reader, asked, found):
    person = make_person(Role.EDITOR, name="沈知秋")
    token = audit.origin.set("10.1.2.3")
    entry("甲做的", by=person)
    audit.origin.reset(token)
    # The last minute of the day in Qinghai, which is still 15:59 in Greenwich.
    at = datetime(2026, 3, 1, 23, 59, tzinfo=timezone.get_default_timezone())
    union = Union.objects.named("海西州总工会")
    AuditEntry.objects.create(
        at=at, by_name="系统", verb="乙做的", target_kind="accounts.union", target_id=union.pk, target_label=str(union)
    )
    page = client.get(PAGE, asked)
    verbs = {row.verb for row in page.context["page"]}
    assert verbs == found
    if not found:
        assert "没有符合条件的记录" in page.text


def test_one_things_whole_history_has_an_address(client, reader):
    first, second = Union.objects.all()[:2]
    entry("甲做的", target=first)
    entry("乙做的", target=second)
    page = client.get(PAGE, {"kind": "accounts.union", "thing": first.pk})
    assert [row.verb for row in page.context["page"]] == ["甲做的"]
    assert f'name="thing" value="{first.pk}"' in page.text, "and stays when more is asked"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"since": "31/12"}, "日期看不懂"),
        ({"since": "0001-01-01"}, "日期看不懂"),
        ({"until": "9999-12-31"}, "日期看不懂"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "请对调一下"),
        ({"verb": "没有这回事"}, "请在列表里选"),
        ({"kind": "nonsense"}, "请在列表里选"),
    ],
)
def test_a_wrong_filter_shows_nothing_and_says_why(client, reader, asked, sentence):
    page = client.get(PAGE, asked)
    assert sentence in page.text
    assert page.context["page"].paginator.count == 0
    assert client.post(f"{EXPORT}?{'&'.join(f'{name}={value}' for name, value in asked.items())}").status_code == 403


def test_it_costs_the_same_with_1_and_300_rows(client, reader, django_assert_num_queries):
    entry("读了", by=reader)
    client.get(PAGE)
    with django_assert_num_queries(9) as first:
        client.get(PAGE)
    assert sum("COUNT(*)" in query["sql"] and "auditentry" in query["sql"] for query in first.captured_queries) == 1
    for number in range(299):
        entry("读了", by=reader, number=number, fields=["short_name"])
    with django_assert_num_queries(len(first)):
        page = client.get(PAGE)
    assert page.text.count("<strong>读了</strong>") == 50
    assert "第 1 页，共" in page.text
    assert client.get(f"{PAGE}?page=nonsense").status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"roles": ["editor", "operator"]}, [("角色", "编辑、管理员")]),
        ({"before": [], "after": ["member"]}, [("原来", "没有"), ("现在", "会员")]),
        ({"fields": ["short_name", "gone"]}, [("改了", "简称、gone")]),
        ({"recovery": False}, [("用的是恢复码", "否")]),
        ({"opinion": "", "新建": ["主编：丙丁"]}, [("新建", "主编：丙丁")]),
        ({"number": 3, "other": {"left": 2}}, [("序号", "3"), ("other", "还剩恢复码：2")]),
    ],
)
def test_changes_are_read_as_words(changes, words):
    assert changes_in_words(entry(**changes)) == words


def test_a_row_about_something_that_is_no_more_can_still_be_read():
    row = AuditEntry(target_kind="gone.thing", changes={"fields": ["name"]})
    assert changes_in_words(row) == [("改了", "name")]


def test_markup_in_the_record_is_shown_as_it_is(client, reader):
    entry("退回", opinion="<script>alert(1)</script>")
    page = client.get(PAGE).text
    assert "&lt;script&gt;" in page
    assert "<script" not in page


# The export


def test_the_file_has_what_the_page_shows_with_real_times_in_qinghai(client, reader):
    at = datetime(2026, 3, 1, 23, 59, 30, tzinfo=timezone.get_default_timezone())
    entry("改角色", by=reader, at=at, before=["member"], after=["editor"])
    entry("别的")
    response = client.post(f"{EXPORT}?verb=改角色&until=2026-03-01")
    assert "xlsx" in response["Content-Disposition"]
    head, *rows = rows_of(response)
    assert head == ("时间", "姓名", "来自", "做了什么", "对象种类", "对象", "对象编号", "改动")
    (row,) = rows
    assert row[0] == datetime(2026, 3, 1, 23, 59, 30)
    assert row[1:5] == ("杨凌霄", "后台", "改角色", "工会")
    assert row[7] == "原来：会员；现在：编辑"


def test_that_it_was_handed_out_is_recorded(client, reader):
    entry("改角色")
    client.post(f"{EXPORT}?verb=改角色")
    row = AuditEntry.objects.get(verb="导出操作记录")
    assert row.by == reader
    assert row.changes == {"rows": 1, "filters": "做了什么 改角色"}


def test_following_a_link_hands_nothing_out(client, reader):
    assert client.get(EXPORT).status_code == 405


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-2", "@x", "\t=1", "＝1", '=HYPERLINK("http://evil.example")', "|calc", "%0A", "#N/A"]
)
def test_no_cell_is_a_formula(client, reader, text):
    entry("改角色", opinion=text)
    AuditEntry.objects.create(by_name=text, verb=text, target_kind="x", target_id="1", target_label=text)
    response = client.post(EXPORT)
    data = b"".join(response.streaming_content)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    cells = [cell for row in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True) for cell in row]
    assert any(isinstance(cell, str) and cell.endswith(text.strip()) for cell in cells)
    assert not any(isinstance(cell, str) and cell[0] in "=+-@\t＝" for cell in cells)


def test_a_cell_holds_no_control_characters_and_not_too_much():
    assert harmless("甲\x00\x0b乙") == "甲乙"
    assert len(harmless("长" * 40_000)) == 32_000
    assert harmless("") is None


def test_beyond_the_limit_the_file_is_refused_with_the_way_on(client, reader, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_ROWS", 2)
    for _ in range(3):
        entry()
    page = client.post(EXPORT)
    assert page.status_code == 403
    assert "把日期范围缩小" in page.text
    assert not AuditEntry.objects.filter(verb="导出操作记录").exists()


# Nobody alters the record


def test_the_database_refuses_to_alter_a_row():
    row = entry("改角色")
    for alter in (
        lambda: AuditEntry.objects.filter(pk=row.pk).update(verb="别的"),
        lambda: AuditEntry.objects.filter(pk=row.pk).update(at=timezone.now() - timedelta(days=9)),
        row.save,
    ):
        with pytest.raises(DatabaseError, match="操作记录只能新增"), transaction.atomic():
            alter()
    assert AuditEntry.objects.get(pk=row.pk).verb == "改角色"


def test_the_database_refuses_to_delete_a_row_too():
    row = entry("改角色")
    for delete in (row.delete, AuditEntry.objects.all().delete, lambda: _raw("DELETE FROM accounts_auditentry")):
        with pytest.raises(DatabaseError, match="操作记录只能新增"), transaction.atomic():
            delete()
    assert AuditEntry.objects.filter(pk=row.pk).exists()


def _raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_emptying_of_a_database_passes_the_guard_and_leaves_it_standing():
    entry("改角色")
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    row = entry("改角色")
    with pytest.raises(DatabaseError, match="操作记录只能新增"), transaction.atomic():
        row.delete()


@pytest.mark.django_db(transaction=True)
def test_an_emptying_that_fails_leaves_the_rows_and_the_guard(monkeypatch):
    entry("改角色")
    monkeypatch.setattr(
        "django.core.management.commands.flush.sql_flush", lambda *args, **options: ["DELETE FROM nothing"]
    )
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)
    monkeypatch.undo()
    with pytest.raises(DatabaseError, match="操作记录只能新增"), transaction.atomic():
        AuditEntry.objects.first().delete()


def test_the_guard_stands_again_after_a_table_was_remade():
    from accounts.guard import guard_the_record

    with connection.cursor() as cursor:
        on_table = " ON accounts_auditentry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_is_never_altered{on_table}")
    guard_the_record(using="default")
    with pytest.raises(DatabaseError), transaction.atomic():
        entry().save()


def test_the_site_has_no_way_to_alter_it(client):
    client.force_login(make_person(Role.OPERATOR))
    row = entry()
    for name in ("change", "delete"):
        assert (
            client.post(reverse(f"admin:accounts_auditentry_{name}", args=[row.pk]), {"post": "yes"}).status_code == 403
        )
