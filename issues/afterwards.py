"""What rooms further on do after pages of this one changed, or an issue came out: a row of calls that they fill when the
site starts.

`issues` may not look ahead, and the press sets the pages again whose words changed. So the press hangs its call here
(`typesetting.apps`), and whoever changes something tells them all. The like of `issues.gates`, which asks beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

from issues.models import Article, Issue, Placement
from issues.workflow import IssueState

Watcher = Callable[[int], None]

_after_change: dict[str, Watcher] = {}
_with_release: dict[str, Callable[[Issue], None]] = {}


def call_after_change(name: str, watcher: Watcher) -> None:
    """Have `watcher` called with an issue's key once a change of its pages is committed. Hung twice, it is one.

    What goes wrong in it is logged: the change stands.
    """
    _after_change[name] = watcher


def pages_changed(issue: Issue) -> None:
    """Tell that the pages of an issue will come out otherwise. Call it in the action's transaction."""
    for watcher in _after_change.values():
        transaction.on_commit(partial(watcher, issue.pk), robust=True)


def article_changed(article: Article) -> None:
    """Tell that an article's words are others than before: the pages of the issue it is planned in change with them."""
    if not _after_change:
        return
    planned = Placement.objects.filter(article=article, issue__state=IssueState.PLANNING).select_related("issue")
    for placement in planned:
        pages_changed(placement.issue)


def call_with_release(name: str, note: Callable[[Issue], None]) -> None:
    """Have `note` called when an issue comes out, in the same transaction: where it fails, the issue does not come out."""
    _with_release[name] = note


def released(issue: Issue) -> None:
    """Tell that an issue comes out. Call it in the action's transaction, before anybody is told on which page they stand."""
    for note in _with_release.values():
        note(issue)
