"""Reports as unions really send them, each with what a reader would say it is."""

from __future__ import annotations

from collections.abc import Iterator

from tests.manuscripts.word import reports_of_words, reports_with_photos, reports_with_photos_else
from tests.manuscripts.word.office_xml import File
from tests.manuscripts.word.union_truth import Truth

MAKERS = (*reports_of_words.MAKERS, *reports_with_photos.MAKERS, *reports_with_photos_else.MAKERS)


def union_reports() -> Iterator[tuple[str, bytes, Truth]]:
    """(name, file, truth) of each."""
    for make in MAKERS:
        file, truth = File(), Truth()
        make(file, truth)
        yield make.__name__, file.bytes(), truth
