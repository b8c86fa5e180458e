"""manage.py load_sample: the two sample issues with their people, on a database that holds nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from accounts.commands import SentenceCommand
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions.periodicals import first_periodical, set_masthead
from sample.loading import load_issue
from sample.people import PASSWORD, PEOPLE, make_people
from sample.photos import draw_all
from sample.reader import ISSUES, MalformedSample, read_issue


class Command(SentenceCommand):
    help = "装入两期样刊和每种角色一个账号。只用于试用：有别人账号的数据库不装。"
    refusals = (NotAllowed, MalformedSample)

    def handle(self, *args, **options) -> None:
        if User.objects.exclude(username__in=[person.username for person in PEOPLE]).exists():
            raise NotAllowed("这个数据库里已有真实的账号，不装样刊。请用另一个 JOURNAL_VAR 文件夹试用。")
        samples = [read_issue(folder) for folder in ISSUES]
        people = make_people()
        periodical = first_periodical()
        missing = [s for s in samples if not periodical.issues.filter(year=s.year, number=s.number).exists()]
        if missing:
            permits = {line.label: line.value for line in missing[-1].imprint}
            set_masthead(periodical=periodical, by=None, permit=permits.get("准印证号", ""))
            with tempfile.TemporaryDirectory(prefix="sample-") as folder:
                names = [name for sample in missing for name in sample.photo_names()]
                pictures = draw_all(Path(folder), list(dict.fromkeys(names)))
                for sample in missing:
                    issue = load_issue(periodical=periodical, sample=sample, pictures=pictures, people=people)
                    self.stdout.write(f"已装入{issue}：{len(sample.articles)} 篇文章。")
        for person in PEOPLE:
            self.stdout.write(f"账号 {person.username}（{person.role.label}，{person.name}），密码 {PASSWORD}")
