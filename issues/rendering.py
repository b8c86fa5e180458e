"""Blocks of an article as the HTML that members read. Every text is escaped here; nothing of the stored HTML passes as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from manuscripts.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Row,
    Rule,
    Spans,
    Table,
    spans_text,
)
from photos.models import Photo
from reading.pictures import picture_of

# The text column is 36 characters of 18 pixels wide; below that a photo fills the window but for its margins.
PHOTO_SIZES = "(min-width: 43rem) 40.5rem, calc(100vw - 2.5rem)"
TITLE_LEVEL = 1  # the article's title is the page's h1; the headings of the text come under it


def photo_keys(blocks: Iterable[Block]) -> set[str]:
    """The keys of the photos that the blocks show."""
    return {block.photo for block in blocks if isinstance(block, Figure)}


def render_blocks(blocks: Iterable[Block], photos: Mapping[str, Photo]) -> SafeString:
    """The blocks as HTML. `photos` holds them by key; a photo that is gone is named, its caption stays."""
    return format_html_join("\n", "{}", ((html,) for html in _rendered(blocks, photos)))


def _rendered(blocks: Iterable[Block], photos: Mapping[str, Photo]) -> Iterator[SafeString]:
    above = TITLE_LEVEL
    for block in blocks:
        match block:
            case Paragraph(spans=spans):
                yield format_html("<p>{}</p>", _spans(spans))
            case Heading(level=level, spans=spans):
                # A heading is never more than one level under the last, or the outline would have a hole.
                above = min(level + TITLE_LEVEL, above + 1)
                yield format_html('<h{0} class="heading-{1}">{2}</h{0}>', above, level, _spans(spans))
            case Quote(paragraphs=runs):
                yield format_html("<blockquote>{}</blockquote>", _each("p", runs))
            case ListBlock(ordered=ordered, items=runs):
                yield format_html("<{0}>{1}</{0}>", "ol" if ordered else "ul", _each("li", runs))
            case Figure():
                yield _figure(block, photos.get(block.photo))
            case Table():
                yield _table(block)
            case Rule():
                yield mark_safe("<hr>")


def _each(tag: str, runs: Iterable[Spans]) -> SafeString:
    return format_html_join("", "<{0}>{1}</{0}>", ((tag, _spans(run)) for run in runs))


def _spans(spans: Spans) -> SafeString:
    return format_html_join("", "{}", ((_span(span.text, span.marks, span.href),) for span in spans))


def _span(text: str, marks: tuple[str, ...], href: str) -> SafeString:
    html = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))
    for mark in reversed(marks):
        html = format_html("<{0}>{1}</{0}>", mark, html)
    if href:
        html = format_html('<a href="{}" rel="noopener noreferrer">{}</a>', href, html)
    return html


def _figure(figure: Figure, photo: Photo | None) -> SafeString:
    caption = _caption(figure, photo)
    if photo is None:
        picture = mark_safe('<p class="figure-missing">这张图片已不在图片库里。</p>')
    else:
        shown = picture_of(photo)
        picture = format_html(
            '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">',
            shown.src,
            shown.srcset,
            PHOTO_SIZES,
            shown.width,
            shown.height,
            figure.alt or photo.alt or spans_text(figure.caption) or photo.caption or "文中图片",
        )
    note = format_html("<figcaption>{}</figcaption>", caption) if caption else ""
    shape = mark_safe(' class="portrait"') if photo and photo.height > photo.width else ""
    return format_html("<figure{}>{}{}</figure>", shape, picture, note)


def _caption(figure: Figure, photo: Photo | None) -> SafeString | str:
    """The caption of the text, or else the photo's own; the photographer is added where the words do not name him."""
    words = spans_text(figure.caption) or (photo.caption if photo else "")
    html = _spans(figure.caption) if figure.caption else format_html("{}", words)
    if photo and photo.credit and photo.credit not in words:
        return format_html('{}<span class="credit">（{} 摄）</span>', html, photo.credit)
    return html


def _table(table: Table) -> SafeString:
    name = spans_text(table.caption)
    caption = format_html("<caption>{}</caption>", _spans(table.caption)) if table.caption else ""
    head = format_html("<thead>{}</thead>", _rows(table.head, "col")) if table.head else ""
    return format_html(
        '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">'
        "<table>{}{}<tbody>{}</tbody></table></div>",
        f"表格：{name}" if name else "表格",
        caption,
        head,
        _rows(table.body, "row"),
    )


def _rows(rows: Iterable[Row], scope: str) -> SafeString:
    return format_html_join(
        "", "<tr>{}</tr>", ((format_html_join("", "{}", ((_cell(cell, scope),) for cell in row)),) for row in rows)
    )


def _cell(cell: Cell, scope: str) -> SafeString:
    is_header = cell.header or scope == "col"
    attributes = format_html(' scope="{}"', scope) if is_header else ""
    for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan)):
        if count > 1:
            attributes = format_html('{} {}="{}"', attributes, name, count)
    return format_html("<{0}{1}>{2}</{0}>", "th" if is_header else "td", attributes, _spans(cell.spans))
