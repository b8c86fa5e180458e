"""What moved between two settings of an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Span = Sequence[int]


def moved(
    pictures: Sequence[str], spans: Mapping[str, Span], new_pictures: Sequence[str], new_spans: Mapping[str, Span]
) -> dict:
    """{pages: numbers of the new pages that look otherwise, articles: [{id, before, after}], pages_before}.

    `before` or `after` is None for an article that came or went. Articles in their new order, those that went at the end.
    """
    pages = [
        number
        for number, picture in enumerate(new_pictures, 1)
        if number > len(pictures) or pictures[number - 1] != picture
    ]
    articles = [
        {"id": key, "before": _pair(spans.get(key)), "after": _pair(new_spans.get(key))}
        for key in (*new_spans, *(key for key in spans if key not in new_spans))
        if _pair(spans.get(key)) != _pair(new_spans.get(key))
    ]
    return {"pages": pages, "articles": articles, "pages_before": len(pictures)}


def _pair(span: Span | None) -> list[int] | None:
    return list(span) if span else None
