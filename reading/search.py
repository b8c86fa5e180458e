"""Search by title and text: every word must occur, articles with all words in their title come first.

A word is one regular expression (`manuscripts.normalise.pattern`), for the database and for the marks on the page alike: what
is found is what is marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import BooleanField, Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.lines import on_one_line
from accounts.models import User
from issues.models import Article, Byline, Issue, Placement
from manuscripts.normalise import is_unsaid, pattern
from reading.queries import articles_for

MAX_LENGTH = 60  # characters of a query; nobody looks for a longer phrase
MAX_WORDS = 8
BEFORE, AFTER = 24, 96  # characters of text shown around the first hit
BETWEEN_LINES = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")  # Chinese runs on where a paragraph ends
TITLE_FIELDS = ("title", "kicker", "subtitle")
OTHER_FIELDS = ("plain_text", "contributor", "union__short_name")


@dataclass(frozen=True)
class Query:
    """What a reader asked: `text` goes back into the box, `words` are looked for, `notice` says what was left off."""

    text: str
    words: tuple[str, ...] = ()
    notice: str = ""


def read_query(raw: str) -> Query:
    """The query in what was typed: control and invisible characters gone, words parted by any white space."""
    text = on_one_line(raw)
    notice = ""
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH].rstrip()
        notice = f"检索词太长，只用了前 {MAX_LENGTH} 个字。"
    words = tuple(dict.fromkeys(text.split()))
    words = tuple(word for word in words if not is_unsaid(word)) or words
    if len(words) > MAX_WORDS:
        words = words[:MAX_WORDS]
        notice = f"检索词太多，只用了前 {MAX_WORDS} 个词：{'、'.join(words)}。"
    return Query(text, words, notice)


def find(user: User, words: tuple[str, ...]) -> QuerySet[Article]:
    """The articles `user` may read in which every word occurs: title hits first, then what is only online, then issues backwards."""
    in_title, anywhere = Q(), Q()
    for word in words:
        title = _contains(TITLE_FIELDS, word)
        by = Byline.objects.filter(_contains(("author__name",), word)).values("article_id")
        in_title &= title
        anywhere &= title | _contains(OTHER_FIELDS, word) | Q(pk__in=by)
    placed = Placement.objects.filter(article=OuterRef("pk"), issue__in=Issue.objects.released())
    placed = placed.order_by("-issue__year", "-issue__number")
    return (
        articles_for(user)
        .filter(anywhere)
        .annotate(
            title_hit=Case(When(in_title, then=Value(True)), default=Value(False), output_field=BooleanField()),
            year=Subquery(placed.values("issue__year")[:1]),
            number=Subquery(placed.values("issue__number")[:1]),
        )
        .order_by("-title_hit", F("year").desc(nulls_first=True), F("number").desc(nulls_first=True), "-pk")
    )


def _contains(fields: tuple[str, ...], word: str) -> Q:
    expression, found = pattern(word), Q()
    for field in fields:
        found |= Q(**{f"{field}__regex": expression})
    return found


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(pattern(word) for word in longest_first))


def marked(text: str, words: tuple[str, ...]) -> SafeString:
    """`text` escaped, each occurrence of a word within <mark>."""
    if not words:
        return format_html("{}", text)
    parts, at = [], 0
    for hit in _any_of(words).finditer(text):
        parts.append(format_html("{}<mark>{}</mark>", text[at : hit.start()], hit.group()))
        at = hit.end()
    parts.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def snippet(text: str, words: tuple[str, ...]) -> SafeString:
    """The place of the first hit in `text` with what stands about it, hits marked; the text's beginning where there is none."""
    hit = _any_of(words).search(text) if words else None
    start = max(0, hit.start() - BEFORE) if hit else 0
    end = (hit.end() if hit else 0) + AFTER
    shown = BETWEEN_LINES.sub("", text[start:end]).replace("\n", " ")
    if start:
        shown = shown.lstrip("，。、；：！？”’）》 ")  # no line begins with one of these
    if end < len(text):
        shown = shown.rstrip("“‘（《「『 ")  # and nothing opens before what is left out
    return format_html("{}{}{}", "……" if start else "", marked(shown, words), "……" if end < len(text) else "")
