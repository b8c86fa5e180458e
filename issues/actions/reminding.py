"""催办: once a working morning, everyone hears of what they are to decide that is due, late, or has lain for days."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import AuditEntry, User
from accounts.roles import STAFF_ROLES, Role
from issues.models import Article, Assignment
from issues.queries.entries import day, newest_moves
from issues.queries.rights import asked_now, may_decide, own_post
from issues.workflow import REVIEWS, State
from issues.working_days import LAST_KNOWN_YEAR, is_working_day, next_working_day

VERB = MessageKind.REMINDED.label
LIES_FOR = datetime.timedelta(days=3)
MOST_LINES = 20
UNKNOWN_YEAR = "提醒更新放假安排"


@dataclass(frozen=True)
class Line:
    """One article in somebody's reminder. `order`: overdue first, then by date, then what has only lain."""

    order: tuple[int, datetime.date]
    words: str
    late: bool
    assignment: int | None = None


def remind(*, on: datetime.date | None = None) -> int:
    """Send each person one message with what is theirs to decide. How many people were told.

    An assignment counts when it is late or due by the next working day; an article nobody is named for counts when it has
    not moved for three days, and is told to those whose post its level is, or to those above them where none of them may.
    Whoever was reminded on that day is not told again: it can be run twice, or go on after it was cut short. On a day off
    nobody is told anything.
    """
    today = on or timezone.localdate()
    tell_of_unknown_year(today)
    if not is_working_day(today):
        return 0
    people = _people()
    lines: dict[int, list[Line]] = defaultdict(list)
    _add_assigned(lines, people, today)
    _add_unassigned(lines, people, today)
    return sum(_tell(people[pk], sorted(found, key=lambda line: line.order), today) for pk, found in lines.items())


@transaction.atomic
def tell_of_unknown_year(today: datetime.date) -> None:
    """Tell the operators, once a year, that the holidays of this year are not known here, and what to do."""
    if today.year <= LAST_KNOWN_YEAR:
        return
    operators = User.objects.select_for_update().filter(is_active=True, groups__name=Role.OPERATOR.value)
    for person in operators.order_by("pk"):
        told = AuditEntry.objects.filter(
            verb=UNKNOWN_YEAR, target_kind=User._meta.label_lower, target_id=str(person.pk)
        )
        if told.filter(changes__year=today.year).exists():
            continue
        notify(
            to=[person],
            kind=MessageKind.REMINDED,
            title=f"{today.year} 年的放假和调休安排，本站还不知道",
            text="催办暂时只避开周六、周日。请更新 chinesecalendar（requirements.in），重新安装后就会避开节假日。",
            path=reverse("accounts:people"),
        )
        audit.record(by=None, verb=UNKNOWN_YEAR, target=person, year=today.year)


def _people() -> dict[int, User]:
    found = User.objects.filter(is_active=True, groups__name__in=STAFF_ROLES).distinct()
    return {person.pk: person for person in found}


def _deciders(people: dict[int, User], articles: list[int]) -> dict[int, list[User]]:
    """Who may decide each of `articles` now."""
    found: dict[int, list[User]] = defaultdict(list)
    for person in people.values():
        for pk in Article.objects.filter(may_decide(person), pk__in=articles).values_list("pk", flat=True):
            found[pk].append(person)
    return found


def _add_assigned(lines: dict[int, list[Line]], people: dict[int, User], today: datetime.date) -> None:
    assigned = Assignment.objects.filter(asked_now(), due__lte=next_working_day(today), person__in=people)
    for assignment in assigned.select_related("article"):
        words = f"《{assignment.article.title}》{assignment.get_level_display()}，{_due(assignment.due, today)}"
        line = Line((0, assignment.due), words, assignment.due < today, assignment.pk)
        lines[assignment.person_id].append(line)


def _due(due: datetime.date, today: datetime.date) -> str:
    if due < today:
        return f"应在{day(due, today)}前审完，已过期 {(today - due).days} 天"
    return "今天到期" if due == today else f"{day(due, today)}到期"


def _add_unassigned(lines: dict[int, list[Line]], people: dict[int, User], today: datetime.date) -> None:
    lying = timezone.make_aware(datetime.datetime.combine(today - LIES_FOR, datetime.time.max))
    named = Assignment.objects.filter(asked_now()).values("article")
    found = list(
        Article.objects.filter(state__in=REVIEWS)
        .exclude(pk__in=named)
        .annotate(moved_at=newest_moves().values("at")[:1])
        .filter(moved_at__lte=lying)
    )
    deciders = _deciders(people, [article.pk for article in found])
    for article in found:
        state = State(article.state)
        since = timezone.localdate(article.moved_at)
        words = f"《{article.title}》{state.label}，{day(since, today)}起已等 {(today - since).days} 天"
        of_that_post = [person for person in deciders[article.pk] if person.has_role(own_post(state))]
        for person in of_that_post or deciders[article.pk]:
            lines[person.pk].append(Line((1, since), words, late=False))


@transaction.atomic
def _tell(person: User, lines: list[Line], today: datetime.date) -> bool:
    """One message to one person, unless they had theirs today."""
    User.objects.select_for_update().get(pk=person.pk)  # two runs at once tell one after the other
    if _was_told(person, today):
        return False
    now = timezone.now()
    Assignment.objects.filter(pk__in=[line.assignment for line in lines if line.assignment]).update(reminded_at=now)
    late = sum(line.late for line in lines)
    shown = [line.words for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(f"……还有 {len(lines) - MOST_LINES} 篇，请到“我的工作”查看。")
    notify(
        to=[person],
        kind=MessageKind.REMINDED,
        title=f"有 {len(lines)} 篇稿件等您审" + (f"，{late} 篇已过期" if late else ""),
        text="\n".join(shown),
        path=reverse("issues:desk"),
    )
    audit.record(by=None, verb=VERB, target=person, day=today.isoformat(), articles=len(lines), late=late)
    return True


def _was_told(person: User, today: datetime.date) -> bool:
    return AuditEntry.objects.filter(
        verb=VERB, target_kind=User._meta.label_lower, target_id=str(person.pk), changes__day=today.isoformat()
    ).exists()
