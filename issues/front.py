"""The front matter of an issue as it was seen by whoever changes it: digests that tell whether another did so meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from issues.models import BoardPost, ImprintLine, Issue
from issues.printed import digest

COVER = ("cover_photo", "cover_caption", "cover_credit", "cover_headlines", "cover_design")
BACK = ("back_photo", "back_caption", "back_credit")


def seen_goals(issue: Issue) -> str:
    """The digest of 总期号, dates and pages."""
    return digest([issue.serial, str(issue.date), str(issue.deadline), issue.target_pages])


def seen_cover(issue: Issue) -> str:
    """The front cover's digest."""
    return digest(
        [issue.cover_photo_id, issue.cover_caption, issue.cover_credit, issue.cover_headlines, issue.cover_design]
    )


def seen_back(issue: Issue) -> str:
    """The back cover's digest."""
    return digest([issue.back_photo_id, issue.back_caption, issue.back_credit])


def seen_board(board: Iterable[BoardPost], imprint: Iterable[ImprintLine]) -> str:
    """The digest of 编委会 and 版权页 together."""
    return digest([[[post.post, post.names] for post in board], [[line.label, line.value] for line in imprint]])
