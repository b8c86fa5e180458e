"""A text with the passages that remarks are about, marked where they stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from issues.grounds import Ground, part_name
from issues.rendering import Renderer, span_html
from manuscripts.blocks import Span, Spans
from manuscripts.passages import Place
from photos.models import Photo


class Annotated(Renderer):
    """Names every text of a ground (`data-text`), so that a passage can be chosen, and marks those in `remarks`.

    `remarks` are pairs of a remark's number and the places its passage stands at. Each begins at `id="passage-N"`.
    """

    def __init__(
        self, photos: Mapping[str, Photo], remarks: Iterable[tuple[int, list[Place]]], ground: Ground = Ground.BODY
    ) -> None:
        super().__init__(photos)
        self.ground = ground
        self._numbers = count()
        self._marked: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self._begins: dict[int, Place] = {}
        for remark, places in remarks:
            for place in places:
                self._begins.setdefault(remark, place)
                self._marked[place.text].append((place.start, place.end, remark))

    def text(self, spans: Spans) -> tuple[SafeString, SafeString]:
        number = next(self._numbers)
        pieces = _cut(spans, self._marked.get(number, []))
        html = format_html_join("", "{}", ((self._piece(number, *piece),) for piece in pieces))
        return format_html(' data-text="{}"', part_name(self.ground, number)), html

    def line(self, text: str) -> SafeString:
        """A text that is no block's, as a line of the head."""
        return format_html("<span{}>{}</span>", *self.text((Span(text),)))

    def _piece(self, number: int, at: int, html: SafeString, remarks: list[int]) -> SafeString:
        if not remarks:
            return html
        begun = [one for one in remarks if (self._begins[one].text, self._begins[one].start) == (number, at)]
        anchors = format_html_join("", '<span id="passage-{}"></span>', ((one,) for one in begun))
        return format_html(
            '{}<mark class="passage" data-remarks="{}">{}</mark>', anchors, " ".join(map(str, remarks)), html
        )


def _cut(spans: Spans, marked: list[tuple[int, int, int]]) -> Iterator[tuple[int, SafeString, list[int]]]:
    """The spans as HTML, cut wherever a passage begins or ends: (where it begins, HTML, remarks on it)."""
    cuts = sorted({edge for start, end, _ in marked for edge in (start, end)})
    at = 0
    for span in spans:
        end = at + len(span.text)
        edges = [at, *(edge for edge in cuts if at < edge < end), end]
        for left, right in zip(edges, edges[1:], strict=False):
            html = span_html(span.text[left - at : right - at], span.marks, span.href)
            yield left, html, [remark for start, stop, remark in marked if start <= left and right <= stop]
        at = end
