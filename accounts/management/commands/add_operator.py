"""The first operator of a new site: `manage.py add_operator USERNAME --name NAME`."""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password

from accounts.actions.people import add_person
from accounts.commands import SentenceCommand
from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.roles import Role


class Command(SentenceCommand):
    help = "建一个管理员的账号。密码在问到时输入，要输两次；不在终端里运行时，从标准输入读一行。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("username", help="用户名，登录时用")
        parser.add_argument("--name", required=True, help="姓名")

    def handle(self, *args, username: str, name: str, **options) -> None:
        if User.objects.filter(username=username).exists():
            raise NotAllowed(f"已经有用户名是“{username}”的账号了。请换一个用户名；忘了密码，用登录页的“忘记密码”。")
        password = _asked()
        validate_password(password, User(username=username, name=name))
        person = add_person(username=username, name=name, password=password, roles=[Role.OPERATOR], by=None)
        self.stdout.write(f"已建好管理员{person}的账号，用户名是“{username}”。登录以后，在“人员”里邀请其余的人。")


def _asked() -> str:
    """The password: typed twice unseen, or the first line of standard input where nobody sits at a terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("密码：")
    if getpass("再输一次：") != password:
        raise NotAllowed("两次输入的密码不一样，没有建账号。请重新运行一次。")
    return password
