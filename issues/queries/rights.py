"""The rules of `issues.workflow.check_can`, as conditions on rows: what somebody may do to many articles at once.

`tests/issues/test_desk_rights.py` holds each condition against `workflow.can` over the whole product of states, moves and people.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.roles import Role
from issues.models import Review
from issues.workflow import LEVELS, REVIEWERS, REVIEWS, RULES, Move, State

NOTHING = Q(pk__in=[])


def may(move: Move, user: User) -> Q:
    """The condition on articles for `workflow.can(article, move, user)`."""
    rule = RULES[move]
    found = NOTHING
    for source in rule.sources:
        roles = rule.roles if rule.roles is not None else REVIEWERS.get(source, frozenset())
        if source is not None and user.has_role(*roles):
            found |= Q(state=source)
    if rule.own and not user.has_role(Role.CHIEF_EDITOR):
        found &= Q(editor=None) | Q(editor=user)
    return found & _bound_by_reviews(user) if rule.review else found


def may_decide(user: User) -> Q:
    """The condition on articles for which `user` may now decide the level they wait at: pass or return."""
    return may(Move.RETURN, user)


def _bound_by_reviews(user: User) -> Q:
    """Not what `user` wrote, and not where another level of the present round is theirs."""
    other_level = NOTHING
    for state in REVIEWS:
        standing = Review.objects.filter(article=OuterRef("pk"), stands=True, reviewer=user)
        other_level |= Q(Exists(standing.exclude(level=LEVELS[state])), state=state)
    return ~Q(writer=user) & ~other_level


def asked_now() -> Q:
    """The condition on assignments that they are of the level their article waits at, and of someone who may decide it still.

    Who was asked may since have decided another level, become the writer, changed posts or left: then nobody is asked.
    """
    found = NOTHING
    for state in REVIEWS:
        holders = User.objects.filter(is_active=True, groups__name__in=REVIEWERS[state])
        found |= Q(level=LEVELS[state], article__state=state, person__in=holders)
    standing = Review.objects.filter(article=OuterRef("article"), reviewer=OuterRef("person"), stands=True)
    return found & ~Q(person=F("article__writer")) & ~Exists(standing.exclude(level=OuterRef("level")))


def lacks_own_post() -> Q:
    """The condition on articles under review that nobody whose post their level is may decide it: those above them must."""
    found = NOTHING
    for state in REVIEWS:
        other_level = Review.objects.filter(
            article=OuterRef(OuterRef("pk")), stands=True, reviewer=OuterRef("pk")
        ).exclude(level=LEVELS[state])
        free = User.objects.filter(~Exists(other_level), is_active=True, groups__name=own_post(state))
        found |= Q(~Exists(free.exclude(pk=Coalesce(OuterRef("writer"), 0))), state=state)
    return found


def own_post(state: State) -> Role:
    """The post whose work a level is: the lowest of those who may decide it."""
    return next(role for role in Role if role in REVIEWERS[state])
