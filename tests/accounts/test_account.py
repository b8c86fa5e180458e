"""The account page: one's own, anyone's for operators, and everything an account did at a constant price."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts import audit
from accounts.models import Union
from accounts.roles import Role
from tests.accounts.conftest import set_up
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def did(person, times):
    for number in range(times):
        audit.record(by=person, verb="读了", target=Union.objects.first(), number=number)


def test_it_shows_who_one_is(client):
    union = Union.objects.named("格尔木市总工会")
    client.force_login(make_person(name="马会员", union=union))
    page = client.get("/account/").text
    for words in ("马会员", "会员", union.name, "修改密码"):
        assert words in page
    assert "第二步验证" not in page, "members never hear of it"


def test_it_tells_what_the_account_did_and_no_one_elses(client):
    person, other = make_person(), make_person()
    audit.record(by=person, verb="自己做的", target=person)
    audit.record(by=other, verb="别人做的", target=person)
    client.force_login(person)
    page = client.get("/account/").text
    assert "自己做的" in page
    assert "别人做的" not in page


def test_it_costs_the_same_with_1_and_200_entries(client, django_assert_num_queries):
    person = make_person()
    client.force_login(person)
    did(person, 1)
    client.get("/account/")
    with django_assert_num_queries(10) as first:
        client.get("/account/")
    did(person, 199)
    with django_assert_num_queries(len(first)):
        page = client.get("/account/").text
    assert page.count("读了：") == 30
    assert "第 1 页，共 7 页" in page
    assert client.get("/account/?page=7").text.count("读了：") == 20
    assert client.get("/account/?page=nonsense").status_code == 200


def test_an_operator_sees_anyones_page(client):
    person = make_person(Role.EDITOR, name="沈知秋")
    did(person, 1)
    client.force_login(make_person(Role.OPERATOR))
    page = client.get(person.get_absolute_url()).text
    assert "沈知秋的账号" in page
    assert "读了" in page
    assert "给一个重设密码的链接" in page
    assert client.get("/people/999999999999999999999/").status_code == 404


def test_ones_own_address_is_the_account_page(client):
    person = make_person()
    client.force_login(person)
    assert client.get(person.get_absolute_url())["Location"] == "/account/"


def test_the_second_step_is_shown_to_who_has_it(second_factor):
    client, person = Client(), make_person(Role.EDITOR)
    set_up(client, person)
    page = client.get("/account/").text
    assert "还剩 10 个" in page
    assert "全部忘掉" in page
    client.post(reverse("accounts:forget-own-browsers"))
    assert "忘掉记住的浏览器" in client.get("/account/").text


def test_the_list_of_people_costs_the_same_with_2_and_12(client, django_assert_max_num_queries):
    client.force_login(make_person(Role.OPERATOR))
    page = reverse("admin:accounts_user_changelist")
    make_person()
    with django_assert_max_num_queries(30) as first:
        client.get(page)
    for _ in range(10):
        make_person()
    with django_assert_max_num_queries(len(first)):
        client.get(page)
