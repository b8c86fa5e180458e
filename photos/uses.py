"""Whether a photo of the library is still used. The rooms that use photos answer for themselves; this room knows none of them."""

from __future__ import annotations

from collections.abc import Callable

from photos.models import Photo

Rule = Callable[[Photo], bool]

_rules: list[Rule] = []


def ask_also(rule: Rule) -> None:
    """Add a rule: whether a room uses a photo. Called once by each room, when the site starts."""
    if rule not in _rules:
        _rules.append(rule)


def is_used(photo: Photo) -> bool:
    """Whether any room uses the photo: shows it, or keeps something that shows it."""
    return any(rule(photo) for rule in _rules)
