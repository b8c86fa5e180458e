"""A line of the desk's lists: an article with its place, whose turn it is, since when, and until when. One query for any number."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields.json import JSONField
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from issues.models import (
    Article,
    Assignment,
    Byline,
    Comment,
    Decision,
    LeaderAnswer,
    LeaderLink,
    Level,
    Placement,
    Review,
    Version,
    VersionName,
)
from issues.queries.rights import asked_now, own_post
from issues.workflow import LIVE, REVIEWS, IssueState, State

# The versions that a move leaves behind: the newest of them says when the article came to where it is, and by whom.
LEFT_BY_MOVES = (
    VersionName.SUBMITTED,
    VersionName.RETURNED,
    VersionName.FIRST,
    VersionName.SECOND,
    VersionName.FINAL,
)
LONG_TEXTS = ("body", "plain_text", "editors_note")
SOON = datetime.timedelta(days=3)


def first_of(rows: QuerySet, **fields: str) -> Subquery:
    """The named fields of the first of `rows` as one JSON value, or None: several facts for one subquery."""
    return Subquery(rows.values(facts=JSONObject(**fields))[:1], output_field=JSONField())


def _of_the_article(model) -> QuerySet:
    return model.objects.filter(article=OuterRef("pk"))


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("article").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0))


def newest_moves() -> QuerySet[Version]:
    return _of_the_article(Version).filter(name__in=LEFT_BY_MOVES).order_by("-number")


def unread_leader_answers() -> QuerySet[LeaderLink]:
    """Leaders' answers to an article (OuterRef) after which no move was made: nobody has acted on them yet."""
    acted_on = Version.objects.filter(
        article=OuterRef("article"), name__in=LEFT_BY_MOVES, at__gt=OuterRef("answered_at")
    )
    return _of_the_article(LeaderLink).filter(~Exists(acted_on), answered_at__isnull=False).order_by("-answered_at")


def open_comments() -> QuerySet[Comment]:
    return _of_the_article(Comment).filter(parent=None, resolved_at=None)


