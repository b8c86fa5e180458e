"""What the writing pages ask of the database."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Union, User
from accounts.roles import STAFF_ROLES
from issues.models import Article, Byline, Column, Issue, Periodical, Placement, WorkingCopy
from issues.workflow import IssueState, State

DOUBLE_CLICK = timedelta(seconds=15)


def article_to_write(pk: int) -> QuerySet[Article]:
    """The article with what its form shows: one query, and one each for bylines and tags.

    `planned_year`, `planned_number` and `planned_column` say where it is planned last; None where it is not.
    """
    place = Placement.objects.filter(article=OuterRef("pk")).order_by("-issue__year", "-issue__number")
    return (
        Article.objects.filter(pk=pk)
        .select_related("periodical", "union", "writer", "editor")
        .prefetch_related(Prefetch("bylines", Byline.objects.select_related("author")), "tags")
        .annotate(
            planned_year=Subquery(place.values("issue__year")[:1]),
            planned_number=Subquery(place.values("issue__number")[:1]),
            planned_column=Subquery(place.values("column__name")[:1]),
        )
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
