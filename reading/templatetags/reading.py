"""What the templates of the whole site ask for: the periodical of the page, pictures, articles as HTML, marked hits."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from issues import rendering
from issues.models import Periodical
from photos import pictures
from photos.models import Photo
from reading import access, search

register = template.Library()


@register.simple_tag(takes_context=True)
def page_periodical(context: Context) -> Periodical:
    """The periodical the page is from, else the house's first; before there is any, one that has only the name."""
    request = context.get("request")
    known = getattr(request, "periodical", None)
    return known or Periodical.objects.order_by("id").first() or Periodical(title="青海工运", statement="")


@register.simple_tag(takes_context=True)
def page_is_open(context: Context) -> bool:
    """Whether search engines may list the page."""
    request = context.get("request")
    return request is not None and access.is_open_page(request)


@register.filter
def picture(photo: Photo) -> pictures.Picture:
    """The addresses and the size of a photo."""
    return pictures.picture_of(photo)


@register.filter
def dashed(subtitle: str) -> str:
    """A subtitle as the journal prints it, behind a dash; one that was typed with it does not get a second."""
    return "——" + subtitle.lstrip("—―─-－ ")


@register.simple_tag
def render_blocks(blocks, photos) -> SafeString:
    """Blocks as HTML; `photos` by key."""
    return rendering.render_blocks(blocks, photos)


@register.filter
def marked(text: str, query: search.Query) -> SafeString:
    """`text` with the query's words marked."""
    return search.marked(text, query.words)


@register.filter
def snippet(text: str, query: search.Query) -> SafeString:
    """The place of `text` where the query's words occur."""
    return search.snippet(text, query.words)
