"""For the operator who lost phone and recovery codes: `manage.py reset_second_factor USERNAME`."""

from accounts.actions import second_step
from accounts.commands import SentenceCommand
from accounts.models import User
from accounts.refusals import NotAllowed


class Command(SentenceCommand):
    help = "重设一个人的第二步验证：下次登录时重新设置。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("username", help="用户名")

    def handle(self, *args, username: str, **options) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise NotAllowed(f"没有用户名是“{username}”的账号。请核对大小写。")
        second_step.reset(person=person, by=None)
        self.stdout.write(f"已重设。{person}下次登录时会先设置第二步验证。")
