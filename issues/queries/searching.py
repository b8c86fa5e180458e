"""Searching and filtering the desk's articles: by words of title, author or unit, and by what a form asks for."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from issues.models import Byline
from issues.workflow import LIVE, REVIEWS, State

MOST_WORDS = 6
LONGEST_QUERY = 100

# What a form may ask for besides one state: `name: (words, states)`.
STATE_GROUPS: dict[str, tuple[str, tuple[State, ...]]] = {
    "live": ("在办的", LIVE),
    "reviews": ("在审的", REVIEWS),
}


def words_of_query(text: str) -> list[str]:
    """The words of a search box: parted by spaces, control characters taken out."""
    clean = "".join(char if char.isprintable() else " " for char in text)[:LONGEST_QUERY]
    return clean.split()[:MOST_WORDS]


def mentions(words: list[str], to: str = "") -> Q:
    """The condition that every word occurs in the article's titles, authors or unit. `to`: the way from the row to it."""
    found = Q()
    for word in words:
        bylines = Byline.objects.filter(article=OuterRef(f"{to}pk"), author__name__icontains=word)
        anywhere = Q(Exists(bylines))
        for name in ("title", "kicker", "subtitle", "contributor", "union__name", "union__short_name"):
            anywhere |= Q(**{f"{to}{name}__icontains": word})
        found &= anywhere
    return found


def in_state(name: str, to: str = "") -> Q:
    """The condition for a state or a group of states; none for an empty or unknown name."""
    if name in STATE_GROUPS:
        return Q(**{f"{to}state__in": STATE_GROUPS[name][1]})
    return Q(**{f"{to}state": name}) if name in State.values else Q()


def state_choices() -> list[tuple[str, str]]:
    """What a form offers."""
    return [*((name, words) for name, (words, _) in STATE_GROUPS.items()), *State.choices]


def of(user: User, to: str = "") -> Q:
    """The condition that `user` edits or wrote the article."""
    return Q(**{f"{to}editor": user}) | Q(**{f"{to}writer": user})


def number_or_none(text: str) -> int | None:
    """A number of at most nine digits as a form sends it, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
