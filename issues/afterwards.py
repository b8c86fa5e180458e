"""What rooms further on do after something that is printed has changed. They enter themselves here; this room knows none.

    afterwards.watchers.append(asked_again)      # in the AppConfig.ready of a room further on

A watcher is called with the issue's key once the change is committed. What goes wrong in it is logged: the change stands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

from issues.models import Article, Issue, Placement
from issues.workflow import IssueState

Watcher = Callable[[int], None]

watchers: list[Watcher] = []


def pages_changed(issue: Issue) -> None:
    """Tell that the pages of an issue will come out otherwise. Call it in the action's transaction."""
    for watcher in watchers:
        transaction.on_commit(partial(watcher, issue.pk), robust=True)


def article_changed(article: Article) -> None:
    """Tell that an article's words are others than before: the pages of the issue it is planned in change with them."""
    if not watchers:
        return
    planned = Placement.objects.filter(article=article, issue__state=IssueState.PLANNING).select_related("issue")
    for placement in planned:
        pages_changed(placement.issue)
