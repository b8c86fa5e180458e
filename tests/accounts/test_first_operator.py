"""`manage.py add_operator`: the first operator of a new site."""

import io

import pytest
from django.core.management import call_command

from accounts.management.commands import add_operator
from accounts.models import AuditEntry, User
from accounts.roles import Role
from tests.factories import make_person

pytestmark = pytest.mark.django_db
GOOD = "gaoyuan-de-qingchen"


def refused(capsys, *words: str) -> str:
    with pytest.raises(SystemExit) as stop:
        call_command("add_operator", *words)
    assert stop.value.code == 1
    return capsys.readouterr().err


def test_an_operator_is_added_who_can_sign_in(capsys, monkeypatch):
    monkeypatch.setattr(add_operator.sys, "stdin", io.StringIO(f"{GOOD}\n"))
    call_command("add_operator", "guanliyuan", name="王某某")
    person = User.objects.get(username="guanliyuan")
    assert person.has_role(Role.OPERATOR) and person.check_password(GOOD)
    assert "“人员”里邀请" in capsys.readouterr().out
    assert AuditEntry.objects.get(verb="新建账号").target_id == str(person.pk)


def test_at_a_terminal_the_password_is_typed_twice(capsys, monkeypatch):
    monkeypatch.setattr(add_operator.sys, "stdin", io.StringIO())
    monkeypatch.setattr(add_operator.sys.stdin, "isatty", lambda: True, raising=False)
    words = iter((GOOD, GOOD[::-1]))
    monkeypatch.setattr(add_operator, "getpass", lambda question: next(words))
    assert "两次输入的密码不一样" in refused(capsys, "guanliyuan", "--name", "王某某")
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["", "123", "guanliyuan"])
def test_a_weak_password_adds_nobody(capsys, monkeypatch, password):
    monkeypatch.setattr(add_operator.sys, "stdin", io.StringIO(password))
    assert "密码" in refused(capsys, "guanliyuan", "--name", "王某某")
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused_before_a_password_is_asked_for(capsys):
    person = make_person()
    assert "请换一个用户名" in refused(capsys, person.username, "--name", "王某某")
