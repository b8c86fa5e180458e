"""manage.py load_sample: two issues that came out and one in progress, with their people, on a database that holds no others."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from accounts.commands import SentenceCommand
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions.periodicals import first_periodical, set_masthead
from issues.models import Periodical
from sample.clock import standing_at
from sample.loading import load_issue
from sample.people import PASSWORD, PEOPLE, make_people
from sample.photos import draw_all
from sample.reader import ISSUES, MalformedSample, SampleIssue, read_issue
from sample.unfinished import UnfinishedIssue, read_unfinished
from sample.walking import load_unfinished

BETWEEN = timedelta(days=30)  # at least, from one issue to the next


class Command(SentenceCommand):
    help = "装入样刊（出刊的两期，编辑中的一期）和每种角色一个账号。只用于试用：有别人账号的数据库不装。"
    refusals = (NotAllowed, MalformedSample)

    def handle(self, *args, **options) -> None:
        if User.objects.exclude(username__in=[person.username for person in PEOPLE]).exists():
            raise NotAllowed("这个数据库里已有真实的账号，不装样刊。请用另一个 JOURNAL_VAR 文件夹试用。")
        released, unfinished = [read_issue(folder) for folder in ISSUES], read_unfinished()
        with standing_at(timezone.now() - BETWEEN * (len(released) + 1)):
            people = make_people()
            periodical = first_periodical()
        missing = [sample for sample in released if not _is_there(periodical, sample)]
        if missing:
            permits = {line.label: line.value for line in missing[-1].imprint}
            set_masthead(periodical=periodical, by=None, permit=permits.get("准印证号", ""))
        with tempfile.TemporaryDirectory(prefix="sample-") as folder:
            if missing or not _is_there(periodical, unfinished):
                pictures = _draw(missing, unfinished, Path(folder))
            for sample in missing:
                before = timezone.now() - BETWEEN * (len(released) - released.index(sample))
                issue = load_issue(
                    periodical=periodical, sample=sample, pictures=pictures, people=people, before=before
                )
                self.stdout.write(f"已装入{issue}：{len(sample.articles)} 篇文章。")
            if not _is_there(periodical, unfinished):
                issue = load_unfinished(periodical=periodical, sample=unfinished, pictures=pictures, people=people)
                self.stdout.write(f"已装入{issue}（编辑中）：{len(unfinished.journeys)} 篇文章。")
        for person in PEOPLE:
            self.stdout.write(f"账号 {person.username}（{person.role.label}，{person.name}），密码 {PASSWORD}")


def _is_there(periodical: Periodical, sample: SampleIssue | UnfinishedIssue) -> bool:
    return periodical.issues.filter(year=sample.year, number=sample.number).exists()


def _draw(samples: list[SampleIssue], unfinished: UnfinishedIssue, folder: Path) -> dict[str, Path]:
    names = [name for sample in samples for name in sample.photo_names()] + unfinished.photo_names()
    small = {name for sample in samples for name in sample.column_photos()}
    return draw_all(folder, list(dict.fromkeys(names)), small)
