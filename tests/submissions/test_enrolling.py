"""Unions and correspondents from a table: read safely, previewed row by row, carried out whole or not at all."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.actions.invitations import accept, find
from accounts.models import AuditEntry, Invitation, Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from submissions.actions.enrolling import enrol
from submissions.enrolment.planning import plan_of
from submissions.enrolment.reading import COLUMNS, PEOPLE, UNIONS, read_tables
from submissions.enrolment.writing import template
from tests.factories import make_person

pytestmark = pytest.mark.django_db
COUNTY = ["柴达木新区总工会", "", "县区工会", "海西蒙古族藏族自治州总工会", "是"]
PERSON = ["祁连山", "柴达木新区总工会", 13909771234, "qi@example.org"]


def workbook(unions=(), people=()):
    book = Workbook()
    book.remove(book.active)
    for name, rows in ((UNIONS, unions), (PEOPLE, people)):
        sheet = book.create_sheet(name)
        sheet.append(COLUMNS[name])
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def planned(unions=(), people=()):
    return plan_of(read_tables(workbook(unions, people), "名单.xlsx"))


def carried_out(by, unions=(), people=()):
    tables = read_tables(workbook(unions, people), "名单.xlsx")
    return enrol(tables=tables, seen=plan_of(tables).digest, by=by)


@pytest.fixture
def operator(db):
    return make_person(Role.OPERATOR)


@pytest.mark.parametrize("name", ["enrol", "enrol-table", "countersigning"])
def test_the_pages_are_shut_to_strangers_and_to_all_but_operators(client, db, name):
    address = reverse(f"submissions:{name}")
    assert client.get(address)["Location"].startswith("/sign-in/")
    for role in (Role.MEMBER, Role.CORRESPONDENT, Role.EDITOR):
        client.force_login(make_person(role))
        assert client.get(address).status_code == 403


def test_a_new_union_and_its_correspondent_come_in_with_one_table(operator):
    (invited,) = carried_out(operator, [COUNTY], [PERSON])
    union = Union.objects.get(name="柴达木新区总工会")
    assert (union.short_name, union.parent.short_name, union.kind) == ("柴达木新区总工会", "海西州总工会", "county")
    assert (invited.invitation.union, invited.invitation.phone) == (union, "13909771234")
    person = accept(invitation=find(invited.token), username="qilianshan", password="gaoyuan-long-enough")
    assert person.has_role(Role.CORRESPONDENT)
    assert AuditEntry.objects.filter(verb="导入工会和通讯员").count() == 1


def test_the_rows_are_told_apart_new_changed_same_and_wrong(operator):
    known = make_person(
        Role.CORRESPONDENT, name="老通讯", phone="13900000001", union=Union.objects.named("海西州总工会")
    )
    plan = planned(
        [
            COUNTY,
            ["格尔木市总工会", "格尔木总工会", "县区工会", "", ""],
            ["德令哈市总工会", "", "县区工会", "", ""],
            ["某某总工会", "", "县级", "", ""],
        ],
        [
            ["老通讯", "海西州总工会", "13900000002", ""],
            ["新通讯", "海西州总工会", "", ""],
            ["没单位", "查无此会", "", ""],
        ],
    )
    assert [item.verdict for item in plan.items] == ["new", "changed", "same", "wrong", "changed", "new", "wrong"]
    assert plan.unions[1].changes == [("简称", "格尔木市总工会", "格尔木总工会")]
    assert plan.unions[3].faults[0][0] == "C5"
    assert "类别“县级”不认识" in plan.unions[3].faults[0][1]
    assert plan.people[0].changes == [("手机", "13900000001", "13900000002")]
    assert plan.people[2].faults[0][0] == "B4"
    known.refresh_from_db()
    assert known.phone == "13900000001"


def test_empty_cells_change_nothing(operator):
    before = Union.objects.get(name="格尔木市总工会")
    carried_out(operator, [["格尔木市总工会", "", "县区工会", "", "否"]])
    after = Union.objects.get(pk=before.pk)
    assert (after.short_name, after.parent, after.active) == (before.short_name, before.parent, False)


def test_wrong_rows_stay_out_whole_and_right_ones_come_in(operator):
    bad_union = ["坏行总工会", "", "不认识", "", ""]
    invited = carried_out(operator, [COUNTY, bad_union], [PERSON, ["某人", "坏行总工会", "", ""]])
    assert [one.invitation.name for one in invited] == ["祁连山"]
    assert not Union.objects.filter(name="坏行总工会").exists()


@pytest.mark.parametrize(
    ("unions", "people", "cell", "says"),
    [
        ([["", "简", "县区工会", "", ""]], [], "A2", "全称没有填"),
        ([COUNTY, COUNTY], [], "A2", "有 2 行"),
        ([["甲会", "", "县区工会", "没有的会", ""]], [], "D2", "没有叫“没有的会”的工会"),
        ([["甲会", "", "县区工会", "乙会", ""], ["乙会", "", "县区工会", "甲会", ""]], [], "D2", "绕成了圈"),
        ([["甲会", "", "县区工会", "甲会", ""]], [], "D2", "绕成了圈"),
        ([["甲会", "", "县区工会", "", "也许"]], [], "E2", "请填：是、否"),
        ([["甲" * 81, "甲", "县区工会", "", ""]], [], "A2", "最多 80 个字"),
        ([["=1+1", "", "县区工会", "", ""]], [], "A2", "是公式"),
        ([], [["某人", "海西州总工会", "=A1", ""]], "C2", "是公式"),
        ([], [["某人", "海西州总工会", "电话", ""]], "C2", "不像电话"),
        ([], [["某人", "海西州总工会", "", "不是邮箱"]], "D2", "不像邮箱"),
        ([], [["", "海西州总工会", "", ""]], "A2", "姓名没有填"),
        ([], [["某人", "海西州总工会", "", ""]] * 2, "A2", "有几行"),
        (
            [],
            [["甲", "海西州总工会", "13900000009", ""], ["乙", "海西州总工会", "13900000009", ""]],
            "C2",
            "手机号在表里",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(db, unions, people, cell, says):
    item = planned(unions, people).items[0]
    assert item.verdict == "wrong"
    assert any(where == cell and says in sentence for where, sentence in item.faults), item.faults


def test_a_telephone_of_somebody_else_is_wrong_and_a_person_who_moved_is_known_by_it(operator):
    make_person(Role.CORRESPONDENT, name="搬家的", phone="13900000003", union=Union.objects.named("海西州总工会"))
    plan = planned(
        people=[["别人", "海东市总工会", "139-0000-0003", ""], ["没登记", "海东市总工会", "13900000008", ""]]
    )
    assert [item.verdict for item in plan.people] == ["wrong", "new"]
    carried_out(operator, people=[["搬家的", "海东市总工会", "13900000003", ""]])
    assert User.objects.get(name="搬家的").union.short_name == "海东市总工会"


def test_a_member_becomes_a_correspondent_and_keeps_what_he_was(operator):
    member = make_person(Role.MEMBER, name="马会员甲", union=Union.objects.named("海西州总工会"))
    carried_out(operator, people=[["马会员甲", "海西州总工会", "", ""]])
    assert User.objects.get(pk=member.pk).roles == {Role.MEMBER, Role.CORRESPONDENT}


def test_who_is_invited_already_is_not_invited_again(operator):
    carried_out(operator, [COUNTY], [PERSON])
    assert [item.verdict for item in planned([COUNTY], [PERSON]).items] == ["same", "same"]


def test_open_invitations_are_renewed_where_that_is_asked_for_and_the_old_links_die(operator):
    (old,) = carried_out(operator, [COUNTY], [PERSON])
    tables = read_tables(workbook([COUNTY], [PERSON]), "名单.xlsx")
    plan = plan_of(tables)
    assert [item.label for item in plan.invited] == ["祁连山"]
    with pytest.raises(NotAllowed, match="请先打勾"):
        enrol(tables=tables, seen=plan.digest, by=operator)
    (new,) = enrol(tables=tables, seen=plan.digest, by=operator, renew=True)
    assert find(new.token).phone == "13909771234"
    with pytest.raises(NotAllowed, match="已经撤回"):
        find(old.token)
    with pytest.raises(NotAllowed, match="预览以后"):  # the second click of two
        enrol(tables=tables, seen=plan.digest, by=operator, renew=True)
    assert find(new.token)


def test_an_import_leaves_open_invitations_as_they_are(operator):
    (old,) = carried_out(operator, [COUNTY], [PERSON])
    (new,) = carried_out(operator, [COUNTY], [PERSON, ["祁连雪", COUNTY[0], "", ""]])
    assert new.invitation.name == "祁连雪"
    assert find(old.token).name == "祁连山"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["祁连山", "柴达木新区总工会", 13909770000, ""], ("手机", "13909771234", "13909770000")),
        (["祁连山", "海西州总工会", 13909771234, ""], ("所在工会", COUNTY[0], "海西蒙古族藏族自治州总工会")),
    ],
)
def test_what_is_mended_of_an_open_invitation_is_said_and_makes_a_new_one(operator, row, told):
    (old,) = carried_out(operator, [COUNTY], [PERSON])
    item = planned([], [row]).people[0]
    assert (item.verdict, item.changes) == ("changed", [told, ("邀请链接", "旧的作废", "换新的")])
    (new,) = carried_out(operator, [], [row])
    assert (new.invitation.email, new.invitation.phone) == ("qi@example.org", str(row[2]))
    assert new.invitation.union.name == (told[2] if told[0] == "所在工会" else COUNTY[0])
    with pytest.raises(NotAllowed, match="已经撤回"):
        find(old.token)
    assert [one.verdict for one in planned([], [row]).people] == ["same"]


def test_the_preview_says_who_is_invited_and_offers_new_links(client, operator):
    carried_out(operator, [COUNTY], [PERSON])
    client.force_login(operator)
    file = SimpleUploadedFile("名单.xlsx", workbook([COUNTY], [PERSON]))
    page = client.post(reverse("submissions:enrol"), {"table": file}).text
    assert "已邀请，还没有接受；链接" in page and "还没有接受的 1 人换新链接" in page
    held, seen = (re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("held", "seen"))
    sent = {"held": held, "seen": seen}
    assert "请先打勾" in client.post(reverse("submissions:enrol-carry-out"), sent).text
    answer = client.post(reverse("submissions:enrol-carry-out"), {**sent, "renew": "yes"})
    assert load_workbook(io.BytesIO(answer.content))["邀请链接"]["A2"].value == "祁连山"


def test_a_click_that_comes_twice_imports_once(operator):
    tables = read_tables(workbook([COUNTY], [PERSON]), "名单.xlsx")
    seen = plan_of(tables).digest
    enrol(tables=tables, seen=seen, by=operator)
    with pytest.raises(NotAllowed, match="已经导入过"):
        enrol(tables=tables, seen=seen, by=operator)
    assert Invitation.objects.count() == 1


def test_only_operators_import(db):
    tables = read_tables(workbook([COUNTY]), "名单.xlsx")
    with pytest.raises(NotAllowed):
        enrol(tables=tables, seen=plan_of(tables).digest, by=make_person(Role.CHIEF_EDITOR))
    assert not Union.objects.filter(name=COUNTY[0]).exists()


def test_the_present_list_downloaded_and_sent_back_changes_nothing(operator):
    make_person(Role.CORRESPONDENT, name="老通讯", phone="+86 13900000001", union=Union.objects.named("海西州总工会"))
    plan = plan_of(read_tables(template(filled=True), "现有名单.xlsx"))
    assert len(plan.items) > 50
    assert {item.verdict for item in plan.items} == {"same"}


def test_the_planning_costs_the_same_for_one_row_and_two_thousand(db, django_assert_max_num_queries):
    rows = [[f"高原第{number}矿工会", "", "基层工会", "海西州总工会", ""] for number in range(2000)]
    tables = read_tables(workbook(rows, [[f"某{number}", "海西州总工会", "", ""] for number in range(2000)]), "大.xlsx")
    with django_assert_max_num_queries(5):
        plan = plan_of(tables)
    assert plan.to_do == 4000


# ------------------------------------------------------------------ bad files


def with_part(name, content=b"x"):
    out = io.BytesIO(workbook([COUNTY]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


def locked(data):
    """The same archive, its parts marked as encrypted."""
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data = data[: at + flags] + bytes([data[at + flags] | 1]) + data[at + flags + 1 :]
            at = data.find(sign, at + 4)
    return data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 .xlsx"),
        (b"MZ" + bytes(500), "不是 .xlsx"),
        (workbook([COUNTY])[:2000], "不是 .xlsx"),
        (b"PK\x03\x04" + bytes(500), "不是 .xlsx"),
        (with_part("xl/vbaProject.bin"), "宏"),
        (with_part("xl/externalLinks/externalLink1.xml"), "宏"),
        (with_part("xl/evil.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'), "不该有"),
        (with_part("xl/evil.xml", "<!DOCTYPE x>".encode("utf-16")), "不该有"),
        (with_part("xl/bomb.xml", b" " * (70 * 1024 * 1024)), "太大"),
        (with_part("xl/bomb.xml", b" " * (20 * 1024 * 1024)), "太大"),
        (locked(workbook([COUNTY])), "打开密码"),
        (workbook(), "没有要导入的行"),
    ],
    ids=[
        "empty",
        "exe",
        "cut",
        "no zip",
        "macro",
        "links",
        "XXE",
        "XXE in UTF-16",
        "bomb",
        "small bomb",
        "locked",
        "no rows",
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(client, operator, data, says):
    client.force_login(operator)
    file = io.BytesIO(data)
    file.name = "名单.xlsx"
    response = client.post(reverse("submissions:enrol"), {"table": file} if data else {})
    assert response.status_code == 400
    if data:
        assert says in response.text


def test_a_table_without_its_headings_is_told_so():
    book = Workbook()
    book.active.title = UNIONS
    book.active.append(["随便", "写的"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(NotAllowed, match="没有找到表头"):
        read_tables(out.getvalue(), "名单.xlsx")


def test_from_the_preview_to_the_links(client, operator):
    client.force_login(operator)
    file = io.BytesIO(workbook([COUNTY, ["", "", "", "", "是"]], [PERSON]))
    file.name = "名单.xlsx"
    page = client.post(reverse("submissions:enrol"), {"table": file})
    assert "有 1 行有错" in page.text
    assert "导入 2 行" in page.text
    assert not Union.objects.filter(name=COUNTY[0]).exists()
    held, seen = page.context["held"], page.context["plan"].digest
    sent = {"held": held, "seen": seen}
    done = client.post(reverse("submissions:enrol-carry-out"), sent)
    rows = list(load_workbook(io.BytesIO(done.content)).active.iter_rows(values_only=True))
    assert rows[1][:3] == ("祁连山", "柴达木新区总工会", "13909771234")
    assert find(rows[1][3].rstrip("/").rsplit("/", 1)[1]).name == "祁连山"
    assert client.post(reverse("submissions:enrol-carry-out"), sent).status_code == 409
    forged = client.post(reverse("submissions:enrol-carry-out"), {"held": held[:-3] + "abc", "seen": seen})
    assert (forged.status_code, "过期" in forged.text) == (400, True)
