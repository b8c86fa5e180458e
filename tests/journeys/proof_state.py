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
from tests.journeys.proofs_story import NUMBER, TITLE, WRONG, YEAR

ARTICLES = {
    TITLE: (
        f"清晨六点，{WRONG}马青山已经在车间门口等着大家。他说，安全不是挂在墙上的，是挂在心上的。",
        "新来的职工第一天不摸机器，先听老师傅讲一讲这个车间里出过的事：哪一年，哪一台机床，谁的手套被卷了进去，当时离急停按钮有几步。"
        "讲完了，大家跟着走一遍，从更衣柜走到急停按钮，自己数一数步子。",
        "第二堂课在更衣柜前面上。安全帽的带子怎样系，护目镜起了雾怎么办，耳塞要捏细了再放进去，由师傅一项一项看过，签了字，才领得到工位卡。",
        "车间工会把这两堂课编成了一本十二页的小册子，一页一件事，只画图，少写字。册子就挂在工位旁边，油手也能翻。",
        "去年新来的三十一名职工，人人上过这两堂课。年底一算，车间里头一回整年没有用过急救箱里的绷带。",
        "马青山把急救箱擦干净，又放回了原处。“用不上，才是课上好了。”他说。",
    ),
    "夜班食堂的一碗面": (
        "凌晨一点半，夜班食堂的灯还亮着。炊事员贺兰把面条下进锅里，窗口外面已经站了十几个人。",
        "以前的夜班饭是晚饭剩下的，装在保温箱里。工会小组问了四个班组，大家说得很实在：不图花样，就想吃一口现下的。",
        "食堂算了一笔账：多开一个灶，多留一个人，一个月多花两千六百元。公司和工会各出一半，第二个月就开了火。",
        "面是清汤的，可以加蛋，辣子自己舀。从车间走过来要七分钟，所以面盛出来要等一等，人到了再浇汤。",
        "开灶以来，夜里在岗位上吃泡面的人少了，值夜班的人说，后半夜手是热的。",
    ),
}


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
    for title, paragraphs in ARTICLES.items():
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        article = make_article(office, periodical=periodical, title=title, body=body)
        planning.place(issue=issue, column=column, article=article, by=office.editor)


if __name__ == "__main__":
    main()
