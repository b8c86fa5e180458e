"""The overview of people, and what operators do there: roles, closing, reopening."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import people
from accounts.models import AuditEntry, Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from tests.accounts.conftest import set_up, sign_in
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db

PAGE = "/people/"
OTHERS = [role for role in Role if role is not Role.OPERATOR]


@pytest.fixture
def operator(client):
    person = make_person(Role.OPERATOR, name="汪喆")
    client.force_login(person)
    return person


def shown(client, **asked):
    return {person.name for person in client.get(PAGE, asked).context["page"]}


def lock(person):
    AccessAttempt.objects.create(
        username=person.username, ip_address="10.0.0.9", failures_since_start=5, attempt_time=timezone.now()
    )


def test_strangers_are_asked_to_sign_in(client):
    person = make_person()
    assert client.get(PAGE)["Location"] == f"/sign-in/?next={PAGE}"
    for name in ("roles", "close", "reopen"):
        assert client.post(reverse(f"accounts:{name}", args=[person.pk]))["Location"].startswith("/sign-in/")
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("role", OTHERS)
def test_only_operators_see_and_change_people(client, role):
    by, person = make_person(role), make_person()
    client.force_login(by)
    assert client.get(PAGE).status_code == 403
    for name in ("roles", "close", "reopen"):
        assert client.post(reverse(f"accounts:{name}", args=[person.pk]), {"roles": ["operator"]}).status_code == 403
    for act in (people.close, people.reopen):
        with pytest.raises(NotAllowed, match="只有管理员"):
            act(person=person, by=by)
    with pytest.raises(NotAllowed, match="只有管理员"):
        people.set_roles(person=by, roles=[Role.OPERATOR], by=by)
    assert ">人员</a>" not in client.get("/account/").text


def test_it_shows_what_an_operator_looks_for(client, operator, second_factor):
    union = Union.objects.named("格尔木市总工会")
    member = make_person(name="马会员", union=union, username="huiyuan")
    editor = make_person(Role.EDITOR, name="沈知秋")
    ready = make_person(Role.EDITOR, name="马赟")
    set_up(Client(), ready)
    lock(member)
    set_up(client, operator)
    page = client.get(PAGE).text
    for words in ("马会员", "huiyuan", union.name, "登录锁定中", "第二步没有设", "第二步已设", "没有登录过", "编辑"):
        assert words in page
    assert shown(client, state="locked") == {"马会员"}
    assert shown(client, state="no-step") == {"沈知秋"}
    assert editor.get_absolute_url() in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"甲", "乙", "丙", "汪喆"}),
        ({"q": "格尔木"}, {"甲"}),
        ({"q": "yiyi"}, {"乙"}),
        ({"q": "1380000"}, {"丙"}),
        ({"role": "editor"}, {"乙"}),
        ({"role": "none"}, {"丙"}),
        ({"kind": "county"}, {"甲"}),
        ({"state": "closed"}, {"乙"}),
        ({"state": "active"}, {"甲", "丙", "汪喆"}),
        ({"state": "never"}, {"甲", "乙", "丙"}),
        ({"state": "locked"}, set()),
        ({"role": "nonsense"}, set()),
    ],
)
def test_each_filter_narrows(client, operator, asked, found):
    User.objects.filter(pk=operator.pk).update(last_login=timezone.now())
    make_person(name="甲", union=Union.objects.named("格尔木市总工会"))
    second = make_person(Role.EDITOR, name="乙", username="yiyi")
    third = make_person(name="丙", phone="13800001111")
    people.close(person=second, by=operator)
    people.set_roles(person=third, roles=[], by=operator)
    assert shown(client, **asked) == found
    if not found:
        assert "没有符合条件的人" in client.get(PAGE, asked).text


def test_it_costs_the_same_with_1_and_120_people(client, operator, django_assert_num_queries):
    make_person()
    client.get(PAGE)
    with django_assert_num_queries(8) as first:
        client.get(PAGE)
    union = Union.objects.named("格尔木市总工会")
    roles = Group.objects.filter(name__in=["editor", "member"])
    for person in User.objects.bulk_create(User(username=f"many{n}", name=f"某{n}", union=union) for n in range(120)):
        person.groups.set(roles)
    with django_assert_num_queries(len(first)):
        page = client.get(PAGE)
    assert page.text.count('class="people__row') == 50
    assert "第 1 页，共 3 页" in page.text


# Roles


def test_roles_are_changed_with_what_was_before_in_the_record(client, operator):
    person = make_person(name="马会员")
    page = reverse("accounts:roles", args=[person.pk])
    assert client.get(page).text.count("checked") == 1
    assert client.post(page, {"roles": ["editor", "operator"]})["Location"] == person.get_absolute_url()
    person = User.objects.get(pk=person.pk)
    assert person.roles == {Role.EDITOR, Role.OPERATOR}
    assert (person.is_staff, person.is_superuser) == (True, True)
    entry = AuditEntry.objects.get(verb="改角色")
    assert entry.changes == {"before": ["member"], "after": ["editor", "operator"]}
    client.post(page, {})
    person = User.objects.get(pk=person.pk)
    assert (person.roles, person.is_staff, person.is_superuser) == (frozenset(), False, False)


def test_nothing_changed_is_nothing_recorded(operator):
    people.set_roles(person=make_person(), roles=[Role.MEMBER], by=operator)
    assert not AuditEntry.objects.filter(verb="改角色").exists()


def test_a_group_that_is_no_role_stays(operator):
    person = make_person()
    person.groups.add(Group.objects.create(name="摄影组"))
    people.set_roles(person=person, roles=[Role.EDITOR], by=operator)
    assert set(person.groups.values_list("name", flat=True)) == {"摄影组", "editor"}


def test_a_role_that_is_none_is_refused(client, operator):
    person = make_person()
    page = client.post(reverse("accounts:roles", args=[person.pk]), {"roles": ["emperor"]})
    assert "没有这样的角色" in page.text
    assert User.objects.get(pk=person.pk).roles == {Role.MEMBER}


def test_an_operator_cannot_lock_the_house_from_inside(client, operator):
    page = client.post(reverse("accounts:roles", args=[operator.pk]), {"roles": ["editor"]})
    assert "请另一位管理员来办" in page.text
    assert client.post(reverse("accounts:close", args=[operator.pk])).status_code == 403
    assert ">停用账号<" not in client.get("/account/").text
    again = User.objects.get(pk=operator.pk)
    assert again.is_active
    assert again.roles == {Role.OPERATOR}
    people.set_roles(person=operator, roles=[Role.OPERATOR, Role.EDITOR], by=operator)


def test_of_two_operators_who_take_each_others_role_away_the_second_is_refused(operator):
    other = make_person(Role.OPERATOR)
    people.set_roles(person=other, roles=[], by=operator)
    with pytest.raises(NotAllowed, match="只有管理员"):
        people.set_roles(person=operator, roles=[], by=other)  # `other` still thinks they are one


# Closing and reopening


def test_a_closed_account_is_out_at_once_and_comes_back_as_it_was(client, operator):
    person, elsewhere = make_person(), Client()
    sign_in(elsewhere, person.username)
    assert elsewhere.get("/account/").status_code == 200
    client.post(reverse("accounts:close", args=[person.pk]))
    assert elsewhere.get("/account/").status_code == 302
    assert sign_in(Client(), person.username).status_code == 200
    page = client.get(person.get_absolute_url()).text
    assert "已停用" in page
    client.post(reverse("accounts:reopen", args=[person.pk]))
    assert sign_in(Client(), person.username, PASSWORD).status_code == 302
    assert list(AuditEntry.objects.filter(by=operator).values_list("verb", flat=True)) == ["恢复账号", "停用账号"]


@pytest.mark.parametrize(("name", "sentence"), [("reopen", "没有停用"), ("close", "已经停用了")])
def test_a_second_click_is_told_so(client, operator, name, sentence):
    person = make_person()
    if name == "close":
        people.close(person=person, by=make_person(Role.OPERATOR))
    page = client.post(reverse(f"accounts:{name}", args=[person.pk]))
    assert page.status_code == 403
    assert sentence in page.text
    assert AuditEntry.objects.filter(verb="恢复账号").count() == 0


def test_the_administration_shows_roles_and_closing_but_leaves_them_to_the_page(client, operator):
    person = make_person(Role.EDITOR)
    page = reverse("admin:accounts_user_change", args=[person.pk])
    assert "编辑" in client.get(page).text
    client.post(
        page, {"username": person.username, "name": "新名字", "is_superuser": "on", "groups": [1], "is_active": ""}
    )
    person = User.objects.get(pk=person.pk)
    assert (person.name, person.is_active, person.is_superuser, person.roles) == ("新名字", True, False, {Role.EDITOR})


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("close", "账号停用了"),
        ("reopen", "账号恢复了"),
        ("lift-lock", "锁定已解除"),
        ("reset-second-step", "第二步验证已重设"),
    ],
)
def test_a_click_that_comes_twice_is_done_once(client, operator, name, sentence):
    person = make_person(Role.EDITOR)
    lock(person)
    if name == "reopen":
        people.close(person=person, by=make_person(Role.OPERATOR))
    before = AuditEntry.objects.count()
    for _ in range(2):
        page = client.post(reverse(f"accounts:{name}", args=[person.pk]), follow=True)
        assert (page.status_code, page.text.count(sentence)) == (200, 1)
    assert AuditEntry.objects.count() == before + 1
