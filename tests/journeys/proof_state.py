"""An issue whose articles are all settled, where a signed proof is asked for: `python -m tests.journeys.proof_state`.

Run as a program of its own, on the site that the environment names.
"""

from __future__ import annotations

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    django.setup()

from django.utils import timezone

from accounts.models import User
from issues.actions import planning
from issues.actions.periodicals import set_needs_signed_proof
from issues.models import Column, Periodical
from tests.factories import make_article

YEAR, NUMBER = 2027, 1
TITLE = "车间里的第一课"
WRONG, RIGHT = "班主长", "班组长"
BODY = f"<p>清晨六点，{WRONG}马青山已经在车间门口等着大家。他说安全不是挂在墙上的，是挂在心上的。</p>" + (
    "<p>新来的职工第一天不摸机器，先听老师傅讲一讲这个车间里出过的事，再把劳保用品一件一件穿戴好，由师傅逐项看过。</p>"
    * 12
)


class Office:
    """The sample's people by what they do, as `tests.factories` wants them."""

    def __init__(self) -> None:
        found = {user.username: user for user in User.objects.all()}
        self.editor, self.second_editor = found["bianji"], found["bianji2"]
        self.deputy, self.chief = found["fuzhubian"], found["zhubian"]


def main() -> None:
    office, periodical = Office(), Periodical.objects.get()
    set_needs_signed_proof(periodical=periodical, by=None, needed=True)
    column = Column.objects.filter(periodical=periodical, name="基层活动").first()
    issue = planning.begin_issue(
        periodical=periodical,
        year=YEAR,
        number=NUMBER,
        by=office.editor,
        columns=[column],
        serial=399,
        date=timezone.localdate(),
        target_pages=8,
    )
    for title in (TITLE, "夜班食堂的一碗面"):
        article = make_article(office, periodical=periodical, title=title, body=BODY)
        planning.place(issue=issue, column=column, article=article, by=office.editor)


if __name__ == "__main__":
    main()
