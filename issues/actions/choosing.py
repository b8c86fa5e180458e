"""Choosing how an article is set in its issue: a step of planning like any other, begun from a version and undone."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions.plan_rows import arrangement_of, keep, opened
from issues.layout_choices import CHOICES, changed_words, choices_of
from issues.models import Article, Issue, Placement


@transaction.atomic
def choose_layout(*, issue: Issue, article: Article, by: User, version: int, **choices) -> Issue:
    """Set `choices` (of issues.layout_choices.CHOICES) for an article of the issue; those not named stay.

    Raises StalePlan where the plan is no longer at `version`, NotAllowed where the issue is released, the article is not in
    it, or a choice is none there is.
    """
    issue = opened(issue, by, version)
    placement = Placement.objects.filter(issue=issue, article=article).select_related("column").first()
    if placement is None:
        raise NotAllowed(f"《{article.title}》不在{issue.label}里。请刷新页面看最新的编排。")
    before = choices_of(placement)
    for name, value in choices.items():
        setattr(placement, name, value)
    _check(placement)
    after = choices_of(placement)
    what = f"让《{article.title}》{changed_words(before, after)}" if before != after else ""
    return keep(issue, arrangement_of(issue), by=by, what=what, target=article, choices={article.pk: after})


def _check(placement: Placement) -> None:
    try:
        placement.clean_fields(exclude=[field.name for field in Placement._meta.fields if field.name not in CHOICES])
        placement.validate_constraints()
    except ValidationError as error:
        raise NotAllowed("这样的排法没有：请在给出的几种里选，加减行最多两行。") from error
