"""The seal of a proof: one digest over all that it shows, so that whoever opens it sees exactly what was made.

The files are read whole when a proof is made, when it is signed and when its issue is released. In between a file that was found right and has neither
been written nor moved since is not read again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.core.cache import cache
from django.core.files.storage import default_storage

from accounts.refusals import NotAllowed
from typesetting.models import Proof, TypesetRun

FILES = ("manifest", "print_pdf", "screen_pdf")
BROKEN = "{}与出样时不一样了：{}。这份校样不能再用。请告诉管理员从备份里恢复，或者重新排版、重出校样。"
KEPT = 24 * 3600  # seconds for which a file found right need not be read again


@dataclass(frozen=True)
class Seal:
    """The digests of a run: of all of it, and of its two PDFs."""

    whole: str
    print_sha256: str
    screen_sha256: str


def seal_of(run: TypesetRun, *, again: bool = True) -> Seal:
    """The run's digests; with `again` False, of files found right a while ago as they were found. Raises OSError."""
    found = {name: _sha256(getattr(run, name).name, again) for name in FILES}
    said = found | {
        "page_map": run.page_map,
        "preflight": run.preflight,
        "pages": run.pages,
        "wording": run.wording,
        "run": run.pk,
    }
    whole = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return Seal(whole, found["print_pdf"], found["screen_pdf"])


def check_intact(proof: Proof, *, again: bool = False) -> None:
    """Raise NotAllowed where what the proof shows is no longer what was made. `again`: read the files whole."""
    try:
        found = seal_of(proof.run, again=again)
    except OSError as error:
        raise NotAllowed(BROKEN.format(proof, "文件不见了或读不出来")) from error
    if found.screen_sha256 != proof.screen_sha256 or found.print_sha256 != proof.print_sha256:
        raise NotAllowed(BROKEN.format(proof, "PDF 被改动过"))
    if found.whole != proof.seal:
        raise NotAllowed(BROKEN.format(proof, "排版稿、页码表或印前检查被改动过"))


def _sha256(name: str, again: bool) -> str:
    state = f"{name}:{default_storage.size(name)}:{default_storage.get_modified_time(name).timestamp()}"
    key = f"sealed-{hashlib.sha256(state.encode()).hexdigest()}"
    known = None if again else cache.get(key)
    if known is None:
        with default_storage.open(name, "rb") as handle:
            known = hashlib.file_digest(handle, "sha256").hexdigest()
        cache.set(key, known, KEPT)
    return known
