"""A zip from outside, judged before a byte of it is inflated: how much it says it holds, and how."""

from __future__ import annotations

import zipfile
from enum import Enum

HIGHEST_RATIO = 150  # a part's size over its compressed size; the XML of office programs stays below 40
RATIO_COUNTS_FROM = 2**20  # bytes: small parts may be as repetitive as they like


class Fault(Enum):
    """Why an archive is not opened."""

    TOO_LARGE = "too large"
    LOCKED = "locked"
    UNKNOWN = "packed in a way that no office program packs"


class Unsafe(ValueError):
    """The archive is not to be opened; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def checked_sizes(archive: zipfile.ZipFile, *, most_parts: int, largest_whole: int) -> dict[str, int]:
    """The size of each part by name. Raises Unsafe. A size that lies is no danger: no more than it is ever inflated."""
    infos = archive.infolist()
    if len(infos) > most_parts or sum(info.file_size for info in infos) > largest_whole:
        raise Unsafe(Fault.TOO_LARGE)
    for info in infos:
        if info.flag_bits & 1:
            raise Unsafe(Fault.LOCKED)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unsafe(Fault.UNKNOWN)
        if info.file_size > RATIO_COUNTS_FROM and info.file_size > HIGHEST_RATIO * max(1, info.compress_size):
            raise Unsafe(Fault.TOO_LARGE)
    return {info.filename: info.file_size for info in infos}
