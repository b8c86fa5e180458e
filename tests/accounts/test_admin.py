import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.factories import Office, make_issue, make_person, make_photo

pytestmark = pytest.mark.django_db

ROOMS = ("accounts", "photos", "issues", "typesetting")
PAGES = [model for model in admin.site._registry if model._meta.app_label in ROOMS]


@pytest.fixture
def furnished():
    office = Office()
    make_photo(office.editor)
    return make_issue(office, articles=2)


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_every_list_opens_and_can_be_searched(client, furnished, model):
    client.force_login(make_person(Role.OPERATOR))
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert client.get(page).status_code == 200
    assert client.get(page, {"q": "总工会"}).status_code == 200


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_every_row_opens(client, furnished, model):
    client.force_login(make_person(Role.OPERATOR))
    for row in model._default_manager.all()[:1]:
        page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_only_operators_enter(client, role):
    client.force_login(make_person(role))
    assert client.get(reverse("admin:index")).status_code == 302


def test_strangers_are_sent_to_sign_in(client):
    assert client.get(reverse("admin:index")).status_code == 302


def test_everything_in_the_admin_is_named_in_chinese():
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            assert not str(model._meta.verbose_name).isascii(), model
            for field in model._meta.fields:
                if field.name not in ("id", "password", "lft"):
                    assert not str(field.verbose_name).isascii(), f"{model}.{field.name}"


def test_a_person_added_by_an_operator_can_sign_in_with_their_role(client):
    client.force_login(make_person(Role.OPERATOR))
    form = {"username": "xinren", "name": "新人", "password1": "gaoyuan-2026-xin", "password2": "gaoyuan-2026-xin"}
    response = client.post(reverse("admin:accounts_user_add"), form)
    assert response.status_code == 302
    assert User.objects.get(username="xinren").check_password("gaoyuan-2026-xin")
