"""An issue whose pages come out even, and would not with one page more: `python -m tests.journeys.flat_state`.

Run as a program of its own, on the site that the environment names.
"""

from __future__ import annotations

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    django.setup()

from issues.actions import choosing, planning
from issues.models import Column, Periodical
from issues.workflow import State
from tests.factories import make_article
from tests.journeys.proof_state import Office

YEAR, NUMBER = 2028, 1
LONG, SHORT, OWN = "师傅带徒弟的三年", "食堂里的一碗面", "夜班车往后推了"
PARAGRAPH = "新来的职工第一天不摸机器，先听老师傅讲一讲这个车间里出过的事，再把劳保用品一件一件穿戴好，由师傅逐项看过。"
BODY = f"<p>{PARAGRAPH * 3}</p>"
LONGER = PARAGRAPH * 36  # a page and some lines


def main() -> None:
    office, periodical = Office(), Periodical.objects.get()
    study, news = (Column.objects.get(periodical=periodical, name=name) for name in ("工作研究", "基层活动"))
    issue = planning.begin_issue(
        periodical=periodical, year=YEAR, number=NUMBER, by=office.editor, columns=[study, news], target_pages=8
    )
    articles = {
        LONG: (study, make_article(office, State.DRAFT, periodical=periodical, title=LONG, body=BODY * 10)),
        SHORT: (news, make_article(office, periodical=periodical, title=SHORT, body=BODY)),
        OWN: (news, make_article(office, periodical=periodical, title=OWN, body=BODY)),
    }
    for column, article in articles.values():
        planning.place(issue=issue, column=column, article=article, by=office.editor)
    issue.refresh_from_db()
    choosing.choose_layout(
        issue=issue, article=articles[OWN][1], by=office.editor, version=issue.plan_version, own_page=True
    )
    print(articles[LONG][1].pk)


if __name__ == "__main__":
    main()
