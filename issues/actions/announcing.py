"""Telling the editors what has come: one message for all that came since the last round, however much it is."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.urls import reverse

from accounts import audit
from accounts.actions.messaging import notify, outdate
from accounts.messages import MessageKind
from accounts.models import User
from accounts.roles import STAFF_ROLES, Role
from submissions.actions.arriving import take_untold
from submissions.models import Report
from submissions.moves import ReportState

VERB = "告知新到来稿"
MOST_LINES = 10


@transaction.atomic
def announce_letters() -> int:
    """Tell each editor of the reports that came since the last round; run every few minutes. How many people were told.

    What comes back after a return is told to whom it was returned by, everything else to all editors. An older message of
    the kind that is still unread is outdated by the new one, which says how many wait altogether.
    """
    arrived = take_untold()
    if not arrived:
        return 0
    waiting = Report.objects.filter(state=ReportState.RECEIVED).count()
    rounds: dict[tuple[int, ...], list[User]] = defaultdict(list)
    editors = _editors()
    for person in {one.pk: one for one in (*editors, *_returners(arrived))}.values():
        theirs = tuple(report.pk for report in arrived if _concerns(report, person, editors))
        rounds[theirs].append(person)
    rows = {report.pk: report for report in arrived}
    told = sum(_tell(people, [rows[key] for key in keys], waiting) for keys, people in rounds.items() if keys)
    audit.record_all(by=None, verb=VERB, targets=((report, {}) for report in arrived))
    return told


def _editors() -> list[User]:
    """Those who hold the post; where nobody does, all who may do its work."""
    people = User.objects.filter(is_active=True)
    found = list(people.filter(groups__name=Role.EDITOR.value).distinct())
    return found or list(people.filter(groups__name__in=[role.value for role in STAFF_ROLES]).distinct())


def _returners(arrived: list[Report]) -> list[User]:
    return [report.editor for report in arrived if _returner(report)]


def _returner(report: Report) -> User | None:
    """Whoever asked its sender for more, and still works at the desk."""
    return report.editor if report.editor and report.editor.is_editorial else None


def _concerns(report: Report, person: User, editors: list[User]) -> bool:
    asker = _returner(report)
    return person == asker if asker else person in editors


def _tell(people: list[User], reports: list[Report], waiting: int) -> int:
    outdate(to=people, kind=MessageKind.REPORT_ARRIVED)
    lines = [f"{report.union}：《{report.label}》" for report in reports[:MOST_LINES]]
    if len(reports) > MOST_LINES:
        lines.append(f"还有 {len(reports) - MOST_LINES} 篇，请到“来稿”里看。")
    if len(reports) == 1:
        title = f"新到来稿：{lines[0]}"
    else:
        title = f"新到来稿 {len(reports)} 篇，现有 {waiting} 篇等着开始处理"
    words = {"title": title, "text": "\n".join(lines), "path": reverse("issues:letters")}
    return len(notify(to=people, kind=MessageKind.REPORT_ARRIVED, **words))
