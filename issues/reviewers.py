"""Who could decide a level of an article, and who is to be told that it waits."""

from __future__ import annotations

from accounts.models import User
from issues.models import Article, Level
from issues.workflow import EDITORS, LEVELS, State, could_decide, levels_held


def reviewers_by_level(article: Article) -> dict[Level, list[User]]:
    """Everyone who could decide each level, by name. Three queries."""
    held = levels_held(article)
    posts = [role.value for role in EDITORS]
    people = list(User.objects.filter(is_active=True, groups__name__in=posts).distinct().prefetch_related("groups"))
    return {level: [person for person in people if could_decide(article, level, person, held)] for level in Level}


def awaited(article: Article) -> list[User]:
    """Those the article waits for at its present level: whoever was asked, where they still could, else all who could."""
    level = Level(LEVELS[State(article.state)])
    people = reviewers_by_level(article)[level]
    asked = article.assignments.filter(level=level).values_list("person_id", flat=True).first()
    return [person for person in people if person.pk == asked] or people
