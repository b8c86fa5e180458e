"""Pruning: the press keeps what people get, what is under way and the last few of the rest, with their files."""

from __future__ import annotations

import datetime
import logging
from posixpath import dirname

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts import audit
from issues.models import Issue
from typesetting.models import PrintFile, Proof, TypesetRun

logger = logging.getLogger(__name__)

OTHERS_KEPT = 5  # failed runs and PDFs that newer ones took the place of, for whoever looks into them
UNNAMED_FOR = datetime.timedelta(days=1)  # a file no run names may be about to be named; after a day it is a leaving
FILES = ("manifest", "print_pdf", "screen_pdf")


def prune() -> int:
    """Remove the runs of every issue that need not be kept, and their files. Returns how many runs went.

    For each issue the newest good run, the runs under way, those that proofs show and the last OTHERS_KEPT others stay.
    Safe to do twice and at once with a run. A file that cannot be removed is logged and tried again the next time.
    """
    return sum(_prune(issue) for issue in Issue.objects.filter(typeset_runs__isnull=False).distinct())


def _prune(issue: Issue) -> int:
    with transaction.atomic():
        runs = TypesetRun.objects.filter(issue=issue).select_for_update(of=("self",)).order_by("-created_at", "-id")
        gone = _needless(list(runs), TypesetRun.objects.last_good(issue))
        made: list[str] = []
        if gone:
            made = list(PrintFile.objects.filter(run__in=gone).values_list("file", flat=True))
            TypesetRun.objects.filter(pk__in=[run.pk for run in gone]).delete()
            audit.record(by=None, verb="清理旧的排版", target=issue, run=[run.pk for run in gone])
    _remove([*(name for run in gone for name in _names(run)), *made])
    _remove(_unnamed(issue))
    return len(gone)


def _needless(runs: list[TypesetRun], good: TypesetRun | None) -> list[TypesetRun]:
    """Those of an issue's runs, newest first, that need not be kept."""
    shown = set(Proof.objects.filter(run__in=runs).values_list("run_id", flat=True))
    others = [run for run in runs if run.is_over and run != good and run.pk not in shown]
    return others[OTHERS_KEPT:]


def _names(run: TypesetRun) -> list[str]:
    return [getattr(run, field).name for field in FILES if getattr(run, field)]


def _unnamed(issue: Issue) -> list[str]:
    """Files beside those of the issue's runs that no run names: a worker was killed between a file and its row."""
    named = {name for run in TypesetRun.objects.filter(issue=issue) for name in _names(run)}
    before = timezone.now() - UNNAMED_FOR
    found = []
    for folder in {dirname(name) for name in named}:
        try:
            _, files = default_storage.listdir(folder)
        except FileNotFoundError:
            continue  # the files of these runs are lost; there is nothing to tidy
        found += [
            path
            for path in (f"{folder}/{file}" for file in files)
            if path not in named and default_storage.get_modified_time(path) < before
        ]
    return found


def _remove(names: list[str]) -> None:
    for name in names:
        try:
            default_storage.delete(name)
        except OSError:
            logger.exception("%s cannot be removed", name)
