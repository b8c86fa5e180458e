"""Saving what was written, in the way the article's state allows, together with putting its working copy away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from issues import workflow
from issues.actions import changing, working_copies, writing
from issues.actions.writing import Particulars
from issues.models import Article
from issues.workflow import Move, State


class Way(StrEnum):
    """How the words of an article are changed."""

    WRITE = "write"
    SLIP = "slip"
    EDIT = "edit"
    CORRECT = "correct"


MOVES = {Way.SLIP: Move.SLIP, Way.EDIT: Move.EDIT, Way.CORRECT: Move.CORRECT}


def ways(article: Article) -> tuple[Way, ...]:
    """The ways that an article's state leaves open; () while it is read by reviewers, or withdrawn."""
    if article.state in writing.WRITABLE:
        return (Way.WRITE,)
    return {State.APPROVED: (Way.SLIP, Way.EDIT), State.PUBLISHED: (Way.CORRECT,)}.get(State(article.state), ())


def check_can_change(article: Article, way: Way, by: User) -> None:
    """Raise NotAllowed unless `by` may change the words of `article` in this way now."""
    if way is Way.WRITE:
        writing.check_can_rewrite(article, by)
    else:
        workflow.check_can(article, MOVES[way], by)


@dataclass(frozen=True)
class Sent:
    """A form as it was sent. `revision`: begun from; `tab`, `over`: the working copies that it makes superfluous."""

    words: dict[str, str]
    bylines: list[tuple[str, str]]
    particulars: Particulars | None
    revision: int
    note: str = ""
    keep: bool = False
    tab: str = ""
    over: int | None = None


@transaction.atomic
def save(*, article: Article, by: User, way: Way, sent: Sent) -> None:
    """Save `sent`, and put the working copy it came from away: both or neither.

    Raises StaleWords where the article was saved since `sent.revision`, NotAllowed where the way is not open to `by`.
    """
    common = {"article": article, "by": by, "revision": sent.revision, "bylines": sent.bylines, **sent.words}
    if way is Way.WRITE:
        writing.rewrite(particulars=sent.particulars, keep=sent.keep, **common)
    elif way is Way.SLIP:
        changing.correct_slip(note=sent.note, **common)
    elif way is Way.EDIT:
        changing.edit_approved(**common)
    else:
        changing.correct(note=sent.note, **common)
    working_copies.throw_away(article=article, by=by, tab=sent.tab, over=sent.over)
