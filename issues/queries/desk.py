"""The desk's front page: what waits for me, what I sent on, what came back, what was decided; and the issues under way."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from issues.models import Article, Issue, LeaderLink, Review, Version
from issues.queries.entries import (
    LEFT_BY_MOVES,
    Entry,
    open_comments,
    unread_leader_answers,
    with_facts,
)
from issues.queries.rights import lacks_own_post, may_decide, own_post
from issues.workflow import LIVE, REVIEWS, IssueState, State

MOST_WAITING = 60
MOST_ELSEWHERE = 12
MOST_DECIDED = 6
LATELY = datetime.timedelta(days=14)
URGENCIES = ("已经过期", "三天内到期", "其余")
MOST_ISSUES = 6


@dataclass(frozen=True)
class Task:
    """An entry that waits for the person who looks: `deed` is what to do with it."""

    entry: Entry
    deed: str
    may_decide: bool
    comments: int


@dataclass(frozen=True)
class Group:
    """Tasks of one urgency; named where there are several, or where they are overdue."""

    name: str
    tasks: list[Task]
    urgent: bool

    @property
    def level(self) -> int:
        """The rank of the tasks' headings: below the group's own where it has one."""
        return 4 if self.name else 3


@dataclass(frozen=True)
class Under:
    """An issue under way: how far it is."""

    issue: Issue
    due_words: str
    late: bool

    @property
    def percent(self) -> int:
        return round(100 * self.issue.settled / self.issue.articles) if self.issue.articles else 0


def front_page(user: User) -> dict:
    """What the front page shows, in three queries however much there is."""
    today = timezone.localdate()
    articles = list(_concerning(user))
    entries = [Entry(article, user, today) for article in articles]
    tasks = sorted(filter(None, (_task(entry, user) for entry in entries)), key=_order)
    mine = {id(task.entry) for task in tasks}
    elsewhere = [entry for entry in entries if id(entry) not in mine]
    shown = tasks[:MOST_WAITING]
    most = {"decided": MOST_DECIDED}
    lists = {
        "others": [entry for entry in elsewhere if entry.article.decidable],
        "sent": [entry for entry in elsewhere if entry.article.sent and entry.state in REVIEWS],
        "returned": [entry for entry in elsewhere if entry.article.sent and entry.state == State.RETURNED],
        "decided": [entry for entry in elsewhere if entry.article.sent and entry.state not in (*REVIEWS, *_WRITING)],
    }
    for name in ("sent", "returned", "decided"):
        lists[name].sort(key=lambda entry: entry.since, reverse=name != "sent")
    return {
        "today": today,
        "groups": _groups(shown),
        "waiting": len(tasks),
        "late": sum(task.entry.urgency == 0 for task in tasks),
        "more": len(tasks) - len(shown),
        **{name: found[: most.get(name, MOST_ELSEWHERE)] for name, found in lists.items()},
        **{f"{name}_more": max(len(found) - most.get(name, MOST_ELSEWHERE), 0) for name, found in lists.items()},
        "issues": issues_under_way(today),
    }


_WRITING = (State.DRAFT, State.RETURNED)


def _concerning(user: User) -> QuerySet[Article]:
    """Every article the front page could show to `user`, each with how it concerns them."""
    decidable = may_decide(user)
    reviewed = Review.objects.filter(article=OuterRef("pk"), reviewer=user)
    sent_on = Version.objects.filter(article=OuterRef("pk"), name__in=LEFT_BY_MOVES, by=user)
    mine = Q(editor=user) | Q(writer=user)
    concerns = Q(Exists(reviewed)) | Q(Exists(sent_on)) | mine
    answered = LeaderLink.objects.filter(article=OuterRef("pk"), answered_at__isnull=False, by=user)
    lately = timezone.now() - LATELY
    live_or_lately = (
        Q(state__in=LIVE)
        | Q(state=State.PUBLISHED, published_at__gte=lately)
        | Q(state=State.WITHDRAWN, updated_at__gte=lately)
    )
    without_editor = Q(editor=None, state__in=_WRITING)
    asks_leader = Q(Exists(answered), Exists(unread_leader_answers()), state__in=LIVE)
    return (
        with_facts(Article.objects.filter(live_or_lately))
        .annotate(
            decidable=_flag(decidable),
            falls_to_those_above=_flag(lacks_own_post()),
            sent=_flag(concerns),
            comments_for_me=_flag(Q(Exists(open_comments().exclude(by=user)), editor=user, state__in=LIVE)),
            answers_for_me=_flag(asks_leader | Q(Exists(unread_leader_answers()), editor=user, state__in=LIVE)),
        )
        .filter(
            decidable
            | without_editor
            | (concerns & (~Q(state=State.APPROVED) | Q(moved_at__gte=lately)))
            | Q(comments_for_me=True)
            | Q(answers_for_me=True)
        )
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _task(entry: Entry, user: User) -> Task | None:
    """What `user` must do with an article, or None where it does not wait for them."""
    article = entry.article
    comments = article.comments_open if article.comments_for_me else 0
    decides = article.decidable and _is_theirs(entry, user)
    if decides:
        deed = entry.next_step
    elif entry.state in _WRITING and article.editor_id in (user.pk, None):
        deed = "修改" if entry.state == State.RETURNED else "写完"
    elif article.answers_for_me:
        deed = "看领导答复"
    elif comments:
        deed = "答批注"
    else:
        return None
    return Task(entry, deed, decides, comments)


def _is_theirs(entry: Entry, user: User) -> bool:
    """Whether a level `user` may decide is their work: given to them, or their post's and given to nobody.

    Who decides a level below their own post could not decide their own level afterwards.
    """
    if entry.assigned_to_me:
        return True
    of_their_post = user.has_role(own_post(entry.state)) or entry.article.falls_to_those_above
    return of_their_post and not entry.assigned_to_another


def _groups(tasks: list[Task]) -> list[Group]:
    """The tasks, in their order, by urgency."""
    found = [(urgency, list(group)) for urgency, group in groupby(tasks, key=lambda task: task.entry.urgency)]
    alone = len(found) == 1 and found[0][0] != 0
    return [Group("" if alone else URGENCIES[urgency], group, urgency == 0) for urgency, group in found]


def _order(task: Task) -> tuple:
    """Overdue, due soon, the rest; what was assigned to me first; then by date, and by how long it has waited."""
    entry = task.entry
    far = datetime.date.max
    return entry.urgency, not entry.assigned_to_me, entry.due or far, entry.state == State.DRAFT, entry.since


def issues_under_way(today: datetime.date) -> list[Under]:
    """The issues that are being edited, by deadline, with their numbers of articles and characters. One query."""
    settled = Q(placements__article__state__in=(State.APPROVED, State.PUBLISHED))
    found = (
        Issue.objects.filter(state=IssueState.PLANNING)
        .select_related("periodical")
        .annotate(
            articles=Count("placements"),
            settled=Count("placements", filter=settled),
            chars=Coalesce(Sum("placements__article__char_count"), 0),
        )
        .order_by("deadline", "year", "number")
    )
    return [_under(issue, today) for issue in found[:MOST_ISSUES]]


def _under(issue: Issue, today: datetime.date) -> Under:
    if issue.deadline is None:
        return Under(issue, "", False)
    left = (issue.deadline - today).days
    words = f"已过定稿截止 {-left} 天" if left < 0 else "今天截止" if left == 0 else f"还有 {left} 天"
    return Under(issue, words, left < 0 and issue.settled < issue.articles)
