"""The photos of an issue as each edition has them: found where an earlier run made them, else made now.

A rendition is named after the photo's SHA-256, its box and the press it is made for, so it is made once and found again for
every later proof, as long as it is kept (`keeping`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from typesetting.errors import PhotoError, storage_error
from typesetting.making.drawing import Need
from typesetting.making.keeping import INK_SUFFIX, taken_up
from typesetting.printing.how import Printing, usual

# Two cores on the smallest machine the journal runs on; more photos at once would cost memory.
WORKERS = 2
# Part of a rendition's name: to be raised when what `developing` makes of a photo changes.
RECIPE = 4


class Rendition(NamedTuple):
    """The two files of a photo at a place; of a photo that cannot be used, a framed blank's and the reason in `lost`."""

    print_file: Path
    screen_file: Path
    lost: str = ""


def prepare(
    needs: Iterable[Need],
    photos: dict,
    *,
    photo_root: Path,
    cache_dir: Path,
    printing: Printing | None = None,
    describe: Callable[[str], str] = str,
    progress: Callable[[int, int], None] | None = None,
    framed: bool = False,
) -> dict[Need, Rendition]:
    """Make the renditions that are not in `cache_dir` yet. `describe` words a photo for the sentence of an error.
    Without `printing` they are made in the usual way.

    Raises PhotoError for the first photo, in the order of `needs`, that cannot be used; if `framed`, a framed blank stands for
    it instead, so that one photo does not cost the desk a whole issue. Raises StorageError on a failed write.
    """
    wanted = list(dict.fromkeys(needs))
    printing = printing or usual()
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error) from error

    def one(need: Need) -> Rendition:
        try:
            return _rendition(need, photos[need.photo], photo_root, cache_dir, printing, describe(need.photo))
        except PhotoError as error:
            if not framed:
                raise
            return _blank(need, cache_dir, str(error))

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


def _rendition(need: Need, photo: dict, photo_root: Path, cache_dir: Path, printing: Printing, words: str) -> Rendition:
    stem = f"{photo['sha256'][:40]}-{need.width:.1f}x{need.height:.1f}-{RECIPE}-{printing.key}"
    made = Rendition(cache_dir / f"{stem}.print.jpg", cache_dir / f"{stem}.screen.jpg")
    if not _is_made(made):
        from typesetting.making.developing import develop  # most runs find all photos, and Pillow takes long to load

        develop(photo_root / photo["file"], photo, need, words, made.print_file, made.screen_file, printing)
    return made


def inks_of(made: Iterable[Rendition]) -> dict[str, float]:
    """The heaviest ink of each rendition as it was measured when it was made, by the SHA-256 of its data."""
    measured = (measured_of(rendition) for rendition in made)
    return {sha256: heaviest for sha256, heaviest in measured if sha256}


def measured_of(made: Rendition) -> tuple[str, float]:
    """The SHA-256 of a rendition's print data and its heaviest ink, as they were found when it was made; an empty string
    where that is not known: preflight measures what it is not told.
    """
    try:
        sha256, heaviest = _ink_file(made).read_text(encoding="ascii").split()
        return sha256, float(heaviest)
    except (OSError, ValueError):
        return "", 0.0


def _ink_file(made: Rendition) -> Path:
    return made.print_file.with_suffix(INK_SUFFIX)


def _blank(need: Need, cache_dir: Path, reason: str) -> Rendition:
    stem = f"blank-{need.width:.1f}x{need.height:.1f}-{RECIPE}"
    made = Rendition(cache_dir / f"{stem}.print.jpg", cache_dir / f"{stem}.screen.jpg", reason)
    if not _is_made(made):
        from typesetting.making.developing import frame_blank

        frame_blank(need, made.print_file, made.screen_file)
    return made


def _is_made(made: Rendition) -> bool:
    """Whether an earlier run made both files. Raises StorageError."""
    try:
        return taken_up((made.print_file, made.screen_file, _ink_file(made)))
    except OSError as error:
        raise storage_error(error) from error
