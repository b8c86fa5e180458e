"""manage.py load_sample: two issues that came out, one in progress and the letterbox, with their people, on a database of no others."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from accounts.commands import SentenceCommand
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions.periodicals import first_periodical, set_masthead, set_needs_signed_proof
from issues.models import Periodical
from sample.clock import standing_at
from sample.letterbox import SampleLetterbox, read_letterbox
from sample.loading import load_issue
from sample.painting.frames import cut, scenes_of
from sample.people import EVERYBODY, PASSWORD, PEOPLE, make_people
from sample.photos import draw_all
from sample.posting import is_loaded, load_letterbox, set_up_letterbox
from sample.reader import ISSUES, MalformedSample, SampleIssue, read_issue
from sample.unfinished import UnfinishedIssue, read_unfinished
from sample.walking import load_unfinished
from submissions.models import Report

BETWEEN = timedelta(days=30)  # at least, from one issue to the next
BEGAN = timedelta(days=300)  # before today: the people come, and then the first reports


class Command(SentenceCommand):
    help = "装入样刊（出刊的两期，编辑中的一期，来稿箱）和每种角色一个账号。只用于试用：有别人账号的数据库不装。"
    refusals = (NotAllowed, MalformedSample)

    def handle(self, *args, **options) -> None:
        if User.objects.exclude(username__in=[person.username for person in EVERYBODY]).exists():
            raise NotAllowed("这个数据库里已有真实的账号，不装样刊。请用另一个 JOURNAL_VAR 文件夹试用。")
        released, unfinished = [read_issue(folder) for folder in ISSUES], read_unfinished()
        letterbox = read_letterbox()
        with standing_at(timezone.now() - BEGAN):
            people = make_people()
            periodical = first_periodical()
            if not Report.objects.exists():
                set_up_letterbox(sample=letterbox, people=people)
        missing = [sample for sample in released if not _is_there(periodical, sample)]
        if missing:
            permits = {line.label: line.value for line in missing[-1].imprint}
            set_masthead(periodical=periodical, by=None, permit=permits.get("准印证号", ""))
            # They came out before proofs were signed here: setting them and five proofs of each would take twenty seconds.
            set_needs_signed_proof(periodical=periodical, by=None, needed=False)
        with tempfile.TemporaryDirectory(prefix="sample-") as folder:
            if missing or not _is_there(periodical, unfinished) or not is_loaded(letterbox):
                pictures = _draw(missing, unfinished, letterbox, Path(folder))
            for sample in missing:
                before = timezone.now() - BETWEEN * (len(released) - released.index(sample))
                issue = load_issue(
                    periodical=periodical, sample=sample, pictures=pictures, people=people, before=before
                )
                self.stdout.write(f"已装入{issue}：{len(sample.articles)} 篇文章。")
            if missing:
                set_needs_signed_proof(periodical=periodical, by=None, needed=True)
            if not _is_there(periodical, unfinished):
                issue = load_unfinished(periodical=periodical, sample=unfinished, pictures=pictures, people=people)
                self.stdout.write(f"已装入{issue}（编辑中）：{len(unfinished.journeys)} 篇文章。")
            if not is_loaded(letterbox):
                count = load_letterbox(periodical=periodical, sample=letterbox, pictures=pictures, people=people)
                self.stdout.write(f"已装入来稿 {count} 篇。")
        for person in PEOPLE:
            self.stdout.write(f"账号 {person.username}（{person.role.label}，{person.name}），密码 {PASSWORD}")


def _is_there(periodical: Periodical, sample: SampleIssue | UnfinishedIssue) -> bool:
    return periodical.issues.filter(year=sample.year, number=sample.number).exists()


def _draw(
    samples: list[SampleIssue], unfinished: UnfinishedIssue, letterbox: SampleLetterbox, folder: Path
) -> dict[str, Path]:
    names = [name for sample in samples for name in sample.photo_names()] + unfinished.photo_names()
    names += letterbox.photo_names()
    small = {name for sample in samples for name in sample.column_photos()}
    pictures = draw_all(folder, scenes_of(names), small)
    return pictures | cut(names, pictures, folder)
