"""How long renditions are kept: those used longest ago go when all together take too much room.

Several workers may share the folder. A file in use is young, and a young file is never removed; the lock sees to it that
none grows young between being looked at and being removed.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_BYTES = 2_000_000_000  # some forty issues
YOUNG = 3600.0  # seconds; no run takes so long
LOCK = ".lock"
INK_SUFFIX = ".ink"  # beside a rendition: how much ink it takes
SUFFIXES = (".jpg", INK_SUFFIX, ".part")


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    with (folder / LOCK).open("a") as handle:
        fcntl.flock(handle, how)
        yield


def taken_up(paths: Iterable[Path]) -> bool:
    """Whether all these files of one folder are there; if so they are young again. Raises OSError."""
    paths = tuple(paths)
    with _locked(paths[0].parent, fcntl.LOCK_SH):
        try:
            for path in paths:
                os.utime(path)
        except FileNotFoundError:
            return False
    return True


def forget_oldest(folder: Path, most_bytes: int = MOST_BYTES) -> list[Path]:
    """Remove the renditions used longest ago until the rest take no more than `most_bytes`, and the leavings of broken runs.

    Returns what was removed: nothing where another worker is at it. Raises OSError.
    """
    try:
        with _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return _forget(folder, most_bytes)
    except BlockingIOError:
        return []


def _forget(folder: Path, most_bytes: int) -> list[Path]:
    with os.scandir(folder) as entries:
        files = [(entry.stat(), Path(entry.path)) for entry in entries if entry.name.endswith(SUFFIXES)]
    files.sort(key=lambda file: (file[0].st_mtime, file[1]))
    total = sum(found.st_size for found, _ in files)
    before = time.time() - YOUNG
    gone = []
    for found, path in files:
        if found.st_mtime >= before:
            break
        if total > most_bytes or path.suffix == ".part":
            path.unlink(missing_ok=True)
            total -= found.st_size
            gone.append(path)
    return gone
