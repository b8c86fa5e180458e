"""What rooms further on have to say before a step of this one: a row of questions that they fill when the site starts.

`issues` may not look ahead, and the press's proofs decide whether an issue may come out. So the press hangs its question here
(`typesetting.apps`), and whoever takes the step asks them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from issues.models import Issue


@dataclass(frozen=True)
class Ahead:
    """What a room wants done before an issue comes out: the next step of it and where it is taken; or that all of it is done,
    for the issue just as it stands. `cautions` are what it says of this issue where `cautions` below is asked."""

    label: str = ""
    path: str = ""
    is_done: bool = False
    cautions: tuple[str, ...] = ()


Check = Callable[["Issue", "User"], None]
Look = Callable[["Issue"], Ahead | None]
Caution = Callable[["QuerySet[Issue]"], list[str]]

_before_release: dict[str, Check] = {}
_ahead_of_release: dict[str, Look] = {}
_before_changing: dict[str, Caution] = {}


def ask_before_release(name: str, check: Check) -> None:
    """Have `check` asked before an issue is released: it raises NotAllowed where the issue may not be. Hung twice, it is one."""
    _before_release[name] = check


def warn_before_changing(name: str, caution: Caution) -> None:
    """Have `caution` asked before words of issues are changed: the sentences to show. It asks the database once."""
    _before_changing[name] = caution


def check_release(issue: Issue, user: User) -> None:
    """Raise NotAllowed where any room says that the issue may not be released."""
    for check in _before_release.values():
        check(issue, user)


def lead_to_release(name: str, look: Look) -> None:
    """Have `look` asked what is to be done before an issue is released; None where nothing is."""
    _ahead_of_release[name] = look


def ahead(issue: Issue) -> Ahead | None:
    """What is still to be done before the issue is released, else that it is done; None where no room wants anything."""
    said = [found for look in _ahead_of_release.values() if (found := look(issue))]
    return min(said, key=lambda one: one.is_done, default=None)


def cautions(issues: QuerySet[Issue]) -> list[str]:
    """What whoever changes something of these issues should know beforehand."""
    return [said for caution in _before_changing.values() for said in caution(issues)]
