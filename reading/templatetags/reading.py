"""What the templates of the whole site ask for: the periodical of the page, pictures, articles as HTML, marked hits."""

from __future__ import annotations

import re

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from issues import rendering
from issues.models import Article, Issue, Periodical
from manuscripts.blocks import Block
from photos import pictures
from photos.models import Photo
from reading import access, search

register = template.Library()
BETWEEN_SENTENCES = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")  # not the spaces about Latin words and figures


def _request(context: Context) -> HttpRequest | None:
    """The request the page answers; also in a part that was included with `only`."""
    return getattr(context, "request", None)


@register.simple_tag(takes_context=True)
def page_periodical(context: Context) -> Periodical:
    """The periodical the page is from, else the house's first; before there is any, one that has only the name."""
    known = getattr(_request(context), "periodical", None)
    return known or Periodical.objects.order_by("id").first() or Periodical(title="青海工运", statement="")


@register.simple_tag(takes_context=True)
def page_is_open(context: Context) -> bool:
    """Whether search engines may list the page."""
    return access.is_open_page(_request(context))


@register.filter
def picture(photo: Photo) -> pictures.Picture:
    """The addresses and the size of a photo of the library, for pages of those who are signed in."""
    return pictures.picture_of(photo)


@register.simple_tag(takes_context=True)
def cover_picture(context: Context, issue: Issue) -> pictures.Picture:
    """The addresses and the size of the photo on an issue's cover."""
    return pictures.picture_of(issue.cover_photo, access.photo_of_cover(_request(context), issue))


DASHES = "—―─-－ "


@register.filter
def dashed(subtitle: str) -> str:
    """A subtitle as the journal prints it, behind a dash; one that was typed with it does not get a second."""
    return "——" + subtitle.lstrip(DASHES)


@register.filter
def dash(subtitle: str) -> str:
    """What stands before a subtitle that is shown letter for letter: a dash, where it was not typed."""
    return "" if subtitle.startswith(tuple(DASHES)) else "——"


@register.filter
def in_halves(title: str) -> str:
    """A title of two sentences with a space between, each held together, so that a narrow page breaks at the space."""
    halves = BETWEEN_SENTENCES.split(title)
    if len(halves) == 1:
        return title
    return format_html_join(" ", '<span class="half">{}</span>', ((half,) for half in halves))


@register.simple_tag(takes_context=True)
def render_blocks(context: Context, blocks: list[Block], photos: dict[str, Photo], article: Article) -> SafeString:
    """Blocks of `article` as HTML; `photos` by key."""
    return rendering.render_blocks(blocks, photos, access.photos_of_article(_request(context), article))


@register.filter
def marked(text: str, query: search.Query) -> SafeString:
    """`text` with the query's words marked."""
    return search.marked(text, query.words)


@register.filter
def snippet(text: str, query: search.Query) -> SafeString:
    """The place of `text` where the query's words occur."""
    return search.snippet(text, query.words)
