"""The photos of an issue as each edition has them: found where an earlier run made them, else made now.

A rendition is named after the photo's SHA-256 and its box, so it is made once and found again for every later proof, as
long as it is kept (`keeping`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from typesetting.drawing import Need
from typesetting.errors import storage_error
from typesetting.keeping import taken_up

# Two cores on the smallest machine the journal runs on; more photos at once would cost memory.
WORKERS = 2
# Part of a rendition's name: to be raised when what `developing` makes of a photo changes.
RECIPE = 2


class Rendition(NamedTuple):
    """The two files of a photo at a place, and the pixels per inch the original gives there (before any reduction)."""

    print_file: Path
    screen_file: Path
    ppi: float


def effective_ppi(photo: dict, width: float, height: float) -> float:
    """Pixels per inch of a photo that fills a box of this many points, cropped about its centre."""
    return 72 * min(photo["width"] / width, photo["height"] / height)


def prepare(
    needs: Iterable[Need],
    photos: dict,
    *,
    photo_root: Path,
    cache_dir: Path,
    describe: Callable[[str], str] = str,
    progress: Callable[[int, int], None] | None = None,
) -> dict[Need, Rendition]:
    """Make the renditions that are not in `cache_dir` yet. `describe` words a photo for the sentence of an error.

    Raises PhotoError for the first photo, in the order of `needs`, that cannot be used; StorageError on a failed write.
    """
    wanted = list(dict.fromkeys(needs))
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error) from error

    def one(need: Need) -> Rendition:
        return _rendition(need, photos[need.photo], photo_root, cache_dir, describe(need.photo))

    done: dict[Need, Rendition] = {}
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        jobs = [pool.submit(one, need) for need in wanted]
        try:
            for need, job in zip(wanted, jobs, strict=True):
                done[need] = job.result()
                if progress:
                    progress(len(done), len(wanted))
        finally:
            for job in jobs:
                job.cancel()
    return done


def _rendition(need: Need, photo: dict, photo_root: Path, cache_dir: Path, words: str) -> Rendition:
    stem = f"{photo['sha256'][:40]}-{need.width:.1f}x{need.height:.1f}-{RECIPE}"
    made = Rendition(
        cache_dir / f"{stem}.print.jpg",
        cache_dir / f"{stem}.screen.jpg",
        effective_ppi(photo, need.width, need.height),
    )
    try:
        if taken_up((made.print_file, made.screen_file)):
            return made
    except OSError as error:
        raise storage_error(error) from error
    from typesetting.developing import develop  # most runs find all photos, and Pillow takes long to load

    develop(photo_root / photo["file"], photo, need, words, made.print_file, made.screen_file)
    return made
