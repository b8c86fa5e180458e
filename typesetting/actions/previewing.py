"""Setting an issue's pages for the flat plan: asked for after each change, made once however often it was asked.

A worker that takes a preview up goes on until nothing newer is asked for: where the issue changes while it works it begins
anew, so the newest wins and nobody works on the same issue beside it.
"""

from __future__ import annotations

import datetime
import logging
import time
import uuid
from pathlib import Path

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from accounts.refusals import NotAllowed
from issues.models import Issue
from issues.workflow import IssueState
from typesetting.composition import compose
from typesetting.composition.faces import MissingFont
from typesetting.composition.plan import Plan
from typesetting.errors import PressError, storage_error
from typesetting.flat_store import forget_pictures, has_picture, photo_files, put_picture
from typesetting.flatplan.changes import moved
from typesetting.flatplan.digests import picture_digests, setting_digest
from typesetting.flatplan.measuring import PageFacts, Sums, facts_of, sums_of
from typesetting.flatplan.offers import offers_for
from typesetting.flatplan.thumbnails import draw_pages
from typesetting.freeze import freeze
from typesetting.models import Preview
from typesetting.models.previews import WATCHED_FOR
from typesetting.render import collector_resting

logger = logging.getLogger(__name__)

LOST_AFTER = datetime.timedelta(seconds=45)  # a preview not heard of for so long has lost its worker
NOTED_EVERY = datetime.timedelta(minutes=10)  # so often is written down that somebody looks
PROGRESS_STEP = 0.3  # seconds
MOST_ATTEMPTS = 3  # what kills three workers will kill the fourth
MOST_RESTARTS = 5  # where an issue changes without end, pages are shown now and then all the same


class Lost(Exception):  # noqa: N818 - no fault: the preview went on without this worker
    """Another worker has taken the preview up."""


class Newer(Exception):  # noqa: N818 - no fault: what is being made is wanted no more
    """The issue has changed since."""


def watch(issue: Issue) -> tuple[Preview, bool]:
    """The preview of an issue that somebody looks at now, and whether it was asked for by that: nobody had looked for long.

    From now on it is made again after each change.
    """
    preview, _ = Preview.objects.get_or_create(issue=issue)
    now = timezone.now()
    if preview.watched_at is not None and preview.watched_at > now - NOTED_EVERY:
        return preview, False
    outdated = preview.watched_at is None or preview.watched_at < now - WATCHED_FOR
    Preview.objects.filter(pk=preview.pk).update(
        watched_at=now, **({"asked": F("asked") + 1, "attempts": 0} if outdated else {})
    )
    preview.refresh_from_db()
    return preview, outdated


def ask(issue_id: int) -> bool:
    """Ask for the pages of an issue anew; False where nobody looks at them."""
    watched = Preview.objects.watched().filter(issue=issue_id)
    return bool(watched.update(asked=F("asked") + 1, attempts=0))


def make(issue_id: int) -> None:
    """Make the preview that was asked for, and any asked for meanwhile. Safe to call twice, also at the same time."""
    goes = 0
    while preview := _taken_up(issue_id):
        goes += 1
        try:
            _Setting(preview, to_the_end=goes > MOST_RESTARTS).make()
        except Newer:
            continue
        except Lost:
            logger.warning("preview of issue %s: taken up by another worker", issue_id)
            return


def lost_previews() -> list[int]:
    """The keys of the issues whose preview nobody is making though it was asked for."""
    silent = Q(heard_at=None) | Q(heard_at__lt=timezone.now() - LOST_AFTER)
    return list(Preview.objects.wanted().filter(silent).values_list("issue_id", flat=True))


def forget_old_pictures() -> int:
    """Remove the pictures that no preview shows any more; how many."""
    rows = Preview.objects.values_list("pages", flat=True)
    return forget_pictures(page["picture"] for pages in rows for page in pages)


def _taken_up(issue_id: int) -> Preview | None:
    """The preview, now this worker's; None where it is made, or another has it."""
    free = Q(working="") | Q(heard_at__lt=timezone.now() - LOST_AFTER)
    token = uuid.uuid4().hex
    claimed = Preview.objects.wanted().filter(free, issue=issue_id)
    if not claimed.update(working=token, heard_at=timezone.now(), attempts=F("attempts") + 1, stage="冻结文字"):
        return None
    preview = Preview.objects.select_related("issue__periodical", "issue__cover_photo", "issue__back_photo").get(
        issue=issue_id
    )
    return preview if preview.working == token else None


