"""What the writing pages ask of the database."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Union, User
from accounts.roles import STAFF_ROLES
from issues.models import Article, Column, Issue, Periodical, WorkingCopy
from issues.workflow import IssueState, State

DOUBLE_CLICK = timedelta(seconds=15)


def article_to_write(pk: int) -> QuerySet[Article]:
    """The article with what its form shows; one query, and one each for bylines and tags."""
    return (
        Article.objects.filter(pk=pk)
        .select_related("periodical", "union", "writer", "editor")
        .prefetch_related("bylines__author", "tags")
    )


def unions() -> QuerySet[Union]:
    return Union.objects.filter(active=True)


def colleagues() -> QuerySet[User]:
    """Those of the office, who may have written an article."""
    return User.objects.filter(is_active=True, groups__name__in=STAFF_ROLES).distinct()


def planned_issues() -> QuerySet[Issue]:
    """The issues an article can be planned into, the next one first."""
    return Issue.objects.filter(state=IssueState.PLANNING).select_related("periodical").order_by("year", "number")


def periodicals() -> QuerySet[Periodical]:
    return Periodical.objects.all()


def columns() -> QuerySet[Column]:
    return Column.objects.filter(active=True).select_related("periodical")


def working_copy(article: Article, person: User) -> WorkingCopy | None:
    return WorkingCopy.objects.filter(article=article, person=person).first()


def begun_just_now(person: User, title: str) -> Article | None:
    """The draft of that title that `person` began a moment ago: a form sent twice is one article."""
    since = timezone.now() - DOUBLE_CLICK
    return Article.objects.filter(editor=person, title=title, state=State.DRAFT, created_at__gt=since).first()
