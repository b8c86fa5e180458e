"""Photos prepared before anyone asks: the press takes longest over a photo it sees for the first time.

The boxes are those the issue's pages have today; a photo whose box changes later is prepared again by a later call, or by
the run itself.
"""

from __future__ import annotations

import logging
import time
from math import inf
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from issues.models import Issue
from issues.workflow import IssueState
from typesetting.composition import compose
from typesetting.errors import PhotoError
from typesetting.freeze import freeze
from typesetting.making.drawing import drawing_of
from typesetting.making.renditions import RECIPE, prepare
from typesetting.models import TypesetRun
from typesetting.printing.how import printing_of
from typesetting.render import collector_resting, describe_photo

logger = logging.getLogger(__name__)

MOST_SECONDS = 20  # of a call: what is left over is for the next
MOST_ISSUES = 3  # the newest; no office has more in hand
KEPT = 24 * 3600  # seconds for which an issue that did not change is not looked at again


def prepare_unreleased() -> int:
    """Prepare the photos of the issues in hand; how many were looked at.

    Leaves the machine to the press while a run waits or is under way. Safe to call twice, also at the same time.
    """
    if TypesetRun.objects.unfinished().exists():
        return 0
    until = time.monotonic() + MOST_SECONDS
    issues = Issue.objects.filter(state=IssueState.PLANNING).select_related("periodical", "cover_photo")
    return sum(prepare_photos(issue=issue, until=until) for issue in issues.order_by("-year", "-number")[:MOST_ISSUES])


def prepare_photos(*, issue: Issue, until: float = inf) -> int:
    """Make the renditions the issue's pages ask for, until so late on the monotonic clock; how many photos were looked at.

    A photo that cannot be used is passed over: the run will name it to the desk. Raises StorageError, MissingFont.
    """
    manifest = freeze(issue)
    mark, name = f"{manifest['digest']}-{RECIPE}", f"press-prepared-{issue.pk}"
    if not manifest["photos"] or cache.get(name) == mark:
        return 0
    printing = printing_of(manifest, Path(settings.MEDIA_ROOT))
    with collector_resting():
        needs = drawing_of(compose(manifest), manifest).photos
    for done, need in enumerate(needs):
        if time.monotonic() > until:
            return done
        try:
            prepare(
                [need],
                manifest["photos"],
                photo_root=Path(settings.MEDIA_ROOT),
                cache_dir=Path(settings.PRESS_CACHE),
                printing=printing,
                describe=lambda key: describe_photo(manifest, key),
            )
        except PhotoError as error:
            logger.info("not prepared for %s: %s", issue, error)
    cache.set(name, mark, KEPT)
    return len(needs)
