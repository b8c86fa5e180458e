"""Who hears of what becomes of an article. Parts of other actions, called inside their transactions."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import User
from issues import reviewers
from issues.models import Article


def tell(
    article: Article, to: Iterable[User | None], kind: MessageKind, title: str, *, by: User | None, text: str = ""
) -> None:
    """A message with the article's own page; None among `to` is nobody."""
    people = [person for person in to if person is not None]
    notify(to=people, kind=kind, title=title, text=text, path=reverse("issues:article", args=[article.pk]), by=by)


def tell_it_waits(article: Article, by: User) -> None:
    """To those who are to decide the level the article has come to."""
    title = f"《{article.title}》等您{article.get_state_display()}"
    tell(article, reviewers.awaited(article), MessageKind.AWAITING_REVIEW, title, by=by)