class _Setting:
    """One go at a preview's pages."""

    def __init__(self, preview: Preview, to_the_end: bool) -> None:
        self.preview, self.to_the_end = preview, to_the_end
        self.taken = preview.asked
        self.noted = time.monotonic()
        self.began = time.perf_counter()

    def make(self) -> None:
        """Set the pages, show them, and look for what would help. However it ends, the preview is not held any more."""
        if self.preview.attempts > MOST_ATTEMPTS:
            self._give_up(
                f"版面预览做了 {MOST_ATTEMPTS} 次，每次都没有做完就中断了。改动任何一处会再做；仍不行请告诉管理员。"
            )
            return
        try:
            with collector_resting():
                self._make()
        except (PressError, NotAllowed, MissingFont) as refusal:
            self._give_up(str(refusal))
        except OSError as error:
            logger.exception("preview of %s", self.preview.issue)
            self._give_up(str(storage_error(error)).replace("校样", "版面预览"))
        except (Newer, Lost):
            self._let_go()
            raise
        except Exception as error:
            # Whatever went wrong, the page must not wait for ever; the trace is for whoever mends it.
            logger.exception("preview of %s", self.preview.issue)
            self._give_up(f"版面预览出错（{type(error).__name__}：{error}）。请把这句话告诉管理员。")

    def _make(self) -> None:
        manifest = freeze(self.preview.issue)
        mark = setting_digest(manifest)
        known = {page["picture"] for page in self.preview.pages}
        if mark == self.preview.manifest_sha256 and all(map(has_picture, known)):
            self._keep(made=self.taken, working="", stage="", error="", turn=F("turn") + 1)
            return
        self._note("排版", 0, 0)
        plan = compose(manifest, progress=lambda stage, done, total: self._note("排版", done, total))
        digests = picture_digests(plan, manifest)
        self._draw(plan, manifest, digests)
        facts = facts_of(plan)
        sums = sums_of(plan, facts)
        self._show(plan, mark, facts, digests, sums)
        self._look_for_offers(manifest, sums, facts)
        self._keep(working="", stage="")

    def _draw(self, plan: Plan, manifest: dict, digests: list[str]) -> None:
        """Draw the pages whose picture is not there."""
        lacking = {digest: number for number, digest in enumerate(digests, 1) if not has_picture(digest)}
        self._note("绘制版面", 0, len(lacking))
        root, work = Path(settings.MEDIA_ROOT), Path(settings.PRESS_CACHE)
        work.mkdir(parents=True, exist_ok=True)
        drawn = draw_pages(
            plan,
            manifest,
            list(lacking.values()),
            photo_files=lambda key: photo_files(manifest, root, key),
            work_dir=work,
        )
        for done, (number, picture) in enumerate(drawn, 1):
            put_picture(digests[number - 1], picture)
            self._note("绘制版面", done, len(lacking))

    def _show(self, plan: Plan, mark: str, facts: list[PageFacts], digests: list[str], sums: Sums) -> None:
        former = self.preview
        pages = [vars(page) | {"picture": digest} for page, digest in zip(facts, digests, strict=True)]
        change = moved([page["picture"] for page in former.pages], former.spans, digests, plan.page_map)
        self._keep(
            made=self.taken,
            turn=F("turn") + 1,
            attempts=0,
            manifest_sha256=mark,
            pages=pages,
            spans={key: list(span) for key, span in plan.page_map.items()},
            sums=sums.as_json(),
            moved=change if former.pages else {},
            offers=[],
            notes=plan.notes,
            error="",
            stage="",
            made_at=timezone.now(),
            seconds=round(time.perf_counter() - self.began, 3),
        )

    def _look_for_offers(self, manifest: dict, sums: Sums, facts: list[PageFacts]) -> None:
        """Nobody waits for these: the pages are shown already."""
        if self.preview.issue.state != IssueState.PLANNING:
            return
        found = []
        for offer in offers_for(manifest, sums, facts):
            self._note("试排", len(found), 0)
            if offer:
                found.append(offer)
                self._keep(offers=found, turn=F("turn") + 1)

    def _give_up(self, reason: str) -> None:
        self._keep(made=self.taken, working="", stage="", attempts=0, error=reason, turn=F("turn") + 1)

    def _let_go(self) -> None:
        """Leave the preview to whoever takes it up next; another's is left alone."""
        self._mine().update(working="")

    def _note(self, stage: str, done: int, total: int) -> None:
        """Say how far it is. Raises Newer where the issue has changed since, Lost where another has the preview."""
        now = time.monotonic()
        if stage == self.preview.stage and now - self.noted < PROGRESS_STEP:
            return
        self.noted = now
        self._keep(stage=stage, done=done, total=total, heard_at=timezone.now())
        newest = self._mine().values_list("asked", flat=True).first()
        if newest != self.taken and not self.to_the_end:
            raise Newer

    def _keep(self, **fields) -> None:
        if not self._mine().update(**fields):
            raise Lost
        self.preview.stage = fields.get("stage", self.preview.stage)

    def _mine(self):
        return Preview.objects.filter(pk=self.preview.pk, working=self.preview.working)
