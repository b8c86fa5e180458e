"""Freezing: an issue's live rows become a manifest, once; the press never reads a row again."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Prefetch

from issues.models import Article, Byline, Issue, Layout, Placement
from manuscripts.blocks import Block, Figure, as_json
from manuscripts.parsing import parse_html
from photos.models import Photo
from typesetting.manifest import FORMAT, sealed
from typesetting.models import printing_for

PERMIT = "准印证号"


def freeze(issue: Issue) -> dict:
    """The sealed manifest of an issue: see `typesetting.manifest` for its shape. Six queries whatever the issue's size."""
    placements = list(_placements(issue))
    columns: list[dict] = []
    keys: set[str] = set()
    for placement in placements:
        if (
            not columns
            or columns[-1]["order"] != placement.column_order
            or columns[-1]["name"] != placement.column.name
        ):
            columns.append(
                {
                    "order": placement.column_order,
                    "name": placement.column.name,
                    "layout": placement.column.layout,
                    "articles": [],
                }
            )
        article = placement.article
        blocks = parse_html(article.body)
        note = parse_html(article.editors_note)
        keys |= _photo_keys(blocks)
        columns[-1]["articles"].append(_article(placement, blocks, note))
    for column in columns:
        del column["order"]
    photos = {photo.key: photo for photo in Photo.objects.filter(key__in=keys)}
    for photo in (issue.cover_photo, issue.back_photo):
        if photo:
            photos[photo.key] = photo
    imprint = [{"label": line.label, "value": line.value} for line in issue.imprint.all()]
    return sealed(
        {
            "format": FORMAT,
            "periodical": _periodical(issue, imprint),
            "issue": _issue(issue, imprint),
            "printing": printing_for(issue.periodical).as_manifest(),
            "columns": columns,
            "photos": {key: _photo(photo) for key, photo in sorted(photos.items())},
        }
    )


def _placements(issue: Issue):
    bylines = Prefetch("article__bylines", Byline.objects.select_related("author"))
    return (
        Placement.objects.filter(issue=issue)
        .select_related("column", "article", "article__union")
        .prefetch_related(bylines)
        .order_by("column_order", "order", "id")
    )


def _photo_keys(blocks: list[Block]) -> set[str]:
    return {block.photo for block in blocks if isinstance(block, Figure)}


def _periodical(issue: Issue, imprint: list[dict]) -> dict:
    """The masthead. A back issue carries the 准印证号 it was printed under; the periodical's is for new ones."""
    periodical = issue.periodical
    permit = next((line["value"] for line in imprint if line["label"] == PERMIT), "") or periodical.permit
    return {
        "slug": periodical.slug,
        "title": periodical.title,
        "sponsor": periodical.sponsor,
        "permit": permit,
        "statement": periodical.statement,
        "internal": periodical.internal,
        "look": periodical.look,
    }


def _issue(issue: Issue, imprint: list[dict]) -> dict:
    return {
        "year": issue.year,
        "number": issue.number,
        "serial": issue.serial,
        "label": issue.label,
        "date": issue.date.isoformat() if issue.date else None,
        "cover": {
            "design": issue.cover_design,
            "photo": issue.cover_photo.key if issue.cover_photo else None,
            "caption": issue.cover_caption,
            "credit": issue.cover_credit,
            "headlines": [line for line in issue.cover_headlines.splitlines() if line.strip()],
        },
        "back": {
            "photo": issue.back_photo.key if issue.back_photo else None,
            "caption": issue.back_caption,
            "credit": issue.back_credit,
        },
        "board": [{"post": post.post, "names": post.name_list} for post in issue.board.all()],
        "imprint": imprint,
    }


def _label(article: Article, layout: str) -> str:
    """The name of the union that sent a short item in, as the label above it; other layouts carry none."""
    if layout != Layout.NEWS:
        return ""
    if article.union:
        return article.union.short_name
    return article.contributor if article.contributor.endswith("工会") else ""


def _layout(placement: Placement) -> dict:
    """How the article is set here, where that is not left to its column's layout."""
    return {
        "own_page": placement.own_page,
        "columns": placement.text_columns,
        "photo_size": placement.photo_size,
        "photo_place": placement.photo_place,
        "keep_together": placement.keep_together,
        "lines": placement.line_change,
        "address": settings.SITE_URL + placement.article.get_absolute_url() if placement.qr_code else "",
    }


def _article(placement: Placement, blocks: list[Block], note: list[Block]) -> dict:
    article = placement.article
    return {
        "id": str(article.pk),
        "kicker": article.kicker,
        "title": article.title,
        "subtitle": article.subtitle,
        "running_title": article.running_title,
        "bylines": [{"name": byline.author.name, "post": byline.post} for byline in article.bylines.all()],
        "contributor": article.contributor,
        "label": _label(article, placement.column.layout),
        "source": article.source,
        "editors_note": as_json(note),
        "blocks": as_json(blocks),
        "layout": _layout(placement),
    }


def _photo(photo: Photo) -> dict:
    return {
        "file": photo.file.name,
        "sha256": photo.sha256,
        "format": photo.format,
        "width": photo.width,
        "height": photo.height,
        "credit": photo.credit,
        "caption": photo.caption,
    }