def with_facts(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Articles with what `Entry` reads: their facts come with them in the same query. Their texts stay behind."""
    placements = _of_the_article(Placement).order_by("-issue__year", "-issue__number", "pk")
    bylines = _of_the_article(Byline).order_by("order", "pk")
    return (
        articles.select_related("editor", "union")
        .defer(*LONG_TEXTS)
        .annotate(
            place=first_of(
                placements,
                slug="issue__periodical__slug",
                year="issue__year",
                number="issue__number",
                issue_state="issue__state",
                deadline="issue__deadline",
                column="column__name",
            ),
            assignment=first_of(
                _of_the_article(Assignment).filter(asked_now()),
                person="person_id",
                name="person__name",
                due="due",
            ),
            last_return=first_of(
                _of_the_article(Review).filter(decision=Decision.RETURN).order_by("-at", "-pk"),
                level="level",
                name="reviewer__name",
                opinion="opinion",
            ),
            leader=first_of(unread_leader_answers(), name="name", post="post", answer="answer", opinion="opinion"),
            moved_at=Coalesce(Subquery(newest_moves().values("at")[:1]), F("created_at")),
            moved_by=Subquery(newest_moves().values("by__name")[:1], output_field=CharField()),
            comments_open=_count(open_comments()),
            first_author=Subquery(bylines.values("author__name")[:1], output_field=CharField()),
            author_count=_count(_of_the_article(Byline)),
        )
    )


def day(date: datetime.date, today: datetime.date) -> str:
    """A date as the journal prints it; the year where it is another."""
    words = f"{date.month}月{date.day}日"
    return words if date.year == today.year else f"{date.year}年{words}"


def date_of(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text[:10]) if text else None


@dataclass(frozen=True)
class Place:
    """Where an article stands: issue and column."""

    slug: str
    year: int
    number: int
    column: str
    deadline: datetime.date | None
    released: bool

    @property
    def label(self) -> str:
        return f"{self.year}年第{self.number}期"

    @property
    def board(self) -> str:
        return reverse("issues:board", args=[self.slug, self.year, self.number])


@dataclass(frozen=True)
class Return:
    """Why an article came back: who returned it from which level, and the opinion."""

    level: str
    name: str
    opinion: str

    @property
    def first_line(self) -> str:
        return self.opinion.strip().splitlines()[0] if self.opinion.strip() else ""

    @property
    def has_more(self) -> bool:
        return self.opinion.strip() != self.first_line


@dataclass(frozen=True)
class LeaderWord:
    """A leader's answer that nobody has acted on."""

    name: str
    answer: str
    opinion: str


class Entry:
    """One article of `with_facts` as `user` sees it on `today`."""

    def __init__(self, article: Article, user: User, today: datetime.date):
        self.article = article
        self.user = user
        self.today = today
        self.state = State(article.state)

    @cached_property
    def place(self) -> Place | None:
        facts = self.article.place
        if not facts:
            return None
        return Place(
            facts["slug"],
            facts["year"],
            facts["number"],
            facts["column"],
            date_of(facts["deadline"]),
            facts["issue_state"] == IssueState.RELEASED,
        )

    @property
    def authors(self) -> str:
        """The first author, with 等 where there are more; the union where there is no author."""
        article = self.article
        if article.first_author:
            return f"{article.first_author}等" if article.author_count > 1 else article.first_author
        return article.contributor or str(article.union or "")

    @property
    def assignee(self) -> str:
        return (self.article.assignment or {}).get("name", "")

    @property
    def assigned_to_me(self) -> bool:
        return (self.article.assignment or {}).get("person") == self.user.pk

    @property
    def assigned_to_another(self) -> bool:
        return bool(self.article.assignment) and not self.assigned_to_me

    @cached_property
    def due(self) -> datetime.date | None:
        """Until when it is to be done: as assigned, else when its issue is to be settled."""
        if self.state not in LIVE or self.state == State.APPROVED:
            return None
        assigned = date_of((self.article.assignment or {}).get("due"))
        planned = self.place.deadline if self.place and not self.place.released else None
        return assigned or planned

    @property
    def days_late(self) -> int:
        return (self.today - self.due).days if self.due and self.due < self.today else 0

    @property
    def due_words(self) -> str:
        """The time left, in words."""
        if self.due is None:
            return ""
        left = (self.due - self.today).days
        if left < 0:
            return f"已过期 {-left} 天"
        return {0: "今天到期", 1: "明天到期", 2: "后天到期"}.get(left, f"{day(self.due, self.today)}前")

    @property
    def urgency(self) -> int:
        """0 overdue, 1 due soon, 2 the rest."""
        if self.due is None:
            return 2
        if self.due < self.today:
            return 0
        return 1 if self.due - self.today < SOON else 2

    @property
    def since(self) -> datetime.datetime:
        """When it came to the state it is in."""
        if self.state == State.PUBLISHED:
            return self.article.published_at
        return self.article.updated_at if self.state == State.WITHDRAWN else self.article.moved_at

    @property
    def since_words(self) -> str:
        return day(timezone.localdate(self.since), self.today)

    @property
    def sent_words(self) -> str:
        """Who sent it here and when, for whom it waits."""
        who = self.article.moved_by
        if not who or self.state == State.DRAFT:
            return f"{self.since_words}起"
        return f"{who}{self.since_words}{'退回' if self.state == State.RETURNED else '送来'}"

    @property
    def waiting_days(self) -> int:
        return (self.today - timezone.localdate(self.since)).days

    @property
    def waits(self) -> bool:
        return self.state in LIVE

    @cached_property
    def turn(self) -> str:
        """Who must act now, as people read it; empty once nobody has to."""
        if self.state in REVIEWS:
            return self.assignee or own_post(self.state).label
        if self.state == State.APPROVED:
            return Role.CHIEF_EDITOR.label if self.place else Role.EDITOR.label
        if self.state in LIVE:
            return str(self.article.editor or Role.EDITOR.label)
        return ""

    @property
    def next_step(self) -> str:
        """What that is."""
        if self.state == State.APPROVED:
            return "随刊发布" if self.place else "排进一期"
        return {
            State.DRAFT: "送审",
            State.RETURNED: "修改",
            State.FIRST_REVIEW: "初审",
            State.SECOND_REVIEW: "复审",
            State.FINAL_REVIEW: "终审",
        }.get(self.state, "")

    @cached_property
    def last_return(self) -> Return | None:
        facts = self.article.last_return if self.state == State.RETURNED else None
        return Return(Level(facts["level"]).label, facts["name"], facts["opinion"]) if facts else None

    @cached_property
    def leader(self) -> LeaderWord | None:
        facts = self.article.leader
        if not facts:
            return None
        name = " ".join(part for part in (facts["name"], facts["post"]) if part)
        return LeaderWord(name, LeaderAnswer(facts["answer"]).label, facts["opinion"])
