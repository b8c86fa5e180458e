"""Who may see a photo of the library. The rooms that use photos say to whom they show them; this room knows none of them."""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import User
from photos.models import Photo

Rule = Callable[[Photo, User], bool]

_rules: list[Rule] = []


def show_also(rule: Rule) -> None:
    """Add a rule: to whom a room shows the photos it uses. Called once by each room, when the site starts."""
    if rule not in _rules:
        _rules.append(rule)


def can_see(photo: Photo, user: User) -> bool:
    """Whether `user` may see the photo: they put it in the library themselves, or one room shows it to them.

    Pages answer 404 to everybody else: nothing is told, not even that there is such a photo.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    return photo.uploaded_by_id == user.pk or any(rule(photo, user) for rule in _rules)
