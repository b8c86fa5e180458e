"""The wording of an issue as one digest: whether a PDF still has the words that members read on the web.

Not the manifest's digest: that one changes with the press itself, and with a masthead renewed years later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from issues.models import BoardPost, ImprintLine, Issue, Placement, Version
from issues.printed import appearance
from issues.workflow import State

UNSETTLED = (State.DRAFT, State.RETURNED)  # words may change there without a version being kept


def with_wording(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Placements with `wording`, the digest of their article's newest version. Adds no query."""
    newest = Version.objects.filter(article=OuterRef("article")).order_by("-number")
    return placements.annotate(wording=Subquery(newest.values("digest")[:1]))


def wording_of(
    issue: Issue, placements: Iterable[Placement], board: Iterable[BoardPost], imprint: Iterable[ImprintLine]
) -> str:
    """SHA-256 of all that the issue says and how it was chosen to be set, from rows in printed order; `placements` come
    from `with_wording`. The periodical's look is left out: it may change years after.

    An article that is still being written has no settled words: its digest will differ once it has.
    """
    placements = list(placements)
    said = {
        "issue": [issue.label, issue.serial, issue.date.isoformat() if issue.date else None],
        "cover": [issue.cover_photo_id, issue.cover_caption, issue.cover_credit, issue.cover_headlines],
        "board": [[post.post, post.names] for post in board],
        "imprint": [[line.label, line.value] for line in imprint],
        "articles": [
            [
                placement.column.name,
                placement.article_id,
                None if placement.article.state in UNSETTLED else placement.wording,
            ]
            for placement in placements
        ],
    }
    said |= dict(appearance(issue, placements))
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def present_wording(issue: Issue) -> str:
    """The wording of the issue as it stands now, in three queries."""
    placements = with_wording(Placement.objects.filter(issue=issue)).select_related("column", "article")
    placements = placements.defer("article__body", "article__plain_text", "article__editors_note")
    return wording_of(issue, in_printed_order(placements), issue.board.all(), issue.imprint.all())


def in_printed_order(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """An issue's placements as printed; a column's articles stand together."""
    return placements.order_by("column_order", "column_id", "order", "id")
