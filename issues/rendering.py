"""Blocks of an article as the HTML that is read. Every text is escaped here; nothing of the stored HTML passes as it is."""

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
from manuscripts.typed.credits import names_photographer
from photos.models import Photo
from photos.pictures import Address, in_the_library, picture_of

# The text column is 36 characters of 18 pixels wide; below that a photo fills the window but for its margins.
PHOTO_SIZES = "(min-width: 43rem) 40.5rem, calc(100vw - 2.5rem)"
TITLE_LEVEL = 1  # the article's title is the page's h1; the headings of the text come under it


def photo_keys(blocks: Iterable[Block]) -> set[str]:
    """The keys of the photos that the blocks show."""
    return {block.photo for block in blocks if isinstance(block, Figure)}


def render_blocks(
    blocks: Iterable[Block], photos: Mapping[str, Photo], address: Address = in_the_library
) -> SafeString:
    """The blocks as HTML. `photos` holds them by key; a photo that is gone is named, its caption stays."""
    return Renderer(photos, address).html(blocks)


class Renderer:
    """Draws blocks. What a page adds to the texts, a subclass says in `text`."""

    def __init__(self, photos: Mapping[str, Photo], address: Address = in_the_library) -> None:
        self.photos = photos
        self.address = address

    def html(self, blocks: Iterable[Block]) -> SafeString:
        return format_html_join("\n", "{}", ((html,) for html in self._rendered(blocks)))

    def text(self, spans: Spans) -> tuple[SafeString, SafeString]:
        """The attributes of the element that holds a text, and what stands in it. Called once for each text of
        `manuscripts.blocks.block_texts`, in its order."""
        return SafeString(), spans_html(spans)

    def _rendered(self, blocks: Iterable[Block]) -> Iterator[SafeString]:
        above = TITLE_LEVEL
        for block in blocks:
            match block:
                case Paragraph(spans=spans):
                    yield self._element("p", spans)
                case Heading(level=level, spans=spans):
                    # A heading is never more than one level under the last, or the outline would have a hole.
                    above = min(level + TITLE_LEVEL, above + 1)
                    yield self._element(f"h{above}", spans, format_html(' class="heading-{}"', level))
                case Quote(paragraphs=runs):
                    yield format_html("<blockquote>{}</blockquote>", self._each("p", runs))
                case ListBlock(ordered=ordered, items=runs):
                    yield format_html("<{0}>{1}</{0}>", "ol" if ordered else "ul", self._each("li", runs))
                case Figure():
                    yield self._figure(block)
                case Table():
                    yield self._table(block)
                case Rule():
                    yield mark_safe("<hr>")

    def _element(self, tag: str, spans: Spans, attributes: SafeString = SafeString()) -> SafeString:  # noqa: B008 - it never changes
        more, html = self.text(spans)
        return format_html("<{0}{1}{2}>{3}</{0}>", tag, attributes, more, html)

    def _each(self, tag: str, runs: Iterable[Spans]) -> SafeString:
        return format_html_join("", "{}", ((self._element(tag, run),) for run in runs))

    def _figure(self, figure: Figure) -> SafeString:
        photo = self.photos.get(figure.photo)
        caption = self._caption(figure, photo)
        if photo is None:
            picture = mark_safe('<p class="figure-missing">这张图片已不在图片库里。</p>')
        else:
            picture = self._picture(figure, photo)
        note = format_html("<figcaption>{}</figcaption>", caption) if caption else ""
        shape = mark_safe(' class="portrait"') if photo and photo.height > photo.width else ""
        return format_html("<figure{}>{}{}</figure>", shape, picture, note)

    def _picture(self, figure: Figure, photo: Photo) -> SafeString:
        shown = picture_of(photo, self.address)
        return format_html(
            '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">',
            shown.src,
            shown.srcset,
            PHOTO_SIZES,
            shown.width,
            shown.height,
            figure.alt or photo.alt or spans_text(figure.caption) or photo.caption or "文中图片",
        )

    def _caption(self, figure: Figure, photo: Photo | None) -> SafeString | str:
        """The caption of the text, or else the photo's own; the photographer is added where the words do not name him."""
        words = spans_text(figure.caption) or (photo.caption if photo else "")
        attributes, html = self.text(figure.caption)
        if not figure.caption:
            html = format_html("{}", words)
        elif attributes:
            html = format_html("<span{}>{}</span>", attributes, html)
        if photo and photo.credit and not names_photographer(words, photo.credit):
            return format_html('{}<span class="credit">（{} 摄）</span>', html, photo.credit)
        return html

    def _table(self, table: Table) -> SafeString:
        name = spans_text(table.caption)
        caption = self._element("caption", table.caption) if table.caption else ""
        head = format_html("<thead>{}</thead>", self._rows(table.head, "col")) if table.head else ""
        return format_html(
            '<div class="table-scroll" role="group" tabindex="0" aria-label="{}">'
            "<table>{}{}<tbody>{}</tbody></table></div>",
            f"表格：{name}" if name else "表格",
            caption,
            head,
            self._rows(table.body, "row"),
        )

    def _rows(self, rows: Iterable[Row], scope: str) -> SafeString:
        return format_html_join("", "<tr>{}</tr>", ((self._cells(row, scope),) for row in rows))

    def _cells(self, row: Row, scope: str) -> SafeString:
        return format_html_join("", "{}", ((self._cell(cell, scope),) for cell in row))

    def _cell(self, cell: Cell, scope: str) -> SafeString:
        is_header = cell.header or scope == "col"
        attributes = format_html(' scope="{}"', scope) if is_header else SafeString()
        attributes = format_html("{}{}", attributes, spans_of_cell(cell.colspan, cell.rowspan))
        return self._element("th" if is_header else "td", cell.spans, attributes)


def spans_of_cell(colspan: int, rowspan: int) -> SafeString:
    """The attributes of a cell that reaches over several columns or rows."""
    return format_html_join(
        "", ' {}="{}"', ((name, count) for name, count in (("colspan", colspan), ("rowspan", rowspan)) if count > 1)
    )


def spans_html(spans: Spans) -> SafeString:
    """A text with its marks and links."""
    return format_html_join("", "{}", ((span_html(span.text, span.marks, span.href),) for span in spans))


def span_html(text: str, marks: tuple[str, ...], href: str) -> SafeString:
    html = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))
    for mark in reversed(marks):
        html = format_html("<{0}>{1}</{0}>", mark, html)
    if href:
        html = format_html('<a href="{}" rel="noopener noreferrer">{}</a>', href, html)
    return html
