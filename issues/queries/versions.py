"""Versions of an article: the list, one of them, two side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from issues.models import Article, Version
from issues.queries.searching import number_or_none
from issues.words import digest_of, words_of

VERSIONS_A_PAGE = 30
NOW = "now"


@dataclass(frozen=True)
class Edition:
    """A version, or the words as they stand now (`number` None)."""

    number: int | None
    name: str
    words: dict
    digest: str
    version: Version | None = None

    @property
    def label(self) -> str:
        return f"第 {self.number} 版（{self.name}）" if self.number else "现在的稿子"

    @property
    def code(self) -> str:
        """As addresses write it."""
        return str(self.number or NOW)


def versions_of(article: Article) -> QuerySet[Version]:
    return article.versions.select_related("by").order_by("-number")


def versions_page(article: Article, number: str) -> Page:
    """The newest first, without their words."""
    return Paginator(versions_of(article).defer("words"), VERSIONS_A_PAGE).get_page(number)


def edition(version: Version) -> Edition:
    return Edition(version.number, version.get_name_display(), version.words, version.digest, version)


def present(article: Article) -> Edition:
    words = words_of(article)
    return Edition(None, "", words, digest_of(words))


def pair(article: Article, first: str, second: str) -> tuple[Edition, Edition] | None:
    """Two editions by number or NOW, the older first. None where one of them is not there."""
    numbers = [number for number in map(number_or_none, (first, second)) if number is not None]
    found = {str(one.number): edition(one) for one in versions_of(article).filter(number__in=numbers)}
    if NOW in (first, second):
        found[NOW] = present(article)
    if first not in found or second not in found:
        return None
    old, new = found[first], found[second]
    if old.number is None or (new.number is not None and new.number < old.number):
        old, new = new, old
    return old, new
